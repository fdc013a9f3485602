#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""sentences.py - the sentences of share/sentences/ on their way to the doors.

A line of share/sentences/*.tsv is "key TAB English" or "key TAB English for one TAB English for
many"; which of the two is told by the number in the first place of the second. Places are {named}.

    sentences.py table OUT.c [DEPFILE]
                                 the table that the terminal is built with (gettext marks in it)
    sentences.py web [FOLDER]    web/lang/sentences/{en,nb,da,sv}.json, from po/
    sentences.py merge           collects all texts of the terminal and merges them into po/*.po
    sentences.py check           TAP: every key has a sentence, every catalogue is complete
"""

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("nb", "da", "sv")
PLACE = re.compile(r"\{([a-z0-9_]+)\}")


class Wrong(Exception):
    """A file that is not as it should be; told by its name and line."""


def read_sentences(folder):
    """key -> (one, many or None), from all files of the folder."""
    found = {}
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            where = f"{path.name}:{number}"
            if len(cells) not in (2, 3) or not all(cells):
                raise Wrong(f"{where}: wanted key TAB sentence, or key TAB one TAB many")
            if not re.fullmatch(r"[a-z0-9_-]+", cells[0]):
                raise Wrong(f"{where}: '{cells[0]}' is no key")
            if cells[0] in found:
                raise Wrong(f"{where}: '{cells[0]}' stands twice")
            found[cells[0]] = (cells[1], cells[2] if len(cells) == 3 else None)
    return found


def read_po(path):
    """(msgid, msgid_plural or None) -> list of msgstr; fuzzy and empty ones are left out."""
    found, entry, field, fuzzy = {}, {}, None, False

    def keep():
        texts = [entry[name] for name in sorted(entry) if name.startswith("msgstr")]
        if entry.get("msgid") and texts and all(texts) and not fuzzy:
            found[(entry["msgid"], entry.get("msgid_plural"))] = texts

    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        if line.startswith("#~"):
            continue
        if line.startswith("#"):
            if line.startswith("#,") and "fuzzy" in line:
                fuzzy = True
            continue
        match = re.match(r'(msgid_plural|msgid|msgstr(?:\[\d\])?)? ?(".*")$', line)
        if not match:
            keep()
            entry, field, fuzzy = {}, None, fuzzy if line.startswith("#") else False
            continue
        field = match.group(1) or field
        entry[field] = entry.get(field, "") + ast.literal_eval(match.group(2))
    return found


def c_text(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_table(out):
    lines = [
        "/* Made by tools/sentences.py from share/sentences/; mend the sentences there. */",
        '#include "cli/sentences.h"',
        "",
        "#define N_(one) one, NULL",
        "#define NP_(one, many) one, many",
        "",
        "const Sentence sentence_table[] = {",
    ]
    sentences = read_sentences(ROOT / "share" / "sentences")
    # strcmp() order, for the binary search.
    for key in sorted(sentences, key=lambda text: text.encode()):
        one, many = sentences[key]
        mark = f"N_({c_text(one)})" if many is None else f"NP_({c_text(one)}, {c_text(many)})"
        lines.append(f"    {{ {c_text(key)}, {mark} }},")
    lines += ["};", "", "const unsigned sentence_count = G_N_ELEMENTS(sentence_table);", ""]
    Path(out).write_text("\n".join(lines), encoding="utf-8")


def write_depfile(out, depfile):
    """Which files the table is made of, so that the build knows when to make it anew."""
    folder = ROOT / "share" / "sentences"
    # The folder itself, too: a file that is new in it changes nothing else.
    names = [str(folder)] + sorted(str(path) for path in folder.glob("*.tsv"))
    escaped = [name.replace(" ", "\\ ") for name in names]
    Path(depfile).write_text(f"{out}: {' '.join(escaped)}\n", encoding="utf-8")


def page_texts(language, sentences, catalogue):
    """What the page reads: key -> sentence, and "key#one" -> the sentence for one."""
    texts = {}
    for key, (one, many) in sorted(sentences.items()):
        said = [one, many] if language == "en" else catalogue.get((one, many), [one, many])
        texts[key] = said[-1] if many is not None else said[0]
        if many is not None:
            texts[key + "#one"] = said[0]
    return texts


def page_file(language):
    sentences = read_sentences(ROOT / "share" / "sentences")
    catalogue = {} if language == "en" else read_po(ROOT / "po" / f"{language}.po")
    texts = page_texts(language, sentences, catalogue)
    return json.dumps(texts, ensure_ascii=False, indent=1) + "\n"


def write_web(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("en",) + LANGUAGES:
        (folder / f"{language}.json").write_text(page_file(language), encoding="utf-8")


def potfiles():
    lines = (ROOT / "po" / "POTFILES.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def make_pot(folder):
    """The catalogue of all texts as they stand now."""
    table, pot = Path(folder) / "sentence-table.c", Path(folder) / "tokopp.pot"
    write_table(table)
    command = ["xgettext", "--from-code=UTF-8", "--language=C", "--keyword=_", "--keyword=N_",
               "--keyword=NP_:1,2", "--keyword=ngettext:1,2", "--add-comments=TRANSLATORS",
               "--no-location", "--sort-output", "--package-name=tokopp", "-o", str(pot)]
    subprocess.run(command + potfiles() + [str(table)], cwd=ROOT, check=True,
                   stderr=subprocess.DEVNULL)
    # The hour of the making says nothing and would change with every merge.
    text = pot.read_text(encoding="utf-8")
    pot.write_text(re.sub(r'"POT-Creation-Date: .*\n', "", text), encoding="utf-8")
    return pot


def merge():
    with tempfile.TemporaryDirectory() as folder:
        pot = make_pot(folder)
        for language in LANGUAGES:
            path = ROOT / "po" / f"{language}.po"
            subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "--no-location",
                            "--sort-output", "--no-wrap", "--update", "--backup=none",
                            str(path), str(pot)], check=True)


# --- what must hold -----------------------------------------------------------------------------

KEY = r'"([a-z0-9]+(?:-[a-z0-9]+)+)"'
# Where keys stand in the source: errors, what was left out, advice, reasons, deeds of the journal.
RAISED = (
    (re.compile(r"\btk_fail(?:_null|f|_take)?\s*\(\s*[^,]+,\s*TK_ERROR_[A-Z_]+,\s*" + KEY), ""),
    (re.compile(r"\b(?:[a-z_]*left_out|leave_out)\s*\([^;]*?" + KEY), ""),
    (re.compile(r"(?:\.|->)reason = " + KEY), ""),
    (re.compile(r"\.(?:exists|failed|full) = " + KEY), ""), # TkNewFileKeys
    (re.compile(r'"(judge(?:-[a-z]+)+)"'), ""),
    (re.compile(r"\bstore_begin\s*\([^,]+,[^,]+,\s*" + KEY.replace("(?:-[a-z0-9]+)+", "[a-z0-9-]*")),
     "deed-"),
    (re.compile(r'\b(?:change_message|keep_due)\([a-z_, >-]*"([a-z-]+)"'), "deed-"),
)


def keys_raised(source):
    """key -> the first file that raises it."""
    found = {}
    for path in sorted(source.rglob("*.c")):
        if path.name.endswith("-test.c") or path.name.startswith("test-"):
            continue
        text = path.read_text(encoding="utf-8")
        for pattern, prefix in RAISED:
            for match in pattern.finditer(text):
                # What a test's own helper raises is never told to anybody.
                if not match.group(1).startswith("test"):
                    found.setdefault(prefix + match.group(1), path.name)
    return found


def keys_without_sentence(source, sentences):
    return [f"{key} (raised in {name})" for key, name in sorted(keys_raised(source).items())
            if key not in sentences]


def places_of(text):
    return sorted(set(PLACE.findall(text)))


def holes(wanted, catalogue):
    """Texts that a catalogue lacks, or says with other places or other %s."""
    found = []
    for (one, many), _ in wanted.items():
        said = catalogue.get((one, many))
        if said is None:
            found.append(f"not translated: {one}")
            continue
        originals = [one] if many is None else [one, many]
        if len(said) != len(originals):
            found.append(f"wants {len(originals)} forms: {one}")
        for original, text in zip(originals, said):
            if places_of(original) != places_of(text):
                found.append(f"other places: {one} -> {text}")
            if re.findall(r"%[a-z]", original) != re.findall(r"%[a-z]", text):
                found.append(f"other formats: {one} -> {text}")
    return found


def wanted_texts():
    with tempfile.TemporaryDirectory() as folder:
        lines = make_pot(folder).read_text(encoding="utf-8")
        filled = Path(folder) / "filled.po"
        # An empty msgstr is left out by read_po(), so the template is read with its own words.
        filled.write_text(re.sub(r'^(msgstr(?:\[\d\])?) ""$', r'\1 "x"', lines, flags=re.M),
                          encoding="utf-8")
        return read_po(filled)


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def say(self, name, faults):
        self.count += 1
        self.failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {self.count} - {name}")
        for fault in faults:
            print(f"# {fault}")


def check():
    tap = Tap()
    sentences = read_sentences(ROOT / "share" / "sentences")
    tap.say("every key raised in src/ has a sentence",
            keys_without_sentence(ROOT / "src", sentences))
    lacking = dict(sentences)
    lacking.pop("no-such-person", None)
    planted = keys_without_sentence(ROOT / "src", lacking)
    tap.say("a sentence taken away is missed",
            [] if any(line.startswith("no-such-person ") for line in planted) else ["not missed"])
    wanted = wanted_texts()
    for language in LANGUAGES:
        path = ROOT / "po" / f"{language}.po"
        catalogue = read_po(path)
        tap.say(f"{language} says everything, with the same places", holes(wanted, catalogue))
        done = subprocess.run(["msgfmt", "--check", "-o", os.devnull, str(path)],
                              capture_output=True, text=True, check=False)
        tap.say(f"{language} passes msgfmt --check",
                done.stderr.splitlines() if done.returncode else [])
        page = ROOT / "web" / "lang" / "sentences" / f"{language}.json"
        same = page.exists() and page.read_text(encoding="utf-8") == page_file(language)
        tap.say(f"the page's sentences in {language} are up to date",
                [] if same else ["run tools/sentences.py web"])
    page = ROOT / "web" / "lang" / "sentences" / "en.json"
    same = page.exists() and page.read_text(encoding="utf-8") == page_file("en")
    tap.say("the page's sentences in en are up to date",
            [] if same else ["run tools/sentences.py web"])
    good = {("{days} days since {who}", None): ["{days} dager siden {who}"]}
    bad = {("{days} days since {who}", None): ["{days} dager siden {hvem}"]}
    tap.say("a planted hole is found: a place under another name, a text not translated",
            [] if not holes(good, good) and holes(good, bad) and holes(good, {}) else ["not found"])
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


def main(words):
    try:
        if words[:1] == ["table"] and len(words) in (2, 3):
            write_table(words[1])
            if len(words) == 3:
                write_depfile(words[1], words[2])
        elif words[:1] == ["web"] and len(words) <= 2:
            write_web(Path(words[1]) if len(words) == 2 else ROOT / "web" / "lang" / "sentences")
        elif words == ["merge"]:
            merge()
        elif words == ["check"]:
            return check()
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except Wrong as wrong:
        print(f"sentences.py: {wrong}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""check-source.py - the rules of this tree that a compiler does not know.

    check-source.py [--root FOLDER] [--tap] [RULE...]

Each rule has a name and a finding names what to write instead. An excuse stands on the line itself
or the one above: /* check: allow-RULE: reason */. Every rule has a good and a bad example below
tests/tree/fixtures/RULE/. Exit status 1 when something was found.
"""

import argparse
import re
import shutil
import subprocess
import sys
from functools import cached_property
from pathlib import Path

MOST_FILE_LINES = 500
MOST_FUNCTION_LINES = 80
MOST_NESTING = 4

# What is blocked -> what to write instead.
BLOCKED = {
    "strtol": "g_ascii_string_to_signed()",
    "strtoul": "g_ascii_string_to_unsigned()",
    "strtoll": "g_ascii_string_to_signed()",
    "atoi": "g_ascii_string_to_signed()",
    "atol": "g_ascii_string_to_signed()",
    "atof": "g_ascii_strtod() and a look at where it stopped",
    "sprintf": "g_strdup_printf()",
    "vsprintf": "g_strdup_vprintf()",
    "strcpy": "g_strdup()",
    "strcat": "g_strconcat() or a GString",
    "strncpy": "g_strndup()",
    "strtok": "g_strsplit()",
    "gets": "a reader with a limit",
    "localtime": "tk_day_of() and tk_minute_of() with a zone",
    "gmtime": "tk_day_of() with \"UTC\"",
    "mktime": "tk_day_instant()",
    "system": "g_spawn_sync() with an argument list",
    "popen": "g_spawn_sync() with an argument list",
    "g_error": "tk_fail(), or g_assert() for a bug",
    "g_return_val_if_fail": "g_assert(), which does not go on without an error set",
    "g_return_if_fail": "g_assert()",
}
# Only the world asks the system for these (rule world).
OF_THE_WORLD = {
    "time", "gettimeofday", "clock_gettime", "g_get_real_time", "g_date_time_new_now_utc",
    "g_date_time_new_now_local", "getrandom", "random", "rand", "g_random_int",
    "g_random_int_range", "g_random_double", "g_rand_new", "nanosleep", "usleep", "sleep",
    "g_usleep", "g_uuid_string_random",
}
SQL = re.compile(
    r"^\s*(SELECT\s.+\sFROM|SELECT\s+\$|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|"
    r"(CREATE|DROP|ALTER)\s+(TABLE|INDEX|ROLE|DATABASE)|BEGIN\s+(IMMEDIATE|TRANSACTION)|PRAGMA\s)", re.S)
TESTED_ROOMS = ("base", "domain", "language", "formats", "store", "actions")
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'')
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
SCAN = re.compile(f"(?P<comment>{COMMENT.pattern})|(?P<string>{STRING.pattern})", re.S)


class Function:
    """One definition; `line` is that of its name, `body` the code between its braces."""

    def __init__(self, name, line, head, body, body_line, length):
        self.name, self.line, self.head = name, line, head
        self.body, self.body_line, self.length = body, body_line, length

    @property
    def takes_error(self):
        return bool(re.search(r"GError\s*\*\*\s*error\b", self.head))


class Source:
    """A C file, once as it is and once with comments and texts blanked out."""

    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding="utf-8", errors="replace")
        self.lines = self.text.split("\n")
        self.strings = []  # (line, text without quotes)
        parts, last = [], 0
        for found in SCAN.finditer(self.text):
            parts.append(self.text[last:found.start()])
            if found["string"]:
                line = self.text.count("\n", 0, found.start()) + 1
                self.strings.append((line, found[0][1:-1]))
                parts.append(found[0][0] + " " * (len(found[0]) - 2) + found[0][0])
            else:
                parts.append(re.sub(r"[^\n]", " ", found[0]))
            last = found.end()
        parts.append(self.text[last:])
        # Macros are not functions: their lines would confuse the count of braces.
        self.code = re.sub(r"^#(?:[^\n]*\\\n)*[^\n]*", lambda m: re.sub(r"[^\n]", " ", m[0]),
                           "".join(parts), flags=re.M)

    @property
    def room(self):
        parts = self.path.split("/")
        if parts[0] != "src":
            return ""
        return parts[1] if len(parts) > 2 else "main"

    @property
    def is_test(self):
        return self.path.endswith("-test.c") or Path(self.path).name.startswith("test-")

    def excused(self, line, rule):
        near = self.lines[max(0, line - 2):line + 1]
        return any(re.search(rf"check: allow-{rule}: \S", text) for text in near)

    @cached_property
    def functions(self):
        found = []
        for match in re.finditer(r"^(?!G_)(\w+)\(([^;{}]*?)\)\n\{\n(.*?)^\}", self.code, re.M | re.S):
            line = self.code.count("\n", 0, match.start()) + 1
            start = self.code.rfind("\n", 0, max(0, match.start() - 1)) + 1
            body_line = self.code.count("\n", 0, match.start(3)) + 1
            length = match[0].count("\n") + 1
            found.append(Function(match[1], line, self.code[start:match.start(3)], match[3],
                                  body_line, length))
        return found

    def calls(self, names):
        pattern = re.compile(r"(?<![\w.>])(" + "|".join(map(re.escape, names)) + r")\s*\(")
        for match in pattern.finditer(self.code):
            yield self.code.count("\n", 0, match.start()) + 1, match[1]


class Tree:
    def __init__(self, root):
        self.root = root

    def _files(self, *patterns):
        skip = {"node_modules", "dist", ".git", "__pycache__", "fixtures"}
        for pattern in patterns:
            for path in sorted(self.root.glob(pattern)):
                below = path.relative_to(self.root).parts
                if path.is_file() and not skip & set(below) and not below[0].startswith("build"):
                    yield path

    @cached_property
    def sources(self):
        return [Source(self.root, path)
                for path in self._files("src/**/*.[ch]", "fuzz/*.[ch]", "bench/*.[ch]",
                                        "tests/**/*.[ch]")]

    @cached_property
    def texts(self):
        """Everything that a person wrote: (path, lines)."""
        kept = []
        for path in self._files("**/*", ".ci/*"):
            if path.suffix in (".png", ".gz", ".zip", ".po", ".woff2") or "LICENSE" in path.name:
                continue
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            kept.append((path.relative_to(self.root).as_posix(), text.split("\n")))
        return kept


def check_file_length(tree):
    for source in tree.sources:
        count = len(source.lines) - 1
        if count > MOST_FILE_LINES and not source.excused(1, "file-length"):
            yield source.path, 1, f"{count} lines; cut it along a seam of its subject"


def check_function_length(tree):
    for source in tree.sources:
        for function in source.functions:
            if function.length > MOST_FUNCTION_LINES:
                yield source, function.line, (f"{function.name}() has {function.length} lines; "
                                              "give its parts names of their own")


def check_nesting(tree):
    for source in tree.sources:
        for function in source.functions:
            opened, deepest, where = [], 0, function.line
            for match in re.finditer(r"[{}]", function.body):
                at = match.start()
                if match[0] == "}":
                    if opened:
                        opened.pop()
                    continue
                # A list of values is no step into something: "= {", ", {", "(Type) {".
                before = function.body[:at].rstrip()
                values = before[-1:] in "=,{(" or re.search(r"[=(,] *\([\w \[\]]+\)$|return \([\w ]+\)$", before)
                opened.append(not values)
                if sum(opened) > deepest:
                    deepest = sum(opened)
                    where = function.body_line + function.body.count("\n", 0, at)
            if deepest > MOST_NESTING:
                yield source, where, f"{function.name}() is nested {deepest} deep; return early"


def check_blocked(tree):
    for source in tree.sources:
        for line, name in source.calls(BLOCKED):
            yield source, line, f"{name}() is blocked; write {BLOCKED[name]}"
        if source.room != "base":
            for line, name in source.calls(("g_set_error", "g_set_error_literal", "g_error_new")):
                if not source.is_test:
                    yield source, line, f"{name}() outside base/; write tk_fail()"


def check_world(tree):
    for source in tree.sources:
        if source.path == "src/base/tk-world.c" or source.is_test or source.room == "":
            continue
        for line, name in source.calls(OF_THE_WORLD):
            yield source, line, f"{name}() asks the system; ask the world that was handed in"


def check_goto(tree):
    for source in tree.sources:
        for match in re.finditer(r"\bgoto\b", source.code):
            line = source.code.count("\n", 0, match.start()) + 1
            yield source, line, "goto; return early, g_autoptr frees"


def check_error_return(tree):
    for source in tree.sources:
        for function in source.functions:
            returned = function.head.split("\n")[0]
            if function.takes_error and not re.search(r"\bgboolean\b|\*|\bTkId\b|Outcome\b", returned):
                yield source, function.line, (f"{function.name}() takes a GError and returns no sign of "
                                              "failure: gboolean, a pointer, an id or an Outcome")


def previous_statements(body, at, count):
    """The text from `count` statements before `at`, within what surrounds it."""
    start, seen, depth = at, 0, 0
    while start > 0:
        start -= 1
        sign = body[start]
        if sign == "}":
            depth += 1
        elif sign == "{":
            if depth == 0:
                # The head of the block ("if (!store_put(..., error)) {") belongs to it.
                head = max(body.rfind(";", 0, start), body.rfind("}", 0, start), -1)
                return body[head + 1:at]
            depth -= 1
        elif sign == ";" and depth == 0:
            seen += 1
            if seen > count:
                return body[start + 1:at]
    return body[:at]


def asks_what_was_told(before):
    """`if (person == NULL)` after `person = person_load(..., error)`, however far up."""
    guards = re.findall(r"\bif \(([^;{}]*)\)\s*\{?[^{}]*$", before)
    for name in re.findall(r"[A-Za-z_]\w*", guards[-1] if guards else ""):
        if re.search(rf"\b{name} =[^;]*\berror\b", before):
            return True
    return False


def check_error_unset(tree):
    told = re.compile(r"\berror\b|\btk_fail\w*\b|\bfault\b|\brefuse\w*\b")
    for source in tree.sources:
        if source.is_test:
            continue
        for function in source.functions:
            if not function.takes_error:
                continue
            for match in re.finditer(r"\breturn (FALSE|NULL);", function.body):
                near = previous_statements(function.body, match.start(), 5)
                if told.search(near) or asks_what_was_told(function.body[:match.start()]):
                    continue
                line = function.body_line + function.body.count("\n", 0, match.start())
                yield source, line, f"returns {match[1]} without a word of why; set the error"


def name_of_call(code, end):
    """The function whose closing parenthesis is at `end`."""
    depth, at = 1, end
    while depth > 0 and at > 0:
        at -= 1
        depth += {")": 1, "(": -1}.get(code[at], 0)
    return re.search(r"\w*$", code[:at])[0]


def check_foreign_error(tree):
    ours = re.compile(r"g_(prefix|propagate|clear|assert|set|error)_\w+")
    for source in tree.sources:
        for match in re.finditer(r",\s*error\s*(\))", source.code):
            name = name_of_call(source.code, match.start(1))
            if name.startswith(("g_", "gmime_")) and not ours.fullmatch(name):
                line = source.code.count("\n", 0, match.start(1)) + 1
                yield source, line, (f"the error of {name}() would leave under its own domain; "
                                     "catch it and hand it to tk_fail_take()")


def check_sql(tree):
    for source in tree.sources:
        if source.room in ("store", "") or source.is_test:
            continue
        for line, text in source.strings:
            if SQL.match(text):
                yield source, line, "SQL outside store/; make it a named query in store/sql/"


def check_translation(tree):
    for source in tree.sources:
        if source.room in ("cli", "main", ""):
            continue
        for line, name in source.calls(("_", "gettext", "ngettext", "dgettext", "g_dgettext")):
            yield source, line, f"{name}() outside cli/; return a key, the door has the sentence"


def check_static(tree):
    inner = re.compile(r"^[ \t]*static\s+(?!inline\b)([^;={(]*?[\w\]])\s*(=|;)", re.M)
    outer = re.compile(r"^(?!static|extern|typedef|struct|enum|union|G_|return|const\b)"
                       r"(\w[\w \*]*[ \*]\w+(?:\[[^\]]*\])*)\s*(=|;)", re.M)
    for source in tree.sources:
        if source.is_test or source.room == "":
            continue  # one thread, one program, and hooks that hand nothing on
        for pattern in (inner, outer):
            for match in pattern.finditer(source.code):
                words = match[1]
                constant = re.search(r"\*\s*const\b", words) if "*" in words \
                    else re.search(r"\bconst\b", words)
                if not constant:
                    line = source.code.count("\n", 0, match.start(1)) + 1
                    yield source, line, (f"'{' '.join(words.split())}' can change; "
                                         "hand state in, or make it const")


def check_header(tree):
    for source in tree.sources:
        name = Path(source.path).name
        first = "/* SPDX-License-Identifier: AGPL-3.0-or-later"
        if not source.lines[0].startswith(first):
            yield source, 1, "the first line is the licence: " + first
        elif source.path.endswith(".h"):
            if not any(line.startswith(f" * {name} - ") for line in source.lines[1:4]):
                yield source, 1, f"a header says what it is for: ' * {name} - ...' in line 3"
            if "#pragma once" not in source.lines:
                yield source, 1, "a header has #pragma once"


def only_a_struct(source):
    names = [function.name for function in source.functions]
    return all(re.search(r"_(new|free|copy|clear)$", name) for name in names)


def check_test(tree):
    """What has none beside it stands in tests/tree/tested-elsewhere: "FILE: TEST - reason"."""
    listed = tree.root / "tests/tree/tested-elsewhere"
    elsewhere = {}
    for number, line in enumerate(listed.read_text().split("\n") if listed.is_file() else [], 1):
        match = re.match(r"([\w./-]+): ([\w./-]+) - \S", line)
        if match:
            elsewhere[match[1]] = (number, match[2])
        elif line and not line.startswith("#"):
            yield "tests/tree/tested-elsewhere", number, "say 'FILE: TEST - reason'"
    for source in tree.sources:
        if source.room not in TESTED_ROOMS or source.is_test or not source.path.endswith(".c"):
            continue
        beside = (tree.root / (source.path[:-2] + "-test.c")).is_file()
        entry = elsewhere.pop(source.path, None)
        if entry and beside:
            yield "tests/tree/tested-elsewhere", entry[0], f"{source.path} has its own test by now"
        elif entry and not (tree.root / entry[1]).is_file():
            yield "tests/tree/tested-elsewhere", entry[0], f"there is no {entry[1]}"
        elif not entry and not beside and not only_a_struct(source):
            yield source, 1, f"there is no {source.path[:-2]}-test.c"
    for path, (number, _) in elsewhere.items():
        yield "tests/tree/tested-elsewhere", number, f"there is no {path}"


def read_rooms(root):
    rooms = {}
    for line in (root / "doc/decisions/0001-rooms.md").read_text().split("\n"):
        match = re.match(r"\| (\w+) \| ([\w ]*)\|$", line)
        if match and match[1] != "room":
            rooms[match[1]] = set(match[2].split()) | {match[1]}
    return rooms


def check_rooms(tree):
    rooms = read_rooms(tree.root)
    for source in tree.sources:
        if source.room == "":
            continue
        if source.room not in rooms:
            yield source, 1, f"src/{source.room}/ is no room of doc/decisions/0001-rooms.md"
            continue
        for number, line in enumerate(source.lines, 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not match:
                continue
            room = match[1].split("/")[0] if "/" in match[1] else source.room
            if room not in rooms[source.room]:
                yield source, number, f"{source.room}/ may not include {room}/"
            elif match[1].endswith("-private.h") and room != source.room:
                yield source, number, f"{match[1]} is private to {room}/"


def check_potfiles(tree):
    listed = tree.root / "po/POTFILES.in"
    if not listed.is_file():
        return
    names = {line.strip() for line in listed.read_text().split("\n")
             if line.strip() and not line.startswith("#")}
    for name in sorted(names):
        if not (tree.root / name).is_file() and not name.startswith("build"):
            yield "po/POTFILES.in", 1, f"{name} does not exist"
    for source in tree.sources:
        marked = next(source.calls(("_", "N_", "ngettext", "C_")), None)
        if marked and source.path not in names and not source.is_test:
            yield source, marked[0], f"put {source.path} into po/POTFILES.in"


def check_format(tree):
    tool = shutil.which("clang-format-14")
    if tool is None:
        return
    paths = [source.path for source in tree.sources]
    done = subprocess.run([tool, "--dry-run", "--style=file", *paths], cwd=tree.root,
                          capture_output=True, text=True, check=False)
    places = re.findall(r"^([^:\n]+):(\d+):\d+: warning", done.stderr, re.M)
    for path, line in {path: line for path, line in reversed(places)}.items():
        yield path, int(line), "not as clang-format-14 -i writes it"


def check_words(tree):
    """What only its writer's machine or desk knows has no place here."""
    blocked = (
        (re.compile(r"(?<![\w.$}~-])/(home|root|work|Users|mnt|srv)/\w"), "a path of one machine"),
        (re.compile(r"\bissues?\s+#?\d+|\b(fixes|closes|see) #\d+", re.I), "a ticket's number"),
        (re.compile(r"\bshared/[A-Z]+\.md\b"), "a document that is not in this tree"),
        (re.compile(r"\"resolved\"\s*:|registry\.\w+\.\w+", re.I), "a package registry's host"),
    )
    for path, lines in tree.texts:
        if path.endswith("tools/check-source.py"):
            continue
        for number, line in enumerate(lines, 1):
            for pattern, meaning in blocked:
                if pattern.search(line) and "check: allow-words:" not in line:
                    yield path, number, f"{meaning}: {line.strip()[:60]}"


def check_shell(tree):
    for path, lines in tree.texts:
        if not lines[0].startswith("#!/bin/sh"):
            continue
        done = subprocess.run(["sh", "-n", path], cwd=tree.root, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            yield path, 1, f"sh does not understand it: {done.stderr.strip()}"
        if not any(re.match(r"set -e?u|exec ", line) for line in lines):
            yield path, 1, "a script says set -eu (or set -u with a reason)"


RULES = {name[6:].replace("_", "-"): function for name, function in list(globals().items())
         if name.startswith("check_")}


def run_rule(tree, rule):
    """Its findings as "path:line: message", the excused left out."""
    found = []
    for place, line, message in RULES[rule](tree):
        if isinstance(place, Source):
            if place.excused(line, rule):
                continue
            place = place.path
        found.append(f"{place}:{line}: {message} [{rule}]")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--tap", action="store_true")
    parser.add_argument("rules", nargs="*", metavar="RULE")
    options = parser.parse_args()
    tree = Tree(options.root.resolve())
    rules = options.rules or list(RULES)
    failed = False

    if options.tap:
        print(f"1..{len(rules)}")
    for number, rule in enumerate(rules, 1):
        skipped = rule == "format" and shutil.which("clang-format-14") is None
        found = run_rule(tree, rule)
        failed = failed or bool(found)
        if options.tap:
            state = "not ok" if found else "ok"
            print(f"{state} {number} - {rule}" + (" # SKIP no clang-format-14" if skipped else ""))
        for line in found:
            print(("# " if options.tap else "") + line)
    return 1 if failed and not options.tap else 0


if __name__ == "__main__":
    sys.exit(main())

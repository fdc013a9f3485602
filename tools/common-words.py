#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes share/near/LANG.common: words that stand in so many letters that they tell little (src/language/near-book.h).

Counted in tests/corpus/learn/: in how many of its messages and sentences a word stands. The same corpus gives the same file.
`--check` writes nothing and fails where a file is not what would be written.
"""
import json
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests/corpus/learn"
STEPS = [(0.02, 30), (0.01, 50), (0.006, 70)]  # share of the texts, and what such a word weighs in hundredths
COLUMNS = 140


def words_of(text):
    return {word for word in re.findall(r"[^\W\d_]{2,}", text) if word[0].islower()}  # names are not common, however often they stand


def texts_of(language):
    for kind in ("messages", "sentences"):
        for line in (CORPUS / f"{language}.{kind}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row.get("body") or row.get("text") or ""


def lines_of(language):
    texts = [words_of(text) for text in texts_of(language)]
    counts = Counter(word for text in texts for word in text)
    yield "# Made by tools/common-words.py from tests/corpus/learn/: words of many letters, and how much they tell, in hundredths."
    below = 2.0
    for share, weight in STEPS:
        line = f"@weight {weight}:"
        for word in sorted(word for word, count in counts.items() if share <= count / len(texts) < below):
            if len(line) + len(word) >= COLUMNS:
                yield line
                line = f"@weight {weight}:"
            line += " " + word
        yield line
        below = share


def main():
    check = sys.argv[1:] == ["--check"]
    stale = []
    for language in ("nb", "da", "sv", "en"):
        path = ROOT / f"share/near/{language}.common"
        text = "\n".join(lines_of(language)) + "\n"
        if check and (not path.exists() or path.read_text(encoding="utf-8") != text):
            stale.append(path.name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.exit(f"run tools/common-words.py: {', '.join(stale)}")


if __name__ == "__main__":
    main()

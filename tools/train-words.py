#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Learns share/rules/weights from tests/corpus/learn/: what speaks for a sentence being a wish for a job, an offer, ...

    train-words.py BUILD          BUILD/bench/marks tells the marks of each sentence (ninja -C BUILD bench/marks)
    train-words.py BUILD --check  each source in turn is kept out of learning and measured (cross-validation)

A row of the corpus is a sentence with "parts" (what it does), or a message with "findings". Of a message that lacks a finding, no
sentence does what the finding is about; of one that has it, the sentence that looks most like it is taken, and learnt from in the next
round. One model for all languages: marks are concepts (share/rules/LANG/concepts), pairs of them, and rules that fired. Logistic
regression with L2, so that the same corpus gives the same weights. Wants python3-numpy and python3-scipy; doc/decisions/0071 has the why.
"""
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests/corpus/learn"
OUT = ROOT / "share/rules/weights"
ASKING = {"outreach", "intro_request", "forwardable"}
GIVING = {"outreach", "forwardable", "agenda"}
FINDING = {"job": "asks_for_job", "guilt": "guilt", "creepy": "creepy", "sales": "sales_pitch", "breach": "confidence_breach",
           "panic": "panic", "vague": "vague_ask"}
# For each part: how much a row that has it counts, and the score from which on it is taken to have it. What holds a message back
# must be surer than what is only missed; of an offer, a slight sign is enough.
PARTS = {"job": (1, 0.3), "guilt": (1, 1.6), "creepy": (1, 1.3), "sales": (1, 0.4), "breach": (1, 1.1), "panic": (2, 0.5),
         "vague": (2, 1.0), "ask": (1, -0.5), "reason": (2, -1.9), "value": (1, -1.7), "way_out": (2, -1.6)}
MARK_ROWS = 3       # a mark that fewer sentences have is not learnt
ROUNDS = 3          # of choosing the sentence that a finding is about
STEPS = 80
DECAY = 1.0         # strength of the pull towards 0
FOLDS = 7
STEP = 100          # weights are kept in hundredths


EXAMPLES = {"asks_for_job": "job", "guilt": "guilt", "creepy": "creepy", "sales_pitch": "sales", "confidence_breach": "breach",
            "panic": "panic", "vague": "vague", "topic": "ask", "reason": "reason", "value": "value", "way_out": "way_out"}


def label(row, part):
    """1: some sentence of the row does it, 0: none does, None: nobody has said."""
    if part not in row.get("of", PARTS):
        return None
    if "parts" in row:
        return int(part in row["parts"])
    findings, kind = set(row["findings"]), row["kind"]
    if part in FINDING:
        return int(FINDING[part] in findings)
    if part == "reason":
        return int("no_reason" not in findings) if kind in ASKING else None
    if part == "value":
        return int("no_mutual_value" not in findings) if kind in GIVING else None
    if part == "ask":
        return int(not findings & {"vague_ask", "no_ask"}) if kind in ASKING else None
    return int("no_way_out" not in findings) if kind == "intro_request" and "no_ask" not in findings else None


def examples():
    """What the rules must and must not find, each for its own part alone."""
    for path in sorted((ROOT / "share/rules").glob("*/*.rules")):
        language, part = path.parent.name, EXAMPLES.get(path.stem)
        for paragraph in path.read_text(encoding="utf-8").split("\n\n") if part else ():
            kinds = re.search(r"^kinds: (\S+)", paragraph, re.M)
            for at, (sign, body) in enumerate(re.findall(r"^(yes|no): (.+)$", paragraph, re.M)):
                yield {"id": f"{language}-{path.stem}{at}", "lang": language, "kind": kinds[1] if kinds else "outreach", "body": body,
                       "of": [part], "parts": [part] if sign == "yes" else []}


def read_rows():
    paths = [*(path for path in sorted(CORPUS.glob("*.jsonl")) if not path.name.endswith(".news.jsonl")), *sorted((ROOT / "tests/fixtures/language").glob("*messages.jsonl"))]
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [json.loads(line) for line in lines] + list(examples())


def read_marks(build, rows):
    """For each row its sentences, each a sorted list of marks."""
    shown = ("lang", "kind", "sender", "receiver", "body")
    text = "".join(json.dumps({key: row[key] for key in shown if key in row}, ensure_ascii=False) + "\n" for row in rows)
    told = subprocess.run([f"{build}/bench/marks"], input=text, capture_output=True, text=True, check=True,
                          env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}).stdout
    sentences = [[] for _ in rows]
    for line in told.splitlines():
        words = line.split()
        sentences[int(words[0])].append(sorted(set(words[2:])))
    known = Counter(mark for row in sentences for marks in row for mark in marks)
    return [[[mark for mark in marks if known[mark] >= MARK_ROWS] for marks in row] for row in sentences]


def fit(matrix, truth, positive):
    """The weights that make the examples most likely, small ones preferred; but for the first, which every sentence has."""
    pull = numpy.full(matrix.shape[1], DECAY)
    pull[0] = 1e-3
    count = numpy.where(truth > 0, float(positive), 1.0)

    def loss(weights):
        z = matrix @ weights
        wrong = numpy.logaddexp(0, numpy.where(truth > 0, -z, z))
        slope = matrix.T @ (count * (1 / (1 + numpy.exp(-z)) - truth)) + pull * weights
        return numpy.sum(count * wrong) + 0.5 * numpy.sum(pull * weights * weights), slope

    return minimize(loss, numpy.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x


class Sentences:
    """All sentences of the rows as one matrix of marks; `of[i]` are the lines of row i."""

    def __init__(self, marks_by_row):
        marks = [one for row in marks_by_row for one in row]
        self.marks = ["*"] + sorted({mark for one in marks for mark in one} - {"*"})
        number = {mark: at for at, mark in enumerate(self.marks)}
        lines = [at for at, one in enumerate(marks) for _ in one]
        columns = [number[mark] for one in marks for mark in one]
        self.matrix = csr_matrix((numpy.ones(len(lines)), (lines, columns)), shape=(len(marks), len(self.marks)))
        self.of, at = [], 0
        for row in marks_by_row:
            self.of.append(list(range(at, at + len(row))))
            at += len(row)


def learn(rows, sentences, part, kept):
    positive, _ = PARTS[part]
    sure, pending = [], []
    for at in kept:
        truth, lines = label(rows[at], part), sentences.of[at]
        if truth is None or not lines:
            continue
        if truth == 0 or len(lines) == 1:
            sure += [(line, truth) for line in lines]
        else:
            pending.append(lines)
    weights = None
    for turn in range(1 + (ROUNDS if pending else 0)):
        chosen = [(lines[int(numpy.argmax(sentences.matrix[lines] @ weights))], 1) for lines in pending] if turn else []
        use = sure + chosen
        weights = fit(sentences.matrix[[line for line, _ in use]], numpy.array([truth for _, truth in use], float), positive)
    return weights


def group(row):
    """Rows that say the same in four languages share the number, and are kept out together."""
    return sum(map(ord, row["id"].split("-", 1)[-1])) * 31 % FOLDS


def check(rows, sentences):
    print(f"{'':10}{'hit':>5}{'false':>6}{'missed':>7}{'F1':>6}   of what is there; lacks: of what is not there")
    for part, (_, border) in PARTS.items():
        found, lacking = Counter(), Counter()
        for fold in range(FOLDS):
            weights = learn(rows, sentences, part, [at for at, row in enumerate(rows) if group(row) != fold])
            for row, lines in zip(rows, sentences.of):
                truth = label(row, part)
                if group(row) != fold or truth is None or not lines or "parts" in row or "-d" in row["id"]:
                    continue
                has = max(sentences.matrix[lines] @ weights) > border
                found["hit" if has and truth else "false" if has else "missed" if truth else "right"] += 1
                lacking["hit" if not has and not truth else "false" if not has else "missed" if not truth else "right"] += 1
        for name, counter in ((part, found), ("  lacks", lacking)):
            f1 = 2 * counter["hit"] / max(1, 2 * counter["hit"] + counter["false"] + counter["missed"])
            print(f"{name:10}{counter['hit']:5}{counter['false']:6}{counter['missed']:7}{f1:6.2f}")


def write(rows, sentences):
    lines = defaultdict(list)
    for part, (_, border) in PARTS.items():
        weights = learn(rows, sentences, part, range(len(rows)))
        weights[0] -= border
        for mark, weight in zip(sentences.marks, weights):
            if round(weight * STEP) != 0:
                lines[mark].append(f"{part} {round(weight * STEP)}")
    head = "# Made by tools/train-words.py from tests/corpus/learn/: how much a mark (language/weights.h) speaks for each part, in hundredths.\n"
    OUT.write_text(head + "".join(f"{mark} {' '.join(parts)}\n" for mark, parts in sorted(lines.items())), encoding="utf-8")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    rows = read_rows()
    sentences = Sentences(read_marks(sys.argv[1], rows))
    if "--check" in sys.argv:
        check(rows, sentences)
    else:
        write(rows, sentences)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Learns share/rules/weights from tests/corpus/learn/: what speaks for a sentence being a wish for a job, an offer, ...

    train-words.py BUILD          BUILD/bench/marks tells the marks of each sentence (ninja -C BUILD bench/marks src/tokopp)
    train-words.py BUILD --check  messages are kept out of learning in turn, and judged by BUILD/src/tokopp (cross-validation)

A row of the corpus is one of three: a sentence with "parts" (a list: what it does); a message with "findings" and "parts" (what each
of its sentences does, the sentences verbatim); a message with "findings" alone. Of that, where it lacks a finding no sentence does what
the finding is about; where it has it, the sentence that looks most like it is taken, and learnt from in the next round.

One model for all languages: a sentence's marks are told in language/sentence-marks.h. Logistic regression with L2, so that the same
corpus gives the same weights. From which score on a sentence does a thing (the border) is chosen on messages kept out of learning.
Wants python3-numpy and python3-scipy; doc/decisions/0071 and 0072 have the why.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
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
TELLING = {"thank_you", "milestone", "share", "thoughts", "summary"}
GOING_ON = {"follow_up", "report_back", "thank_you", "summary", "thoughts"}
# A part is a finding where it is played ("is"), or where it is not ("lacks"), in these kinds (None: all).
IS = {"job": ("asks_for_job", None), "guilt": ("guilt", None), "creepy": ("creepy", None), "breach": ("confidence_breach", None),
      "panic": ("panic", None), "sales": ("sales_pitch", {"outreach", "agenda", "follow_up"}), "vague": ("vague_ask", ASKING)}
LACKS = {"reason": ("no_reason", ASKING), "value": ("no_mutual_value", GIVING), "way_out": ("no_way_out", {"intro_request"}),
         "specific": ("no_specifics", TELLING), "context": ("no_context", GOING_ON), "purpose": ("no_purpose", {"agenda"}),
         "thanks": ("no_thanks", {"thank_you", "report_back"}), "ask": ("vague_ask", ASKING),
         "asks": ("no_ask", {"outreach", "intro_request", "follow_up"})}
WARNINGS = {"sales", "value", "specific", "way_out"}
ANY = {"asks": ("ask", "vague", "job")}  # a sentence that does one of these does it, too
PARTS = ("ask", *IS, *(part for part in LACKS if part != "ask"))  # vague_ask is where "vague" outweighs "ask"
SINGLE = set(IS) - {"vague"}  # a finding stands in one sentence; what is lacking, in none
HEAVY = {"panic": 2, "vague": 2, "reason": 2, "way_out": 2}  # how much a sentence that does it counts, where that is not 1
EXAMPLES = {"asks_for_job": "job", "guilt": "guilt", "creepy": "creepy", "sales_pitch": "sales", "confidence_breach": "breach",
            "panic": "panic", "vague": "vague", "topic": "ask", "reason": "reason", "value": "value", "way_out": "way_out"}
# What the rows of one sentence without "of" are learnt for: of what a sentence alone is enough to tell, and (those with a kind) of what
# learning from them made better on messages kept out.
SENTENCE_PARTS = {"job", "guilt", "creepy", "sales", "breach", "panic", "vague", "ask", "value", "way_out"}
KIND_PARTS = {"job", "creepy", "breach", "panic", "sales"}
MARK_ROWS = 3       # a mark that fewer sentences have is not learnt
ROUNDS = 1          # of choosing the sentence that a finding is about
STEPS = 50
DECAY = 2.0         # strength of the pull towards 0
FOLDS = 5
STEP = 100          # weights are kept in hundredths
GOOD_WEIGHS = 3.0   # a false error on a good message, beside another mistake
# Beyond the border: a message is not held back for blame, watching or a wish for a job that is only somewhat likelier than not; our own
# drafts of an agenda and of points come near to selling and to secrets; a little that is specific is enough.
SURER = {"guilt": 0.6, "creepy": 0.4, "job": 0.4, "sales": 0.6, "breach": 0.9, "panic": 0.3, "reason": -0.2, "specific": -0.8}
BLUR = 0.15         # of a score, so that a border doesn't hang on a single message
LEAST = 6           # hundredths: what weighs less is left out


def label(row, part):
    """1: some sentence of the row does it, 0: none does, None: nobody has said."""
    if part not in row.get("of", PARTS):
        return None
    if "findings" not in row:
        if "of" not in row and part not in (KIND_PARTS if "kind" in row else SENTENCE_PARTS):
            return None
        return int(any(name in row["parts"] for name in ANY.get(part, [part])))
    findings, kind = set(row["findings"]), row["kind"]
    if part in ("ask", "vague") and "no_ask" in findings:
        return None
    if part in IS:
        finding, kinds = IS[part]
        return int(finding in findings) if kinds is None or kind in kinds else None
    finding, kinds = LACKS[part]
    if kind not in kinds or (part == "way_out" and "no_ask" in findings):
        return None
    return int(finding not in findings)


def line_labels(row, part, spans):
    """For each sentence of a row whose sentences are told apart: 1, 0 or None."""
    body, told = row["body"].encode(), [one for name in ANY.get(part, [part]) for one in row["parts"].get(name, [])]
    truth = label(row, part)
    if (part in LACKS and row["kind"] not in LACKS[part][1] and not told) or (truth == 1 and not told):
        return [None] * len(spans)
    doing = []
    for words in told:
        at = body.find(words.strip().encode())
        doing.append((at, at + len(words.strip().encode())))
    return [int(any(min(until, b) - max(start, a) > min(until - start, b - a) / 2 for a, b in doing)) for start, until in spans]


def examples():
    """What the rules must and must not find, each for its own part alone."""
    for path in sorted((ROOT / "share/rules").glob("*/*.rules")):
        language, part = path.parent.name, EXAMPLES.get(path.stem)
        for paragraph in path.read_text(encoding="utf-8").split("\n\n") if part else ():
            kinds = re.search(r"^kinds: (\S+)", paragraph, re.M)
            for at, (sign, body) in enumerate(re.findall(r"^(yes|no): (.+)$", paragraph, re.M)):
                yield {"id": f"{language}-{path.stem}{at}", "lang": language, "kind": kinds[1] if kinds else "", "body": body,
                       "of": [part], "parts": [part] if sign == "yes" else []}


def read_rows():
    ours = [path for path in sorted(CORPUS.glob("*.jsonl")) if not path.name.endswith((".news.jsonl", ".questions.jsonl"))]
    paths = [*ours, *sorted((ROOT / "tests/fixtures/language").glob("*messages.jsonl"))]
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [json.loads(line) for line in lines] + list(examples())


class Sentences:
    """All sentences of the rows as one matrix of marks; `of[i]` are the lines of row i, `spans[i]` their bytes."""

    def __init__(self, build, rows):
        shown = ("lang", "kind", "sender", "receiver", "body")
        text = "".join(json.dumps({key: row[key] for key in shown if key in row}, ensure_ascii=False) + "\n" for row in rows)
        told = subprocess.run([f"{build}/bench/marks", str(ROOT / "share")], input=text, capture_output=True, text=True, check=True,
                              env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}).stdout
        self.of, self.spans = [[] for _ in rows], [[] for _ in rows]
        marks = []
        for line in told.splitlines():
            number, start, until, share, *names = line.split()
            names = set(names)
            if "findings" not in rows[int(number)]:  # a sentence alone stands nowhere
                names = {name for name in names if name[0] != "?" or name in ("?", "?long", "?longer")}
            self.of[int(number)].append(len(marks))
            self.spans[int(number)].append((int(start), int(until)))
            marks.append((float(share), names))
        known = Counter(mark for _, names in marks for mark in names)
        self.marks = ["*"] + sorted(mark for mark, count in known.items() if count >= MARK_ROWS and mark != "*")
        number = {mark: at for at, mark in enumerate(self.marks)}
        cells = [(at, number[mark], share if "~" in mark else 1.0) for at, (share, names) in enumerate(marks) for mark in sorted(names)
                 if mark in number]
        lines, columns, values = zip(*cells)
        self.matrix = csr_matrix((values, (lines, columns)), shape=(len(marks), len(self.marks)))
        self.pull = numpy.full(len(self.marks), DECAY)
        self.pull[0] = 1e-3  # every sentence has this one


def fit(matrix, truth, count, pull):
    """The weights that make the examples most likely, small ones preferred."""
    turned = matrix.T.tocsr()

    def loss(weights):
        z = matrix @ weights
        wrong = numpy.logaddexp(0, numpy.where(truth > 0, -z, z))
        slope = turned @ (count * (1 / (1 + numpy.exp(-z)) - truth)) + pull * weights
        return numpy.sum(count * wrong) + 0.5 * numpy.sum(pull * weights * weights), slope

    return minimize(loss, numpy.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x


def learn(rows, sentences, part, kept):
    sure, pending = [], []
    for at in kept:
        row, lines = rows[at], sentences.of[at]
        if isinstance(row.get("parts"), dict):
            sure += [(line, truth) for line, truth in zip(lines, line_labels(row, part, sentences.spans[at])) if truth is not None]
            continue
        truth = label(row, part)
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
        truth = numpy.array([truth for _, truth in use], float)
        count = numpy.where(truth > 0, float(HEAVY.get(part, 1)), 1.0)
        weights = fit(sentences.matrix[[line for line, _ in use]], truth, count, sentences.pull)
    return weights


def fold_of(row):
    """Rows that say the same in four languages share the number, and are kept out together."""
    return sum(map(ord, row["id"].split("-", 1)[-1])) * 31 % FOLDS


def is_measured(row):
    return "findings" in row and "-d" not in row["id"]


def border(scores, part):
    """The score from which on most messages are told right, and the F1 of the finding there; `scores`: (score, is it there, is the
    message good). To hold a good message back is worse than another mistake."""
    sign = 1 if part in IS else -1  # the finding is about what is there, or about what is not
    score = sign * numpy.array([score for score, _, _ in scores])
    held = numpy.array([truth == (part in IS) for _, truth, _ in scores], float)
    good = numpy.array([good and part not in WARNINGS for _, _, good in scores], float) * (1 - held)
    best = (-1.0, 0.0, 0.0)
    for at in numpy.arange(-5, 5, 0.05):
        found = 1 / (1 + numpy.exp(-(score - at) / BLUR))
        value = 2 * found @ held / (found.sum() + held.sum() + GOOD_WEIGHS * found @ good)
        if value > best[0]:
            told = score > at
            best = (value, sign * at, 2 * told @ held / max(1, told.sum() + held.sum()))
    return best[1:]


def together(scores):
    """The scores of a message's sentences as one, as language/judge-found.c has it."""
    return float(numpy.logaddexp.reduce(scores))


def out_of_fold(rows, sentences, part):
    """Weights learnt without each fold, and for its messages: (number, score, truth)."""
    by_fold, scores = [], []
    for fold in range(FOLDS):
        weights = learn(rows, sentences, part, [at for at, row in enumerate(rows) if fold_of(row) != fold])
        by_fold.append(weights)
        for at, (row, lines) in enumerate(zip(rows, sentences.of)):
            truth = label(row, part) if is_measured(row) and fold_of(row) == fold and lines else None
            if truth is not None:
                scores.append((at, (max if part in SINGLE else together)(sentences.matrix[lines] @ weights), truth))
    return by_fold, scores


def written(sentences, by_part):
    lines = defaultdict(list)
    for part, weights in by_part.items():
        for mark, weight in zip(sentences.marks, weights):
            if abs(round(weight * STEP)) >= (LEAST if mark != "*" else 1):
                lines[mark].append(f"{part} {round(weight * STEP)}")
    head = "# Made by tools/train-words.py from tests/corpus/learn/: how much a mark (language/sentence-marks.h) speaks for each part, in hundredths.\n"
    return head + "".join(f"{mark} {' '.join(parts)}\n" for mark, parts in sorted(lines.items()))


def judge(build, rows, weights):
    """What the program finds in the rows with these weights."""
    with tempfile.TemporaryDirectory() as box:
        shutil.copytree(ROOT / "share", f"{box}/share")
        Path(f"{box}/share/rules/weights").write_text(weights, encoding="utf-8")
        text = "".join(json.dumps({key: row[key] for key in row if key not in ("findings", "parts")}, ensure_ascii=False) + "\n" for row in rows)
        environment = dict(os.environ, TOKOPP_SHARE=f"{box}/share", TOKOPP_STORE=f"{box}/store.db", HOME=box, LC_ALL="C.UTF-8")
        subprocess.run([f"{build}/src/tokopp", "judge", "--jsonl"], input="", env=environment, text=True, capture_output=True, check=True)
        out = subprocess.run([f"{build}/src/tokopp", "judge", "--jsonl"], input=text, env=environment, text=True, capture_output=True, check=False)
        return [json.loads(line) for line in out.stdout.splitlines()]


def check(build, rows, sentences, by_fold):
    """The whole judge on messages kept out of learning."""
    for_whom = defaultdict(Counter)
    for fold in range(FOLDS):
        kept_out = [row for row in rows if is_measured(row) and fold_of(row) == fold]
        answers = judge(build, kept_out, written(sentences, {part: by_fold[part][fold] for part in PARTS}))
        for row, answer in zip(kept_out, answers):
            labels, found = set(row["findings"]), set(answer["findings"])
            for code in labels | found:
                what = "hit" if code in labels & found else "missed" if code in labels else "false"
                for_whom[code][what] += 1
                for_whom[row["lang"]][what] += code != "treat_missing"
            for_whom[row["lang"]]["good"] += not labels
            errors = set() if labels else {span["code"] for span in answer["spans"] if span["severity"] == "error"}
            for_whom[row["lang"]]["held"] += bool(errors)
            for code in errors:
                for_whom[code]["held"] += 1
    print(f"{'':20}{'hit':>5}{'false':>6}{'missed':>7}{'F1':>6}")
    for name, counter in sorted(for_whom.items(), key=lambda pair: (len(pair[0]) == 2, pair[0])):
        f1 = 2 * counter["hit"] / max(1, 2 * counter["hit"] + counter["false"] + counter["missed"])
        good = f"   good messages held back: {counter['held']}" + (f" of {counter['good']}" if counter["good"] else "") if counter["held"] else ""
        print(f"{name:20}{counter['hit']:5}{counter['false']:6}{counter['missed']:7}{f1:6.2f}{good}")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    build = sys.argv[1]
    rows = read_rows()
    sentences = Sentences(build, rows)
    by_fold, whole, asked = {}, {}, {}
    for part in PARTS:
        by_fold[part], scores = out_of_fold(rows, sentences, part)
        if "--check" not in sys.argv:
            whole[part] = learn(rows, sentences, part, range(len(rows)))
        if part == "ask":
            asked = {at: score for at, score, _ in scores}
            continue
        if part == "vague":
            scores = [(at, score - asked[at], truth) for at, score, truth in scores]
        at, f1 = border([(score, truth, not rows[at]["findings"]) for at, score, truth in scores], part) if scores else (0.0, 0.0)
        print(f"{part:10} border {at:6.2f}, F1 {f1:.2f} of {len(scores)} messages by its weights alone", flush=True)
        at += SURER.get(part, 0.0)
        for weights in [*by_fold[part], *([whole[part]] if part in whole else [])]:
            weights[0] -= at
    if "--check" in sys.argv:
        check(build, rows, sentences, by_fold)
    else:
        OUT.write_text(written(sentences, whole), encoding="utf-8")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""count-tests.py FILE... - adds up tests and prints "N passed, N failed, N skipped" as its last line.

A FILE is a testlog.json of meson (one JSON object a line, the program's TAP in "stdout"), or TAP
itself (*.tap). A TAP test that has tests of its own inside is not counted beside them. What fails is
named before the last line. A program that crashes, runs out of time, or breaks off before its plan
counts as one failed test more; a file that is missing or holds no test at all is a failure.
Exit status 1 when anything failed.
"""

import json
import re
import sys
from pathlib import Path

LINE = re.compile(r"^(\s*)(not )?ok\b\s*\d*\s*(?:-\s*)?(.*)$")
PLAN = re.compile(r"^(\s*)1\.\.(\d+)\s*(#\s*skip.*)?$", re.I)
DIRECTIVE = re.compile(r"#\s*(skip|todo)", re.I)


class Count:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.skipped = 0
        self.faults = []

    def fail(self, name):
        self.failed += 1
        self.faults.append(name)

    def total(self):
        return self.passed + self.failed + self.skipped


def read_tap(text, where, count):
    """Adds the results of one TAP text. A line at depth d closes those at greater depth."""
    inside = {}  # depth -> results seen since the last line of a lesser depth
    failed_inside = {}
    top = 0
    plan = None
    for line in text.splitlines():
        found = PLAN.match(line)
        if found:
            if not found[1]:
                plan = int(found[2])
                if plan == 0 and found[3]:
                    count.skipped += 1
                    return
            continue
        if line.startswith("Bail out!"):
            count.fail(f"{where}: {line}")
            continue
        found = LINE.match(line)
        if not found:
            continue
        depth = len(found[1])
        top += depth == 0
        deeper = [at for at in inside if at > depth]
        has_children = any(inside[at] for at in deeper)
        child_failed = any(failed_inside.get(at) for at in deeper)
        for at in deeper:
            inside[at] = 0
            failed_inside[at] = False
        inside[depth] = inside.get(depth, 0) + 1
        directive = DIRECTIVE.search(found[3])
        if found[2] and not (directive and directive[1].lower() == "todo"):
            failed_inside[depth] = True
            if not child_failed:
                count.fail(f"{where}: {found[3].strip()}")
        elif has_children:
            continue
        elif directive and directive[1].lower() == "skip":
            count.skipped += 1
        else:
            count.passed += 1
    if plan is None and top:
        count.fail(f"{where}: broke off, there is no plan")
    elif plan is not None and top < plan:
        count.fail(f"{where}: broke off after {top} of {plan} tests")


def read_meson(path, count):
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        test = json.loads(line)
        where = f"{path.parent.parent.name}: {test['name']}"
        before = count.total()
        failed_before = count.failed
        if test["result"] == "SKIP" and not LINE.search(test.get("stdout", "")):
            count.skipped += 1
            continue
        read_tap(test.get("stdout", ""), where, count)
        good = test["result"] in ("OK", "SKIP", "EXPECTEDFAIL")
        if not good and count.failed == failed_before:
            count.fail(f"{where}: {test['result']} (exit status {test.get('returncode')})")
        elif good and count.total() == before:
            # No TAP: the exit status is all that the program says.
            count.passed += 1


def main(names):
    count = Count()
    for name in names:
        path = Path(name)
        before = count.total()
        if not path.is_file():
            count.fail(f"{name}: was not written")
            continue
        if name.endswith(".json"):
            read_meson(path, count)
        else:
            read_tap(path.read_text(encoding="utf-8", errors="replace"), path.stem, count)
        if count.total() == before:
            count.fail(f"{name}: holds no test")
    for fault in count.faults:
        print(f"failed: {fault}")
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tools/count-tests.py loses no failure: each way in which tests can go wrong is counted. TAP."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

COUNTER = Path(__file__).resolve().parent.parent.parent / "tools/count-tests.py"

NESTED = """TAP version 13
# Subtest: page
    # Subtest: opens
    ok 1 - opens
    not ok 2 - closes
    1..2
not ok 1 - page
# Subtest: other
    ok 1 - one
    ok 2 - two # SKIP no browser
    1..2
ok 2 - other
1..2
"""

# name -> (TAP, last line)
TEXTS = {
    "all well": ("1..2\nok 1 /a\nok 2 /b\n", "2 passed, 0 failed, 0 skipped"),
    "a failure": ("1..2\nok 1 /a\nnot ok 2 /b\n", "1 passed, 1 failed, 0 skipped"),
    "a skipped one": ("1..2\nok 1 /a\nok 2 /b # SKIP no server\n", "1 passed, 0 failed, 1 skipped"),
    "a known fault": ("1..1\nnot ok 1 /a # TODO later\n", "1 passed, 0 failed, 0 skipped"),
    "all skipped": ("1..0 # SKIP no server\n", "0 passed, 0 failed, 1 skipped"),
    "broken off": ("1..3\nok 1 /a\n", "1 passed, 1 failed, 0 skipped"),
    "no plan": ("ok 1 /a\n", "1 passed, 1 failed, 0 skipped"),
    "bailed out": ("1..1\nok 1 /a\nBail out! no more\n", "1 passed, 1 failed, 0 skipped"),
    "nothing": ("", "0 passed, 1 failed, 0 skipped"),
    "nested": (NESTED, "2 passed, 1 failed, 1 skipped"),
    "plan without tests": ("1..0\n", "0 passed, 1 failed, 0 skipped"),
}

# name -> (result, exit status, stdout, last line)
LOGS = {
    "a good program": ("OK", 0, "1..1\nok 1 /a\n", "1 passed, 0 failed, 0 skipped"),
    "a crash after its tests": ("ERROR", -11, "1..1\nok 1 /a\n", "1 passed, 1 failed, 0 skipped"),
    "a crash before them": ("ERROR", -6, "", "0 passed, 1 failed, 0 skipped"),
    "a crash between them": ("ERROR", -6, "1..2\nok 1 /a\n", "1 passed, 1 failed, 0 skipped"),
    "a failed test": ("FAIL", 1, "1..2\nok 1 /a\nnot ok 2 /b\n", "1 passed, 1 failed, 0 skipped"),
    "out of time": ("TIMEOUT", -15, "1..1\nok 1 /a\n", "1 passed, 1 failed, 0 skipped"),
    "no TAP, good": ("OK", 0, "well\n", "1 passed, 0 failed, 0 skipped"),
    "no TAP, bad": ("FAIL", 1, "no\n", "0 passed, 1 failed, 0 skipped"),
    "skipped as a whole": ("SKIP", 77, "", "0 passed, 0 failed, 1 skipped"),
}


def count(path):
    done = subprocess.run([sys.executable, str(COUNTER), str(path)], capture_output=True, text=True,
                          check=False)
    return done.stdout.rstrip("\n").split("\n")[-1], done.returncode


def main():
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (text, wanted) in TEXTS.items():
            path = Path(folder) / "x.tap"
            path.write_text(text)
            results.append((name, wanted, count(path)))
        for name, (result, status, stdout, wanted) in LOGS.items():
            path = Path(folder) / "testlog.json"
            path.write_text(json.dumps({"name": "x", "result": result, "returncode": status,
                                        "stdout": stdout}) + "\n")
            results.append((name, wanted, count(path)))
        results.append(("a missing file", "0 passed, 1 failed, 0 skipped",
                        count(Path(folder) / "gone.tap")))

    print(f"1..{len(results)}")
    for number, (name, wanted, (line, status)) in enumerate(results, 1):
        right = line == wanted and status == (0 if " 0 failed" in wanted else 1)
        print(f"{'ok' if right else 'not ok'} {number} - {name}")
        if not right:
            print(f"# wanted '{wanted}', got '{line}' and exit status {status}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

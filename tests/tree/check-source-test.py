#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every rule of tools/check-source.py lets its good example pass and finds the fault in each bad one.

Below tests/tree/fixtures/RULE/ each folder is a small tree of its own: good*, bad*. TAP.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "tests/tree/fixtures"
CHECKER = ROOT / "tools/check-source.py"


def names_of_rules():
    code = ("import importlib.util, sys\n"
            f"spec = importlib.util.spec_from_file_location('check', {str(CHECKER)!r})\n"
            "check = importlib.util.module_from_spec(spec)\n"
            "sys.dont_write_bytecode = True\n"
            "spec.loader.exec_module(check)\n"
            "print('\\n'.join(check.RULES))")
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          check=True).stdout.split()


def main():
    results = []
    for rule in names_of_rules():
        examples = sorted(path for path in (FIXTURES / rule).glob("*") if path.is_dir())
        kinds = {path.name.split("-")[0] for path in examples}
        results.append((kinds == {"good", "bad"}, f"{rule} has a good and a bad example", ""))
        for example in examples:
            name = f"{rule}/{example.name}"
            if rule == "format" and shutil.which("clang-format-14") is None:
                results.append((True, f"{name} # SKIP no clang-format-14", ""))
                continue
            done = subprocess.run([sys.executable, str(CHECKER), "--root", str(example), rule],
                                  capture_output=True, text=True, check=False)
            wanted = 0 if example.name.startswith("good") else 1
            right = done.returncode == wanted and not done.stderr and \
                (wanted == 0 or f"[{rule}]" in done.stdout)
            text = "passes" if wanted == 0 else "is found"
            results.append((right, f"{name} {text}", done.stdout + done.stderr))

    print(f"1..{len(results)}")
    for number, (right, name, output) in enumerate(results, 1):
        print(f"{'ok' if right else 'not ok'} {number} - {name}")
        if not right:
            print("".join(f"# {line}\n" for line in output.split("\n")), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())

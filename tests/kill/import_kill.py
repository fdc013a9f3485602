#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""import_kill.py TOKOPP: an import killed at many points loses nothing that was whole and doubles nothing.

strace kills the program at its N-th write to a file, for N spread over the whole import (TOKOPP_KILL_POINTS, 12 unless
set). Then the store must be sound, and the same import, run to its end, must leave what an undisturbed one leaves. A
planted fault (a row that came twice) shows that the comparison can see one. TAP.
"""
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

POINTS = int(os.environ.get("TOKOPP_KILL_POINTS", "12"))
CONNECTIONS = 2100  # more than one piece of an import
MAILS = 150
SYSCALLS = "pwrite64,fdatasync,ftruncate"


def write_files(folder):
    given = ["Kari", "Ola", "Mette", "Søren", "Åsa", "Erik", "Aino", "Thomas"]
    rows = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    for number in range(CONNECTIONS):
        rows.append(f"{given[number % 8]},Nummer{number},https://www.linkedin.com/in/nummer{number},,"
                    f"Firma {number % 97} AS,rådgiver,{1 + number % 28:02d} Mar 2024")
    connections = folder / "Connections.csv"
    connections.write_text("\n".join(rows) + "\n", encoding="utf-8")
    mails = []
    for number in range(MAILS):
        other = f"{given[number % 8].lower()}@firma{number % 50}.example".replace("ø", "o").replace("å", "a")
        one, two = ("ola@lie.example", other) if number % 2 else (other, "ola@lie.example")
        mails.append(f"From {one} Mon Mar  2 09:00:00 2026\nFrom: <{one}>\nTo: <{two}>\nSubject: nummer {number}\n"
                     f"Date: Mon, {1 + number % 27:02d} Feb 2026 09:00:{number % 60:02d} +0100\n"
                     f"Message-ID: <m{number}@lie.example>\n\nHei\n\n")
    archive = folder / "archive.mbox"
    archive.write_text("".join(mails), encoding="utf-8")
    return [str(connections), str(archive)]


def environment(folder):
    keep = {name: value for name, value in os.environ.items() if not name.startswith("TOKOPP_") or name == "TOKOPP_SHARE"}
    return dict(keep, HOME=str(folder), XDG_DATA_HOME=str(folder / "data"), XDG_STATE_HOME=str(folder / "state"),
                XDG_CONFIG_HOME=str(folder / "config"), TOKOPP_STORE=str(folder / "store.db"),
                TOKOPP_ME_EMAIL="ola@lie.example", LC_ALL="C.UTF-8", TZ="UTC",
                # A killed program cannot say what it leaked; strace and the leak finder cannot both trace.
                ASAN_OPTIONS="detect_leaks=0")


def run(words, folder):
    return subprocess.run(words, env=environment(folder), capture_output=True, text=True, check=False)


def content(store):
    """What an import leaves, without ids and hours: people, addresses, posts, who was on what, how many ties."""
    with sqlite3.connect(store) as database:
        def rows(sql):
            return sorted(database.execute(sql).fetchall())
        organisations = {f"{key & 0xFFFFFFFFFFFFFFFF:x}": name
                         for key, name in database.execute("SELECT id, folded FROM organisation")}

        def without_ids(words):
            return re.sub(r"~o:([0-9a-f]+)", lambda match: "~o:" + organisations[match[1]], words)
        return {
            "people": rows("SELECT name, title, organisation_name, standing FROM person"),
            "addresses": rows("SELECT p.name, a.kind, a.folded FROM person_address a JOIN person p ON p.id = a.person_id"),
            "posts": rows("SELECT p.name, q.title FROM position q JOIN person p ON p.id = q.person_id"),
            "interactions": rows("SELECT external_id, kind, direction, at FROM interaction"),
            "participants": rows("SELECT i.external_id, p.name, r.role FROM participant r "
                                 "JOIN interaction i ON i.id = r.interaction_id JOIN person p ON p.id = r.person_id"),
            "organisations": rows("SELECT folded FROM organisation"),
            "ties": rows("SELECT p.name, t.mails_in, t.mails_out, t.connected FROM tie t "
                         "JOIN person p ON p.id = t.to_person_id"),
            "words": sorted((without_ids(words), name) for words, name in
                            rows("SELECT w.words, p.name FROM search_thing w JOIN person p ON p.id = w.id")),
        }


def difference(wanted, found):
    for what, rows in wanted.items():
        if rows != found[what]:
            extra = [row for row in found[what] if row not in rows][:2]
            return f"{what}: {len(rows)} wanted, {len(found[what])} found, for instance {extra}"
    return None


def kill_at(tokopp, files, point, wanted):
    """None when all went as it must; else what did not."""
    folder = Path(tempfile.mkdtemp(prefix="tokopp-kill-"))
    try:
        killed = run(["strace", "-f", "-o", "/dev/null", "-e", f"trace={SYSCALLS}", "-e",
                      f"inject={SYSCALLS}:signal=SIGKILL:when={point}", tokopp, "import", *files, "--quiet"], folder)
        if killed.returncode == 0:
            # A faster run than the counted one makes fewer pieces, and so fewer writes: an earlier point, then.
            return kill_at(tokopp, files, point * 7 // 8, wanted) if point > 1 else "no point kills it"
        if killed.returncode not in (-9, 137):
            return f"point {point}: it was not killed ({killed.returncode}: {killed.stderr[-200:]})"
        with sqlite3.connect(folder / "store.db") as database:
            sound = database.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            return f"point {point}: {sound}"
        again = run([tokopp, "import", *files, "--quiet"], folder)
        if again.returncode != 0:
            return f"point {point}: the second import said {again.stderr[-300:]}"
        wrong = difference(wanted, content(folder / "store.db"))
        return f"point {point}: {wrong}" if wrong else None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def count_writes(tokopp, files, folder):
    log = folder / "strace.log"
    run(["strace", "-f", "-o", str(log), "-e", f"trace={SYSCALLS}", tokopp, "import", *files, "--quiet"], folder)
    return len(re.findall(r"(?:pwrite64|fdatasync|ftruncate)\(", log.read_text()))


def main():
    tokopp = sys.argv[1]
    if shutil.which("strace") is None:
        print("1..0 # SKIP strace is not installed")
        return 0
    if run(["strace", "-f", "-o", "/dev/null", "true"], Path("/tmp")).returncode != 0:
        print("1..0 # SKIP strace may not trace here")
        return 0
    failed = 0
    with tempfile.TemporaryDirectory(prefix="tokopp-kill-") as name:
        top = Path(name)
        files = write_files(top)
        whole = top / "whole"
        whole.mkdir()
        writes = count_writes(tokopp, files, whole)
        wanted = content(whole / "store.db")
        points = sorted({1 + at * (writes - 1) // max(POINTS - 1, 1) for at in range(POINTS)})
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda point: kill_at(tokopp, files, point, wanted), points))
        wrong = [text for text in found if text]
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} 1 - killed at {len(points)} of {writes} writes, nothing is lost and nothing doubled")
        for text in wrong[:5]:
            print(f"# {text}")
        with sqlite3.connect(whole / "store.db") as database:
            database.execute("INSERT INTO person_address SELECT account_id, id + 1000000, person_id, kind, value, folded, "
                             "label, source FROM person_address ORDER BY id LIMIT 1")
        database.close()
        seen = difference(wanted, content(whole / "store.db")) is not None
        failed += not seen
        print(f"{'ok' if seen else 'not ok'} 2 - the comparison sees a planted row that came twice")
    print("1..2")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

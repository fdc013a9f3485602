# SPDX-License-Identifier: AGPL-3.0-or-later
"""kill -9 in a burst of writes of several kinds at once: whoever asks again with the same key gets
what was said before, and everything that was asked for is there once.

TOKOPP_KILLS=200 kills so often; as it is, some seconds are enough.
"""
import json
import os
import random
import shutil
import sys
import tempfile
import threading

from harness import Server, expect, run

KILLS = int(os.environ.get("TOKOPP_KILLS", "12"))
WRITERS = 6


class Writer(threading.Thread):
    """Asks for one thing after the other; each is kept until its answer has been seen."""

    def __init__(self, server, life, number, waiting, seen):
        super().__init__()
        self.server, self.life, self.number, self.waiting, self.seen = server, life, number, waiting, seen

    def wish(self, count):
        word = f"Kill{self.life}x{self.number}x{count}"
        kinds = (("/people", {"name": f"{word} Holm", "email": f"{word}@example.com"}),
                 ("/campaigns", {"name": word, "theme": f"what {word} is like in five years"}),
                 (f"/people/{self.server.person}/notes", {"text": word}))
        return (f"key-{word}", *kinds[count % len(kinds)])

    def run(self):
        count = 0
        while self.server.is_alive():
            if not self.waiting:
                self.waiting.append(self.wish(count))
                count += 1
            key, path, body = self.waiting[0]
            try:
                answer = self.server.post(path, body, key=key)
            except (OSError, ConnectionError):
                continue
            self.seen[key] = (path, body, answer.status, answer.body)
            self.waiting.pop(0)


def found(server):
    """How often each thing is there, by its word."""
    words = {}
    listed = [row["name"] for row in server.get("/campaigns").json()["rows"]]
    after = ""
    while after is not None:
        page = server.get("/people?limit=200" + (f"&after={after}" if after else "")).json()
        listed += [row["name"].split(" ")[0] for row in page["rows"]]
        after = page["next"]
    for word in listed:
        words[word] = words.get(word, 0) + 1
    return words


def burst(program, folder, life, dice, waiting, seen):
    server = Server(program, folder=folder)
    with_person(server)
    writers = [Writer(server, life, number, waiting[number], seen) for number in range(WRITERS)]
    stop = threading.Timer(dice.uniform(0.02, 0.4), server.process.kill)
    stop.start()
    for thread in (*writers, stop):
        if thread is not stop:
            thread.start()
    for thread in (*writers, stop):
        thread.join()
    server.stop()


def with_person(server):
    server.person = json.loads(server.post("/people", {"name": "Notes Bearer"}, key="notes-bearer").body)["id"]


def test_killed_among_writes_of_all_kinds_each_is_there_once(program):
    folder = tempfile.mkdtemp()
    dice = random.Random(20261123)
    seen = {}
    waiting = [[] for _ in range(WRITERS)]
    try:
        for life in range(KILLS):
            burst(program, folder, life, dice, waiting, seen)
        with Server(program, folder=folder) as server:
            with_person(server)
            check(server, seen, waiting)
    finally:
        shutil.rmtree(folder)


def check(server, seen, waiting):
    assert len(seen) >= 3 * KILLS, f"{len(seen)} writes were answered"
    for key, path, body in (wish for each in waiting for wish in each):
        expect(server.post(path, body, key=key).status, 201, f"what nobody saw the end of: {key}")
        seen[key] = None
    for key, answered in seen.items():
        if answered is None:
            continue
        path, body, status, text = answered
        expect(status, 201, key)
        again = server.post(path, body, key=key)
        expect((again.status, again.body), (status, text), key)
    there = found(server)
    notes = [note["text"] for note in server.get(f"/people/{server.person}").json()["notes"]]
    for key in seen:
        word = key[len("key-"):]
        kind = int(word.rsplit("x", 1)[1]) % 3
        if kind != 2:
            expect(there.get(word), 1, word)
    expect(len(notes), len(set(notes)), "notes told twice")
    # Negative control: without its first key a request is a second note.
    told = {"text": "Control"}
    server.post(f"/people/{server.person}/notes", told)
    server.post(f"/people/{server.person}/notes", told)
    notes = [note["text"] for note in server.get(f"/people/{server.person}").json()["notes"]]
    expect(notes.count("Control"), 2, "the same words without a key")


if __name__ == "__main__":
    run(globals(), program=sys.argv[1])

# SPDX-License-Identifier: AGPL-3.0-or-later
"""A write whose answer was lost can be asked again: it happens once, killed server or not."""
import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time

from harness import Server, expect, run


def names(server, typed):
    return sorted(row["name"] for row in server.get(f"/search?q={typed}&limit=200").json()["rows"])


def test_the_same_key_gets_the_first_answer(server):
    first = server.post("/people", {"name": "Once Only"}, key="the-same-key")
    again = server.post("/people", {"name": "Once Only"}, key="the-same-key")
    expect((first.status, again.status), (201, 201))
    expect(again.body, first.body)
    expect((first.header("idempotent-replayed"), again.header("idempotent-replayed")), (None, "true"))
    expect(names(server, "Once"), ["Once Only"])


def test_the_same_key_with_another_request_is_a_conflict(server):
    server.post("/people", {"name": "Twice One"}, key="a-key-for-one")
    person = server.add_person("Twice Other")
    for method, path, body in (("POST", "/people", {"name": "Twice Two"}),
                               ("POST", "/people?", {"name": "Twice One"}),
                               ("POST", "/campaigns", {"name": "Twice One", "theme": "x"}),
                               ("PUT", f"/people/{person}", {"language": "nb"})):
        answer = server.ask(method, "/api/v1" + path, body, key="a-key-for-one")
        expect((answer.status, answer.key), (409, "idempotency-key-reused"), path)
    expect(names(server, "Twice"), ["Twice One", "Twice Other"])


def test_a_failure_keeps_nothing_so_the_key_may_be_tried_again(server):
    expect(server.post("/people", {"name": ""}, key="tried-again").status, 400)
    expect(server.post("/people", {"name": "Second Try"}, key="tried-again").status, 201)


def test_many_at_once_with_one_key_write_once(server):
    answers = []

    def work():
        answers.append(server.post("/people", {"name": "Race Winner"}, key="one-for-all"))

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect({(answer.status, answer.body) for answer in answers}, {(201, answers[0].body)})
    expect(names(server, "Race"), ["Race Winner"])


def test_a_write_is_one_line_of_the_journal_and_can_be_undone(server):
    before = len(server.get("/journal?limit=200").json()["rows"])
    answer = server.post("/people", {"name": "Undone Soon"}, key="to-be-undone").json()
    rows = server.get("/journal?limit=200").json()["rows"]
    expect(len(rows), before + 1)
    expect((rows[0]["id"], rows[0]["door"], rows[0]["deed"], rows[0]["subject"]),
           (answer["undo"], "http", "add-person", "Undone Soon"))
    expect(server.post("/undo", {"entry": answer["undo"]}).status, 200)
    expect(names(server, "Undone"), [])


def test_the_first_answer_is_known_after_a_restart(program):
    folder = tempfile.mkdtemp()
    try:
        with Server(program, folder=folder) as server:
            first = server.post("/people", {"name": "Kept On"}, key="over-a-restart")
        with Server(program, folder=folder) as server:
            again = server.post("/people", {"name": "Kept On"}, key="over-a-restart")
            expect(again.body, first.body)
            expect(names(server, "Kept"), ["Kept On"])
    finally:
        shutil.rmtree(folder)


def test_killed_in_a_burst_of_writes_nothing_acknowledged_is_lost_and_nothing_doubled(program):
    """The planted fault, no key kept between the tries, is found: see below."""
    folder = tempfile.mkdtemp()
    dice = random.Random(7)
    acknowledged = {}
    tried = []
    try:
        for life in range(8):
            server = Server(program, folder=folder)
            # Killed at any moment after so many answers: a slow machine gives no fewer.
            stop = threading.Timer(dice.uniform(0, 0.02), server.process.kill)
            aim = len(acknowledged) + dice.randint(4, 40)
            for key, name in tried[-1:]:  # the one whose answer nobody saw
                send(server, key, name, acknowledged)
            while server.is_alive():
                if len(acknowledged) >= aim and stop.ident is None:
                    stop.start()
                name = f"Burst {life} {len(tried)}"
                tried.append((f"burst-key-{len(tried)}", name))
                send(server, *tried[-1], acknowledged)
            stop.join()
            server.stop()
        with Server(program, folder=folder) as server:
            for key, name in tried:  # each may be asked again
                answer = server.post("/people", {"name": name}, key=key)
                expect(answer.status, 201)
                if key in acknowledged:
                    expect(answer.body, acknowledged[key])
            found = [row for _, name in tried
                     for row in names(server, name.replace(" ", "%20")) if row == name]
            assert len(acknowledged) >= 20, len(acknowledged)
            expect(sorted(found), sorted(name for _, name in tried))
            # Negative control: without the first key the same request is a second person.
            server.post("/people", {"name": tried[0][1]})
            expect(names(server, tried[0][1].replace(" ", "%20")).count(tried[0][1]), 2)
    finally:
        shutil.rmtree(folder)


def send(server, key, name, acknowledged):
    try:
        answer = server.post("/people", {"name": name}, key=key)
    except (OSError, ConnectionError):
        time.sleep(0.01)
        return
    if answer.status == 201:
        acknowledged[key] = answer.body


if __name__ == "__main__":
    with Server(sys.argv[1]) as shared_server:
        run(globals(), server=shared_server, program=sys.argv[1])

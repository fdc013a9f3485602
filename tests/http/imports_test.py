# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files brought through the page: streamed, worked on beside other things, found again."""
import os
import shutil
import sys
import tempfile
import time

from harness import Server, expect, run


def card(number):
    return (f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person Nummer {number}\r\n"
            f"EMAIL:nummer{number}@example.com\r\nEND:VCARD\r\n").encode()


def cards(count):
    return b"".join(card(number) for number in range(count))


def form(content, name="people.vcf", dry_run="false", boundary="----x7"):
    return (f"--{boundary}\r\nContent-Disposition: form-data; name=\"dry_run\"\r\n\r\n{dry_run}\r\n"
            f"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n"
            "Content-Type: text/vcard\r\n\r\n").encode() + content + f"\r\n--{boundary}--\r\n".encode()


def bring(server, content, name="people.vcf", **words):
    words.setdefault("Content_Type", "application/octet-stream")
    answer = server.post(f"/imports?name={name}", content, **words)
    expect(answer.status, 202, answer.body)
    return answer.json()["id"]


def wait(server, run_id):
    for _ in range(2000):
        found = server.get(f"/imports/{run_id}").json()
        if found["state"] != "running":
            return found
        time.sleep(0.01)
    raise AssertionError("it never ended")


def uploads(server):
    top = os.path.join(server.folder, "state", "tokopp", "uploads")
    return [os.path.join(parent, name) for parent, _, names in os.walk(top) for name in names
            if name != "lock"]


def expect_none_left(server):
    """A run is told as ended a moment before its file is thrown away."""
    for _ in range(500):
        if not uploads(server):
            return
        time.sleep(0.01)
    raise AssertionError(f"files that are left: {uploads(server)}")


def test_a_file_brings_its_people_and_a_report(server):
    found = wait(server, bring(server, cards(30)))
    expect((found["state"], found["error"]), ("ended", None))
    expect(found["report"]["new"]["people"], 30, found["report"])
    expect(found["file"], "people.vcf")
    expect(found["report"]["left_out"], [])
    expect(len(server.get("/search?q=Nummer&limit=200").json()["rows"]), 30)
    expect_none_left(server)


def test_the_same_file_again_changes_nothing(server):
    found = wait(server, bring(server, cards(30)))
    expect((found["report"]["new"]["all"], found["report"]["changed"]["all"]), (0, 0))


def test_a_form_brings_the_same_as_the_bare_file(server):
    body = form(card(1000), name="a friend.vcf")
    run_id = bring(server, body, Content_Type="multipart/form-data; boundary=----x7")
    found = wait(server, run_id)
    expect((found["file"], found["report"]["new"]["people"]), ("a friend.vcf", 1))


def test_a_trial_reports_and_keeps_nothing(server):
    body = form(card(2000), dry_run="true")
    run_id = bring(server, body, Content_Type="multipart/form-data; boundary=----x7")
    found = wait(server, run_id)
    expect((found["report"]["new"]["people"], found["undo"]), (1, None))
    expect(server.get("/search?q=Nummer%202000").json()["rows"], [])
    found = wait(server, bring(server, card(2000), name="x.vcf&dry_run=true"))
    expect(found["report"]["new"]["people"], 1)
    expect(server.get("/search?q=Nummer%202000").json()["rows"], [])


def test_an_import_is_undone_as_one(server):
    found = wait(server, bring(server, cards(5).replace(b"Nummer", b"Angrer").replace(b"nummer", b"a")))
    expect(len(server.get("/search?q=Angrer").json()["rows"]), 5)
    expect(server.post("/undo", {"entry": found["undo"]}).status, 200)
    expect(server.get("/search?q=Angrer").json()["rows"], [])


def test_what_cannot_be_read_says_so(server):
    for name, content in (("x.zip", b"PK\x03\x04 and then nothing"), ("x.pdf", b"%PDF-1.7"),
                          ("empty.vcf", b""), ("noise.bin", bytes(range(256)) * 100)):
        found = wait(server, bring(server, content, name=name))
        if found["state"] == "failed":
            assert found["error"]["key"], found
        else:
            expect(found["report"]["new"]["people"], 0, name)
    expect_none_left(server)


def test_a_form_that_is_none_is_refused_and_leaves_nothing(server):
    whole = form(card(3000))
    kind = "multipart/form-data; boundary=----x7"
    for body, key in ((whole[:-10], "multipart-malformed"), (b"", "multipart-malformed"),
                      (b"------x7--", "upload-without-file"), (whole[:200], "multipart-malformed"),
                      (whole.replace(b"name=\"dry_run\"", b"name=\"other\""), "field-unknown")):
        answer = server.post("/imports", body, Content_Type=kind)
        expect((answer.status, answer.key), (400, key))
    two = whole[: -len("------x7--\r\n")] + whole
    expect(server.post("/imports", two, Content_Type=kind).key, "upload-only-one-file")
    expect(server.post("/imports", b"x", Content_Type="multipart/form-data").key,
           "multipart-malformed")
    expect(server.post("/imports", b"{}").status, 415)
    expect(server.get("/search?q=Nummer%203000").json()["rows"], [])
    expect_none_left(server)


def test_a_client_that_goes_away_leaves_nothing(program):
    with Server(program, patience=1) as server:
        go_away(server)


def go_away(server):
    for cut in (0, 10, 150, 5000):
        with server.connect() as connection:
            body = form(cards(200))
            head = server.head("POST", "/api/v1/imports", body,
                               Content_Type="multipart/form-data; boundary=----x7")
            connection.send(head + body[:cut])
    expect_none_left(server)


def test_a_repeated_upload_is_one_import(server):
    first = server.post("/imports?name=a.vcf", card(4000), key="one-upload",
                        Content_Type="application/octet-stream")
    again = server.post("/imports?name=a.vcf", card(4000), key="one-upload",
                        Content_Type="application/octet-stream")
    other = server.post("/imports?name=a.vcf", card(4001), key="one-upload",
                        Content_Type="application/octet-stream")
    expect(again.body, first.body)
    expect((other.status, other.key), (409, "idempotency-key-reused"))
    wait(server, first.json()["id"])


def test_a_running_import_shows_its_progress_and_others_are_served(server):
    content = cards(20000).replace(b"Nummer", b"Mange").replace(b"nummer", b"mange")
    run_id = bring(server, content)
    seen = []
    longest = 0.0
    while True:
        before = time.monotonic()
        found = server.get(f"/imports/{run_id}").json()
        server.get("/today")
        longest = max(longest, time.monotonic() - before)
        seen.append((found["state"], found["done"], found["total"]))
        if found["state"] != "running":
            break
        assert run_id in [row["id"] for row in server.get("/imports").json()["rows"]], "in the list"
    expect(found["report"]["new"]["people"], 20000)
    running = [done for state, done, _ in seen if state == "running"]
    assert running == sorted(running), "progress goes one way"
    assert len(set(running)) > 2, f"no progress was seen: {seen[:5]}"
    assert all(done <= total for _, done, total in seen if total), seen
    assert longest < 5, f"somebody waited {longest} s"


def test_a_write_beside_a_running_import_is_kept(server):
    content = cards(5000).replace(b"Nummer", b"Ved Siden").replace(b"nummer", b"ved")
    run_id = bring(server, content)
    expect(server.post("/people", {"name": "Skrevet Samtidig"}).status, 201)
    expect(wait(server, run_id)["state"], "ended")
    expect(len(server.get("/search?q=Samtidig").json()["rows"]), 1)


CHOIR = b"Hvem,Stemme,Adr\nKari Holm,Alt,kari@holm.example\nLiv Strand,Bass,liv@strand.example\n"


def mapping(found, *fields):
    return {"tables": [{"fingerprint": found["tables"][0]["fingerprint"], "fields": fields}]}


def test_an_unknown_table_waits_until_its_columns_are_named(server):
    run_id = bring(server, CHOIR, name="choir.csv")
    found = wait(server, run_id)
    expect((found["state"], found["report"], found["undo"]), ("needs_mapping", None, None))
    columns = found["tables"][0]["columns"]
    expect([column["field"] for column in columns], ["name", "ignore", "email"])
    expect(columns[1]["samples"], ["Alt", "Bass"])
    expect(found["tables"][0]["file"], "choir.csv")
    expect(server.get("/search?q=Strand").json()["rows"], [])
    assert run_id in [row["id"] for row in server.get("/imports").json()["rows"]], "found again"

    for fields, key in ((("name", "note"), "map-incomplete"),
                        (("note", "note", "ignore"), "map-without-person"),
                        (("email", "note", "name"), "map-not-email"),
                        (("name", "hat", "email"), "map-field-unknown")):
        refused = server.put(f"/imports/{run_id}/mapping", mapping(found, *fields))
        expect((refused.status, refused.key), (400, key))
    expect(server.put(f"/imports/{run_id}/mapping", {"tables": "all"}).key, "field-type")
    expect(server.get(f"/imports/{run_id}").json()["state"], "needs_mapping")

    answer = server.put(f"/imports/{run_id}/mapping", mapping(found, "name", "note", "email"))
    expect((answer.status, answer.json()["id"]), (202, run_id))
    ended = wait(server, run_id)
    expect((ended["state"], ended["report"]["new"]["people"]), ("ended", 2), ended)
    expect(ended["report"]["tables"][0]["file"], "choir.csv")
    again = server.put(f"/imports/{run_id}/mapping", mapping(found, "name", "note", "email"))
    expect((again.status, again.key), (409, "import-not-asking"))

    other = wait(server, bring(server, CHOIR + b"Ola Nes,Tenor,ola@nes.example\n", name="new.csv"))
    expect((other["state"], other["report"]["new"]["people"]), ("ended", 1), "remembered")
    expect_none_left(server)


def test_a_table_that_is_not_wanted_is_thrown_away(server):
    run_id = bring(server, CHOIR.replace(b"Stemme", b"Sko"), name="choir.csv")
    expect(wait(server, run_id)["state"], "needs_mapping")
    expect(len(uploads(server)), 1)
    expect(server.post(f"/imports/{run_id}/leave", {}).status, 200)
    expect_none_left(server)
    expect(server.get(f"/imports/{run_id}").status, 404)
    expect(server.post(f"/imports/{run_id}/leave", {}).key, "import-not-asking")


def test_a_trial_asks_too_and_keeps_nobody(server):
    content = CHOIR.replace(b"Stemme", b"Hatt").replace(b"Liv", b"Borghild")
    run_id = bring(server, content, name="choir.csv&dry_run=true")
    found = wait(server, run_id)
    expect(found["state"], "needs_mapping")
    server.put(f"/imports/{run_id}/mapping", mapping(found, "name", "ignore", "email"))
    expect(wait(server, run_id)["report"]["dry_run"], True)
    expect(server.get("/search?q=Borghild").json()["rows"], [])


def test_an_answer_given_twice_is_acted_upon_once(server):
    content = CHOIR.replace(b"Stemme", b"Vott").replace(b"Liv", b"Solveig")
    run_id = bring(server, content, name="choir.csv")
    words = mapping(wait(server, run_id), "name", "ignore", "email")
    first = server.put(f"/imports/{run_id}/mapping", words, key="one-mapping")
    again = server.put(f"/imports/{run_id}/mapping", words, key="one-mapping")
    expect(again.body, first.body)
    wait(server, run_id)
    expect(len(server.get("/search?q=Solveig").json()["rows"]), 1)


def test_imports_are_listed_newest_first(server):
    first = bring(server, card(5001))
    wait(server, first)
    second = bring(server, card(5002))
    wait(server, second)
    ids = [row["id"] for row in server.get("/imports").json()["rows"]]
    expect(ids[:2], [second, first])
    expect(len(set(ids)), len(ids), "each once")


def test_a_report_is_there_after_a_restart_and_a_killed_import_is_shown_as_failed(program):
    folder = tempfile.mkdtemp()
    try:
        with Server(program, folder=folder) as server:
            ended = bring(server, cards(3))
            wait(server, ended)
        server = Server(program, folder=folder)
        content = cards(200000).replace(b"Nummer", b"Drept").replace(b"nummer", b"drept")
        killed = bring(server, content)
        while True:  # until a first piece is kept
            rows = server.get("/search?q=Drept").json()["rows"]
            state = server.get(f"/imports/{killed}").json()["state"]
            if rows or state != "running":
                break
        server.kill()
        expect(state, "running", "it was to be killed in its work")
        assert uploads(server), "the file of a killed server is still there"
        with Server(program, folder=folder) as server:
            expect(uploads(server), [], "and the next start takes it away")
            expect(server.get(f"/imports/{ended}").json()["report"]["new"]["people"], 3)
            found = server.get(f"/imports/{killed}").json()
            expect((found["state"], found["error"]["key"], found["file"]),
                   ("failed", "import-interrupted", "people.vcf"))
            again = wait(server, bring(server, content[: len(card(0)) * 5000]))
            expect(again["state"], "ended")
            names = [row["name"] for row in
                     server.get("/search?q=Drept%20100&limit=200").json()["rows"]]
            expect(len(names), len(set(names)), "no doubles")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_a_server_that_is_told_to_end_stops_a_running_import(program):
    server = Server(program)
    bring(server, cards(200000))
    before = time.monotonic()
    expect(server.stop(), 0)
    assert time.monotonic() - before < 10, "it waited for the whole import"


if __name__ == "__main__":
    with Server(sys.argv[1]) as shared_server:
        run(globals(), server=shared_server, program=sys.argv[1])

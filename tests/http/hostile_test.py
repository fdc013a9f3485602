# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever a request holds, the answer is a problem document and the server goes on."""
import contextlib
import json
import os
import random
import socket
import sys
import threading
import time

from harness import Server, expect, run

PROBLEM = {"type", "status", "reason", "key", "subject"}


def is_problem(answer, status, key):
    expect(answer.header("content-type"), "application/problem+json")
    expect(set(answer.json()), PROBLEM)
    expect((answer.status, answer.json()["status"], answer.key), (status, status, key))
    return True


def test_a_wrong_method_names_the_right_ones(server):
    for path, allow in (("/people", "GET, HEAD, POST"), ("/session", "GET, HEAD"),
                        ("/undo", "POST"), ("/people/0000000000001", "GET, HEAD, PUT")):
        for method in ("DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
            answer = server.ask(method, "/api/v1" + path)
            is_problem(answer, 405, "method-not-allowed")
            expect(answer.header("allow"), allow, path)
    is_problem(server.ask("POST", "/", b"{}"), 405, "method-not-allowed")


def test_a_path_that_is_none_is_not_found(server):
    for path in ("/api/v1/", "/api/v1/nothing", "/api/v2/people", "/api/v1/people/",
                 "/api/v1/people/short", "/api/v1/people/0000000000001/nothing",
                 "/api/v1/people/UUUUUUUUUUUUU", "/api/v1/people/00000000000011",
                 "/api/v1//people", "/api/v1/People", "/no.file", "/assets/no.js"):
        is_problem(server.ask("GET", path), 404, "no-such-path")


def test_no_path_leads_out_of_the_page(server):
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd",
                 "/assets/../../etc/passwd", "/%00", "/a%00.js", "/\\..\\etc", "/%c0%ae%c0%ae/",
                 "/api/v1/../../etc/passwd", "/%ff", "/%"):
        is_problem(server.ask("GET", path), 400, "path-malformed")


def test_a_write_of_another_type_is_refused(server):
    for kind in (None, "", "text/plain", "application/x-www-form-urlencoded", "application/jsonp",
                 "multipart/form-data; boundary=x", "text/json"):
        answer = server.post("/people", {"name": "Kari"}, Content_Type=kind)
        is_problem(answer, 415, "content-type-unknown")
    answer = server.post("/people", {"name": "Kari"}, Content_Type="Application/JSON; charset=utf-8")
    expect(answer.status, 201)


def test_a_body_over_the_limit_is_refused_and_the_connection_lives(server):
    for length in ((1 << 20) + 1, 4 << 20):
        with server.connect() as connection:
            body = b'{"name":"' + b"x" * (length - 11) + b'"}'
            is_problem(server.post("/people", body, connection=connection), 413, "body-too-large")
            expect(server.get("/session", connection=connection).status, 200)


def test_a_huge_body_is_refused_before_it_comes(server):
    for length in (1 << 30, 1 << 62):
        with server.connect() as connection:
            connection.send(server.head("POST", "/api/v1/people", Content_Length=length))
            is_problem(connection.receive(), 413, "body-too-large")
            assert connection.is_closed()


def test_an_endless_body_in_chunks_is_cut_off(server):
    with server.connect() as connection:
        connection.send(server.head("POST", "/api/v1/people", Content_Length=None,
                                    Transfer_Encoding="chunked"))
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        sent = 0
        try:
            while sent < 64 << 20:
                connection.send(chunk)
                sent += 0x10000
        except ConnectionError:
            pass
        assert sent < 64 << 20, "nobody stopped it"
    expect(server.get("/session").status, 200)


def test_a_body_where_none_belongs_is_refused(server):
    is_problem(server.ask("GET", "/api/v1/session", b"{}"), 413, "body-too-large")
    is_problem(server.ask("GET", "/", b"x"), 413, "body-too-large")


def test_json_that_is_none_is_refused(server):
    for body in (b"{", b'{"name":}', b"{'name':'x'}", b'{"name":"x"} x', b'{"name":"x"}{}',
                 b'{"name":"\x00"}', b'{"name":"\\u0000"}', b'\xff\xfe', b'{"name":"\xff"}',
                 b'{"name":"\xed\xa0\x80"}', b'{"name":"\\ud800"}', b'{"name":"a\nb"}', b"NaN",
                 b'{"name":"a","name":"b"}', b'{"name":1e999}', b"\x00", b" "):
        is_problem(server.post("/people", body), 400, "json-malformed")


def test_json_that_is_no_object_is_refused(server):
    for body in (b"[]", b"1", b'"x"', b"null", b"true"):
        is_problem(server.post("/people", body), 400, "json-no-object")


def test_json_ten_thousand_deep_is_refused(server):
    for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
        body = opening * 10000 + (b"1" if closing == b"}" else b"") + closing * 10000
        for whole in (body, b'{"name":' + body + b"}"):
            answer = server.post("/people", whole)
            assert answer.status in (400, 413), answer.body
            assert answer.key in ("json-too-deep", "json-malformed"), answer.body


def test_fields_and_parameters_that_are_not_known_are_named(server):
    answer = server.post("/people", {"name": "Kari", "is_admin": True})
    assert is_problem(answer, 400, "field-unknown") and answer.json()["subject"] == "is_admin"
    answer = server.post("/people", {"email": "kari@example.com"})
    assert is_problem(answer, 400, "field-missing") and answer.json()["subject"] == "name"
    for needed in ({"name": None, "theme": "x"}, {"name": "x", "theme": None}):
        is_problem(server.post("/campaigns", needed), 400, "field-missing")
    answer = server.post("/people", {"name": 5})
    assert is_problem(answer, 400, "field-type") and answer.json()["subject"] == "name"
    answer = server.get("/people?afer=x")
    assert is_problem(answer, 400, "parameter-unknown") and answer.json()["subject"] == "afer"
    is_problem(server.get("/people?limit=1&limit=2"), 400, "parameter-repeated")
    for wrong in ("0", "-1", "201", "x", "", "1.5", "1e1", "%00", "9" * 30):
        is_problem(server.get("/people?limit=" + wrong), 400, "parameter-malformed")
    is_problem(server.get("/today?day=2026-02-31"), 400, "parameter-malformed")


def test_a_write_without_a_key_or_with_a_strange_one_is_refused(server):
    for key, wanted in ((None, "idempotency-key-missing"), ("", "idempotency-key-missing"),
                        ("short", "idempotency-key-malformed"), ("x" * 129, "idempotency-key-malformed"),
                        ("with space", "idempotency-key-malformed"),
                        ("gr\u00f8nnere", "idempotency-key-malformed")):
        is_problem(server.post("/people", {"name": "Kari"}, Idempotency_Key=key), 400, wanted)


def test_headers_that_come_twice_or_without_end_are_refused(server):
    with server.connect() as connection:
        connection.send(server.head("GET", "/api/v1/session")[:-2] + b"Cookie: a=b\r\n\r\n")
        is_problem(connection.receive(), 400, "header-repeated")
    with server.connect() as connection:
        try:
            connection.send(server.head("GET", "/")[:-2] + b"X: " + b"x" * 100000 + b"\r\n\r\n")
            assert connection.receive().status in (400, 413, 431)
        except ConnectionError:
            pass
    with server.connect() as connection:
        try:
            connection.send(server.head("GET", "/")[:-2] + b"X: y\r\n" * 20000 + b"\r\n")
            assert connection.receive().status in (400, 413, 431)
        except ConnectionError:
            pass
    expect(server.get("/session").status, 200)


def test_a_body_whose_end_can_be_read_in_two_ways_is_refused_and_nothing_after_it_is_heard(server):
    for headers in ({"Content_Length": 5, "Transfer_Encoding": "chunked"},
                    {"Content_Length": None, "Transfer_Encoding": "gzip, chunked"},
                    {"Content_Length": None, "Transfer_Encoding": "xchunked"}):
        with server.connect() as connection:
            connection.send(server.head("POST", "/api/v1/undo", **headers) + b"0\r\n\r\n"
                            + server.head("GET", "/api/v1/session"))
            is_problem(connection.receive(), 400, "header-malformed")
            assert connection.is_closed()


def test_a_body_that_is_cut_off_writes_nothing(program):
    with Server(program, patience=1) as server:
        cut_off(server)


def cut_off(server):
    name = f"Cut Off {time.monotonic_ns()}"
    body = json.dumps({"name": name}).encode()
    with contextlib.ExitStack() as stack:
        crowd = [stack.enter_context(server.connect()) for _ in body]
        for cut, connection in enumerate(crowd):
            connection.send(server.head("POST", "/api/v1/people", body) + body[:cut])
            connection.socket.shutdown(socket.SHUT_WR)
        for connection in crowd:
            with contextlib.suppress(ConnectionError):
                assert connection.receive().status >= 400
    rows = server.get("/search?q=Cut").json()["rows"]
    assert all(row["name"] != name for row in rows), rows


def test_requests_in_a_row_without_waiting_are_answered_in_order(server):
    with server.connect() as connection:
        whole = b"".join(server.head("GET", target) for target in
                         ("/api/v1/session", "/api/v1/nothing", "/", "/api/v1/people?limit=0"))
        body = b'{"name":1}'
        connection.send(whole + server.head("POST", "/api/v1/people", body) + body
                        + server.head("GET", "/api/v1/session"))
        found = [connection.receive().status for _ in range(6)]
    expect(found, [200, 404, 200, 400, 400, 200])


def test_a_request_that_comes_byte_by_byte_is_answered(server):
    body = b'{"name":"","x":1}'
    with server.connect() as connection:
        for byte in server.head("POST", "/api/v1/people", body) + body:
            connection.send(bytes([byte]))
        is_problem(connection.receive(), 400, "field-unknown")


def test_many_requests_need_few_connections(server):
    with server.connect() as connection:
        for number in range(500):
            status = server.get("/session", connection=connection).status
            expect(status, 200, f"request {number} on one connection")
        for number in range(200):
            expect(server.post("/people", b"{", connection=connection).status, 400)
        for number in range(100):
            expect(server.ask("GET", "/", connection=connection).status, 200)


def test_a_slow_client_is_hung_up_on_and_others_are_served(program):
    with Server(program, patience=2) as server:
        slow = [server.connect().__enter__() for _ in range(40)]
        head = server.head("GET", "/")
        ends = time.monotonic() + 15
        for connection in slow:
            connection.send(head[:10])
        at = 10
        hung_up = set()
        longest = 0.0
        while len(hung_up) < len(slow) and time.monotonic() < ends:
            for connection in slow:
                if connection in hung_up:
                    continue
                try:  # one more byte, so that no idle timer ends it
                    connection.send(head[at : at + 1])
                    connection.socket.settimeout(0.001)
                    if connection.is_closed():
                        hung_up.add(connection)
                except (socket.timeout, TimeoutError):
                    pass
                except ConnectionError:
                    hung_up.add(connection)
            at = min(at + 1, len(head) - 3)
            before = time.monotonic()
            expect(server.get("/session").status, 200)
            longest = max(longest, time.monotonic() - before)
            time.sleep(0.2)
        for connection in slow:
            connection.close()
        expect(len(hung_up), len(slow), "hung up on")
        assert longest < 2, f"somebody waited {longest} s"


def test_a_slow_body_is_hung_up_on(program):
    with Server(program, patience=1) as server, server.connect() as connection:
        connection.send(server.head("POST", "/api/v1/people", Content_Length=100000))
        ends = time.monotonic() + 15
        closed = False
        while not closed and time.monotonic() < ends:
            try:
                connection.send(b"x")
                connection.socket.settimeout(0.2)
                closed = connection.is_closed()
            except (socket.timeout, TimeoutError):
                pass
            except ConnectionError:
                closed = True
        assert closed


def test_noise_is_answered_or_hung_up_on_and_never_ends_the_server(program):
    with Server(program, patience=1) as server:
        make_noise(server)


def make_noise(server):
    dice = random.Random(20261123)
    words = [b"GET ", b"POST ", b"/api/v1/people", b" HTTP/1.1\r\n", b"\r\n", b"\r\n\r\n", b"Host: ",
             server.host.encode(), b"Content-Length: ", b"-1", b"18446744073709551616",
             b"Transfer-Encoding: chunked\r\n", b"0\r\n\r\n", b"ffffffffffffffff\r\n", b"\x00",
             b"\xff" * 50, b"Cookie: ", server.cookie.encode(), b"{", b'"', b"Expect: 100-continue\r\n",
             b"Content-Type: multipart/form-data; boundary=x\r\n", b"--x\r\n", b" ", b":", b"%", b"?"]
    for _ in range(20):
        with contextlib.ExitStack() as stack:
            crowd = [stack.enter_context(server.connect()) for _ in range(20)]
            for connection in crowd:
                noise = b"".join(dice.choice(words) for _ in range(dice.randrange(1, 40)))
                with contextlib.suppress(ConnectionError):
                    connection.send(noise)
                    connection.socket.shutdown(socket.SHUT_WR)
            for connection in crowd:  # every one of them is done with, one way or the other
                with contextlib.suppress(ConnectionError):
                    while connection.socket.recv(65536):
                        pass
    assert server.is_alive()
    expect(server.get("/session").status, 200)


def test_many_at_the_same_time_are_all_answered(server):
    failures = []

    def work():
        try:
            with server.connect() as connection:
                for _ in range(50):
                    expect(server.get("/people?limit=5", connection=connection).status, 200)
        except Exception as error:  # told by the main thread
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures[0]


def test_the_server_ends_well_when_told_to(program):
    server = Server(program)
    with server.connect() as connection:
        server.get("/session", connection=connection)
        expect(server.stop(), 0)
    assert not os.path.exists(server.folder)


if __name__ == "__main__":
    with Server(sys.argv[1]) as shared_server:
        run(globals(), server=shared_server, program=sys.argv[1])
        assert shared_server.is_alive()

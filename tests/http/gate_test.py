# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may come in: hosts, origins, cookies, the headers of every answer."""
import itertools
import sys

from harness import Server, expect, run

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def test_the_page_gives_a_cookie_and_with_it_the_data_are_there(server):
    answer = server.ask("GET", "/", cookie=None)
    expect(answer.status, 200)
    given = answer.header("set-cookie")
    for word in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert word in given.split("; "), given
    expect(len(given.split(";")[0].split("=")[1]), 64, "256 bits")
    expect(server.get("/session", cookie=given.split(";")[0]).status, 200)


def test_without_the_cookie_there_is_nothing(server):
    for cookie in (None, "tokopp-%d=0" % server.port, server.cookie[:-1], server.cookie + "0",
                   server.cookie.upper(), "x" + server.cookie):
        for path in ("/session", "/today", "/people", "/nothing-there"):
            answer = server.get(path, cookie=cookie)
            expect((answer.status, answer.key), (403, "no-session"), f"{cookie} {path}")


def test_a_browser_that_another_site_sent_is_given_no_cookie(server):
    for site in ("cross-site", "same-site", "other"):
        answer = server.ask("GET", "/", cookie=None, Sec_Fetch_Site=site)
        expect((answer.status, answer.header("set-cookie")), (200, None), site)
    for site in ("none", "same-origin"):
        assert server.ask("GET", "/people", cookie=None, Sec_Fetch_Site=site).header("set-cookie")


def test_of_many_mixtures_only_the_own_page_and_plain_programs_come_in(server):
    port = server.port
    good = [f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"]
    hosts = good + ["evil.example", f"evil.example:{port}", "localhost", f"127.0.0.1:{port + 1}",
                    f"127.0.0.1.evil.example:{port}", f"0.0.0.0:{port}", f"127.1:{port}"]
    origins = [None, "null", "http://evil.example", f"http://127.0.0.1:{port}",
               f"http://localhost:{port}", f"https://127.0.0.1:{port}", "http://127.0.0.1"]
    sites = [None, "same-origin", "same-site", "cross-site", "none"]
    tried = 0
    with server.connect() as connection:
        for host, origin, site in itertools.product(hosts, origins, sites):
            answer = server.post("/undo", {"entry": "no id"}, connection=connection, host=host,
                                 Origin=origin, Sec_Fetch_Site=site)
            fine = (host in good and origin in (None, "http://" + host)
                    and site in (None, "same-origin"))
            expect(answer.status, 400 if fine else 403, f"{host} {origin} {site}")
            if not fine:
                wanted = "origin-not-allowed" if host in good else "host-not-allowed"
                expect(answer.key, wanted, f"{host} {origin} {site}")
            tried += 1
    assert tried >= 200, tried


def test_a_request_without_a_host_or_with_two_is_refused(server):
    for head in (b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.0\r\n\r\n",
                 f"GET / HTTP/1.1\r\nHost: {server.host}\r\nHost: evil.example\r\n\r\n".encode(),
                 f"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: {server.host}\r\n\r\n".encode(),
                 f"GET http://evil.example/ HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()):
        with server.connect() as connection:
            connection.send(head)
            answer = connection.receive()
            assert answer.status in (400, 403), (head, answer.status)
            expect(answer.header("set-cookie"), None)


def test_every_answer_carries_the_same_guards(server):
    answers = [
        server.ask("GET", "/"), server.get("/session"), server.get("/nothing-there"),
        server.get("/session", cookie=None), server.ask("GET", "/", host="evil.example"),
        server.ask("DELETE", "/api/v1/people"), server.ask("GET", "/no.file"),
        server.post("/people", b"{"), server.ask("HEAD", "/"),
    ]
    for answer in answers:
        for name, value in HEADERS.items():
            expect(answer.header(name), value, f"{answer.status} {name}")
        expect(answer.header("server"), None, "we do not say what we are")
        expect(answer.header("access-control-allow-origin"), None)
        assert answer.header("cache-control"), answer.headers


def test_the_key_opens_once_and_leaves_the_address(program):
    with Server(program, key="open-sesame") as server:
        assert server.address.endswith("/?key=open-sesame"), server.address
        expect(server.open_page("/"), None)
        expect(server.open_page("/?key=wrong"), None)
        answer = server.ask("GET", "/?key=open-sesame", cookie=None)
        expect((answer.status, answer.header("location")), (303, "/"))
        cookie = answer.header("set-cookie").split(";")[0]
        expect(server.get("/session", cookie=cookie).status, 200)
        away = server.ask("GET", "//evil/?key=open-sesame", cookie=None)
        expect(away.header("location"), "/")


def test_a_session_ends_with_the_server(program):
    with Server(program) as first, Server(program) as second:
        value = first.cookie.split("=")[1]
        answer = second.get("/session", cookie=f"tokopp-{second.port}={value}")
        expect(answer.key, "no-session")


if __name__ == "__main__":
    with Server(sys.argv[1]) as shared_server:
        run(globals(), server=shared_server, program=sys.argv[1])

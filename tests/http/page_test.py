# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page's files: packed or plain, kept by their ETag, and for every screen's address."""
import gzip
import re
import sys

from harness import Server, expect, run


def test_every_screens_address_is_the_page(server):
    front = server.ask("GET", "/")
    expect((front.status, front.header("content-type")), (200, "text/html; charset=utf-8"))
    for path in ("/people", "/people/0000000000001", "/write/x", "/import", "/?q=1", "/api"):
        answer = server.ask("GET", path)
        expect((answer.status, answer.body), (200, front.body), path)
    expect(server.ask("GET", "/index.html").body, front.body)


def test_packed_and_plain_are_the_same(server):
    plain = server.ask("GET", "/")
    expect(plain.header("content-encoding"), None)
    for accepts, packs in (("gzip", True), ("deflate, gzip;q=0.5", True), ("gzip;q=0", False),
                           ("identity", False), ("xgzip", False), ("br", False)):
        answer = server.ask("GET", "/", Accept_Encoding=accepts)
        expect(answer.header("vary"), "Accept-Encoding")
        packed = answer.header("content-encoding") == "gzip"
        assert packs or not packed, accepts
        expect(gzip.decompress(answer.body) if packed else answer.body, plain.body, accepts)


def test_what_one_has_already_is_not_sent_again(server):
    first = server.ask("GET", "/")
    again = server.ask("GET", "/", If_None_Match=first.header("etag"))
    expect((again.status, again.body), (304, b""))
    expect(again.header("etag"), first.header("etag"))
    expect(server.ask("GET", "/", If_None_Match='"other"').status, 200)
    with server.connect() as connection:  # and the connection is still in step
        for _ in range(3):
            expect(server.ask("GET", "/", connection=connection,
                              If_None_Match=first.header("etag")).status, 304)


def test_the_front_is_asked_for_anew_and_hashed_files_last(server):
    front = server.ask("GET", "/")
    expect(front.header("cache-control"), "no-cache")
    for path in re.findall(r'(?:src|href)="(/assets/[^"]+)"', front.body.decode()):
        answer = server.ask("GET", path)
        expect(answer.status, 200, path)
        assert "immutable" in answer.header("cache-control"), path


def test_nothing_in_the_page_needs_what_the_policy_forbids(server):
    text = server.ask("GET", "/").body.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "a script in the page"
    assert not re.search(r"<style|\sstyle=|\son\w+=", text), "a style or handler in the page"
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text), "another host"


def test_head_is_get_without_a_body(server):
    for path in ("/", "/api/v1/session", "/api/v1/nothing"):
        with server.connect() as connection:
            head = server.ask("HEAD", path, connection=connection)
            get = server.ask("GET", path, connection=connection)
            expect((head.status, head.header("content-length")),
                   (get.status, get.header("content-length")), path)


if __name__ == "__main__":
    with Server(sys.argv[1]) as shared_server:
        run(globals(), server=shared_server, program=sys.argv[1])

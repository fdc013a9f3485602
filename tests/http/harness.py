# SPDX-License-Identifier: AGPL-3.0-or-later
"""Starts the real server on a free port with a store of its own, and speaks HTTP to it by socket.

Tests are functions whose name is a sentence; run() calls them and writes TAP.
"""
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback

WAIT = 20  # seconds that anything may take before it counts as hanging


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers  # list of (lower-case name, value)
        self.body = body

    def header(self, name):
        for key, value in self.headers:
            if key == name.lower():
                return value
        return None

    def json(self):
        return json.loads(self.body.decode("utf-8"))

    @property
    def key(self):
        return self.json()["key"]


class Connection:
    """One socket. Requests go out byte by byte as the test wants them."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), WAIT)
        self.pending = b""

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def _more(self):
        piece = self.socket.recv(65536)
        self.pending += piece
        return bool(piece)

    def is_closed(self):
        """Waits until the other side hangs up; False where it says something instead."""
        try:
            return self.pending == b"" and not self._more()
        except ConnectionError:
            return True

    def receive(self, head=False):
        while b"\r\n\r\n" not in self.pending:
            if not self._more():
                raise ConnectionError("hung up before a whole head: %r" % self.pending[:200])
        top, self.pending = self.pending.split(b"\r\n\r\n", 1)
        lines = top.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = [
            (name.strip().lower(), value.strip())
            for name, value in (line.split(":", 1) for line in lines[1:])
        ]
        length = next((int(value) for name, value in headers if name == "content-length"), 0)
        if status == 100:
            return self.receive(head)
        if head or status in (204, 304):
            length = 0
        while len(self.pending) < length:
            if not self._more():
                raise ConnectionError("hung up in the body")
        body, self.pending = self.pending[:length], self.pending[length:]
        return Answer(status, headers, body)


class Server:
    def __init__(self, program, sample=0, patience=0, key=None, folder=None, settings=()):
        self.own_folder = folder is None
        self.folder = folder or tempfile.mkdtemp(prefix="tokopp-http-")
        self.store = os.path.join(self.folder, "store.db")
        environment = dict(os.environ)
        for name in ("STATE", "DATA", "CONFIG"):
            environment[f"XDG_{name}_HOME"] = os.path.join(self.folder, name.lower())
        words = [program, f"--sample={sample}", f"--patience={patience}"]
        if key:
            words.append(f"--key={key}")
        words += [f"store={self.store}", "me.zone=Europe/Oslo", *settings]
        self.process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE)
        line = self.process.stdout.readline().decode()
        if not line.startswith("ready "):
            raise RuntimeError("the server did not start")
        self.address = line.split(" ", 1)[1].strip()
        self.port = int(re.search(r":(\d+)/", self.address).group(1))
        self.host = f"127.0.0.1:{self.port}"
        self.cookie = None
        self.keys = 0
        if key is None:
            self.cookie = self.open_page()

    def open_page(self, target="/"):
        given = self.ask("GET", target, cookie=None).header("set-cookie")
        return given.split(";")[0] if given else None

    def connect(self):
        return contextlib.closing(Connection(self.port))

    def fresh_key(self):
        self.keys += 1
        return f"key-{os.getpid()}-{time.monotonic_ns()}-{self.keys}"

    def head(self, method, target, body=None, cookie="own", host=None, key=None, **headers):
        """The bytes of a request's head. A header given as None is left out."""
        lines = [f"{method} {target} HTTP/1.1", f"Host: {host or self.host}"]
        cookie = self.cookie if cookie == "own" else cookie
        if cookie:
            lines.append(f"Cookie: {cookie}")
        if method in ("POST", "PUT", "DELETE", "PATCH"):
            headers.setdefault("Content_Type", "application/json")
            headers.setdefault("Idempotency_Key", key or self.fresh_key())
        if body is not None:
            headers.setdefault("Content_Length", len(body))
        elif method in ("POST", "PUT"):
            headers.setdefault("Content_Length", 0)
        for name, value in headers.items():
            if value is not None:
                lines.append(f"{name.replace('_', '-')}: {value}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")

    def ask(self, method, target, body=None, connection=None, **words):
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode("utf-8")
        if connection is None:
            with self.connect() as own:
                return self.ask(method, target, body, own, **words)
        connection.send(self.head(method, target, body, **words) + (body or b""))
        return connection.receive(head=method == "HEAD")

    def get(self, path, **words):
        return self.ask("GET", "/api/v1" + path, **words)

    def post(self, path, body=None, **words):
        return self.ask("POST", "/api/v1" + path, {} if body is None else body, **words)

    def put(self, path, body=None, **words):
        return self.ask("PUT", "/api/v1" + path, {} if body is None else body, **words)

    def add_person(self, name):
        answer = self.post("/people", {"name": name})
        assert answer.status == 201, answer.body
        return answer.json()["id"]

    def is_alive(self):
        return self.process.poll() is None

    def kill(self):
        """As a power cut would: nothing is put in order."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        status = None
        if self.is_alive():
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(WAIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        if self.own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        return status

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Skip(Exception):
    """Raised by a test that cannot run here; says why."""


def run(module, **shared):
    """Runs every function called test_... of a module's namespace, in order, and writes TAP."""
    tests = [(name, each) for name, each in module.items() if name.startswith("test_")]
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, (name, test) in enumerate(tests, 1):
        title = name[len("test_") :].replace("_", " ")
        wanted = test.__code__.co_varnames[: test.__code__.co_argcount]
        try:
            test(*(shared[word] for word in wanted))
            print(f"ok {number} - {title}", flush=True)
        except Skip as reason:
            print(f"ok {number} - {title} # SKIP {reason}", flush=True)
        except Exception:
            failed += 1
            print(f"not ok {number} - {title}", flush=True)
            for line in traceback.format_exc().splitlines():
                print("# " + line, flush=True)
    sys.exit(1 if failed else 0)


def expect(found, wanted, what=""):
    assert found == wanted, f"{what}: wanted {wanted!r}, got {found!r}"

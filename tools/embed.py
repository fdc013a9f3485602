#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes the page's files as a C table (src/http/page.h), packed where that saves something.

    embed.py OUT.c DEPFILE FOLDER            every file below FOLDER, under its own path
    embed.py OUT.c DEPFILE --front FILE      one file as the front page

The same files give the same bytes: names are sorted, gzip carries no time.
"""
import gzip
import hashlib
import os
import re
import sys

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
# What Vite writes into assets/ carries a digest of its content in its name.
LASTING = re.compile(r"^/assets/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")


def collect(folder):
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(parent, name)
            yield "/" + os.path.relpath(path, folder).replace(os.sep, "/"), path


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rows(data):
    for start in range(0, len(data), 20):
        yield "    " + " ".join(f"{byte}," for byte in data[start : start + 20])


def write(out, files):
    out.write('/* Written by tools/embed.py. */\n#include "http/page.h"\n\n')
    entries = []
    for number, (path, source) in enumerate(files):
        ending = os.path.splitext(path)[1]
        if ending not in TYPES:
            sys.exit(f"embed.py: {source}: no type is known for '{ending}'")
        if not re.fullmatch(r"[A-Za-z0-9_./-]+", path):
            sys.exit(f"embed.py: {source}: a name for an address, please")
        with open(source, "rb") as file:
            plain = file.read()
        packed = gzip.compress(plain, 9, mtime=0)
        kept = packed if len(packed) < len(plain) * 0.95 else plain
        etag = quote('"' + hashlib.sha256(plain).hexdigest()[:32] + '"')
        # An empty array is no C; one byte more than the length is harmless.
        out.write(f"static const unsigned char file_{number}[] = {{\n")
        out.write("\n".join(rows(kept or b"\0")) + "\n};\n\n")
        plain_length = len(plain) if kept is packed else 0
        lasting = "TRUE" if LASTING.match(path) else "FALSE"
        entries.append(
            f"    {{ {quote(path)}, {quote(TYPES[ending])}, {etag}, file_{number}, "
            f"{len(kept)}, {plain_length}, {lasting} }},\n"
        )
    out.write("const PageFile page_files[] = {\n" + "".join(entries) + "    { 0 },\n};\n")


def main(words):
    if len(words) == 4 and words[2] == "--front":
        files = [("/index.html", words[3])]
    elif len(words) == 3:
        files = list(collect(words[2]))
    else:
        sys.exit(__doc__)
    if "/index.html" not in dict(files):
        sys.exit(f"embed.py: {words[2]} has no index.html; is the page built?")
    with open(words[0], "w", encoding="utf-8") as out:
        write(out, files)
    with open(words[1], "w", encoding="utf-8") as out:
        sources = " ".join(source.replace(" ", "\\ ") for _, source in files)
        out.write(f"{words[0]}: {sources}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp doubles - who is who: as a list, by number, and with one key each.
set -eu
. "$(dirname "$0")/box.sh"

# card NAME ORGANISATION EMAIL
card() {
    printf 'BEGIN:VCARD\nVERSION:4.0\nFN:%s\nORG:%s\nEMAIL:%s\nEND:VCARD\n' "$1" "$2" "$3"
}
is 'nobody waits in an empty store' "$(tk doubles)" 'Nobody waits to be told apart.'
{
    card 'Ragnhild Tveito' 'Nordvarme AS' ragnhild@nordvarme.example
    card 'Ragnhild Tveito' 'Elv Bygg' ragnhild.tveito@elvbygg.example
    card 'Sindre Haugland' 'Kystlab' sindre@kystlab.example
    card 'S. Haugland' 'Kystlab' post@kystlab.example
    card 'Ebba Wiklander' 'Ritbyran' ebba@ritbyran.example
    card 'Ebba Wiklander' '' ebba.wiklander@frimejl.example
} >"$box/cards.vcf"
tk import "$box/cards.vcf" --quiet
has 'today leads there' "$(tk today)" 'tokopp doubles'
out=$(tk doubles)
has 'both sides stand there' "$out" 'ragnhild@nordvarme.example'
has 'with what speaks for it' "$out" 'The same first name: ragnhild.'
has 'and what speaks against it' "$out" 'One is at'
is 'as JSON' "$(tk doubles --json | json remaining)" 3
first=$(tk doubles --json | json rows.0.one.name)
is 'a number answers' "$(tk doubles 1 different | head -n 1)" 'They stay two.'
is 'and one pair fewer waits' "$(tk doubles --json | json remaining)" 2
lacks 'the answer is remembered' "$(tk doubles --all >/dev/null && tk doubles)" "$first"
# One step: looking once more changed nothing, and what changed nothing is not in the journal.
tk undo --quiet
is 'undo asks again' "$(tk doubles --json | json remaining)" 3
wrong 'an answer it does not know' doubles 1 perhaps
wrong 'a number without an answer' doubles 1
ends 'a number that was not shown' 3 doubles 77 same

# On a terminal one key answers, without Enter.
keys() {
    python3 -c 'import os, pty, sys
keys = sys.argv[1].encode()
shown = b""
pid, there = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
while True:
    try:
        piece = os.read(there, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
    while b"enough" in shown and keys:
        os.write(there, keys[:1])
        keys = keys[1:]
        shown = shown.split(b"enough", 1)[1]
        break
os.waitpid(pid, 0)
' "$1" "$tokopp" --now "${now}T12:00:00" doubles
}
keys ldsl
is 'one key each: put off, told apart, joined, put off' "$(tk doubles --json | json remaining)" 1
keys q
is 'q leaves all as it is' "$(tk doubles --json | json remaining)" 1
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp draft - the letters around and after a meeting, from facts.
set -eu
. "$(dirname "$0")/box.sh"

tk add 'Kari Holm' --email kari@nordvarme.example --language nb --quiet
out=$(tk draft thank_you Kari Holm --fact said='rådet ditt om å måle ventetid' --fact promise='sende deg tallene')
has 'A2: the thanks name what was said' "$out" 'rådet ditt om å måle ventetid'
has 'and what was promised' "$out" 'Som avtalt skal jeg sende deg tallene.'
has 'it waits to be read through' "$(tk)" 'Kari Holm'
ends 'what is missing is asked for' 2 draft thoughts Kari Holm --fact title='Natt'
has 'by name' "$(cat "$box/err")" 'thought'
ends 'a fact that is none is told' 2 draft share Kari Holm --fact titel=Natt
ends 'so is a kind that is begun elsewhere' 2 draft outreach Kari Holm
has 'with the way there' "$(cat "$box/err")" 'tokopp ask'
wrong 'it wants a person' draft thank_you
ends 'nobody of that name' 3 draft decline Nobody Atall

# What the user changed outlives the next proposal.
message=$(tk draft thank_you Kari Holm --fact said='rådet ditt om å måle ventetid' --fact promise='sende deg tallene' --json | json message.id)
tk message "$message" --json | json body | sed 's/Som avtalt.*tallene\./Tallene fra Utsira ligger ved./' >"$box/own"
tk edit "$message" --body "$box/own" --quiet
out=$(tk redraft "$message")
has 'M4: an own sentence stays' "$out" 'Tallene fra Utsira ligger ved.'
has 'and so does what it is about' "$out" 'måle ventetid'

printf '%s\n' '{"id":"a","lang":"sv","kind":"decline","sender":{"name":"Åsa Lind"},"receiver":{"name":"Kari Holm"},"context":"Har frågat om ett möte.","facts":{"reason":"eftersom vi flyttar","later":"efter påsk"}}' \
    '{"id":"b","lang":"en","kind":"summary","receiver":{"name":"Jo Ash"}}' '{"id":"c","kind":"poem"}' >"$box/lines"
rc=0
out=$(tk draft --jsonl "$box/lines" 2>/dev/null) || rc=$?
is 'a line that cannot be answered is told at the end' $rc 2
has 'line by line it writes' "$(said "$out" | sed -n 1p)" '{"id":"a","language":"sv","subject":'
has 'with the facts of the line' "$(said "$out" | sed -n 1p)" 'eftersom vi flyttar'
has 'and signs with the name that it was given' "$(said "$out" | sed -n 1p)" 'Åsa Lind'
is 'or says what it needs' "$(said "$out" | sed -n 2p)" '{"id":"b","language":"en","needs":["points"]}'
has 'and goes on behind one that it cannot read' "$(said "$out" | sed -n 3p)" '"error":"draft-kind"'
finish

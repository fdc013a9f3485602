#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp news - whose working life changes in a news item.
set -eu
. "$(dirname "$0")/box.sh"

printf 'New face at Moor Bank\nRuth Peel joins Moor Bank as head of risk in May.\n' >"$box/item"
out=$(tk news "$box/item")
is 'who, where, what and as what' "$out" 'Ruth Peel, Moor Bank: a new post, head of risk'
has 'JSON gives the place in bytes' "$(tk news "$box/item" --json)" '"from":'
has 'a mere mention is none' "$(printf 'More rain, says Ruth Peel of Moor Bank.\n' | tk news -)" 'Nobody'
wrong 'it wants a file' news
ends 'a file that is not there' 3 news "$box/nowhere"
: >"$box/empty"
ends 'nothing is no crash' 0 news "$box/empty"
head -c 2000 /dev/urandom >"$box/noise"
ends 'noise is no crash' 0 news "$box/noise"
printf '%s\n' '{"id":"a","lang":"nb","text":"Takker av\nRektor Åse Lie går av med pensjon ved Havskolen."}' '{"id":"b","lang":"en","text":"Rain."}' >"$box/lines"
out=$(tk news --jsonl "$box/lines")
has 'line by line' "$(said "$out" | sed -n 1p)" '{"id":"a","milestones":[{"type":"left","person":"Åse Lie","org":"Havskolen","role":"rektor"'
is 'and none where there is none' "$(said "$out" | sed -n 2p)" '{"id":"b","milestones":[]}'
tk add 'Ruth Peel' --organisation 'Cobalt Bank' >"$box/out"
lacks 'a namesake at another house is nobody known' "$(printf 'Ruth Peel retires from Moor Bank in May.\n' | tk news -)" 'know Ruth'
printf 'A move\nRuth Peel of Cobalt Bank joins Moor Bank as head of risk in May.\n' >"$box/move"
has 'who is known is named, with what it rests on' "$(tk news "$box/move")" 'You know Ruth Peel (by: Ruth Peel, Cobalt Bank)'
has 'by hand it is kept' "$(tk news "$box/move" --keep)" 'Kept.'
has 'and stands among the news' "$(tk milestones)" 'Ruth Peel'
has 'once' "$(tk news "$box/move" --keep)" 'kept already'
has 'what tells of nobody known keeps nothing' "$(tk news "$box/item" --keep --json; tk news - --keep <"$box/empty")" 'no new post'
finish

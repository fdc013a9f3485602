#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp questions - whether they let the other person tell.
set -eu
. "$(dirname "$0")/box.sh"

printf '1. How did you come to bees?\n2. Are you hiring at the moment?\n\n- Hvor ligger hovedkontoret?\n' >"$box/card"
out=$(tk questions "$box/card")
has 'an open question is told so' "$out" 'An open question'
has 'a question for a job is found' "$out" 'job'
has 'with what to ask instead' "$out" 'jobs come out of conversations'
has 'each in its own language' "$(tk questions "$box/card" --json)" '"language":"nb"'
has 'a number before it is none of it' "$(tk questions "$box/card" --json)" '"text":"How did you come to bees?"'
has 'they may come in on standard input' "$(printf 'Did you like it?\n' | tk questions -)" 'closed'
wrong 'it wants a file' questions
ends 'a file that is not there' 3 questions "$box/nowhere"
: >"$box/empty"
ends 'no question is no crash' 0 questions "$box/empty"
head -c 2000 /dev/urandom >"$box/noise"
ends 'noise is no crash' 0 questions "$box/noise"
seq 1 300 | sed 's/.*/Why &?/' >"$box/book"
ends 'three hundred are too many' 7 questions "$box/book"

printf '%s\n' '{"id":"a","lang":"en","text":"Who founded the firm?"}' '{"id":"b","lang":"sv","text":"Hur började du?"}' >"$box/lines"
out=$(tk questions --jsonl "$box/lines")
has 'line by line it gives the codes in order' "$(said "$out" | sed -n 1p)" '{"id":"a","findings":["closed","searchable"]'
has 'and none for an open one' "$(said "$out" | sed -n 2p)" '{"id":"b","findings":[]'

tk add "Kari Holm" --organisation "Nordvarme AS" --language nb >/dev/null
out=$(tk questions --for "Kari Holm" --purpose learn --count 20)
has 'questions are proposed out of what is known of somebody' "$out" 'Nordvarme AS'
has 'the first stands first' "$(said "$out" | sed -n 1p)" '1. H'
printf '%s\n' "$out" >"$box/proposed"
wants=$(said "$out" | wc -l)
has 'all of them are open' "$(tk questions "$box/proposed" --language nb | grep -c 'An open question')" "$wants"
ends 'a purpose that is none' 2 questions --for "Kari Holm" --purpose gossip
finish

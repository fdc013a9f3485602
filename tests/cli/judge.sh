#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp judge - what a good colleague would say about a text.
set -eu
. "$(dirname "$0")/box.sh"

printf 'Hei Nils,\n\nhar du en jobb til meg?\n\nHilsen Ola\n' >"$box/letter"
out=$(tk judge "$box/letter" --to 'Kari Holm')
has 'the wrong name is found' "$out" 'wrong_name'
has 'and underlined' "$out" '~~~~'
has 'a good letter has nothing that must be mended' "$(tk judge "$here/letter-nb.txt" --to 'Kari Holm' --json | json findings)" '['
json_out=$(tk judge "$box/letter" --to 'Kari Holm' --json)
has 'JSON gives the place in bytes' "$json_out" '"from":'
is 'and the language' "$(said "$json_out" | json language)" nb
has 'a text may come in on standard input' "$(tk judge - --to 'Kari Holm' <"$box/letter")" 'wrong_name'
ends 'as a check it ends with 5' 5 judge "$box/letter" --to 'Kari Holm' --strict
ends 'else with 0' 0 judge "$box/letter" --to 'Kari Holm'
wrong 'a kind that is none' judge "$box/letter" --kind poem
ends 'a file that is not there' 3 judge "$box/nowhere"
wrong 'it wants a file' judge
: >"$box/empty"
ends 'an empty text is no crash' 0 judge "$box/empty"
head -c 2000 /dev/urandom >"$box/noise"
ends 'noise is no crash' 0 judge "$box/noise"
head -c 2000000 /dev/zero | tr '\0' 'a' >"$box/book"
ends 'a book is too large' 7 judge "$box/book"

printf 'Bonjour Marie,\n\nje vous écris pour vous inviter à un café mardi.\n' >"$box/french"
has 'a text of another language is told, and judged as far as it goes' "$(tk judge "$box/french")" 'none of Norwegian, Danish, Swedish and English'

# One object a line, as labelled corpora have them.
printf '%s\n' '{"id":"a","lang":"nb","kind":"outreach","receiver":{"name":"Kari Holm"},"body":"Hei Nils,\n\nhar du en jobb til meg?"}' \
    '' '{"id":' '{"id":"b","kind":"poem","body":"x"}' '{"id":"c","lang":"en","kind":"thank_you","body":"Hi,\n\nthank you for the coffee and the tip about heat pumps.\n\nOla"}' >"$box/lines"
out=$(tk judge --jsonl "$box/lines" 2>/dev/null || true)
is 'each line that is not empty has its answer' "$(said "$out" | wc -l | tr -d ' ')" 4
is 'with its id' "$(said "$out" | sed -n 1p | json id)" a
has 'and the codes that were found, in order' "$(said "$out" | sed -n 1p)" '"findings":["asks_for_job",'
has 'and where' "$(said "$out" | sed -n 1p)" '"spans":[{'
has 'a line that is no JSON is answered by the reason' "$(said "$out" | sed -n 2p)" '{"line":3,"error":"json-malformed"}'
has 'so is a kind that is none' "$(said "$out" | sed -n 3p)" 'kind-unknown'
has 'and the rest is read all the same' "$(said "$out" | sed -n 4p)" '"id":"c"'
ends 'it says so in the end' 2 judge --jsonl "$box/lines"
is 'standard input will do' "$(tk judge --jsonl <"$box/lines" 2>/dev/null | wc -l | tr -d ' ')" 4
finish

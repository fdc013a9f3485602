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
finish

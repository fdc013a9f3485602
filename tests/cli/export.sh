#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp export - people and everything else go out, and come in again.
set -eu
. "$(dirname "$0")/box.sh"

people
has 'the ending tells the kind' "$(tk export "$box/people.vcf")" 'people.vcf: '
is 'the file is for its owner only' "$(stat -c %a "$box/people.vcf")" 600
has 'cards are of version 4.0' "$(cat "$box/people.vcf")" 'VERSION:4.0'
has 'or of 3.0' "$(tk export - --format vcard --cards 3.0)" 'VERSION:3.0'
ends 'an earlier file is not written over' 4 export "$box/people.vcf"
has 'unless one says so' "$(tk export "$box/people.vcf" --force --json)" '"format":"vcard"'
report=$(tk import "$box/people.vcf" --json)
is 'cards that come back: nothing new' "$(said "$report" | json new.all)" 0
is 'and nothing changed' "$(said "$report" | json changed.all)" 0
tk export "$box/people.csv" --quiet
report=$(tk import "$box/people.csv" --json)
is 'a table that comes back: nothing new' "$(said "$report" | json new.all)" 0
is 'nothing changed either' "$(said "$report" | json changed.all)" 0
has 'everything begins with what it is' "$(tk export - --format jsonl | head -n 1)" '"format":"tokopp-everything"'
tk export "$box/all.jsonl" --quiet
report=$(tk import "$box/all.jsonl" --json)
is 'in its own store nothing of it is new' "$(said "$report" | json new.all)" 0
tk find --json >"$box/here"
TOKOPP_STORE="$box/other.db" tk import "$box/all.jsonl" --quiet
TOKOPP_STORE="$box/other.db" tk find --json >"$box/there"
is 'in another store everybody is there again' "$(cat "$box/there")" "$(cat "$box/here")"
ends 'it comes by itself' 2 import "$box/all.jsonl" "$box/people.vcf"
wrong 'it wants to know the kind' export "$box/people.unknown"
wrong 'and a version there is' export "$box/x.vcf" --cards 5
wrong 'it wants a file' export
has 'in Norwegian' "$(tk export "$box/nb.csv" --set language=nb)" 'personer'
finish

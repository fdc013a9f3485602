#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp sample - a made-up network.
set -eu
. "$(dirname "$0")/box.sh"

out=$(tk sample --people 60 --seed 5)
has 'what was made is told' "$out" 'A made-up network is in'
list=$(tk)
has 'the list says that it is made up' "$list" 'made-up network'
has 'and has rows' "$list" 'tokopp'
first=$(tk find --limit 5 --json)
second=$(tk sample --people 60 --seed 5 --store "$box/second.db" --quiet && tk find --limit 5 --json --store "$box/second.db")
is 'the same seed gives the same people' "$(said "$first" | json rows | grep -o '"name": "[^"]*"')" \
    "$(said "$second" | json rows | grep -o '"name": "[^"]*"')"
tk add Kari Holm --store "$box/own.db" --quiet
ends 'it is not put over people of your own' 4 sample --store "$box/own.db"
wrong 'how many is a number' sample --people some
finish

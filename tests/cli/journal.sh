#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp journal - what was done, newest first.
set -eu
. "$(dirname "$0")/box.sh"

has 'nothing yet' "$(tk journal)" 'Nothing was done yet.'
tk add Kari Holm --quiet
tk change Kari Holm --language nb --quiet
out=$(tk journal)
has 'each deed has its sentence' "$out" 'Added Kari Holm'
is 'the newest comes first' "$(tk journal --json | json rows.0.deed)" change-person
tk undo --quiet
has 'what was taken back says so' "$(tk journal)" 'taken back'
is 'a limit is kept' "$(tk journal --limit 1 --json | json rows | grep -o '"id"' | wc -l)" 1
has 'in Swedish' "$(tk journal --set language=sv)" 'Lade till Kari Holm'
finish

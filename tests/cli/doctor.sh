#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp doctor - whether what is kept is whole.
set -eu
. "$(dirname "$0")/box.sh"

people
out=$(tk doctor)
has 'all is well' "$out" 'All is well.'
has 'a backup is missing: told, and no fault' "$out" 'There is no backup yet'
has 'with --json each finding has its word' "$(tk doctor --json)" '"key":"integrity"'
tk backup "$box/copy" --quiet
has 'the day of the last backup is told' "$(tk doctor)" '23 November 2026'
printf 'no database at all, but a letter to somebody' >"$box/letter"
ends 'a file of another kind is not touched' 8 doctor --store "$box/letter"
is 'it stays as it was' "$(cat "$box/letter")" 'no database at all, but a letter to somebody'
has 'search is in step' "$(tk doctor --json)" '"key":"search-index"'
has 'its index is made anew for the asking' "$(tk doctor --search-anew --json)" '"key":"search-made-anew"'
is 'and finds as before' "$(tk find kari holm --json | json rows.0.name)" 'Kari Holm'
finish

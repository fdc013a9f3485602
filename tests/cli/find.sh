#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp find - people by half a name.
set -eu
. "$(dirname "$0")/box.sh"

has 'an empty store says how to begin' "$(tk find)" 'tokopp import'
people
has 'half a name' "$(tk find hol)" 'Kari Holm'
has 'without the letters of another language' "$(tk find molgaard)" 'Søren Mølgaard'
has 'and with them' "$(tk find Mølg)" 'Søren Mølgaard'
has 'by workplace' "$(tk find norrvarme)" 'Åsa Lindqvist'
has 'nobody is told kindly' "$(tk find zzz)" 'Nobody found for "zzz"'
is 'without words the best known comes first' "$(tk find --json | json rows.0.name)" 'Ada Berg'
is 'a limit is kept' "$(tk find --limit 1 --json | json rows | grep -o '"id"' | wc -l)" 1
wrong 'a limit is a number' find hol --limit many
finish

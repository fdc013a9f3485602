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
has 'one wrong letter is forgiven, and it is said' "$(tk find Hlom)" 'comes close'
has 'whom one knows at a place, and how well' "$(tk find at:norrvarme)" 'Åsa Lindqvist'
has 'a name of two words keeps together' "$(tk find 'knows:Ada Berg' in:people --json | json rows.0.about)" 'person'
has 'two filters in one word are two' "$(tk find 'at:norrvarme in:people')" 'Åsa Lindqvist'
is 'quoted words stand together' "$(tk find '"Holm Kari"' --json | json rows)" '[]'
tk note Kari Holm 'Liker korte møter' >/dev/null
has 'notes have a heading of their own' "$(tk find korte)" 'Notes'
has 'another form of a word is found' "$(tk find møtene in:notes)" 'Liker korte møter'
wrong 'a filter that is none is told' find colour:red
has 'with those that are there' "$(cat "$box/err")" 'knows:'
wrong 'a limit is a number' find hol --limit many
finish

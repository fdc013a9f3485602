#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp done - a row of the list is ticked off.
set -eu
. "$(dirname "$0")/box.sh"

drafted
tk --quiet
tk >/dev/null
has 'the number one sees is taken' "$(tk done 1)" 'Done.'
lacks 'the list is shorter' "$(tk)" 'Kari Holm'
tk undo --quiet
id=$(tk --json | json rows.0.id)
has 'an id does as well' "$(tk done "$id")" 'Done.'
ends 'a row that is done is done' 4 done "$id"
ends 'a number that was not shown' 3 done 99
wrong 'a word that is no row' done soon
wrong 'it wants a row' done
finish

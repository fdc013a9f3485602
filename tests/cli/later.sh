#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp later - a row is put off until a day.
set -eu
. "$(dirname "$0")/box.sh"

drafted
tk >/dev/null
has 'the day is said in words' "$(tk later 1 2026-12-01)" 'It comes back on Tuesday 1 December 2026.'
lacks 'it is off today'"'"'s list' "$(tk)" 'Kari Holm'
now=2026-12-01
has 'and comes back on its day' "$(tk)" 'Kari Holm'
has 'three days from now' "$(tk later 1 +3)" 'Friday 4 December 2026'
ends 'yesterday is not later' 2 later 1 2026-11-30
wrong 'a day that is none' later 1 2026-02-31
wrong 'it wants a day' later 1
has 'in Danish' "$(now=2026-12-04 && tk >/dev/null && tk later 1 2026-12-07 --set language=da)" 'mandag den 7. december 2026'
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp undo - what was done is taken back.
set -eu
. "$(dirname "$0")/box.sh"

ends 'nothing to take back' 3 undo
tk add Kari Holm --quiet
has 'it says what was taken back' "$(tk undo)" 'Taken back: Added Kari Holm'
has 'and she is gone' "$(tk find kari)" 'Nobody found'
undone=$(tk journal --json | json rows.0.id)
tk undo "$undone" --quiet
has 'taking back can be taken back' "$(tk find kari)" 'Kari Holm'
tk import "$fixtures/people.vcf" --quiet
tk undo --quiet
lacks 'an import is one deed' "$(tk find berg)" 'Ada Berg'
wrong 'an entry that is none' undo yesterday
finish

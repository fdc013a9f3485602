#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp change - what is known about somebody.
set -eu
. "$(dirname "$0")/box.sh"

people
has 'what was said is kept' "$(tk change Kari Holm --language sv --tie warm)" 'Changed.'
is 'P6: her own word for the tie counts' "$(tk show Kari Holm --json | json tie.word)" warm
is 'the language to write in' "$(tk show Kari Holm --json | json language)" sv
wrong 'a language that is none' change Kari Holm --language xx
ends 'a country that is none' 2 change Kari Holm --country Norge
ends 'somebody who is not there' 3 change 'Nobody Atall' --language nb
tk undo --quiet
is 'it can be taken back' "$(tk show Kari Holm --json | json language)" nb
finish

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
tk change Kari Holm --title Forskningssjef --organisation 'Nordvarme AS' --quiet
has 'L2: a new post makes news, and a word is offered' "$(tk change Kari Holm --title Forskningsdirektør)" 'tokopp milestones draft Kari Holm'
lacks 'it is not pressed on anybody' "$(tk)" 'Kari Holm has moved up'
has 'it is among the news' "$(tk milestones)" 'told of'
lacks 'a slip of the pen that is mended is no news' "$(tk change Kari Holm --title 'Forskningsdirektor')" 'milestones'
finish

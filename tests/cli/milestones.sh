#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp milestones - what changed in working lives, and the words on it.
set -eu
. "$(dirname "$0")/box.sh"

has 'no news yet' "$(tk milestones)" 'No news waits'
changed=$here/../fixtures/changed
tk import "$changed/older/Connections.csv" --quiet
tk import "$changed/newer/Connections.csv" --quiet
tk change Petra Opp --language nb --quiet
out=$(tk milestones)
has 'L2: who moved up' "$out" 'Petra Opp'
has 'from which post' "$out" 'Salgssjef, Nordlys AS'
is 'JSON has all four' "$(tk milestones --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["rows"]))')" 4
has 'the list for today says how to open it' "$(tk)" 'tokopp milestones 1'
petra=$(tk today --json | python3 -c 'import json, sys
print([row["person"]["name"] for row in json.load(sys.stdin)["rows"]].index("Petra Opp") + 1)')
out=$(tk milestones "$petra")
has 'M2: the draft congratulates on the post' "$out" 'salgsdirektør hos Nordlys'
is 'a second time it is the same draft' "$(tk milestones draft Petra Opp --json | json message.kind)" milestone
has 'it waits to be read through' "$(tk)" 'Your words to Petra Opp on what changed'
tk approve Petra Opp --quiet
tk sent Petra Opp --quiet
lacks 'L2: once it is sent, the news are done' "$(tk milestones)" 'Petra Opp'
has 'and stand among what is done' "$(tk milestones --state done)" 'Petra Opp'
tk milestones dismiss Jon Videre --quiet
lacks 'what one lets be is gone from the list' "$(tk)" 'Jon Videre'
is 'nothing is left to say on it' "$(tk milestones draft Jon Videre >/dev/null 2>&1 || echo $?)" 3
tk undo --quiet
has 'and comes back with undo' "$(tk milestones)" 'Jon Videre'
has 'a kind word to who left' "$(tk milestones Lena Sparv --language sv --formality formal)" 'Norrsken'
tk milestones done Lena Sparv --quiet
is 'done by another way drops the draft' "$(tk messages --state draft --json | json rows)" '[]'
has 'the person shows what became of it' "$(tk show Lena Sparv)" 'post ended'
wrong 'a state that is none' milestones --state lost
ends 'nobody of that name' 3 milestones Nobody Atall
finish

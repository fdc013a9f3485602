#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp show - all one knows about somebody.
set -eu
. "$(dirname "$0")/box.sh"

people
out=$(tk show Kari Holm)
has 'post and workplace' "$out" 'Forskningssjef, Nordvarme AS'
has 'the tie is explained' "$out" 'You two'
has 'what happened lately' "$out" 'Re: Varmepumpeforum'
has 'an address names her, too' "$(tk show kari.holm@nordvarme.example)" 'Kari Holm'
json_out=$(tk show Kari Holm --json)
for key in id name addresses positions tie timeline meetings notes; do
    has "JSON has $key" "$json_out" "\"$key\":"
done
tk add Kari Holmen --quiet
ends 'two of a name: one is asked which' 3 show Kari
ends 'nobody of that name' 3 show Nobody Atall
is 'the sentence names whom' "$(cat "$box/err")" 'tokopp show: I know nobody called "Nobody Atall". tokopp find looks for half a name, too.'
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Evil \033[2JName\nEMAIL:evil@example.org\nEND:VCARD\n' >"$box/evil.vcf"
tk import "$box/evil.vcf" --quiet
is 'no name of somebody can steer the terminal' "$(tk show evil@example.org | grep -c "$(printf '\033')")" 0
changed=$here/../fixtures/changed
tk import "$changed/older/Connections.csv" --quiet
is 'L2: a newer export tells what changed' "$(tk import "$changed/newer/Connections.csv" --json | json milestones)" 4
has 'R3: and the person shows it' "$(tk show Petra Opp)" 'moved up'
has 'R3: with what was before' "$(tk show Petra Opp --set language=nb)" 'rykket opp'
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp touch - who is due for a sign of life, and the draft of it.
set -eu
. "$(dirname "$0")/box.sh"

now=2026-09-10
has 'nobody yet' "$(tk touch)" 'in touch with everybody'
tk add 'Kari Holm' --email kari@nordvarme.example --language nb --quiet
for week in 1 2 3 4 5 6 7 8; do
    for way in out in; do
        if [ $way = out ]; then from=ola@nordmann.example to=kari@nordvarme.example; else from=kari@nordvarme.example to=ola@nordmann.example; fi
        printf 'From - Thu Jan  1 00:00:00 2026\nFrom: %s\nTo: %s\nDate: %s Jul 2026 1%s:00:00 +0000\nMessage-ID: <%s.%s@x.example>\nSubject: Varmepumpene\n\nHei\n\n' \
            $from $to $((week * 3)) $([ $way = out ] && echo 0 || echo 1) $week $way >>"$box/all.mbox"
    done
done
tk import "$box/all.mbox" --quiet
out=$(tk touch)
has 'L1: who was written with often is due after weeks of silence' "$out" 'Kari Holm'
has 'with the occasion' "$out" 'Varmepumpene'
has 'and the way' "$out" 'email'
is 'JSON has the rhythm' "$(tk touch --json | json rows.0.occasion)" topic
out=$(tk touch 1)
has 'the draft takes up what was written about' "$out" '«Varmepumpene»'
has 'it waits to be read through' "$(tk)" 'Your sign of life to Kari Holm'
tk approve Kari Holm --quiet
tk sent Kari Holm --quiet
has 'once it is sent, nobody is due' "$(tk touch)" 'in touch with everybody'
wrong 'a tone that is none' touch Kari Holm --formality loud
ends 'nobody of that name' 3 touch Nobody Atall
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp help - what there is, told from one table.
set -eu
. "$(dirname "$0")/box.sh"

out=$(tk help)
for name in today import find show campaign path value ask judge approve sent undo serve; do
    has "help names $name" "$out" "  $name "
done
is 'tokopp --help is the same' "$(tk --help)" "$out"
is 'ask --help is help ask' "$(tk ask --help)" "$(tk help ask)"
for name in $(said "$out" | sed -n 's/^  \([a-z]\{2,\}\)  .*/\1/p'); do
    has "$name has an example" "$(tk help "$name")" 'tokopp '
    is "$name has a test of its own" "$(test -f "$here/$name.sh" && echo there)" there
done
for language in nb da sv; do
    lacks "$language has its own words" "$(tk help --set language=$language)" 'Every day'
done
has 'Norwegian' "$(tk help ask --set language=nb)" 'Be denne personen om en introduksjon'
has 'Danish' "$(tk help ask --set language=da)" 'Bed denne person om en introduktion'
has 'Swedish' "$(tk help ask --set language=sv)" 'Be den här personen om en introduktion'
is 'the language of the environment counts' "$(LC_ALL=nb_NO.UTF-8 "$tokopp" help)" "$(tk help --set language=nb)"
is 'the plain C locale speaks, too' "$(LC_ALL=C "$tokopp" help --set language=sv)" "$(tk help --set language=sv)"
is 'no line is wider than the terminal' "$(COLUMNS=60 tk help ask | awk 'length($0) > 60' | grep -cv 'Usage\|tokopp ask')" 0
is 'the version' "$(tk --version | cut -d' ' -f1)" tokopp
ends 'an unknown command' 2 frobnicate
is 'is told on one line' "$(cat "$box/err")" 'tokopp: There is no command "frobnicate". tokopp help shows all of them.'
ends 'an unknown option' 2 find --frob
finish

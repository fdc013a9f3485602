#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# hostile.sh - names, files and words that mean harm: nothing steers the terminal, nothing crashes.
set -eu
. "$(dirname "$0")/box.sh"
escape=$(printf '\033')
evil=$(printf 'Ev\033[31mil\033[8mhidden\033]0;title\007 \342\200\256desrever')

# unsteered NAME: neither what was said nor what was complained of can steer a terminal.
unsteered() {
    is "$1" "$(cat "$box/out" "$box/err" | tr -d '\n' | grep -c "$escape\|$(printf '\342\200\256')")" 0
}
# quiet_run WORDS: whatever it ends with.
quiet_run() { tk "$@" >"$box/out" || true; }

printf 'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"Kari","Holm",,k@x.example,"Firm %s","Boss %s",01 Feb 2024\n' \
    "$evil" "$evil" >"$box/Connections.csv"
quiet_run import "$box/Connections.csv"
unsteered 'an import of such names'
for words in 'find kari' 'show kari' 'find --json' 'show kari --json' journal; do
    # shellcheck disable=SC2086 # the words are words
    quiet_run $words
    unsteered "tokopp $words"
done
tk note kari "$evil" --quiet
quiet_run show kari
unsteered 'a note'
has 'of which the letters stay' "$(cat "$box/out")" 'desrever'
quiet_run campaign new "$evil" --theme "$evil"
unsteered 'a campaign'
quiet_run "$evil"
unsteered 'a command that is none'
quiet_run --now "$evil"
unsteered 'an hour that is none'
quiet_run --set "me.zone=$evil"
unsteered 'a setting that does not fit'
quiet_run import "$box/no
such $evil"
unsteered 'a file that is not there'
is 'is told on one line' "$(wc -l <"$box/err")" 1

# What is closed or may not grow.
rc=0
"$tokopp" add Ola Closed <&- >&- 2>&- || rc=$?
is 'with all places closed it is done, and the answer could not be written' "$rc" 8
has 'and the store is whole' "$(tk find closed)" 'Ola Closed'
rc=0
"$tokopp" judge - <&- >"$box/out" 2>"$box/err" || rc=$?
is 'there is nothing to be read from a closed place' "$rc" 8
rc=0
(
    ulimit -f 100
    exec "$tokopp" --store "$box/small.db" sample --people 300 --seed 1
) >"$box/out" 2>"$box/err" || rc=$?
is 'a file that may not grow is a full disk' "$rc" 8
has 'and said to be' "$(cat "$box/err")" 'full'
rc=0
"$tokopp" --store "$box/small.db" find >"$box/out" 2>&1 || rc=$?
is 'after which the store can be used' "$rc" 0

# A line without end: only what is near a finding is shown.
python3 -c 'print("Hei Kari. " * 5000 + "[navn] " * 5000)' >"$box/endless"
quiet_run judge "$box/endless"
has 'a gap in a line without end is shown' "$(cat "$box/out")" '[navn]'
is 'and the line is not shown for each' "$([ "$(wc -c <"$box/out")" -lt 20000 ] && echo short)" short

# A file whose name is older than UTF-8.
old=$box/$(printf '\346re.vcf')
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Old Name\nEND:VCARD\n' >"$old"
quiet_run import "$old"
has 'a file with an old name is read' "$(tk find old)" 'Old Name'
has 'and the journal names it as well as can be' "$(tk journal)" 'ære.vcf'

has 'no password is shown among the settings' \
    "$("$tokopp" --store postgresql://me:geheim@127.0.0.1:1/x settings)" 'me:***@'
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp today - what to do now.
set -eu
. "$(dirname "$0")/box.sh"

out=$(tk)
has 'an empty list is a good day' "$out" 'Nothing waits today. A good day for a coffee.'
is 'it is the same without the word' "$(tk today)" "$out"
has 'the day is at the top' "$out" 'Monday 23 November 2026'
drafted
out=$(tk)
has 'a row says what and who' "$out" 'Read and approve  Kari Holm  tokopp message 1'
has 'and why' "$out" 'Your first message to Kari Holm is ready to be read through.'
has 'who is due for a sign of life comes by themselves, at the end' "$out" 'Keep in touch     Ada Berg   tokopp touch 2'
tk done 2 >"$box/out"
has 'a later day can be looked at' "$(now=2026-12-24 && tk)" 'Thursday 24 December 2026'
is 'JSON has the day' "$(tk --json | json day)" 2026-11-23
is 'and the rows' "$(tk --json | json rows.0.act)" approve
is 'every line fits' "$(COLUMNS=50 tk | awk 'length($0) > 60' | wc -l)" 0
is 'no colour without a terminal' "$(tk | grep -c "$(printf '\033')")" 0
has 'Norwegian' "$(tk --set language=nb)" 'Mandag 23. november 2026: én ting venter på deg'
has 'Danish' "$(tk --set language=da)" 'Mandag den 23. november 2026: én ting venter på dig'
has 'Swedish' "$(tk --set language=sv)" 'Måndag 23 november 2026: en sak väntar på dig'
ends 'a day that is none' 2 --now 2026-02-31
wrong 'a word too many' today please
rc=0
tk --now 2026-11-23 --json today please >"$box/out" || rc=$?
is 'with --json an error is JSON, too' "$(json error.key <"$box/out")" too-many-words
rc=0
"$tokopp" --json >/dev/full 2>"$box/err" || rc=$?
is 'an answer that cannot be written is an error' "$rc" 8
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp value - what both get out of a meeting.
set -eu
. "$(dirname "$0")/box.sh"

people
out=$(tk value Kari Holm --purpose 'compare notes on heat pumps' --reason 'your talk at the forum')
has 'V1: what is missing is shown' "$out" '(not said yet)'
ends 'V1: and holds the request back' 5 ask Kari Holm
out=$(tk value Kari Holm --for-them 'our figures from 40 houses' --for-me 'what went wrong in yours')
has 'what stood before stays' "$out" 'compare notes on heat pumps'
has 'V1: now it is worth it for both' "$out" 'worth it for both'
is 'JSON has the meeting' "$(tk value Kari Holm --json | json meeting.value_for_them)" 'our figures from 40 houses'
wrong 'another form is refused' value Kari Holm --form karaoke
ends 'somebody who is not there' 3 value 'Nobody Atall' --purpose x
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp sent - a message went out.
set -eu
. "$(dirname "$0")/box.sh"

drafted
ends 'M4: not before it is approved' 5 sent "$message"
tk edit "$message" --body "$here/letter-nb.txt" --quiet
tk approve "$message" --quiet
ends 'not before its time' 2 sent "$message" --at 2027-01-01
now=2026-11-24
has 'a reminder will come in time' "$(tk sent Kari Holm --at 2026-11-23T15:30)" 'reminder'
is 'the hour is kept' "$(tk message "$message" --json | json sent_at)" '2026-11-23T14:30:00Z'
wrong 'a time that is none' sent "$message" --at soon
finish

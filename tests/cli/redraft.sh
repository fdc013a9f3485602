#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp redraft - the same in other words.
set -eu
. "$(dirname "$0")/box.sh"

drafted
before=$(tk message "$message" --json | json body)
after=$(tk redraft "$message" --json | json body)
is 'another wording comes out' "$([ "$before" = "$after" ] && echo same || echo other)" other
tk undo --quiet
is 'and the first comes back' "$(tk message "$message" --json | json body)" "$before"
ends 'what is not there' 3 redraft 0000000000001
finish

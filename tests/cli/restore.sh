#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp restore - everything back from a copy.
set -eu
. "$(dirname "$0")/box.sh"

people
tk backup "$box/copy" --quiet
ends 'not over what is there' 4 restore "$box/copy"
has 'into an empty store' "$(tk restore "$box/copy" --store "$box/new.db")" 'All is back'
has 'with everybody' "$(tk find hol --store "$box/new.db")" 'Kari Holm'
printf 'nonsense' >"$box/nonsense"
ends 'nonsense is no backup' 2 restore "$box/nonsense" --store "$box/third.db"
ends 'a file that is not there' 3 restore "$box/nowhere" --store "$box/third.db"
finish

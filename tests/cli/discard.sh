#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp discard - a draft is thrown away.
set -eu
. "$(dirname "$0")/box.sh"

drafted
has 'it is told' "$(tk discard "$message")" 'The draft is gone.'
lacks 'and it is off the list' "$(tk)" 'Read and approve'
tk undo --quiet
has 'and comes back when taken back' "$(tk)" 'Read and approve'
ends 'what is not there cannot be thrown away' 3 discard 0000000000001
finish

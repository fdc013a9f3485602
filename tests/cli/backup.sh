#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp backup - a copy of everything, compared.
set -eu
. "$(dirname "$0")/box.sh"

people
has 'what was written is told' "$(tk backup "$box/copy")" 'read back and found to be the same'
is 'the file is for its owner only' "$(stat -c %a "$box/copy")" 600
ends 'an earlier copy is not written over' 4 backup "$box/copy"
has 'rows are counted in JSON' "$(tk backup "$box/second" --json)" '"rows":'
wrong 'it wants a file' backup
finish

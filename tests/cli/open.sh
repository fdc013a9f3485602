#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp open - what is behind a row.
set -eu
. "$(dirname "$0")/box.sh"

drafted
tk >/dev/null
is 'it is the message' "$(tk open 1 --json | json id)" "$message"
ends 'a row that was not shown' 3 open 9
wrong 'a word that is no row' open sesame
finish

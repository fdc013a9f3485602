#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp settings - each setting and where it comes from.
set -eu
. "$(dirname "$0")/box.sh"

has 'the default is shown' "$(tk settings)" 'follow-up.first-days'
has 'the environment is named' "$(tk settings)" 'environment TOKOPP_ME_NAME'
is 'one value' "$(tk settings follow-up.first-days)" 6
has 'a value is kept' "$(tk settings me.background 'ingeniør og lærer')" 'Kept.'
is 'and read again' "$(tk settings me.background)" 'ingeniør og lærer'
is 'a value for once' "$(tk settings follow-up.first-days --set follow-up.first-days=9)" 9
has 'JSON has each with its origin' "$(tk settings --json)" '"origin":"default"'
wrong 'a setting that is none' settings me.shoe-size
wrong 'a value that does not fit' settings follow-up.first-days soon
wrong 'for once as well' settings --set follow-up.first-days=0
finish

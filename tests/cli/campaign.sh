#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp campaign - a list of organisations in a field, and whom to meet there.
set -eu
. "$(dirname "$0")/box.sh"

people
has 'without any it says how to begin' "$(tk campaign)" 'tokopp campaign new'
ends 'T2: a theme is part of it' 2 campaign new Varmepumper
has 'a campaign begins' "$(tk campaign new Varmepumper i Norden --theme 'markedet om fem år')" 'Varmepumper i Norden'
ends 'a second one of the same name is refused' 4 campaign new 'Varmepumper i Norden' --theme 'noe annet i faget'
tk campaign add Varmepumper i Norden --org 'Nordvarme AS' --quiet
tk campaign add Varmepumper i Norden --person 'Kari Holm' --quiet
has 'T1: the board shows who is found' "$(tk campaign show Varmepumper i Norden)" 'Kari Holm'
is 'T1: and counts the steps' "$(tk campaign --json | json rows.0.counts.found)" 2
wrong 'add wants somebody' campaign add Varmepumper i Norden
ends 'a campaign that is not there' 3 campaign show Vindkraft
wrong 'another verb is refused' campaign burn Varmepumper
has 'in Swedish' "$(tk campaign --set language=sv)" 'Hittad'
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp path - who can open the door.
set -eu
. "$(dirname "$0")/box.sh"

people
out=$(tk path Kari Holm)
has 'P1: Ada can' "$out" 'Ada Berg'
has 'P1: the weak link is named' "$out" 'weaker link'
is 'JSON names the gate' "$(tk path Kari Holm --json | json rows.0.gate)" ask
tk change 'Ada Berg' --terms strained --terms-reason 'a quarrel' --quiet
lacks 'P2: bad terms are no path' "$(tk path Kari Holm --json | json rows.0.gate)" ask
has 'no path known is said as it is' "$(tk add Nils Holgersson --quiet; tk path Nils Holgersson)" 'No way known.'
ends 'somebody who is not there' 3 path 'Nobody Atall'
has 'in Norwegian' "$(tk path Kari Holm --set language=nb)" 'Skriv direkte'
finish

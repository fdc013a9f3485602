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

out=$(tk path Nordvarme)
has 'an organisation: whom one knows there' "$out" 'Whom you know at Nordvarme'
has 'with name and title' "$out" 'Kari Holm, Forskningssjef'
is 'JSON: the same' "$(tk path Nordvarme AS --json | json inside.0.person.name)" 'Kari Holm'
tk campaign new Vind --theme 'what the wind costs' --quiet
tk campaign add Vind --org 'Havvind AS' --quiet
is 'half a name is enough where nobody else is meant' "$(tk path Havv --json | json organisation.name)" 'Havvind AS'
tk add 'Nordvarme' --quiet
has 'somebody of the same name comes first' "$(tk path Nordvarme)" 'No way known.'
tk add 'Siv Dahl' --organisation 'Fjellkraft AS' --quiet
has 'where nobody is known that is said' "$(tk path Fjellkraft)" 'No way to Fjellkraft AS known.'
has 'an organisation, in Danish' "$(tk path Fjellkraft --set language=da)" 'Ingen vej til Fjellkraft AS'
finish

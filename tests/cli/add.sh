#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp add - a person by hand.
set -eu
. "$(dirname "$0")/box.sh"

out=$(tk add Kari Holm --email kari@nordvarme.example --title Forskningssjef --organisation 'Nordvarme AS')
has 'the name needs no quotes' "$out" 'Kari Holm is in.'
has 'how to take it back stands below' "$out" 'tokopp undo'
has 'she is found by her workplace' "$(tk find nordvarme)" 'Kari Holm'
has 'with --json an id comes back' "$(tk add Ada Berg --json)" '"id":"'
ends 'an address belongs to one person' 4 add 'Another Kari' --email kari@nordvarme.example
has 'and it says whose it is' "$(cat "$box/err")" 'Kari Holm'
ends 'an address that is none is refused' 2 add Nils --email nils
wrong 'a person needs a name' add
has 'in Danish, too' "$(tk add Mette Friis --set language=da)" 'Mette Friis er inde.'
finish

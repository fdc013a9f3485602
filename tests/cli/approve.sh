#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp approve - let a draft stand, word by word, and take it out.
set -eu
. "$(dirname "$0")/box.sh"

drafted
printf 'Hei Nils,\n\nhar du tid?\n\nOla\n' >"$box/wrong.txt"
tk edit "$message" --body "$box/wrong.txt" --quiet
ends 'M1: an error holds the approval back' 5 approve "$message"
has 'and the code is named' "$(cat "$box/err")" 'wrong_name'
ends 'M4: what is not approved is not taken out' 5 approve "$message" --eml "$box/no.eml"
is 'and no file is written' "$(test -e "$box/no.eml" && echo there)" ''
wrong 'an overrule wants a reason' approve "$message" --overrule wrong_name
tk edit "$message" --body "$here/letter-nb.txt" --quiet
is 'an approved message says so' "$(tk approve "$message" --json | json state)" approved
mail=$(tk approve "$message" --eml -)
has 'the mail comes out on standard output' "$mail" 'To: '
has 'with its own id' "$mail" 'Message-Id: <'
is 'and nothing else' "$(said "$mail" | grep -c 'tokopp approve')" 0
has 'it fits into a mailto: address' "$(tk approve "$message" --mailto)" 'mailto:kari.holm@nordvarme.example?'
ends 'a folder that is no Maildir is told' 3 approve "$message" --drafts="$box/nowhere"
tk edit "$message" --subject 'Et annet emne' --quiet
is 'M4: an approval does not outlive a change' "$(tk message "$message" --json | json state)" draft
finish

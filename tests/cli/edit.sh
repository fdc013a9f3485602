#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp edit - a draft is changed, and judged at once.
set -eu
. "$(dirname "$0")/box.sh"

drafted
printf '#!/bin/sh\nsed -i "s/^Subject: .*/Subject: Varmepumper/; s/Hei/God dag/" "$1"\n' >"$box/editor"
chmod +x "$box/editor"
out=$(EDITOR="$box/editor" tk edit "$message")
has 'the editor changes the subject' "$out" 'Varmepumper'
has 'and the text' "$out" 'God dag'
printf 'Hei Nils,\n\nhar du tid?\n' >"$box/wrong.txt"
has 'what is found is told at once' "$(tk edit "$message" --body "$box/wrong.txt")" 'wrong_name'
has 'a text may come in on standard input' \
    "$(tk edit "$message" --body - --json <"$here/letter-nb.txt" | json body)" 'Trøndelag'
ends 'a file that is not there' 3 edit "$message" --body "$box/nowhere"
export EDITOR=false
ends 'an editor that fails leaves the draft' 8 edit "$message"
EDITOR=true
ends 'and one that changes nothing says so' 4 edit "$message"
finish

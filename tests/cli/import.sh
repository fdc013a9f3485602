#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp import - contacts and mail come in.
set -eu
. "$(dirname "$0")/box.sh"

out=$(tk import "$fixtures/people.vcf" "$fixtures/Connections.csv" --dry-run)
has 'a dry run says so' "$out" 'Nothing was written'
has 'and nobody is in' "$(tk find)" 'Nobody here yet'
out=$(tk import "$fixtures/people.vcf" "$fixtures/Connections.csv")
has 'what was left out is told with file, line and reason' "$out" 'Connections.csv:8: "31 Feb 2025" is not a date'
has 'as columns of figures' "$out" 'Organisations'
is 'no escape goes where no terminal is' "$(printf '%s' "$out" | tr -d '\n' | grep -c "$(printf '\033')")" 0
report=$(tk import "$fixtures/people.vcf" "$fixtures/Connections.csv" --json)
is 'again: nothing new' "$(said "$report" | json new.all)" 0
is 'again: nothing changed' "$(said "$report" | json changed.all)" 0
ends 'a file that is not there' 3 import "$box/nowhere.vcf"
has 'is named' "$(cat "$box/err")" 'nowhere.vcf'
printf 'just some words' >"$box/words.bin"
has 'a file of no kind is left out with its reason' "$(tk import "$box/words.bin" --json || true)" 'file-unknown'
printf 'Hvem,Jobb,Adr\nLiv Strand,Strandposten,liv@strand.example\n' >"$box/choir.csv"
has 'a table says what its columns were taken for' "$(tk import "$box/choir.csv" --dry-run)" 'Hvem=name,Jobb=ignore,Adr=email'
has 'which a mapping changes' "$(tk import "$box/choir.csv" --map Jobb=organisation)" 'Hvem=name,Jobb=organisation,Adr=email'
has 'and which is remembered' "$(tk import "$box/choir.csv")" 'Jobb=organisation'
ends 'a mapping that does not fit is refused' 2 import "$box/choir.csv" --map Sko=name
has 'with the column that is not there' "$(cat "$box/err")" 'no column called "Sko"'
wrong 'it wants a file' import
has 'in Norwegian' "$(tk import "$fixtures/people.vcf" --set language=nb)" 'Som før'
finish

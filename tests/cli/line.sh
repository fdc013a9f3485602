#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# The whole line as a person walks it: bring one's own, find, value, ask, approve, send, follow up, be
# answered.
set -eu
. "$(dirname "$0")/box.sh"

# --- bring one's own -------------------------------------------------------------------------------
report=$(tk import "$fixtures/Connections.csv" "$fixtures/people.vcf" "$fixtures/archive.mbox" --json)
is 'four contacts come in' "$(said "$report" | json new.people)" 4
is 'newsletter and robot are no mails between people' "$(said "$report" | json new.interactions)" 12
has 'the day that is none is left out with its reason' "$report" '"reason":"date-not-a-day"'
has 'and the member who withdrew' "$report" '"reason":"member-withdrawn"'
again=$(tk import "$fixtures/Connections.csv" "$fixtures/people.vcf" "$fixtures/archive.mbox" --json)
is 'the same files again bring nothing new' "$(said "$again" | json new.all)" 0
is 'and change nothing' "$(said "$again" | json changed.all)" 0

# --- find and show ---------------------------------------------------------------------------------
has 'half a name finds her' "$(tk find hol)" 'Kari Holm'
has 'an accent does not matter' "$(tk find asa)" 'Åsa Lindqvist'
has 'her page shows the address from the card' "$(tk show Kari Holm)" 'kari.holm@nordvarme.example'
has 'the tie to Ada is explained by its mails' "$(tk show Ada Berg)" 'You write to each other: 4 sent'

# --- campaign and path -----------------------------------------------------------------------------
ends 'T2: a campaign without a theme is refused' 2 campaign new 'Varmepumper i Norden'
tk campaign new 'Varmepumper i Norden' --theme 'hvordan markedet ser ut om fem år' >/dev/null
tk campaign add 'Varmepumper i Norden' --org 'Nordvarme AS' >/dev/null
tk campaign add 'Varmepumper i Norden' --person 'Kari Holm' >/dev/null
has 'the board shows the organisation' "$(tk campaign show 'Varmepumper i Norden')" 'Nordvarme AS'
has 'P1: Ada can open the door' "$(tk path Kari Holm)" 'Ada Berg'

# --- value, then ask -------------------------------------------------------------------------------
ends 'V1: nobody is asked before both values stand' 5 ask Kari Holm
has 'and it says what is missing' "$(cat "$box/err")" 'what they get'
tk value Kari Holm --purpose 'sammenligne erfaringer fra 40 hus med varmepumpe' \
    --reason 'foredraget ditt på Varmepumpeforum' --for-them 'målingene våre fra 40 hus i Trøndelag' \
    --for-me 'hva dere lærte av feilene i pilotene' --campaign 'Varmepumper i Norden' >/dev/null
tk change Kari Holm --language nb --quiet
draft=$(tk ask Kari Holm --json)
message=$(said "$draft" | json message.id)
is 'the draft is in her language' "$(said "$draft" | json message.language)" nb
is 'a second ask answers with the same draft' "$(tk ask Kari Holm --json | json message.id)" "$message"
has 'it is on the list for today' "$(tk)" 'Read and approve'
has 'the number of the row opens it' "$(tk message 1)" 'Kari Holm'

# --- approve, take out, send -----------------------------------------------------------------------
ends 'M4: what is not approved does not go out' 5 sent "$message"
tk edit "$message" --body "$here/letter-nb.txt" >/dev/null
ends 'the approval writes the mail' 0 approve "$message" --eml "$box/kari.eml"
has 'to her address' "$(cat "$box/kari.eml")" 'kari.holm@nordvarme.example'
has 'a mailto: address can be had, too' "$(tk approve "$message" --mailto)" 'mailto:kari.holm@nordvarme.example?'
mkdir -p "$box/Maildir/cur" "$box/Maildir/new" "$box/Maildir/tmp"
tk approve "$message" --drafts="$box/Maildir" >/dev/null
is 'or a draft in a Maildir' "$(find "$box/Maildir" -type f | wc -l)" 1
tk sent "$message" >/dev/null
message_id=$(tk message "$message" --json | json message_id)
has 'the mail carries the id that the answer will name' "$(cat "$box/kari.eml")" "$message_id"

# --- follow up -------------------------------------------------------------------------------------
now=2026-11-30
lacks 'F1: no reminder after five working days' "$(tk --json)" '"act":"follow_up"'
now=2026-12-01
list=$(tk --json)
has 'F1: after six working days the reminder is on the list' "$list" '"act":"follow_up"'
follow_up=$(said "$list" | json rows.0.about.id)
is 'F2: it is in the same thread' "$(tk message "$follow_up" --json | json thread)" \
    "$(tk message "$message" --json | json thread)"

# --- the answer is found ---------------------------------------------------------------------------
now=2026-12-02
cat >"$box/answer.eml" <<MAIL
Message-ID: <answer-1@nordvarme.example>
In-Reply-To: <$message_id>
References: <$message_id>
Date: Wed, 02 Dec 2026 08:12:00 +0100
From: Kari Holm <kari.holm@nordvarme.example>
To: Ola Nordmann <ola@nordmann.example>
Subject: SV: hei
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8

Hei Ola, gjerne! Torsdag passer.
MAIL
is 'M5: the answer is found by its References' "$(tk import "$box/answer.eml" --json | json answers)" 1
list=$(tk --json)
lacks 'M5: the reminder is off the list' "$list" '"act":"follow_up"'
has 'and the answer is on it' "$list" '"act":"answer"'

# --- taking back -----------------------------------------------------------------------------------
tk undo >/dev/null
has 'an undone import is an import that did not happen' "$(tk --json)" '"act":"follow_up"'
ends 'what is kept is whole' 0 doctor
ends 'a backup is written and compared' 0 backup "$box/copy.backup"
TOKOPP_STORE=$box/other.db
ends 'and put back into an empty store' 0 restore "$box/copy.backup"
has 'with everybody in it' "$(tk find hol)" 'Kari Holm'
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# The whole line on real exports: a LinkedIn zip and two mail archives that lie beside the project where there are any.
set -eu
. "$(dirname "$0")/box.sh"
real=$here/../../../shared/data

if [ ! -f "$real/linkedin/sample_export.zip" ] || [ ! -f "$real/mail/spamassassin_easy_ham_1.mbox" ]; then
    echo '1..0 # SKIP no real exports beside the project'
    exit 0
fi

# Whoever wrote most of the archive plays the user.
own=$(grep -aihoE '^From: .*' "$real/mail/spamassassin_easy_ham_1.mbox" |
    grep -aoE '[A-Za-z0-9._-]+@[A-Za-z0-9.-]+' | tr 'A-Z' 'a-z' | sort | uniq -c | sort -rn | sed -n '1s/.* //p')
export TOKOPP_ME_EMAIL="$own"

# --- bring it in, twice ----------------------------------------------------------------------------
report=$(tk import "$real/linkedin/sample_export.zip" "$real/mail/spamassassin_easy_ham_1.mbox" \
    "$real/mail/maildir_easy_ham_2a" --json)
people=$(said "$report" | json new.people)
if [ "$people" -gt 500 ]; then enough=yes; else enough=no; fi
verdict 'hundreds of people come in' "$enough" "$people"
again=$(tk import "$real/linkedin/sample_export.zip" "$real/mail/spamassassin_easy_ham_1.mbox" \
    "$real/mail/maildir_easy_ham_2a" --json)
is 'the same files again bring nothing new' "$(said "$again" | json new.all)" 0
is 'and change nothing' "$(said "$again" | json changed.all)" 0
ends 'the store is whole' 0 doctor

# --- somebody with a mail address, and the line with them --------------------------------------------
find_somebody() {
    for letter in a e i o u m s; do
        tk find "$letter" --json | python3 -c 'import json, sys
for row in json.load(sys.stdin)["rows"]:
    if row["about"] == "person" and " " in row["name"] and "@" not in row["name"] and row["tie"] != "none":
        print(row["id"])' | while read -r id; do
            if tk show "$id" --json | grep -q '"kind":"email"'; then
                echo "$id"
                break
            fi
        done | sed -n 1p
    done | sed -n 1p
}
person=$(find_somebody)
verdict 'somebody with a mail address is found by a letter' "$([ -n "$person" ] && echo yes || echo no)"
ends 'who can open the door is told, or that no way is known' 0 path "$person"
ends 'V1: nobody is asked before both values stand' 5 ask "$person"
tk value "$person" --purpose 'how mail filters learn from their mistakes' \
    --reason 'your posts on the list about false alarms' --for-them 'what forty postmasters told me' \
    --for-me 'to see where the rules fail' --quiet
tk change "$person" --language en --country US --quiet
message=$(tk ask "$person" --json | json message.id)
ends 'the draft is approved as it stands' 0 approve "$message" --eml "$box/out.eml"
tk sent "$message" --quiet
message_id=$(tk message "$message" --json | json message_id)
address=$(sed -n 's/^To:.*[< ]\([^<> ]*@[^<> ]*\)>*\r*$/\1/p' "$box/out.eml" | tr -d '\r' | sed -n 1p)

now=2026-12-04
has 'F1: after six working days (Thanksgiving is none) the reminder is due' "$(tk --json)" '"act":"follow_up"'
cat >"$box/answer.mbox" <<MAIL
From answer Thu Dec 03 08:12:00 2026
Message-ID: <answer-1@real.example>
In-Reply-To: <$message_id>
References: <$message_id>
Date: Thu, 03 Dec 2026 08:12:00 -0500
From: <$address>
To: <$own>
Subject: Re: hello
Content-Type: text/plain

Gladly. Next week?

MAIL
is 'the answer is found by its references' "$(tk import "$box/answer.mbox" --json | json answers)" 1
list=$(tk --json)
has 'M5: it is mine to answer' "$list" '"act":"answer"'
lacks 'and the reminder is gone' "$list" '"act":"follow_up"'
finish

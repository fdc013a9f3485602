#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp message - a draft or what was sent.
set -eu
. "$(dirname "$0")/box.sh"

drafted
out=$(tk message "$message")
has 'to whom' "$out" 'Kari Holm'
has 'the next step' "$out" "tokopp approve $message"
has 'her name opens the draft, too' "$(tk message Kari Holm)" "tokopp approve $message"
out=$(tk message "$message" --json)
for key in id kind language subject body state findings message_id; do
    has "JSON has $key" "$out" "\"$key\":"
done
ends 'a message that is not there' 3 message 0000000000001
wrong 'it wants a message' message
finish

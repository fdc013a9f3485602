#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp answer - what they answered, when it did not come by mail.
set -eu
. "$(dirname "$0")/box.sh"

went_out
out=$(tk answer Kari Holm yes)
has 'a yes moves on' "$out" 'Lovely.'
has 'the message knows of it' "$(tk message "$message")" 'Answered'
lacks 'no reminder follows' "$(now=2026-12-10 && tk --json)" '"act":"follow_up"'
wrong 'maybe is no answer' answer Kari Holm maybe
ends 'nobody can answer what is not there' 3 answer 'Ada Berg' yes
finish

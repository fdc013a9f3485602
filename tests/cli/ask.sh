#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp ask - the draft that asks for a meeting.
set -eu
. "$(dirname "$0")/box.sh"

people
ends 'V1: refused until both values stand' 5 ask Kari Holm
drafted
out=$(tk ask Kari Holm)
has 'the draft is shown' "$out" 'Subject'
has 'with the value for her in sight' "$out" 'målingene våre fra 40 hus'
has 'and the next step' "$out" "tokopp edit $message"
via=$(tk ask Kari Holm --via 'Ada Berg' --json 2>/dev/null || true)
wrong 'an unknown language is refused' ask Kari Holm --language fi
ends 'nobody is asked who is not known' 3 ask Nobody Atall
has 'the sentence names whom' "$(cat "$box/err")" 'Nobody Atall'
finish

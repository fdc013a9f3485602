#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp messages - drafts and what was sent.
set -eu
. "$(dirname "$0")/box.sh"

has 'none yet' "$(tk messages)" 'No messages here.'
drafted
has 'the draft is there' "$(tk messages)" 'first message'
has 'its number opens it' "$(tk message 1)" 'Kari Holm'
has 'only what was sent' "$(tk messages --state sent)" 'No messages here.'
is 'JSON has the head' "$(tk messages --json | json rows.0.state)" draft
wrong 'a state that is none' messages --state lost
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp part - what was joined becomes two again.
set -eu
. "$(dirname "$0")/box.sh"

people
tk add 'Karianne Holmestrand' --email karianne@frimail.example --quiet
tk join 'Kari Holm' karianne@frimail.example --quiet
tk note 'Kari Holm' 'Likes green tea' --quiet
has 'two again' "$(tk part Kari Holm)" 'Karianne Holmestrand is a person apart again.'
has 'with the address of its own' "$(tk show Karianne Holmestrand)" 'karianne@frimail.example'
lacks 'which the other has no longer' "$(tk show Kari Holm)" 'karianne@frimail.example'
has 'what came since stays' "$(tk show Kari Holm)" 'Likes green tea'
ends 'nothing more was joined' 3 part Kari Holm
ends 'a trace that is none' 3 part Kari Holm --joined xyz
lacks 'they are known to be two' "$(tk doubles --all >/dev/null && tk doubles)" 'Karianne'
finish

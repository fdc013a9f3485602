#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp join - two records become one.
set -eu
. "$(dirname "$0")/box.sh"

people
tk add 'Karianne Holmestrand' --email karianne@frimail.example --quiet
has 'two become one' "$(tk join 'Kari Holm' karianne@frimail.example)" 'Joined.'
has 'who keeps both addresses' "$(tk show Kari Holm)" 'karianne@frimail.example'
has 'the other name leads there' "$(tk show Karianne Holmestrand)" 'Kari Holm'
tk undo --quiet
has 'undo brings it back' "$(tk show Karianne Holmestrand)" 'karianne@frimail.example'
wrong 'nobody is joined with themselves' join 'Kari Holm' 'Kari Holm'
wrong 'it wants two' join 'Kari Holm'
ends 'somebody who is not there' 3 join 'Kari Holm' 'Nobody Atall'
finish

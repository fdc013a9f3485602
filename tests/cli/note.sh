#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp note - something about somebody.
set -eu
. "$(dirname "$0")/box.sh"

people
has 'a note is kept' "$(tk note 'Kari Holm' 'Likes green tea')" 'Noted.'
has 'and shown' "$(tk show Kari Holm)" 'Likes green tea'
tk note 'Kari Holm' 'May move to Bergen' --openness confidence --quiet
has 'I2: what was told in confidence says so' "$(tk show Kari Holm)" 'in confidence'
wrong 'another openness is refused' note 'Kari Holm' 'x' --openness secret
wrong 'it wants words' note 'Kari Holm'
ends 'somebody who is not there' 3 note 'Nobody Atall' 'x'
finish

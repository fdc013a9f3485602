#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp man - the manual page.
set -eu
. "$(dirname "$0")/box.sh"

tk man >"$box/tokopp.1"
has 'it is roff' "$(head -n 1 "$box/tokopp.1")" '.TH TOKOPP 1'
for name in $("$tokopp" help | sed -n 's/^  \([a-z]\{2,\}\)  .*/\1/p'); do
    has "it tells of $name" "$(cat "$box/tokopp.1")" "tokopp $name"
done
has 'and of the exit statuses' "$(cat "$box/tokopp.1")" 'EXIT STATUS'
is 'no line begins with a stray request' "$(grep -c '^\.[^A-Z]' "$box/tokopp.1")" 0
wrong 'it takes no words' man please
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp serve - the same in the browser.
set -eu
. "$(dirname "$0")/box.sh"

has 'help tells of it' "$(tk help serve)" 'server.port'
wrong 'a port is a number' serve --port many
"$tokopp" serve --port 0 --set server.port=0 >"$box/out" 2>"$box/err" &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
    grep -q 'http://' "$box/out" && break
    sleep 0.3
done
has 'it says where it is' "$(cat "$box/out")" 'http://127.0.0.1:'
kill -TERM "$server"
rc=0
wait "$server" || rc=$?
is 'and ends well when told to' "$rc" 0
finish

#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp lsp - the judge in an editor, spoken to by hand; tests/lsp/ has a real client.
set -eu
. "$(dirname "$0")/box.sh"

# frame JSON: one message as it travels.
frame() { printf 'Content-Length: %d\r\n\r\n%s' "$(printf '%s' "$1" | wc -c)" "$1"; }
hello='{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
open='{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a","languageId":"mail","version":1,"text":"Subject: x\n\nHei [navn]!"}}}'
shut='{"jsonrpc":"2.0","id":2,"method":"shutdown"}'
exit='{"jsonrpc":"2.0","method":"exit"}'

out=$({ frame "$hello"; frame "$open"; frame "$shut"; frame "$exit"; } | tk lsp)
has 'it says what it can' "$out" '"positionEncoding":"utf-16"'
has 'what is to mend stands on its words' "$out" '{"start":{"line":2,"character":4},"end":{"line":2,"character":10}},"severity":1,"code":"placeholder"'
has 'in a sentence' "$out" 'still to be filled in'
has 'and goodbye is answered' "$out" '"id":2,"result":null'
{ frame "$hello"; frame "$open"; frame "$shut"; frame "$exit"; } >"$box/well"
{ frame "$hello"; frame "$exit"; } >"$box/unasked"
printf 'GET / HTTP/1.1\r\n\r\n' >"$box/web"
{ frame "$hello"; printf 'Content-Length: 999\r\n\r\n{'; } >"$box/cut"
printf 'Content-Length: 999999999\r\n\r\n' >"$box/large"
for way in well:0 unasked:2 web:2 cut:2 large:7; do
    status=0
    tk lsp <"$box/${way%:*}" >"$box/out" || status=$?
    is "${way%:*} ends with ${way#*:}" "$status" "${way#*:}"
done
tk lsp <"$box/web" >"$box/out" || true
has 'and says why in a sentence' "$(cat "$box/err")" 'An editor starts tokopp lsp by itself'
LANGUAGE=nb tk lsp <"$box/well" >"$box/out"
has 'in the language of the interface' "$(cat "$box/out")" 'ikke fylt ut'
finish

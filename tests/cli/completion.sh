#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# tokopp completion - what makes a shell complete words.
set -eu
. "$(dirname "$0")/box.sh"

tk completion bash >"$box/bash"
ends 'bash reads it' 0 completion bash
bash -n "$box/bash" && verdict 'and finds no fault' yes
out=$(bash -c '. "$1"; COMP_WORDS=(tokopp ca); COMP_CWORD=1; _tokopp; echo "${COMPREPLY[*]}"' - "$box/bash")
is 'ca becomes campaign' "$out" campaign
out=$(bash -c '. "$1"; COMP_WORDS=(tokopp ask Kari --lan); COMP_CWORD=3; _tokopp; echo "${COMPREPLY[*]}"' - "$box/bash")
is 'options of the command are completed' "$out" --language
out=$(bash -c '. "$1"; COMP_WORDS=(tokopp ask --language ""); COMP_CWORD=3; _tokopp; echo "${COMPREPLY[*]}"' - "$box/bash")
is 'and the choices of an option' "$out" 'nb da sv en'
for name in $("$tokopp" help | sed -n 's/^  \([a-z]\{2,\}\)  .*/\1/p'); do
    for shell in bash zsh fish; do
        has "$shell knows $name" "$(tk completion $shell)" "$name"
    done
done
wrong 'another shell is told' completion tcsh
finish

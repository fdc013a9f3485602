#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
#
# tools/install-packages asks for what is missing and for nothing else. The machine is made up: a
# folder of small programs that stand in for dpkg-query, apt-cache, apt-get, id, sudo and node. TAP.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
mkdir -p "$box/bin" "$box/tree/tools"
cp "$root/tools/install-packages" "$box/tree/tools/"

number=0
expect() { # NAME GOT WANTED
    number=$((number + 1))
    if [ "$2" = "$3" ]; then
        printf 'ok %d - %s\n' "$number" "$1"
    else
        printf 'not ok %d - %s\n# wanted "%s"\n# got "%s"\n' "$number" "$1" "$3" "$2"
    fi
}

program() { # NAME BODY: a program of the made-up machine
    printf '#!/bin/sh\n%s\n' "$2" >"$box/bin/$1"
    chmod +x "$box/bin/$1"
}

has() { program dpkg-query "printf 'installed=%s ' $*"; }
knows() { program apt-cache "case \" $* \" in *\" \$3 \"*) echo Package: \$3 ;; esac"; }
program apt-get "echo \"\$@\" >>'$box/apt'"
program id 'echo 0'
program node 'echo 18'
program npm 'echo 9'

install() {
    rm -f "$box/apt"
    PATH="$box/bin:/usr/bin:/bin" sh "$box/tree/tools/install-packages" "$@" 2>"$box/err"
}
asked() { sed -n 's/.*--no-install-recommends //p' "$box/apt" 2>/dev/null || true; }

cat >"$box/tree/packages" <<'END'
# a comment
[run]
cup

[build]
bean | water
nodejs
npm
[test]
tray-9 | tray-10 | tray
spoon | -
END

echo 1..12
has cup water
knows cup bean water
install run build
expect 'nothing is asked of apt when all is there' "$(cat "$box/apt" 2>/dev/null || true)" ''

has nothing
install run
expect 'what is missing is installed' "$(asked)" 'cup'
expect 'and said' "$(grep -c 'installing cup' "$box/err")" 1
expect 'after a look at the newest lists' "$(grep -c update "$box/apt")" 1

install --missing run build >"$box/out"
expect 'to say what is missing installs nothing' "$(cat "$box/out") $(asked)" 'bean cup '

has bean
install --missing build >"$box/out"
expect 'node from elsewhere counts as installed' "$(cat "$box/out")" ''

program node 'echo 16'
knows bean nodejs npm
install --missing build >"$box/out"
expect 'an old node does not' "$(cat "$box/out")" 'nodejs npm'

has nothing
knows tray-10 tray
install --missing test >"$box/out"
expect 'of several the first that apt knows, and none where none need be' "$(cat "$box/out")" 'tray-10'

has tray
install --missing test >"$box/out"
expect 'one of several that is there is enough' "$(cat "$box/out")" ''

has nothing
knows other
install --missing run >"$box/out"
expect 'what apt does not know is named all the same' "$(cat "$box/out")" 'cup'

program id 'echo 1000'
program sudo "shift 0; exec \"\$@\""
knows cup
install run
expect 'whoever is not root goes by sudo' "$(asked)" 'cup'

program sudo 'exit 1'
status=0
install run || status=$?
expect 'a refused installation is a failure' "$status" 1

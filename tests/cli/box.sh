# SPDX-License-Identifier: AGPL-3.0-or-later
# box.sh - what every test of the terminal begins with: its own home, store and hour, and TAP lines.
# Sourced as `. "$(dirname "$0")/box.sh"` with the program as $1.
set -eu
tokopp=$1
here=$(cd "$(dirname "$0")" && pwd)
fixtures=$here/../fixtures/line
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
unset LANGUAGE LANG LC_MESSAGES COLUMNS VISUAL EDITOR
for name in $(env | sed -n 's/^\(TOKOPP_[A-Z_]*\)=.*/\1/p'); do
    [ "$name" = TOKOPP_SHARE ] || unset "$name"
done
export HOME="$box" XDG_DATA_HOME="$box/data" XDG_CONFIG_HOME="$box/config" XDG_STATE_HOME="$box/state"
export TOKOPP_STORE="$box/store.db" LC_ALL=C.UTF-8 TZ=UTC
export TOKOPP_ME_NAME="Ola Nordmann" TOKOPP_ME_EMAIL=ola@nordmann.example TOKOPP_ME_COUNTRY=NO
now=2026-11-23
count=0
failed=0

# tk WORDS: the program on the day $now, each time a second later than before; what it says on standard
# error is kept in $box/err.
echo 0 >"$box/tick"
tk() {
    tick=$(($(cat "$box/tick") + 1))
    echo "$tick" >"$box/tick"
    hour=$(printf '09:%02d:%02d' $((tick / 60)) $((tick % 60)))
    "$tokopp" --now "${now}T$hour" "$@" 2>"$box/err"
}

# verdict NAME YES|NO [WHY]
verdict() {
    count=$((count + 1))
    if [ "$2" = yes ]; then
        printf 'ok %d - %s\n' "$count" "$1"
    else
        failed=$((failed + 1))
        printf 'not ok %d - %s\n' "$count" "$1"
        printf '%s\n' "${3:-}" | sed 's/^/# /'
    fi
}

# is NAME GOT WANTED
is() {
    if [ "$2" = "$3" ]; then verdict "$1" yes; else verdict "$1" no "wanted '$3', got '$2'"; fi
}

# has NAME TEXT PIECE / lacks NAME TEXT PIECE
has() {
    case $2 in *"$3"*) verdict "$1" yes ;; *) verdict "$1" no "no '$3' in: $2" ;; esac
}
lacks() {
    case $2 in *"$3"*) verdict "$1" no "'$3' in: $2" ;; *) verdict "$1" yes ;; esac
}

# ends NAME STATUS WORDS: the program ends with that status.
ends() {
    ends_name=$1
    ends_status=$2
    shift 2
    rc=0
    tk "$@" >"$box/out" || rc=$?
    is "$ends_name" "$rc" "$ends_status"
}

# said TEXT: as it is; echo would read its backslashes.
said() { printf '%s\n' "$1"; }
# json PATH <JSON: the value at a path such as rows.0.id
json() {
    python3 -c 'import json, sys
value = json.load(sys.stdin)
for name in sys.argv[1].split("."):
    value = value[int(name)] if isinstance(value, list) else value[name]
print(json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list, bool)) else value)' "$1"
}

# people: the fixtures' contacts and mail come in.
people() {
    tk import "$fixtures/Connections.csv" "$fixtures/people.vcf" "$fixtures/archive.mbox" --quiet
    tk change Kari Holm --language nb --quiet
}

# drafted: what both get out of it stands, and the request to Kari Holm is drafted: its id is $message.
drafted() {
    people
    tk value Kari Holm --purpose 'sammenligne erfaringer fra 40 hus med varmepumpe' \
        --reason 'foredraget ditt på Varmepumpeforum' \
        --for-them 'målingene våre fra 40 hus i Trøndelag' \
        --for-me 'hva dere lærte av feilene i pilotene' --quiet
    message=$(tk ask Kari Holm --json | json message.id)
}

# went_out: the draft was edited, approved and went out.
went_out() {
    drafted
    tk edit "$message" --body "$here/letter-nb.txt" --quiet
    tk approve "$message" --quiet
    tk sent "$message" --quiet
}

# wrong NAME WORDS: wrong usage ends with 2 and one line that begins with the command.
wrong() {
    wrong_name=$1
    shift
    ends "$wrong_name" 2 "$@"
    has "$wrong_name, told on one line" "$(cat "$box/err")" "tokopp $1: "
}

finish() {
    printf '1..%d\n' "$count"
    [ "$failed" -eq 0 ]
}

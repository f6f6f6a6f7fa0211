#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs inside the freshly installed folder: what is there, and does it start?
#   inside.sh files VERSION | server | client
set -euo pipefail
export LC_ALL=C.UTF-8
children=()
leave() {
    local child
    for child in "${children[@]}"; do
        kill -- "-$child" 2>/dev/null || kill "$child" 2>/dev/null || true
    done
}
trap leave EXIT
fail() {
    echo "FAILED: $*"
    exit 1
}

# until_true SECONDS COMMAND...: asks five times a second until the command succeeds.
until_true() {
    local rounds=$(($1 * 5))
    shift
    while ! "$@" >/dev/null 2>&1; do
        rounds=$((rounds - 1))
        [ "$rounds" -gt 0 ] || return 1
        sleep 0.2
    done
}

look_at_files() {
    local program file missing
    for program in yichuang yichuang-admin yichuang-devhost yichuang-server; do
        [ -x "/usr/bin/$program" ] || fail "no /usr/bin/$program"
    done
    while read -r file; do
        missing="$(ldd "$file" | grep 'not found' || true)"
        [ -z "$missing" ] || fail "$file: $missing"
    done < <(ls /usr/bin/yichuang* /usr/lib/*/yichuang/plugins/*.so)
    [ -f /usr/share/yichuang/catalogue/shijiazhuang.json ] || fail "no catalogue"
    [ -f /usr/share/yichuang/calendar/china-working-days.json ] || fail "no calendar"
    [ -f /usr/share/applications/yichuang.desktop ] || fail "no desktop entry"
    [ -f /lib/systemd/system/yichuang-server.service ] || fail "no service file"
    getent passwd yichuang >/dev/null || fail "no user for the server"
    [ "$(stat -c '%U %a' /var/lib/yichuang-server)" = "yichuang 700" ] || fail "the centre's folder is open"
    yichuang --version | grep -qF "$1" || fail "yichuang --version does not say $1"
    yichuang-admin identify --json 11010519491231002X | grep -q '"valid":true' || fail "yichuang-admin identify"
    ! yichuang-admin identify --json 110105194912310021 | grep -q '"valid":true' || fail "a wrong check digit passed"
}

# As an administrator does it, and with the command line of the service file.
start_server() {
    local data=/var/lib/yichuang-server share=/usr/share/yichuang serve
    runuser -u yichuang -- yichuang-server init --dir "$data" --hall 130102 --hall-name 石家庄市政务服务大厅 --host 127.0.0.1 \
        --catalogue "$share/catalogue/shijiazhuang.json" --calendar "$share/calendar/china-working-days.json"
    serve="$(sed -n 's/^ExecStart=//p' /lib/systemd/system/yichuang-server.service)"
    [ -f "$(sed -n 's/^ConditionPathExists=//p' /lib/systemd/system/yichuang-server.service)" ] || fail "the service would not start"
    # Port 0: whatever else runs on this machine keeps its port.
    # shellcheck disable=SC2086
    runuser -u yichuang -- $serve --listen 127.0.0.1:0 >/tmp/server.log 2>/tmp/server.err &
    children+=($!)
    until_true 30 grep -q '"listening"' /tmp/server.log || {
        cat /tmp/server.log /tmp/server.err
        fail "the server does not start"
    }
    local address
    address="$(sed -n 's/.*"listening":"\([^"]*\)".*/\1/p' /tmp/server.log)"
    until_true 10 curl -fsS --cacert "$data/authority.pem" "$address/healthz" || {
        cat /tmp/server.log /tmp/server.err
        fail "the server does not answer at $address"
    }
    ! curl -fs "$address/healthz" || fail "the server's certificate is trusted by everybody"
}

open_window() {
    export XDG_RUNTIME_DIR="$HOME/run"
    mkdir -p "$XDG_RUNTIME_DIR"
    chmod 700 "$XDG_RUNTIME_DIR"
    Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$HOME/display" >/dev/null 2>&1 &
    children+=($!)
    until_true 20 test -s "$HOME/display" || fail "no virtual display"
    DISPLAY=":$(tr -d '\n' <"$HOME/display")"
    export DISPLAY
    setsid dbus-run-session -- yichuang --demo >"$HOME/client.log" 2>&1 &
    children+=($!)
    # A window of a visible size, mapped, of our program.
    until_true 90 window_is_there || {
        cat "$HOME/client.log"
        fail "the window did not open"
    }
}

window_is_there() {
    local id
    id="$(xwininfo -root -tree | awk '/\("yichuang"/ { print $1; exit }')"
    [ -n "$id" ] && xwininfo -id "$id" | grep -q 'Map State: IsViewable'
}

case "$1" in
files) look_at_files "$2" ;;
server) start_server ;;
client) open_window ;;
esac
echo "$1: as it should be"

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# in_display.sh COMMAND...: runs a command with a virtual screen, a window manager and a session bus of its own.
set -euo pipefail
number="$(mktemp)"
screen=""
manager=""
clean_up() {
    [ -z "$manager" ] || kill "$manager" 2>/dev/null || true
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    rm -f "$number"
}
trap clean_up EXIT
Xvfb -displayfd 3 -screen 0 "${YICHUANG_TEST_SCREEN:-1366x768}x24" -nolisten tcp -noreset 3>"$number" >/dev/null 2>&1 &
screen=$!
for _ in $(seq 150); do
    [ ! -s "$number" ] || break
    kill -0 "$screen" 2>/dev/null || break
    sleep 0.1
done
[ -s "$number" ] || {
    echo "The virtual screen did not start." >&2
    exit 1
}
DISPLAY=":$(tr -d '\n' <"$number")"
export DISPLAY
unset WAYLAND_DISPLAY
openbox >/dev/null 2>&1 &
manager=$!
dbus-run-session -- "$@"

# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# A virtual screen with a window manager, for machines that have none. Sourced by quickstart.sh and the UI tests.

display_pid=""
manager_pid=""
display_file=""

# await TENTHS COMMAND...: runs the command every tenth of a second until it succeeds, at most TENTHS times.
await() {
    local left="$1"
    shift
    until "$@"; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.1
    done
}

display_is_told() { [ "$(tail -c 1 "$display_file" | od -An -c | tr -d ' ')" = '\n' ]; }

# Windows that open before the window manager answers never get the keyboard.
manager_is_there() { xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'; }

# start_display [WIDTHxHEIGHT]: exports DISPLAY once the screen and its window manager answer.
start_display() {
    display_file="$(mktemp)"
    Xvfb -displayfd 3 -screen 0 "${1:-1366x768}x24" -nolisten tcp -noreset 3>"$display_file" >/dev/null 2>&1 &
    display_pid=$!
    await 150 display_is_told || {
        echo "The virtual screen did not start." >&2
        return 1
    }
    DISPLAY=":$(tr -d '\n' <"$display_file")"
    export DISPLAY
    unset WAYLAND_DISPLAY
    openbox >/dev/null 2>&1 &
    manager_pid=$!
    await 150 manager_is_there || {
        echo "The window manager of the virtual screen did not start." >&2
        return 1
    }
}

stop_display() {
    [ -z "$manager_pid" ] || kill "$manager_pid" 2>/dev/null || true
    [ -z "$display_pid" ] || kill "$display_pid" 2>/dev/null || true
    [ -z "$display_file" ] || rm -f "$display_file" || true
}

#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# From a clone to a running window, or to a tested tree, on Debian 12.
#   bash installer/quickstart.sh run              build, prepare a demo hall, open the window
#   bash installer/quickstart.sh run --tour DIR   play the main job in the real window; pictures go to DIR
#   bash installer/quickstart.sh test             build and run every test
# Can be repeated; what is there already is kept.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"
cd "$root"
exec </dev/null
# shellcheck source=installer/stages.sh
source "$here/stages.sh"

usage() {
    sed -n '3,7s/^# \{0,1\}//p' "$here/quickstart.sh" >&2
    exit 2
}

run_window() {
    stage "packages" install_packages build run
    stage "build" build_release app/all app/main/all ui/all plugins/all resources/all translations/all
    if [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
        start_display
        say "No display here: the window opens on the virtual display $DISPLAY (1366x768)."
        say "Take its picture with: DISPLAY=$DISPLAY import -window root window.png. Stop it with Ctrl+C."
    fi
    local data="${XDG_DATA_HOME:-$HOME/.local/share}/yichuang-demo"
    say "The demo hall lives in $data; remove that folder to begin anew."
    say "Opening the window after $(since "$started") s."
    with_bus build/release/bin/yichuang --demo
}

run_tour() {
    local out="$1"
    mkdir -p "$out"
    out="$(cd "$out" && pwd)"
    stage "packages" install_packages build run test
    stage "build" build_release app/all app/main/all ui/all plugins/all resources/all translations/all yichuang-tour
    start_display
    say "The tour plays on the virtual display $DISPLAY; its pictures go to $out."
    local code=0 bin=build/release/bin
    with_bus "$bin/yichuang-tour" --client "$bin/yichuang" --server "$bin/yichuang-server" \
        --admin "$bin/yichuang-admin" --out "$out" || code=$?
    say "The tour ended with $code after $(since "$started") s."
    return "$code"
}

run_tests() {
    stage "packages" install_packages build run test
    judge "build" build_release all
    start_display
    if [ "$failed" -eq 0 ]; then
        judge_ctest "tests" build/release -j2 -LE campaign
    fi
    judge "format" check_format
    if [ -f build/release/compile_commands.json ]; then
        judge "clang-tidy" check_tidy
    fi
    judge "build with sanitizers" build_asan
    if [ -d build/asan ] && [ "$last" -eq 0 ]; then
        ASAN_OPTIONS="detect_leaks=1:abort_on_error=0:strict_string_checks=1" \
            UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1" LSAN_OPTIONS="suppressions=$root/tests/fuzz/leaks.txt:print_suppressions=0" \
            judge_ctest "tests with sanitizers" build/asan -j2 -L '^(unit|fuzz)$' -LE campaign
    fi
    say "Everything took $(since "$started") s; $skipped skipped."
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}

case "${1:-}" in
run)
    case "$#:${2:-}" in
    1:) run_window ;;
    3:--tour) run_tour "$3" ;;
    *) usage ;;
    esac
    ;;
test)
    [ "$#" -eq 1 ] || usage
    run_tests
    ;;
*) usage ;;
esac

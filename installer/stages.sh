# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The steps of quickstart.sh. Sourced by it, with $root set and set -euo pipefail in force.

: "${root:?}"
# shellcheck disable=SC2034
started=$SECONDS
passed=0
failed=0
skipped=0
last=0
program_group=""

# shellcheck source=installer/display.sh
. "$root/installer/display.sh"

say() { printf '== %s\n' "$*"; }
since() { echo $((SECONDS - $1)); }

clean_up() {
    [ -z "$program_group" ] || kill -- "-$program_group" 2>/dev/null || true
    stop_display
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# stage NAME COMMAND...: runs one step, prints how long it took, ends the script when it fails.
stage() {
    local name="$1" from=$SECONDS
    shift
    "$@" || {
        local code=$?
        say "$name: failed with $code after $(since "$from") s"
        exit "$code"
    }
    say "$name: $(since "$from") s"
}

# judge NAME COMMAND...: runs one step and counts it as one test, so that later steps still run.
judge() {
    local name="$1" from=$SECONDS
    shift
    last=0
    "$@" || last=$?
    if [ "$last" -eq 0 ]; then
        passed=$((passed + 1))
        say "$name: passed, $(since "$from") s"
    else
        failed=$((failed + 1))
        say "$name: FAILED with $last, $(since "$from") s"
    fi
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "Packages are missing and there is neither root nor sudo. Install as root: ${*: -1}"
        return 1
    fi
}

# packages_of SECTION...: the names listed in packages.txt under those sections.
packages_of() {
    local wanted
    for wanted in "$@"; do
        awk -v wanted="[$wanted]" '/^\[/ { inside = ($0 == wanted); next } inside && NF && !/^#/ { print $1 }' \
            "$root/installer/packages.txt"
    done
}

install_packages() {
    local wanted missing=() package
    mapfile -t wanted < <(packages_of "$@")
    local present
    present=" $(dpkg-query -W -f='${db:Status-Status}/${Package} ' 2>/dev/null) "
    for package in "${wanted[@]}"; do
        [[ "$present" == *" installed/$package "* ]] || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update || return
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
        -o Dpkg::Use-Pty=0 install "${missing[@]}" >/dev/null
}

configure() {
    local preset="$1" log="$root/build/$1.configure.log"
    mkdir -p "$root/build"
    # Precompiled headers and ccache agree only with these.
    export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    # Two clones of the same state share what was compiled.
    export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
    [ ! -f "$root/build/$preset/build.ninja" ] || return 0
    cmake --preset "$preset" >"$log" 2>&1 || {
        tail -40 "$log"
        return 1
    }
}

# compile PRESET TARGET...: prints only what matters; the whole output stays beside the build folder.
compile() {
    local preset="$1" log="$root/build/$1.build.log"
    shift
    configure "$preset" || return
    cmake --build "build/$preset" --parallel "$(nproc)" --target "$@" >"$log" 2>&1 || {
        grep -vE '^\[[0-9]+/[0-9]+\]' "$log" | tail -80
        return 1
    }
}

build_release() { compile release "$@"; }
build_asan() { compile asan tests/unit/all tests/fuzz/all; }

check_format() {
    git -C "$root" ls-files -z '*.h' '*.cpp' | (cd "$root" && xargs -0 -r clang-format-19 --dry-run --Werror)
}

# The rooms that hold the rules and what is kept by them; the whole tree would take longer than a person waits.
tidy_rooms=(app/domain app/workflows app/crypto app/storage)

# check_tidy: clang-tidy over those rooms with the release build's commands, less what only GCC knows. The
# precompiled header stays as an ordinary one: clang does not read GCC's. A finding fails.
check_tidy() {
    local folder="$root/build/release/tidy"
    mkdir -p "$folder"
    sed -E 's/ -W[^ "]*//g; s/ -fcoroutines//g; s/("command": "[^ ]+) /\1 -Wno-ignored-gch /' \
        "$root/build/release/compile_commands.json" >"$folder/compile_commands.json" || return
    local log="$folder/findings.log" code=0
    (cd "$root" && find "${tidy_rooms[@]}" -name '*.cpp' -print0 \
        | xargs -0 -n 1 -P 2 clang-tidy-19 -quiet -p "$folder") >"$log" 2>"$folder/errors.log" || code=$?
    [ "$code" -eq 0 ] || grep -E 'error:|warning:' "$log" | sort -u | head -60
    return "$code"
}

# with_bus COMMAND...: under the session bus there is, or under a private one; ends with this script.
with_bus() {
    local bus=() code=0
    [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] || bus=(dbus-run-session --)
    setsid "${bus[@]}" "$@" &
    program_group=$!
    wait "$program_group" || code=$?
    program_group=""
    return "$code"
}

# judge_ctest NAME FOLDER ARGUMENT...: runs ctest there and adds up its own counts.
judge_ctest() {
    local name="$1" folder="$2" from=$SECONDS
    shift 2
    local report="$root/$folder/results.xml" code=0
    rm -f "$report"
    dbus-run-session -- ctest --test-dir "$folder" --output-on-failure --no-tests=error --output-junit "$report" "$@" || code=$?
    local all bad aside
    all="$(count_of tests "$report")"
    bad="$(count_of failures "$report")"
    aside=$(($(count_of skipped "$report") + $(count_of disabled "$report")))
    if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
        all=$((all + 1))
    fi
    passed=$((passed + all - bad - aside))
    failed=$((failed + bad))
    skipped=$((skipped + aside))
    say "$name: $((all - bad - aside)) passed, $bad failed, $aside skipped; $(since "$from") s"
}

# count_of ATTRIBUTE REPORT: a number of the first element of ctest's JUnit report; 0 where there is none.
count_of() {
    local number
    number="$(sed -n "s/^[[:space:]]*$1=\"\([0-9]*\)\".*/\1/p" "$2" 2>/dev/null | head -n 1)"
    echo "${number:-0}"
}

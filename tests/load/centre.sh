#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# A centre on a PostgreSQL cluster of its own, for runs of yichuang-load. Sourced; needs $bin (folder of the programs).
: "${bin:?}"
source_root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="$(mktemp -d "${TMPDIR:-/tmp}/yichuang-load-XXXXXX")"
centres=()

end_centre() {
    local one
    for one in "${centres[@]}"; do kill "$one" 2>/dev/null || true; done
    for one in "${centres[@]}"; do wait "$one" 2>/dev/null || true; done
    bash "$source_root/tests/fakes/cluster.sh" stop "$work/uri"
    rm -rf "$work"
}
trap end_centre EXIT
trap 'exit 130' INT TERM

# begin_cluster: makes the cluster, whose URI is in $work/uri.
begin_cluster() { bash "$source_root/tests/fakes/cluster.sh" start "$work/uri"; }

# found_centre URI: a hall of its own in $work/hall, with limits for many windows behind one address.
found_centre() {
    "$bin/yichuang-server" init --dir "$work/hall" --hall 130102 --hall-name "Sample hall" --database "$1" \
        --catalogue "$source_root/resources/catalogue/shijiazhuang.json" \
        --calendar "$source_root/resources/calendar/china-working-days.json" >"$work/init.log" 2>&1 ||
        { cat "$work/init.log" >&2; return 1; }
    jq '.limits += {connections: 8000, connectionsPerAddress: 8000, connectionsPerDevice: 8000,
        enrolmentsPerMinute: 100000, signInsPerMinute: 100000}' "$work/hall/server.json" >"$work/server.json"
    cat "$work/server.json" >"$work/hall/server.json"
}

# begin_server NAME: one more process of the centre; its process id in $server_pid, its port in $port.
begin_server() {
    rm -f "$work/$1.port"
    "$bin/yichuang-server" serve --dir "$work/hall" --listen 127.0.0.1:${2:-0} --port-file "$work/$1.port" \
        >>"$work/$1.log" 2>&1 </dev/null &
    server_pid=$!
    centres+=("$server_pid")
    until [ -s "$work/$1.port" ]; do
        kill -0 "$server_pid" 2>/dev/null || { cat "$work/$1.log" >&2; return 1; }
        sleep 0.1
    done
    port=$(cat "$work/$1.port")
}

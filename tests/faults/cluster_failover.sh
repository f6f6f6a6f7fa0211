#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Three PostgreSQL nodes and three server processes under load: the leader is killed, a follower is cut off, the leader is
# cut off, a server process is killed. The windows go on by themselves each time (how long it took is told), and at the end
# everything that was acknowledged is there, once.
# usage: cluster_failover.sh FOLDER-OF-PROGRAMS [ROUNDS]
set -eu
bin=$1
rounds=${2:-1}
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
export YICHUANG_BIN=$bin
nodes=$(mktemp -d /tmp/yichuang-nodes-XXXXXX)
chmod 755 "$nodes"
cluster() { local act=$1; shift; bash "$root/installer/server/cluster.sh" "$act" "$nodes" "$@"; }
# shellcheck source=tests/load/centre.sh
. "$root/tests/load/centre.sh"
load=""
leave() {
    [ -z "$load" ] || kill "$load" 2>/dev/null || true
    cluster stop || true
    rm -rf "$nodes"
    end_centre
}
trap leave EXIT
found_centre "$(cluster start)"
url=$(cluster servers "$work/hall")
"$bin/yichuang-load" --dir "$work/hall" --server "$url" --windows 12 --cases-per-second 4 --stop-file "$work/stop" --drain 400 \
    --think-ms 50 --journal "$work/journal" --fsync >"$work/report" 2>"$work/load.err" &
load=$!

longest=300 # seconds until it counts as hung
# tell WHAT: what the nodes and processes say of it.
tell() {
    echo "$1: nothing for $longest s"
    echo "leader: $(cluster leader)"
    local log
    for log in "$nodes"/*.log; do printf -- '-- %s\n' "$log"; tail -n 6 "$log"; done
}
acknowledged() { wc -l <"$work/journal"; }
# on_again WHAT: waits until the windows have 30 acknowledgements more, and tells how long that took.
on_again() {
    local from began
    from=$(acknowledged)
    began=$(date +%s%N)
    until [ "$(acknowledged)" -ge $((from + 30)) ]; do
        kill -0 "$load" 2>/dev/null || { cat "$work/report" "$work/load.err"; exit 1; }
        [ $((($(date +%s%N) - began) / 1000000000)) -lt "$longest" ] || { tell "$1"; exit 1; }
        sleep 0.1
    done
    echo "$1: 30 acknowledgements more within $((($(date +%s%N) - began) / 1000000)) ms"
}

until [ -f "$work/journal" ]; do
    kill -0 "$load" 2>/dev/null || { cat "$work/load.err"; exit 1; }
    sleep 0.1
done
on_again "undisturbed"
for ((round = 1; round <= rounds; ++round)); do
    before=$(cluster leader)
    cluster kill "$before"
    on_again "leader $before killed"
    cluster whole
    before=$(cluster leader)
    other=$((before % 3 + 1))
    cluster cut "$other"
    on_again "follower $other cut off"
    cluster heal "$other"
    on_again "follower $other back"
    cluster whole
    before=$(cluster leader)
    cluster cut "$before"
    on_again "leader $before cut off"
    cluster heal "$before"
    on_again "node $before back"
    cluster whole
    one=$((round % 3 + 1))
    cluster kill-server "$one"
    on_again "server process $one killed"
    cluster serve "$one" "$work/hall"
done
touch "$work/stop"
code=0
wait "$load" || code=$?
load=""
cat "$work/report"
exit "$code"

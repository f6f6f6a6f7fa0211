#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# PostgreSQL, which syncs its disk here, is killed with every process of it under load and started again, so many times:
# the windows go on by themselves each time, and at the end everything that was acknowledged is at the centre, once.
# usage: postgres_kills.sh FOLDER-OF-PROGRAMS [ROUNDS]
set -eu
bin=$1
rounds=${2:-2}
export YICHUANG_TEST_DURABLE=1
# shellcheck source=tests/load/centre.sh
. "$(dirname "$0")/../load/centre.sh"
begin_cluster
found_centre "$(cat "$work/uri")"
begin_server one
"$bin/yichuang-load" --dir "$work/hall" --server "https://127.0.0.1:$port" --windows 8 --cases-per-second 6 \
    --stop-file "$work/stop" --drain 400 --think-ms 50 --journal "$work/journal" --fsync >"$work/report" 2>"$work/load.err" &
load=$!
centres+=("$load")

acknowledged() { wc -l <"$work/journal"; }
# more N: waits until the windows have so many acknowledgements more.
more() {
    local from
    from=$(acknowledged)
    until [ "$(acknowledged)" -ge $((from + $1)) ]; do
        kill -0 "$load" 2>/dev/null || { cat "$work/report" "$work/load.err"; echo "the windows ended"; exit 1; }
        sleep 0.1
    done
}

until [ -f "$work/journal" ]; do
    kill -0 "$load" 2>/dev/null || { cat "$work/load.err"; exit 1; }
    sleep 0.1
done
more 20
for ((round = 1; round <= rounds; ++round)); do
    bash "$source_root/tests/fakes/cluster.sh" kill "$work/uri"
    more 20
    echo "round $round: on again after $(acknowledged) acknowledgements"
done
touch "$work/stop"
code=0
wait "$load" || code=$?
cat "$work/report"
exit "$code"

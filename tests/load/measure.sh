#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The figures of a centre on this machine: PostgreSQL that syncs its disk, one server process and the generator share it.
# usage: measure.sh FOLDER-OF-PROGRAMS [WINDOWS [FOLLOWING [CASES-PER-SECOND [SECONDS]]]]   whole cases, then pgbench
#        measure.sh FOLDER-OF-PROGRAMS idle [POLLS [SECONDS]]                               long polls that hear nothing
set -eu
bin=$1
export YICHUANG_TEST_DURABLE=1
# shellcheck source=tests/load/centre.sh
. "$(dirname "$0")/centre.sh"
begin_cluster
uri=$(cat "$work/uri")
found_centre "$uri"
begin_server one
ulimit -n "$(ulimit -Hn)"
if [ "${2:-}" = idle ]; then
    "$bin/yichuang-load" --dir "$work/hall" --server "https://127.0.0.1:$port" --windows 1 --following 0 \
        --idle-polls "${3:-2000}" --seconds "${4:-60}" --server-pid "$server_pid"
    exit
fi
code=0
"$bin/yichuang-load" --dir "$work/hall" --server "https://127.0.0.1:$port" --windows "${2:-100}" --following "${3:-4}" \
    --cases-per-second "${4:-84}" --seconds "${5:-300}" --server-pid "$server_pid" || code=$?
psql -qXAt "$uri" -c "SELECT 'transactions ' || xact_commit FROM pg_stat_database WHERE datname = current_database()" \
    -c "SELECT 'log bytes ' || wal_bytes || ', syncs ' || wal_sync FROM pg_stat_wal"
# The same statements and bytes, with nothing but the database at work; two operations a transaction.
psql -qX "$uri" -f "$(dirname "$0")/pgbench_tables.sql"
pgbench -n -M prepared -c 4 -j 1 -T "${6:-30}" -f "$(dirname "$0")/pgbench_save.sql" "$uri" | grep -E 'tps|latency|processed|failed'
exit $code

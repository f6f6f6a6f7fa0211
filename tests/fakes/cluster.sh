#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A private PostgreSQL cluster in a temporary folder, with a socket and no port, for tests. It never syncs the disk,
# unless YICHUANG_TEST_DURABLE=1.
# usage: cluster.sh start FILE   begins one and writes its URI into FILE
#        cluster.sh stop FILE    ends that one and forgets it
#        cluster.sh kill FILE    kills every process of that one, then begins it again on what it left
#        cluster.sh run          begins one, prints its URI, ends it when standard input ends
set -eu
shopt -s nullglob
bin=$(command -v initdb || true)
for one in /usr/lib/postgresql/*/bin/initdb; do bin=$one; done
[ -n "$bin" ] || { echo "cluster.sh: initdb not found (package postgresql)" >&2; exit 1; }
bin=$(dirname "$(readlink -f "$bin")")

# PostgreSQL does not run as root.
plain() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --clear-groups env HOME="$folder" "$@"
    else
        "$@"
    fi
}

begin() {
    # Root's own temporary folder may be closed to others.
    if [ "$(id -u)" = 0 ]; then
        folder=$(mktemp -d /tmp/yichuang-pg-XXXXXX)
        chown postgres "$folder"
    else
        folder=$(mktemp -d "${TMPDIR:-/tmp}/yichuang-pg-XXXXXX")
    fi
    chmod 755 "$folder"
    cd "$folder"
    plain "$bin/initdb" -D "$folder/data" -U yichuang -A trust -E UTF8 --locale=C --no-sync >"$folder.log" 2>&1
    local sync=off
    [ -z "${YICHUANG_TEST_DURABLE:-}" ] || sync=on
    printf '%s\n' "listen_addresses = ''" "unix_socket_directories = '$folder'" "fsync = $sync" "full_page_writes = $sync" \
        "max_connections = 200" "shared_buffers = 64MB" >>"$folder/data/postgresql.conf"
    go
    rm -f "$folder.log"
    uri="postgresql://yichuang@/postgres?host=$folder"
}

go() {
    plain "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w start >>"$folder.log" 2>&1 </dev/null || {
        cat "$folder.log" "$folder/data/log" >&2
        exit 1
    }
}

# As a power cut ends it, but for what the system still holds of its files.
kill_all() {
    local main all
    main=$(head -1 "$folder/data/postmaster.pid")
    kill -STOP "$main"
    all="$main $(ps -o pid= --ppid "$main" | tr '\n' ' ')"
    # shellcheck disable=SC2086
    kill -KILL $all 2>/dev/null || true
    for one in $all; do while kill -0 "$one" 2>/dev/null; do sleep 0.05; done; done
}

end() {
    plain "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}

case ${1:-} in
start)
    bash "$0" stop "$2" # what a run that was broken off left
    begin
    echo "$uri" >"$2"
    ;;
stop)
    [ -f "$2" ] || exit 0
    folder=$(sed 's/.*host=//' "$2")
    rm -f "$2"
    case $folder in */yichuang-pg-*) cd /; end ;; esac
    ;;
kill)
    folder=$(sed 's/.*host=//' "$2")
    cd "$folder"
    kill_all
    go
    rm -f "$folder.log"
    ;;
run)
    begin
    trap end EXIT
    echo "$uri"
    cat >/dev/null
    ;;
*)
    sed -n '3,9s/^# //p' "$0" >&2
    exit 2
    ;;
esac

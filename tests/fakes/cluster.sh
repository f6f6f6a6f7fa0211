#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A private PostgreSQL cluster in a temporary folder, with a socket and no port, for tests. It never syncs the disk.
# usage: cluster.sh start FILE   begins one and writes its URI into FILE
#        cluster.sh stop FILE    ends that one and forgets it
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
    plain "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w -o "-c listen_addresses='' \
        -c unix_socket_directories='$folder' -c fsync=off -c full_page_writes=off -c max_connections=200 \
        -c shared_buffers=64MB" start >>"$folder.log" 2>&1 </dev/null || { cat "$folder.log" "$folder/data/log" >&2; exit 1; }
    rm -f "$folder.log"
    uri="postgresql://yichuang@/postgres?host=$folder"
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
run)
    begin
    trap end EXIT
    echo "$uri"
    cat >/dev/null
    ;;
*)
    sed -n '3,7s/^# //p' "$0" >&2
    exit 2
    ;;
esac

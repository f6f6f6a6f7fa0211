#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Three PostgreSQL nodes under Patroni with etcd, and HAProxy in front of them and of three processes of yichuang-server:
# all on this machine, each node at ports of its own, so that one can be killed or cut off. A pattern for three machines:
# there every node has the same files with its own addresses. Debian: patroni etcd-server haproxy postgresql.
# usage: cluster.sh start DIR          makes and begins the nodes and the way to them; prints the connection URI
#        cluster.sh servers DIR HALL   begins three server processes on the data folder HALL behind one address
#        cluster.sh leader DIR         the number of the node that leads
#        cluster.sh whole DIR          waits until every node is back and one may take over
#        cluster.sh kill DIR NODE      kills PostgreSQL on a node; Patroni begins it again as a follower
#        cluster.sh cut DIR NODE       a node stops: it answers nobody and hears nobody
#        cluster.sh heal DIR NODE      it goes on from there
#        cluster.sh kill-server DIR N  kills a server process; serve DIR N HALL begins it again
#        cluster.sh stop DIR           ends everything; DIR stays
# YICHUANG_CLUSTER_PORT: the first of the ports used, 15400. YICHUANG_BIN: folder of yichuang-server.
set -eu
shopt -s nullglob
first=${YICHUANG_CLUSTER_PORT:-15400}
front=$first               # PostgreSQL's leader
door=$((first + 1))        # the centre's processes
pg() { echo $((first + 10 + $1)); }
rest() { echo $((first + 20 + $1)); }
etcd_client() { echo $((first + 30 + $1)); }
etcd_peer() { echo $((first + 40 + $1)); }
server() { echo $((first + 50 + $1)); }

for one in /usr/lib/postgresql/*/bin/initdb; do pg_bin=$(dirname "$one"); done
[ -n "${pg_bin:-}" ] || { echo "cluster.sh: PostgreSQL not found" >&2; exit 1; }
for program in patroni etcd haproxy; do
    PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || { echo "cluster.sh: $program not found" >&2; exit 1; }
done

# PostgreSQL does not run as root. A session of its own each: a node is ended by its group.
# Only in the background: it takes the place of its shell.
plain() {
    if [ "$(id -u)" = 0 ]; then
        exec setsid setpriv --reuid=postgres --regid=postgres --clear-groups env HOME="$dir" PATH="$PATH:/usr/sbin" "$@"
    else
        exec setsid env PATH="$PATH:/usr/sbin" "$@"
    fi
}

# begin NAME COMMAND...: in the background, its process id in NAME.pid.
begin() {
    local name=$1
    shift
    plain "$@" >>"$dir/$name.log" 2>&1 </dev/null &
    echo $! >"$dir/$name.pid"
}

# until_true SECONDS COMMAND...
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.3
    done
}

write_node() {
    local n=$1 hosts
    hosts="127.0.0.1:$(etcd_client 1),127.0.0.1:$(etcd_client 2),127.0.0.1:$(etcd_client 3)"
    cat >"$dir/node$n.yml" <<YML
scope: yichuang
name: node$n
restapi: {listen: "127.0.0.1:$(rest "$n")", connect_address: "127.0.0.1:$(rest "$n")"}
etcd3: {hosts: "$hosts"}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 2
    retry_timeout: 5
    # A commit counts once a second node has it: what was acknowledged outlives the leader.
    synchronous_mode: true
    # A leader whose PostgreSQL ended gives way at once.
    primary_start_timeout: 0
    master_start_timeout: 0
    postgresql:
      use_pg_rewind: true
      parameters: {wal_log_hints: "on", max_connections: 100, wal_keep_size: 256MB}
  initdb: [{encoding: UTF8}, {locale: C}, data-checksums]
postgresql:
  listen: 127.0.0.1:$(pg "$n")
  connect_address: 127.0.0.1:$(pg "$n")
  data_dir: $dir/node$n
  bin_dir: $pg_bin
  pgpass: $dir/node$n.pgpass
  pg_hba: ["local all all trust", "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
  authentication:
    superuser: {username: postgres}
    replication: {username: replicator}
    rewind: {username: postgres}
  parameters: {unix_socket_directories: "$dir", shared_buffers: 64MB}
YML
}

write_haproxy() {
    local n
    {
        cat <<CFG
global
    maxconn 8000
defaults
    mode tcp
    timeout connect 2s
    timeout client 2m
    timeout server 2m
    timeout check 1s
listen leader
    bind 127.0.0.1:$front
    option httpchk OPTIONS /primary
    http-check expect status 200
    default-server inter 1s fastinter 300ms fall 2 rise 1 on-marked-down shutdown-sessions
CFG
        for n in 1 2 3; do echo "    server node$n 127.0.0.1:$(pg "$n") check port $(rest "$n")"; done
        cat <<CFG
listen centre
    bind 127.0.0.1:$door
    balance leastconn
    option redispatch
    default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
CFG
        for n in 1 2 3; do echo "    server process$n 127.0.0.1:$(server "$n") check"; done
    } >"$dir/haproxy.cfg"
}

begin_etcd() {
    local n=$1 members
    members="node1=http://127.0.0.1:$(etcd_peer 1),node2=http://127.0.0.1:$(etcd_peer 2),node3=http://127.0.0.1:$(etcd_peer 3)"
    begin "etcd$n" etcd --name "node$n" --data-dir "$dir/etcd$n" --initial-cluster "$members" \
        --listen-client-urls "http://127.0.0.1:$(etcd_client "$n")" --advertise-client-urls "http://127.0.0.1:$(etcd_client "$n")" \
        --listen-peer-urls "http://127.0.0.1:$(etcd_peer "$n")" --initial-advertise-peer-urls "http://127.0.0.1:$(etcd_peer "$n")" \
        --heartbeat-interval 200 --election-timeout 2000
}

answers() { [ "$(curl -s -o "$dir/.answer" -w '%{http_code}' -m 2 -X OPTIONS "http://127.0.0.1:$(rest "$1")/$2")" = 200 ]; }

leader() {
    local n
    for n in 1 2 3; do
        if answers "$n" primary; then echo "$n"; return; fi
    done
    return 1
}

# Two followers stream, one of them takes part in every commit: until then Patroni gives the lead to nobody else.
is_whole() {
    local all
    all=$(curl -s -m 2 "http://127.0.0.1:$(rest "$(leader)")/cluster")
    [ "$(grep -o '"state": *"\(running\|streaming\)"' <<<"$all" | wc -l)" = 3 ] && grep -q sync_standby <<<"$all"
}

# HAProxy takes every node for well until it has looked: six ways in a row must lead to the leader.
leads() {
    local i
    for i in 1 2 3 4 5 6; do
        [ "$(psql -qXAt "postgresql://postgres@127.0.0.1:$front/postgres" -c "SELECT pg_is_in_recovery() -- $i")" = f ] || return 1
    done
}

start() {
    local n
    mkdir -p "$dir"
    if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
    write_haproxy
    for n in 1 2 3; do
        write_node "$n"
        begin_etcd "$n"
    done
    for n in 1 2 3; do begin "patroni$n" patroni "$dir/node$n.yml"; done
    until_true 120 leader || { tail -5 "$dir"/patroni*.log >&2; exit 1; }
    until_true 120 is_whole || { tail -5 "$dir"/patroni*.log >&2; exit 1; }
    begin haproxy haproxy -db -f "$dir/haproxy.cfg"
    until_true 30 leads || { tail -5 "$dir/haproxy.log" >&2; exit 1; }
    echo "postgresql://postgres@127.0.0.1:$front/postgres"
}

serve() {
    "${YICHUANG_BIN:?}/yichuang-server" serve --dir "$2" --listen "127.0.0.1:$(server "$1")" >>"$dir/server$1.log" 2>&1 </dev/null &
    echo $! >"$dir/server$1.pid"
    until_true 60 curl -sk -m 2 "https://127.0.0.1:$(server "$1")/healthz"
}

# Every process of a node: etcd, Patroni, PostgreSQL and its children.
processes_of() {
    local n=$1 main
    cat "$dir/etcd$n.pid"
    pgrep -g "$(cat "$dir/patroni$n.pid")" || true
    main=$(head -1 "$dir/node$n/postmaster.pid" 2>/dev/null || true)
    if [ -n "$main" ]; then
        echo "$main"
        ps -o pid= --ppid "$main" || true
    fi
}

# signal SIGNAL PROCESS...
signal() {
    local which=$1 one
    shift
    for one in "$@"; do kill "-$which" "$one" 2>/dev/null || true; done
}

stop() {
    local n
    for n in 1 2 3; do
        # shellcheck disable=SC2046
        signal CONT $(processes_of "$n" 2>/dev/null)
        [ ! -f "$dir/server$n.pid" ] || signal TERM "$(cat "$dir/server$n.pid")"
    done
    for n in 1 2 3; do
        local all
        all=$(processes_of "$n" 2>/dev/null || true)
        # shellcheck disable=SC2086
        signal KILL $all
    done
    [ ! -f "$dir/haproxy.pid" ] || signal KILL "$(cat "$dir/haproxy.pid")"
    rm -f "$dir"/*.pid
}

[ $# -ge 2 ] || { sed -n '6,17s/^# //p' "$0" >&2; exit 2; }
mkdir -p "$2"
dir=$(cd "$2" && pwd)
case $1 in
start) start ;;
servers)
    for n in 1 2 3; do serve "$n" "$3"; done
    echo "https://127.0.0.1:$door"
    ;;
serve) serve "$3" "$4" ;;
leader) leader ;;
whole) until_true "${3:-120}" is_whole ;;
kill)
    main=$(head -1 "$dir/node$3/postmaster.pid")
    # shellcheck disable=SC2046
    signal KILL "$main" $(ps -o pid= --ppid "$main")
    ;;
# shellcheck disable=SC2046
cut) signal STOP $(processes_of "$3") ;;
# shellcheck disable=SC2046
heal) signal CONT $(processes_of "$3") ;;
kill-server) signal KILL "$(cat "$dir/server$3.pid")" ;;
stop) stop ;;
*)
    sed -n '6,17s/^# //p' "$0" >&2
    exit 2
    ;;
esac

#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A few windows at work for some seconds on PostgreSQL: everything that was acknowledged is there. No figure is judged.
# usage: smoke.sh FOLDER-OF-PROGRAMS
set -eu
bin=$1
# shellcheck source=tests/load/centre.sh
. "$(dirname "$0")/centre.sh"
begin_cluster
found_centre "$(cat "$work/uri")"
begin_server one
"$bin/yichuang-load" --dir "$work/hall" --server "https://127.0.0.1:$port" --windows 6 --following 3 \
    --cases-per-second 5 --seconds 3 --drain 240 --pages --fsync --server-pid "$server_pid"

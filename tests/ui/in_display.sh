#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# in_display.sh COMMAND...: runs a command with a virtual screen, a window manager and a session bus of its own.
set -euo pipefail
# shellcheck source=installer/display.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../installer/display.sh"
trap stop_display EXIT
start_display "${YICHUANG_TEST_SCREEN:-1366x768}"
dbus-run-session -- "$@"

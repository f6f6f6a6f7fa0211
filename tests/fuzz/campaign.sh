#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A long run of one fuzzer under AddressSanitizer and UBSan: tests/fuzz/campaign.sh identify [ROUNDS, 10000000] [SEED, 1]
# Plays the corpus, then as many seeded mutations and invented texts; ends at the first that breaks a promise and leaves
# it in fuzz-crash.bin. Needs what the preset asan needs.
set -eu
name=${1:?usage: tests/fuzz/campaign.sh NAME [ROUNDS] [SEED]}
cd "$(dirname "$0")/../.."
[ -f build/asan/build.ninja ] || cmake --preset asan
cmake --build build/asan --target "fuzz_$name"
export YICHUANG_FUZZ_ROUNDS=${2:-10000000} YICHUANG_FUZZ_SEED=${3:-1}
export ASAN_OPTIONS=${ASAN_OPTIONS:-abort_on_error=1} LSAN_OPTIONS="suppressions=$PWD/tests/fuzz/leaks.txt"
time "build/asan/tests/fuzz_$name"
echo "fuzz_$name: $YICHUANG_FUZZ_ROUNDS rounds, no crash"

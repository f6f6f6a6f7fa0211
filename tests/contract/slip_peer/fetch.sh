#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# fetch.sh NPM FOLDER: puts the encoder that is named beside this file into the folder, once.
set -euo pipefail
npm=$1
folder=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cp "$here/encode.mjs" "$folder/"
if ! cmp -s "$here/package-lock.json" "$folder/package-lock.json" || [ ! -d "$folder/node_modules" ]; then
    rm -rf "$folder/node_modules" "$folder/package-lock.json"
    cp "$here/package.json" "$here/package-lock.json" "$folder/"
    "$npm" ci --prefix "$folder" --ignore-scripts --no-audit --no-fund
fi

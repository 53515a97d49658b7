#!/usr/bin/env bash
# Makes templates/search/minisearch.js again, byte for byte: MiniSearch from npm, unchanged, as one small script, and its
# license beside it. Needs node and npm; for a new version, change it here and look what its changes mean for
# templates/search/search.js (tests/browser/test_search.py).
#
#   scripts/make/search_library.sh
set -euo pipefail

minisearch=7.2.0 esbuild=0.28.2
target=$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)/templates/search
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts "minisearch@$minisearch" "esbuild@$esbuild"
printf 'import MiniSearch from "minisearch";\nglobalThis.MiniSearch = MiniSearch;\n' >entry.js
banner="/*! MiniSearch $minisearch, by Luca Ongaro, MIT license: minisearch-LICENSE.txt */"
# Names that begin with _ are the library's own and nobody else's.
node_modules/.bin/esbuild entry.js --bundle --format=iife --minify --target=es2022 --mangle-props='^_' \
  --charset=utf8 --banner:js="$banner" --log-level=warning --outfile="$target/minisearch.js"
cp node_modules/minisearch/LICENSE.txt "$target/minisearch-LICENSE.txt"

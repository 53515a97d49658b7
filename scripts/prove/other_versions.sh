#!/usr/bin/env bash
# Runs the tests with other versions of the packages than the lock files', in an environment of its own.
#
#   scripts/prove/other_versions.sh lowest-direct [PYTEST ARGUMENT ...]   the lowest versions that pyproject.toml allows
#   scripts/prove/other_versions.sh highest [PYTEST ARGUMENT ...]         the newest there are
#
# Needs uv, and the system libraries that `./run doctor` names. Tests of style and types stay with the locked versions.
set -euo pipefail

resolution=${1:?say lowest-direct or highest}
shift
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
uv venv -q --python "${PYTHON:-3.11}" "$folder/venv"
uv pip install -q --python "$folder/venv/bin/python" --resolution "$resolution" -r pyproject.toml --extra editors --group dev --group build
uv pip list -q --python "$folder/venv/bin/python"
"$folder/venv/bin/python" -c 'import sys, sysconfig; from pathlib import Path
Path(sysconfig.get_path("purelib"), "coalition_site.pth").write_text(sys.argv[1] + "\n")' "$PWD"
if [ "$#" = 0 ]; then set -- -n auto --dist loadgroup; fi
PATH=$folder/venv/bin:$PATH "$folder/venv/bin/python" -m pytest "$@"

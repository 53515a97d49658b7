"""Writes all that a new coalition's files tell people and services to type as shell scripts, so that they can be tried.

    starter_steps.py PROJECT FOLDER

Makes a folder of numbered scripts in FOLDER for the README, and for each job of each workflow: one script for each step
or line. What only a service can do (`uses:`) is printed.
"""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import yaml

# What people fill in. `serve` goes on until it is ended: it is asked for its first page, then ended with Ctrl+C.
FILLED = {
    '"NAME"': '"Sam Example"',
    '"NOMBRE"': '"Sam Example"',
    "import FILE": "import build/workbook/invites.csv",
    "import ARCHIVO": "import build/workbook/invites.csv",
    "upgrade FILE": "upgrade tools/*.whl",
    "upgrade ARCHIVO": "upgrade tools/*.whl",
}
SERVE = """\
set -m; ./run serve & program=$!
python3 -c 'import time, urllib.request
for _ in range(300):
    try:
        print(urllib.request.urlopen("http://127.0.0.1:8000/").status); break
    except OSError:
        time.sleep(0.2)
else:
    raise SystemExit("serve did not answer")'
kill -INT -- "-$program"; wait "$program" || [ "$?" = 130 ]
"""


def readme_steps(project: Path) -> list[str]:
    """What the README tells to type at `./run`, in its order; what takes away examples and team notes comes last."""
    found = re.findall(r"`(\./run [^`]+)`", (project / "README.md").read_text(encoding="utf-8"))
    last = [line for line in found if "remove-examples" in line or "team-folder" in line]
    lines = dict.fromkeys([line for line in found if line not in last] + last)
    for blank, value in FILLED.items():
        lines = dict.fromkeys(line.replace(blank, value) for line in lines)
    return [SERVE if line == "./run serve" else line for line in lines]


def job_steps(project: Path) -> dict[str, list[str]]:
    """The steps of every job by its name. Prints what only a service can do."""
    jobs = {}
    for file in sorted((project / ".github/workflows").glob("*.yml")):
        for name, job in read(file)["jobs"].items():
            print(
                *(f"github-{file.stem}-{name}: only there: {step['uses']}" for step in job["steps"] if "uses" in step),
                sep="\n",
            )
            jobs[f"github-{file.stem}-{name}"] = [step["run"] for step in job["steps"] if "run" in step]
    pipeline = read(project / ".gitlab-ci.yml")
    for name, job in pipeline.items():
        if isinstance(job, dict) and "script" in job:
            jobs[f"gitlab-{name}"] = ["\n".join([*pipeline["default"]["before_script"], *job["script"]])]
    jobs["netlify"] = [tomllib.loads((project / "netlify.toml").read_text(encoding="utf-8"))["build"]["command"]]
    hooks = [hook for repo in read(project / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    jobs["pre-commit"] = [hook["entry"] for hook in hooks]
    return {name: steps for name, steps in jobs.items() if steps}


def read(file: Path) -> Any:
    """A YAML file."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    coalition, target = map(Path, sys.argv[1:])
    for job, steps in ({"readme": readme_steps(coalition)} | job_steps(coalition)).items():
        (target / job).mkdir(parents=True)
        for number, step in enumerate(steps, 1):
            (target / job / f"{number:02}.sh").write_text(f"{step}\n", encoding="utf-8")

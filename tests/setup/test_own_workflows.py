"""What services and hooks do with this repository: what workflows may do, and that all ask for the same checks."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
OFFICIAL = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(path: str | Path) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def actions_in(folder: Path) -> set[str]:
    return {used for file in folder.glob("*.yml") for used in re.findall(r"uses: (.*)", file.read_text("utf-8"))}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_workflows_may_do_no_more_than_they_must(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert job["timeout-minutes"] <= 90
        steps = job["steps"]
        assert all(step["with"]["persist-credentials"] is False for step in steps if "checkout" in step.get("uses", ""))
        # What people write must never become a command.
        assert all("${{" not in step.get("run", "") for step in steps)
        for command in (step["run"] for step in steps if "run" in step):
            assert all((ROOT / named).is_file() for named in re.findall(r"(?:scripts|\.ci)/[\w/.]+", command))


def test_actions_are_pinned_and_the_same_as_a_new_coalitions() -> None:
    ours, theirs = actions_in(ROOT / ".github/workflows"), actions_in(ROOT / "coalition_site/starter/project/workflows")
    assert all(OFFICIAL.fullmatch(used) for used in ours), ours
    named = {used.partition("@")[0] for used in ours}
    assert ours == {used for used in theirs if used.partition("@")[0] in named}


def test_every_python_that_is_promised_is_tried() -> None:
    tried = read(".github/workflows/test.yml")["jobs"]["python"]["strategy"]["matrix"]["python"]
    set_up = (ROOT / "coalition_site/starter/project/tools/set_up.sh").read_text(encoding="utf-8")
    (names,) = re.findall(r"for name in \$\{RUN_PYTHON:-python3 (.*)\}; do", set_up)
    assert [f"python{version}" for version in reversed(tried)] == names.split()
    (in_ci,) = re.findall(r"for name in (python3\.\d.*); do", (ROOT / ".ci/run").read_text(encoding="utf-8"))
    assert in_ci.split() == [f"python{version}" for version in tried]
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["project"]["requires-python"] == f">={tried[0]}"


def test_the_hooks_are_the_steps_of_run() -> None:
    run = (ROOT / "run").read_text(encoding="utf-8")
    steps = {line.split(maxsplit=1)[1] for line in re.findall(r"^  step (.*)$", run, re.MULTILINE)}
    hooks = {hook["id"]: hook for hook in read(".pre-commit-config.yaml")["repos"][0]["hooks"]}
    for name in ("style", "format", "layers", "types"):
        entry = hooks[name]["entry"].removeprefix(".venv/bin/").removesuffix(" --force-exclude")
        assert entry in {step.removesuffix(" .") for step in steps}
    assert f"python {hooks['message']['entry'].removeprefix('.venv/bin/python ').removesuffix(' --file')}" in steps
    assert "message" in hooks
    assert hooks["message"]["stages"] == ["commit-msg"]


def test_the_nightly_run_is_that_of_continuous_integration_and_more() -> None:
    steps = read(".github/workflows/nightly.yml")["jobs"]["all"]["steps"]
    random = "RANDOM_COALITIONS=300 ./run test tests/outputs/test_check_and_build.py"
    assert [step["run"] for step in steps if "run" in step] == [".ci/run", random]


@pytest.mark.parametrize("file", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("something*.yml")), ids=lambda f: f.stem)
def test_a_form_asks_for_what_it_says(file: Path) -> None:
    form = read(file)
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert asked[0]["validations"] == {"required": True}
    assert len({part["id"] for part in asked}) == len(asked)

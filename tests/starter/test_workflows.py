"""The workflows that a new coalition comes with: what they may do, and that their steps work."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from coalition_site.render.hosting import CORRECTION_FORM
from tests.support.building import with_templates
from tests.support.made_once import made_once
from tests.support.starting import new_coalition, run

WORKFLOWS = (".github/workflows/check.yml", ".github/workflows/publish.yml")
OFFICIAL = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_coalition(tmp_path_factory.mktemp("towns") / "river")


def read(project: Path, name: str) -> Any:
    return yaml.safe_load((project / name).read_text(encoding="utf-8"))


def programs(folder: Path) -> Path:
    """A folder of programs: `coalition` runs this checkout; installing is somebody else's test and does nothing."""
    folder.mkdir()
    scripts = {
        "coalition": f'exec "{sys.executable}" -m coalition_site "$@"',
        "python": f'case "$2" in pip) echo "pip $*" ;; *) exec "{sys.executable}" "$@" ;; esac',
        "apt-get": ":",
        "sudo": '"$@"',
    }
    for name, text in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def put_under_git(project: Path) -> None:
    """A repository whose branch main, here and at its origin, holds no partners yet."""
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@river.example", "-C", str(project)]
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", ".", ":!content/partners", ":!content/invites.yml"],
        ["commit", "-q", "-m", "Begin"],
        ["remote", "add", "origin", str(project)],
        ["fetch", "-q", "origin"],
        ["add", "."],
        ["commit", "-q", "-m", "Partners"],
    ):
        subprocess.run([*git, *words], check=True, capture_output=True)


def set_up(project: Path) -> None:
    """Leaves what `./run` would: an environment in .venv, here one that runs this checkout."""
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (project / ".venv/bin/python").chmod(0o755)
    stamp = "root=$PWD package_files=requirements.txt; . tools/set_up.sh; wanted_stamp requirements.txt >.venv/stamp"
    subprocess.run(["sh", "-c", stamp], cwd=project, check=True)


def run_steps(project: Path, steps: list[str], folder: Path) -> str:
    """Runs shell lines one after the other in a copy's folder, as the service does: the first failure ends it."""
    put_under_git(project)
    set_up(project)
    code, said = end_of(project, steps, folder)
    assert code == 0, said
    return said


def end_of(project: Path, steps: list[str], folder: Path) -> tuple[int, str]:
    """The exit code of the first step that fails, or 0, and all that was said."""
    environment = os.environ | {
        "PATH": f"{programs(folder)}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "GITHUB_ACTIONS": "true",
        "GITHUB_BASE_REF": "main",
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    }
    said = ""
    for step in steps:
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", step],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        said += done.stdout + done.stderr
        if done.returncode:
            return done.returncode, f"{step}\n{said}"
    return 0, said


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_may_do_no_more_than_they_must(project: Path, name: str) -> None:
    text = (project / name).read_text(encoding="utf-8")
    workflow = read(project, name)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] in ({"contents": "read"}, {"pages": "write", "id-token": "write"})
        assert job["timeout-minutes"] <= 30
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert all(OFFICIAL.fullmatch(line) for line in used), used
    assert "persist-credentials: false" in text
    # What people write must never become a command.
    assert all("${{" not in step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])


def test_only_the_public_site_leaves(project: Path) -> None:
    publish = read(project, WORKFLOWS[1])
    (upload,) = [step for step in publish["jobs"]["build"]["steps"] if "upload" in step.get("uses", "")]
    assert upload["with"] == {"path": "build/site"}
    assert "mv build/site public" in read(project, ".gitlab-ci.yml")["pages"]["script"]
    netlify = tomllib.loads((project / "netlify.toml").read_text(encoding="utf-8"))
    assert netlify["build"]["publish"] == "build/site"
    assert "/build/" in (project / ".gitignore").read_text(encoding="utf-8").splitlines()


def steps_of(project: Path, service: str) -> list[str]:
    if service == "netlify":
        return [str(tomllib.loads((project / "netlify.toml").read_text(encoding="utf-8"))["build"]["command"])]
    if service == "pre-commit":
        return [
            str(hook["entry"]) for repo in read(project, ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]
        ]
    if service.startswith("gitlab"):
        jobs = read(project, ".gitlab-ci.yml")
        job = jobs["default"] | jobs[service.partition(" ")[2]]
        # One shell runs all of a job.
        return ["\n".join([*job["before_script"], *job["script"]])]
    jobs = read(project, f".github/workflows/{service}.yml")["jobs"]
    return [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]


OTHER_SERVICE = pytest.mark.slow("builds once more, with the same commands")


@pytest.mark.parametrize(
    "service",
    ["pre-commit", *(pytest.param(name, marks=OTHER_SERVICE) for name in ("check", "gitlab check", "netlify"))],
)
def test_the_steps_work(tmp_path: Path, service: str) -> None:
    project = new_coalition(tmp_path / "river")
    if service != "pre-commit":
        with_templates(project / "build")
    said = run_steps(project, steps_of(project, service), tmp_path / "programs")
    if service != "pre-commit":
        assert "--require-hashes -r requirements.txt" in said
        assert (project / "build/site/index.html").is_file()


@pytest.mark.parametrize("service", [pytest.param("check", marks=OTHER_SERVICE), "pre-commit"])
def test_the_steps_work_for_an_open_repository_without_the_teams_folder(tmp_path: Path, service: str) -> None:
    project = new_coalition(tmp_path / "river")
    moved = run("team-folder", "../team", "--project", str(project))
    assert moved.exit_code == 0
    (tmp_path / "team").rename(tmp_path / "somewhere-private")
    said = run_steps(project, steps_of(project, service), tmp_path / "programs")
    if service != "pre-commit":
        assert (project / "build/site/partners/example-savings-circle.html").is_file()
        assert not (project / "build/workbook").exists()
        assert "the team's folder ../team is not here" in said


def published() -> Path:
    """A new coalition after the steps of the workflow that publishes it, for all tests of a run."""

    def make(folder: Path) -> None:
        project = new_coalition(folder / "river", "--empty")
        run_steps(project, steps_of(project, "publish"), folder / "programs")

    return made_once("published-town", make) / "river"


@pytest.mark.slow("builds with all documents, with the commands of a service")
def test_the_steps_that_publish_make_the_whole_site() -> None:
    site = published() / "build/site"
    assert (site / "index.html").is_file()
    assert list(site.rglob("*.pdf"))


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town whose documents are kept, and no site: what a service has when it begins."""
    project = shutil.copytree(published(), tmp_path / "river")
    shutil.rmtree(project / "build/site")
    return project


@pytest.mark.slow("builds with all documents, with the commands of a service")
def test_what_is_left_out_does_not_hold_up_the_site(town: Path, tmp_path: Path) -> None:
    own = town / "templates/print/worksheet.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ nothing.of_this }}", encoding="utf-8")
    code, said = end_of(town, steps_of(town, "gitlab pages"), tmp_path / "programs")
    assert code == 0, said
    assert "workbook/worksheet.pdf are left out" in said
    assert (town / "public/index.html").is_file()
    assert end_of(town, steps_of(town, "gitlab complete"), tmp_path / "complete")[0] == 1
    # On GitHub a step may fail: those behind it and the other job say whether they run all the same.
    code, said = end_of(town, steps_of(town, "publish"), tmp_path / "again")
    assert code == 1
    assert "title=document-failed::" in said
    assert (town / "build/site/index.html").is_file()
    jobs = read(town, WORKFLOWS[1])["jobs"]
    assert jobs["build"]["steps"][-1]["if"] == "${{ !cancelled() && hashFiles('build/site/index.html') != '' }}"
    assert jobs["build"]["outputs"] == {"site": "${{ steps.site.outputs.artifact_id }}"}
    assert jobs["publish"]["if"] == "${{ !cancelled() && needs.build.outputs.site != '' }}"


@pytest.mark.parametrize("service", ["publish", "gitlab pages", "netlify"])
@pytest.mark.slow("builds with all documents, with the commands of a service")
def test_a_mistake_in_the_content_publishes_nothing(town: Path, tmp_path: Path, service: str) -> None:
    (town / "content/needs.yml").write_text("groups: [Yung people]\n", encoding="utf-8")
    code, said = end_of(town, steps_of(town, service), tmp_path / "programs")
    assert code != 0
    assert "Yung people" in said
    assert not (town / "build/site").exists()
    assert not (town / "public").exists()


def test_a_pull_request_says_what_would_become_public(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    put_under_git(project)
    subprocess.run(["git", "-C", str(project), "update-ref", "refs/remotes/origin/main", "HEAD~1"], check=True)
    step = next(step for step in steps_of(project, "check") if "--public" in step)
    summary = tmp_path / "summary.md"
    environment = os.environ | {
        "PATH": f"{programs(tmp_path / 'programs')}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "GITHUB_BASE_REF": "main",
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    subprocess.run(["bash", "-eo", "pipefail", "-c", step], cwd=project, env=environment, check=True)
    told = summary.read_text(encoding="utf-8")
    assert "content/partners/example-savings-circle.md" in told
    assert "example-city-library" not in told


def test_mistakes_stop_the_check(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    (project / "content/needs.yml").write_text("groups: [Yung people]\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="Yung people"):
        run_steps(project, steps_of(project, "check"), tmp_path / "programs")


def test_the_editor_understands_what_the_check_says(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    (project / "content/needs.yml").write_text("groups:\n  - Yung people\n", encoding="utf-8")
    tasks = json.loads((project / ".vscode/tasks.json").read_text(encoding="utf-8"))
    task = tasks["tasks"][0]
    done = subprocess.run(
        [sys.executable, "-m", "coalition_site", *task["args"]],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    pattern = task["problemMatcher"]["pattern"]
    found = [match for line in (done.stdout + done.stderr).splitlines() if (match := re.match(pattern["regexp"], line))]
    assert [match[pattern[key]] for match in found for key in ("file", "line", "severity", "code")] == [
        "content/needs.yml",
        "2",
        "error",
        "option-unknown",
    ]


def test_the_site_is_made_anew_every_day_and_the_files_say_why(project: Path) -> None:
    # YAML takes the key `on` for a boolean.
    assert read(project, WORKFLOWS[1])[True]["schedule"] == [{"cron": "17 9 * * *"}]
    for name in (WORKFLOWS[1], ".gitlab-ci.yml", "netlify.toml"):
        assert re.search("once a day( too)?, since a consent ends on a day", (project / name).read_text().lower()), name


def test_the_hook_for_other_repositories_is_the_same() -> None:
    hooks = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["entry"] for hook in hooks] == ["coalition check --quiet"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_correction_is_asked_for_by_a_form_that_the_hosting_understands(language: str, tmp_path: Path) -> None:
    """GitHub's syntax for issue forms: what it does not know it refuses as a whole, and shows a blank page instead."""
    project = new_coalition(tmp_path / "river", "--language", language)
    form = read(project, f".github/ISSUE_TEMPLATE/{CORRECTION_FORM}")
    assert form.keys() == {"name", "description", "title", "body"}
    told, *asked = form["body"]
    assert told.keys() == {"type", "attributes"}
    contact = read(project, "content/coalition.yml")["contact"]["email"]
    assert contact in told["attributes"]["value"]
    assert [each["id"] for each in asked] == ["page", "wrong", "right", "who"]
    for each in asked:
        assert each["type"] in {"input", "textarea", "dropdown"}
        assert each.keys() == {"type", "id", "attributes", "validations"}
        assert each["attributes"].keys() <= {"label", "description", "options"}
        assert ("options" in each["attributes"]) == (each["type"] == "dropdown")
        assert list(each["validations"].values()) in ([True], [False])

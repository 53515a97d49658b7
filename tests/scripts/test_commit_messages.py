"""The check of commit messages: what it faults, what it judges, and what it says where there is no history."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts/prove/commit_messages.py"
GOOD = "Letters keep their dates\n\nA letter that was printed twice said two days."
TRAILERS = "\n\nCo-authored-by: Jo Park <jo@river.example>\nSigned-off-by: Jo Park <jo@river.example>"


def git(folder: Path, *words: str) -> str:
    identity = ["-c", "user.name=Jo", "-c", "user.email=jo@river.example", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def judged(*words: str | Path) -> subprocess.CompletedProcess[str]:
    without = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = [sys.executable, str(SCRIPT), *map(str, words)]
    return subprocess.run(command, env=without, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository in which all that came before one commit is out of form."""
    folder = tmp_path / "project"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "x" * 100)
    since = commit(folder, "wip")
    (folder / "pyproject.toml").write_text(f'[tool.commit-messages]\nsince = "{since}"\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (GOOD, ""),
        (GOOD + TRAILERS, ""),
        ("é" * 72 + "\n\nWhy.", ""),
        ("é" * 73 + "\n\nWhy.", "the subject has 73 characters: shorten it to at most 72"),
        ("Letters keep their dates", "there is no body"),
        ("Letters keep their dates" + TRAILERS, "there is no body"),
        ("Letters keep their dates\nSince they were two.", "the second line is not empty"),
    ],
)
def test_a_message_is_a_short_subject_and_a_reason(message: str, said: str, project: Path) -> None:
    name = commit(project, message)[:7]
    done = judged("--project", project)
    assert (done.returncode, done.stdout[:18]) == (1 if said else 0, "commit messages: 1")
    assert done.stderr.startswith(f"{name}: {said}" if said else "")
    assert bool(done.stderr) == bool(said)


def test_every_fault_of_every_commit_is_said_at_once(project: Path) -> None:
    commit(project, "y" * 80)
    commit(project, GOOD)
    commit(project, "z" * 90)
    done = judged("--project", project)
    assert [line[9:] for line in done.stderr.splitlines() if not line.startswith("    ")] == [
        f"{said}"
        for count in (80, 90)
        for said in (
            f"the subject has {count} characters: shorten it to at most 72",
            "there is no body: say below an empty line why the change is made",
        )
    ]


def test_a_release_ends_what_is_judged(project: Path) -> None:
    commit(project, "wip again")
    git(project, "tag", "v0.2.0")
    assert judged("--project", project).returncode == 0
    commit(project, "wip")
    assert judged("--project", project).returncode == 1
    git(project, "tag", "not-a-release")
    assert judged("--project", project).returncode == 1


def test_merges_say_what_they_merge(project: Path) -> None:
    git(project, "switch", "-q", "-c", "other")
    commit(project, GOOD)
    git(project, "switch", "-q", "main")
    commit(project, GOOD)
    git(project, "merge", "-q", "--no-ff", "-m", "Merge branch 'other'", "other")
    assert judged("--project", project).returncode == 0


def test_a_clone_without_the_history_is_not_judged_and_says_so(project: Path, tmp_path: Path) -> None:
    commit(project, GOOD)
    commit(project, "wip")
    git(tmp_path, "clone", "-q", "--depth", "1", project.as_uri(), "shallow")
    settings = (project / "pyproject.toml").read_text(encoding="utf-8")
    for name in ("shallow", "unpacked"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "pyproject.toml").write_text(settings, encoding="utf-8")
        done = judged("--project", tmp_path / name)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("commit messages: not looked at, as the history here does not hold ")


def test_one_message_is_judged_as_git_will_keep_it(tmp_path: Path) -> None:
    written = tmp_path / "COMMIT_EDITMSG"
    comments = "# Please enter the commit message.\n#\n"
    cut = "# ------------------------ >8 ------------------------\ndiff --git a/x b/x\n"
    written.write_text(f"Letters keep their dates\n\n{comments}{cut}", encoding="utf-8")
    assert "message: there is no body" in judged("--file", written).stderr
    written.write_text(f"{GOOD}\n{comments}{cut}", encoding="utf-8")
    assert judged("--file", written).returncode == 0
    written.write_text(comments, encoding="utf-8")
    assert "message: it is empty" in judged("--file", written).stderr

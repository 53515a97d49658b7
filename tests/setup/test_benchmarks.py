"""The benchmarks still run: what they measure is the program as it is. Their figures are not looked at."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.building import PROJECT

pytestmark = pytest.mark.slow("runs the benchmarks, which are read by mypy for every change")


def _said(*words: str) -> str:
    command = [sys.executable, f"benchmarks/{words[0]}.py", *words[1:]]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_every_stage_is_timed() -> None:
    said = _said("stages", "--sizes", "4", "--runs", "1")
    for stage in ("check", "derive", "render", "public site", "workbook", "one text edited, built again"):
        assert re.search(rf"^  {stage} +\d+\.\d\d s", said, re.MULTILINE), said


def test_imports_are_timed() -> None:
    said = _said("imports", "--rows", "20", "--runs", "1")
    assert len(re.findall(r"^ +20 rows \.(?:csv|xlsx): +\d+\.\d\d s", said, re.MULTILINE)) == 2


def test_languages_are_timed() -> None:
    said = _said("languages", "--partners", "3", "--runs", "1")
    assert len(re.findall(r"one language \d+\.\d\d s, three \d+\.\d\d s, \d+\.\d\d times", said)) == 2


def test_what_became_slower_between_two_commits_is_said(tmp_path: Path) -> None:
    """A stand-in for the program, which works more in the second commit: what is tried is the comparison."""
    for folder in ("benchmarks", "content"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    program = tmp_path / "coalition_site" / "__main__.py"
    program.parent.mkdir()
    (program.parent / "__init__.py").touch()
    git = ("git", "-C", str(tmp_path), "-c", "user.name=Nobody", "-c", "user.email=nobody@forestcity.example")
    subprocess.run([*git, "init", "--quiet"], check=True)
    for numbers in (1, 5_000_000):
        program.write_text(f"sum(range({numbers}))\n", encoding="utf-8")
        subprocess.run([*git, "add", "--all"], check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", "A program"], check=True)

    def compared(*commits: str) -> subprocess.CompletedProcess[str]:
        words = ("--partners", "2", "--rounds", "1", "--only", "check")
        command = [sys.executable, "benchmarks/regress.py", *commits, *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    slower = compared("HEAD~1")
    assert (slower.returncode, slower.stderr) == (1, "Slower: check\n")
    assert re.search(r"^check +\d+\.\d\d s +\d+\.\d\d s +\d+\.\d\d$", slower.stdout, re.MULTILINE), slower.stdout
    quicker = compared("HEAD", "HEAD~1")
    assert (quicker.returncode, quicker.stderr) == (0, "")
    assert list((tmp_path / ".git" / "worktrees").glob("*")) == []


def test_what_people_wait_for_is_measured() -> None:
    said = _said("figures", "HEAD", "--only", "check")
    assert re.match(r"check, 60 partners\n +[0-9a-f]{7,} +\d+\.\d\d s +\d+\.\d\d s\n$", said), said


def test_every_stage_of_two_commits_is_compared() -> None:
    said = _said("regress", "HEAD", "HEAD", "--partners", "2", "--rounds", "1", "--most", "5")
    for stage in ("check", "first build", "edit", "letters", "preview", "import"):
        assert re.search(rf"^{stage} +\d+\.\d\d s +\d+\.\d\d s", said, re.MULTILINE), said
    assert said.endswith("Nothing became slower.\n")

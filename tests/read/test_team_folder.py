"""Which folders can be the team's own: what a hostile or mistaken coalition.yml names ends in a clear error."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_site.problems import Severity
from coalition_site.read.team_folder import read_project
from tests.support.building import SMALL, small_project
from tests.support.starting import run


def _nothing(_folder: Path) -> None:
    """There is nothing to make."""


def _file(folder: Path) -> None:
    (folder / "team").write_text("no folder", encoding="utf-8")


def _link(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "team").symlink_to(folder / "elsewhere")


def _loop(folder: Path) -> None:
    (folder / "team").symlink_to(folder / "other")
    (folder / "other").symlink_to(folder / "team")


def _loop_on_the_way(folder: Path) -> None:
    (folder / "way").symlink_to(folder / "way")


def _build(folder: Path) -> None:
    (folder / "team" / "inner").mkdir(parents=True)
    (folder / "team" / ".coalition-build").write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "make", "told"),
    [
        ("../team", _file, "is not a folder"),
        ("../team/inner", _file, "a part of the way is a file"),
        ("../team", _link, "is a link to another place"),
        ("../team", _loop, "in a circle"),
        ("../way/team", _loop_on_the_way, "in a circle"),
        ("content", _nothing, "lies in the content folder"),
        ("./content/partners/", _nothing, "lies in the content folder"),
        ("../project/content", _nothing, "lies in the content folder"),
        (".", _nothing, "holds the coalition's own folder"),
        ("..", _nothing, "holds the coalition's own folder"),
        ("/", _nothing, "holds the coalition's own folder"),
        ("build", _nothing, "that builds are written to"),
        ("build/workbook", _nothing, "that builds are written to"),
        ("../team", _build, "that builds are written to"),
        ("../team/inner", _build, "that builds are written to"),
        ("~/team", _nothing, "is no way from this folder"),
        ("//server/share", _nothing, "is no way from this folder"),
        (r"\\server\share", _nothing, "is no way from this folder"),
        ("https://team.example/", _nothing, "is no way from this folder"),
        ("../" + "long" * 70, _nothing, "the way is too long"),
    ],
)
def test_what_cannot_be_the_teams_folder_is_refused(
    written: str, make: Callable[[Path], None], told: str, tmp_path: Path
) -> None:
    project = small_project(tmp_path / "project")
    make(tmp_path)
    (project / "content/coalition.yml").write_text(f"{SMALL}team_content: {written}\n", encoding="utf-8")
    content = read_project(project)
    assert [problem.code for problem in content.problems] == ["team-content-folder"]
    assert told in content.problems[0].message
    assert content.problems[0].position.line == SMALL.count("\n") + 1
    assert content.team is not None
    assert not content.team.here
    done = run("check", "--project", str(project))
    assert (done.exit_code, "mistake of the program" in done.output) == (1, False)


def test_what_lies_in_it_is_held_to_the_same_rules_as_the_content(tmp_path: Path) -> None:
    project, team = small_project(tmp_path / "project"), tmp_path / "team"
    (project / "content/coalition.yml").write_text(f"{SMALL}team_content: ../team\n", encoding="utf-8")
    (team / "partners").mkdir(parents=True)
    (team / "pages").symlink_to("/etc")
    (team / "partners/linked.md").symlink_to(project / "content/coalition.yml")
    os.mkfifo(team / "invites.yml")
    (team / "needs.yml").write_bytes(b"\xff\xfe")
    (team / ".git").mkdir()
    (team / "README.md").write_text("Ours.", encoding="utf-8")
    found = {problem.position.path: problem.code for problem in read_project(project).problems}
    assert found == {
        "../team/invites.yml": "file-not-plain",
        "../team/needs.yml": "file-encoding",
        "../team/pages": "file-link",
        "../team/partners/linked.md": "file-link",
    }


@pytest.mark.parametrize("make", [_nothing, lambda folder: (folder / "team/.git").mkdir(parents=True)])
def test_a_folder_that_is_not_here_or_empty_is_a_warning(make: Callable[[Path], None], tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    make(tmp_path)
    (project / "content/coalition.yml").write_text(f"{SMALL}team_content: ../team\n", encoding="utf-8")
    content = read_project(project)
    assert [(each.code, each.severity) for each in content.problems] == [("team-content-absent", Severity.WARNING)]


def test_ways_are_shown_as_they_are_written(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    (tmp_path / "team").mkdir()
    (tmp_path / "team/invites.yml").write_text("- member\n", encoding="utf-8")
    for written, shown in (
        ("../team/", "../team"),
        (r"..\team", "../team"),
        (f"{tmp_path}/team", f"{tmp_path.as_posix()}/team"),
    ):
        (project / "content/coalition.yml").write_text(f"{SMALL}team_content: '{written}'\n", encoding="utf-8")
        done = run("check", "--project", str(project))
        assert f"{shown}/invites.yml:1:3: error" in done.output

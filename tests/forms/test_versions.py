"""Versions: kept as commits, listed, gone back to, and sent only when asked."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_site.jobs.versions import versions
from tests.support.building import small_project
from tests.support.editing import Editing, editing, words_of_page

PARTNER = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\nGives.\n"
PATH = "content/partners/elm-fund.md"


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editing]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    with editing(small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER})) as desk:
        yield desk


def test_without_a_repository_the_page_says_what_is_missing(desk: Editing) -> None:
    assert "This folder is not kept with git" in words_of_page(desk.get("edit/versions").text)
    assert desk.post("edit/versions", {"said": "x", "name": "A", "email": "a@b.example"}).status_code == 409


def test_a_version_is_kept_gone_back_to_and_sent_when_asked(desk: Editing, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(desk.project, "init", "--quiet")
    git(desk.project, "remote", "add", "origin", str(tmp_path / "remote"))
    hook = desk.project / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\ntouch ran\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    (desk.project / "other.txt").write_text("not ours", encoding="utf-8")
    git(desk.project, "add", "other.txt")
    assert desk.post("edit/versions", {"said": "Begun"}).status_code == 422
    person = {"name": "Rosa Díaz", "email": "rosa@elm.example"}
    assert desk.post("edit/versions", {"said": "Begun", **person}).status_code == 303
    assert not (desk.project / "ran").exists()
    assert git(desk.project, "status", "--porcelain", "other.txt") == "A  other.txt\n"
    desk.fill("edit/partner/elm-fund", website="https://elm.example")
    page = words_of_page(desk.get("edit/versions").text)
    assert f"1 file changed since the last version: {PATH}" in page
    assert "Elm Fund was changed" in page
    said = 'Cedar Street joined; "two" invites; --amend $(x)'
    assert desk.post("edit/versions", {"said": said}).status_code == 303
    known = versions(desk.project)
    assert [(each.said, each.who) for each in known.kept] == [(said, "Rosa Díaz"), ("Begun", "Rosa Díaz")]
    assert known.changed == ()
    assert "Begun" in desk.get("edit/versions/partner/elm-fund").text
    assert desk.post("edit/versions/partner/elm-fund", {"version": known.kept[1].name}).status_code == 303
    assert desk.text(PATH) == PARTNER
    desk.post("edit/undo", {})
    assert "website: https://elm.example" in desk.text(PATH)
    for version in ("HEAD", "x", "--help", "0" * 40):
        assert desk.post("edit/versions/partner/elm-fund", {"version": version}).status_code == 404
    assert git(tmp_path / "remote", "branch") == ""
    assert desk.post("edit/versions/send", {}).status_code == 303
    assert known.kept[0].name in git(tmp_path / "remote", "rev-list", "--all")


def test_what_cannot_be_sent_is_explained_and_nothing_is_forced(desk: Editing, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(desk.project, "init", "--quiet")
    git(desk.project, "remote", "add", "origin", str(tmp_path / "remote"))
    person = {"name": "Rosa", "email": "rosa@elm.example"}
    desk.post("edit/versions", {"said": "Begun", **person})
    desk.post("edit/versions/send", {})
    git(tmp_path, "clone", "--quiet", "remote", "other")
    for key, value in (("user.name", "Ben"), ("user.email", "ben@elm.example")):
        git(tmp_path / "other", "config", key, value)
    (tmp_path / "other" / PATH).write_text(PARTNER.replace("Gives", "Lends"), encoding="utf-8")
    git(tmp_path / "other", "commit", "--quiet", "--all", "--message", "Ben's")
    git(tmp_path / "other", "push", "--quiet")
    theirs = git(tmp_path / "remote", "rev-parse", "HEAD")
    desk.fill("edit/partner/elm-fund", website="https://elm.example")
    desk.post("edit/versions", {"said": "Ours"})
    answer = desk.post("edit/versions/send", {})
    assert answer.status_code == 409
    assert "It could not be sent. Everything here stays as it is." in words_of_page(answer.text)
    assert git(tmp_path / "remote", "rev-parse", "HEAD") == theirs
    # A git pull meanwhile is what an outside editor is: what was typed here is kept, what came from there too.
    form = desk.form("edit/partner/elm-fund", role__en="Host")
    git(desk.project, "pull", "--quiet", "--no-rebase", "--no-edit", "origin", "HEAD")
    assert desk.post("edit/partner/elm-fund", form).status_code == 303
    assert all(text in desk.text(PATH) for text in ("Lends", "https://elm.example", "role: Host"))

"""Versions: kept as commits, listed, gone back to, and sent only when asked; looking at them runs nothing."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_site.jobs.versions import send, versions
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


def with_programs(project: Path, marker: Path) -> None:
    """Gives a repository settings that run a program at every occasion that git has for one."""
    program = project.parent / "program"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> {marker}\ncat\n', encoding="utf-8")
    program.chmod(0o755)
    (project / ".gitattributes").write_text("* filter=ours diff=ours\n", encoding="utf-8")
    settings = {
        **{f"filter.ours.{each}": str(program) for each in ("clean", "smudge", "process")},
        **{f"diff.ours.{each}": str(program) for each in ("textconv", "command")},
        **{f"core.{each}": str(program) for each in ("fsmonitor", "pager", "editor", "sshCommand", "askPass")},
        "filter.ours.required": "true",
        "diff.external": str(program),
        "gpg.program": str(program),
        "log.showSignature": "true",
        "pager.log": "true",
        "pager.status": "true",
        "core.hooksPath": str(project / "hooks"),
    }
    for key, value in settings.items():
        git(project, "config", key, value)
    for hook in ("post-index-change", "pre-commit", "fsmonitor-watchman", "reference-transaction", "post-checkout"):
        (project / "hooks").mkdir(exist_ok=True)
        (project / "hooks" / hook).symlink_to(program)


def committed(project: Path) -> None:
    """A repository with one version of the content."""
    git(project, "init", "--quiet")
    git(project, "add", "content")
    person = ("-c", "user.name=Rosa", "-c", "user.email=rosa@elm.example")
    git(project, *person, "commit", "--quiet", "--message", "Begun")


def test_looking_at_versions_runs_no_program_of_the_folder(desk: Editing, tmp_path: Path) -> None:
    committed(desk.project)
    marker = tmp_path / "ran"
    with_programs(desk.project, marker)
    # As large as before, so that git would have to look into it.
    (desk.project / PATH).write_text(PARTNER.replace("Gives", "Lends"), encoding="utf-8")
    page = words_of_page(desk.get("edit/versions").text)
    assert f"1 file changed since the last version: {PATH}" in page
    assert "Begun" in desk.get("edit/versions/partner/elm-fund").text
    version = versions(desk.project).kept[0].name
    assert desk.post("edit/versions/partner/elm-fund", {"version": version}).status_code == 303
    assert desk.text(PATH) == PARTNER
    assert not marker.exists(), marker.read_text(encoding="utf-8")
    assert "Everything is kept" in words_of_page(desk.get("edit/versions").text)


def test_looking_at_a_clone_that_lacks_objects_fetches_nothing(desk: Editing, tmp_path: Path) -> None:
    committed(desk.project)
    lacking = git(desk.project, "rev-parse", f"HEAD:{PATH}").strip()
    tree = git(desk.project, "rev-parse", "HEAD:content/partners").strip()
    git(desk.project, "remote", "add", "origin", str(desk.project))
    git(desk.project, "config", "remote.origin.promisor", "true")
    git(desk.project, "config", "remote.origin.uploadpack", f"touch {tmp_path}/fetched; git-upload-pack")
    for name in (lacking, tree):
        (desk.project / ".git/objects" / name[:2] / name[2:]).unlink()
    desk.get("edit/versions")
    desk.get("edit/versions/partner/elm-fund")
    desk.post("edit/versions/partner/elm-fund", {"version": git(desk.project, "rev-parse", "HEAD").strip()})
    assert not (tmp_path / "fetched").exists()


def test_what_changed_is_what_git_would_say(desk: Editing) -> None:
    partners = desk.project / "content/partners"
    (desk.project / ".gitignore").write_text("*.bak\n", encoding="utf-8")
    for name in ("changed", "gone", "touched", "lines", "über"):
        (partners / f"{name}.md").write_text(PARTNER.replace("Elm", name), encoding="utf-8")
    (desk.project / "content/images").mkdir()
    (desk.project / "content/images/kept").symlink_to("over")
    (desk.project / "content/images/led").symlink_to("there")
    committed(desk.project)
    git(desk.project, "config", "core.autocrlf", "true")
    (partners / "changed.md").write_text(PARTNER, encoding="utf-8")
    (partners / "gone.md").unlink()
    os.utime(partners / "touched.md", (0, 0))
    (partners / "lines.md").write_bytes((partners / "lines.md").read_bytes().replace(b"\n", b"\r\n"))
    (partners / "new one.md").write_text(PARTNER, encoding="utf-8")
    (partners / "old.bak").write_text(PARTNER, encoding="utf-8")
    (partners / "added-and-gone.md").write_text(PARTNER, encoding="utf-8")
    git(desk.project, "add", "content/partners/added-and-gone.md")
    (partners / "added-and-gone.md").unlink()
    (desk.project / "content/images/led").unlink()
    (desk.project / "content/images/led").symlink_to("elsewhere")
    (desk.project / "beside.txt").write_text("not content", encoding="utf-8")
    expected = ("images/led", "partners/changed.md", "partners/gone.md", "partners/new one.md")
    assert versions(desk.project).changed == tuple(f"content/{each}" for each in expected)
    git(desk.project, "add", "--all", "content")
    staged = git(desk.project, "diff", "--cached", "--no-renames", "--name-only", "-z", "HEAD", "--", "content").split(
        "\0"
    )[:-1]
    assert staged == [f"content/{each}" for each in expected]


def test_a_coalition_in_a_folder_of_a_repository_has_versions_of_its_own(desk: Editing, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("not ours", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "project/content")
    git(tmp_path, "-c", "user.name=R", "-c", "user.email=r@elm.example", "commit", "--quiet", "--message", "Begun")
    assert versions(desk.project).changed == ()
    (desk.project / PATH).write_text(PARTNER.replace("Gives", "Lends"), encoding="utf-8")
    assert versions(desk.project).changed == (PATH,)


def test_a_picture_that_git_lfs_keeps_elsewhere_is_compared_by_its_digest(desk: Editing) -> None:
    picture = desk.project / "content/images/hall.png"
    picture.parent.mkdir()
    digest = hashlib.sha256(b"hall").hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 4\n"
    picture.write_text(pointer, encoding="utf-8")
    committed(desk.project)
    picture.write_bytes(b"hall")
    assert versions(desk.project).changed == ()
    picture.write_bytes(b"barn")
    assert versions(desk.project).changed == ("content/images/hall.png",)


@pytest.mark.parametrize("name", ["--upload-pack=touch ran", "--receive-pack=touch ran", "-f", "--exec=touch ran"])
def test_the_name_of_a_remote_is_never_an_option(name: str, desk: Editing, tmp_path: Path) -> None:
    committed(desk.project)
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(desk.project, "config", f"remote.{name}.url", str(tmp_path / "remote"))
    assert versions(desk.project).remote == ""
    assert desk.post("edit/versions/send", {}).status_code == 404
    send(desk.project, name)
    assert versions(desk.project).kept[0].name in git(tmp_path / "remote", "rev-list", "--all")
    assert not (desk.project / "ran").exists()

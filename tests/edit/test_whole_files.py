"""Files are written whole, whatever happens in between, and no other file is written than the one that was meant."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_site.edit.whole_files import ContentFile, ContentNotWritten, replace_file, write_content

PATH = "content/invites.yml"


def _change(project: Path) -> list[ContentFile]:
    """Two new files and a changed one, the changed one last."""
    return [
        ContentFile("content/sent/a.txt", None, b"words"),
        ContentFile("content/sent/a.pdf", None, b"%PDF"),
        ContentFile(PATH, (project / PATH).read_bytes(), b"new"),
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / PATH).write_bytes(b"old")
    (tmp_path / PATH).chmod(0o640)
    return tmp_path


def _files(project: Path) -> dict[str, bytes]:
    return {str(file.relative_to(project)): file.read_bytes() for file in project.rglob("*") if file.is_file()}


def test_files_are_written_whole_and_keep_their_rights(project: Path) -> None:
    write_content(project, _change(project))
    assert _files(project) == {PATH: b"new", "content/sent/a.txt": b"words", "content/sent/a.pdf": b"%PDF"}
    assert stat.S_IMODE((project / PATH).stat().st_mode) == 0o640


def _stop_at(monkeypatch: pytest.MonkeyPatch, turn: int, error: BaseException) -> None:
    real: Callable[..., None] = os.replace
    turns = iter(range(10))

    def replace(*places: object) -> None:
        if next(turns) == turn:
            raise error
        real(*places)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("turn", [0, 1, 2])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_stop_between_two_files_leaves_each_old_or_new(
    project: Path, monkeypatch: pytest.MonkeyPatch, turn: int, error: BaseException
) -> None:
    _stop_at(monkeypatch, turn, error)
    with pytest.raises((ContentNotWritten, KeyboardInterrupt)):
        write_content(project, _change(project))
    new = [("content/sent/a.txt", b"words"), ("content/sent/a.pdf", b"%PDF")][:turn]
    assert _files(project) == {PATH: b"old", **dict(new)}


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(project: Path) -> None:
    files = _change(project)
    (project / PATH).write_bytes(b"theirs")
    with pytest.raises(ContentNotWritten, match=r"content/invites.yml was changed by somebody else"):
        write_content(project, files)
    assert _files(project) == {PATH: b"theirs"}


def test_a_file_that_somebody_made_meanwhile_is_not_overwritten(project: Path) -> None:
    files = _change(project)
    (project / "content" / "sent").mkdir()
    (project / "content" / "sent" / "a.pdf").write_bytes(b"theirs")
    with pytest.raises(ContentNotWritten):
        write_content(project, files)
    assert _files(project) == {PATH: b"old", "content/sent/a.pdf": b"theirs"}


def test_a_folder_that_cannot_be_written_is_said(project: Path) -> None:
    (project / "content" / "sent").write_bytes(b"a file in its place")
    with pytest.raises(ContentNotWritten, match="could not be written"):
        write_content(project, _change(project))
    assert (project / PATH).read_bytes() == b"old"


@pytest.mark.parametrize("link", ["content/invites.yml", "content/sent"])
def test_a_link_on_the_way_is_not_followed(project: Path, tmp_path: Path, link: str) -> None:
    files = _change(project)
    elsewhere = tmp_path / "elsewhere"
    if link.endswith(".yml"):
        (project / link).rename(elsewhere)
    else:
        elsewhere.mkdir()
    (project / link).symlink_to(elsewhere)
    with pytest.raises(ContentNotWritten, match=f"{link} is a link to another place; links are not followed"):
        write_content(project, files)
    assert (project / PATH).read_bytes() == b"old"
    assert not elsewhere.is_dir() or not list(elsewhere.iterdir())
    assert not [each for each in project.rglob(".*") if each.is_file()]


def test_a_file_is_replaced_whole_and_keeps_its_rights(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_file(project / PATH, b"new")
    assert _files(project) == {PATH: b"new"}
    assert stat.S_IMODE((project / PATH).stat().st_mode) == 0o640
    _stop_at(monkeypatch, 0, OSError(28, "No space left on device"))
    with pytest.raises(OSError, match="No space left"):
        replace_file(project / PATH, b"newer")
    assert _files(project) == {PATH: b"new"}


def test_what_a_killed_writer_left_beside_a_file_goes_with_the_next_one(project: Path) -> None:
    (project / "content" / ".invites.yml.0a1b2c3d").write_bytes(b"half")
    write_content(project, _change(project)[2:])
    assert _files(project) == {PATH: b"new"}

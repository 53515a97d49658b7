"""Files are written whole, whatever happens in between, and no other file is written than the one that was meant."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_site.edit.change import Change
from coalition_site.edit.whole_files import replace_file, write_change
from coalition_site.problems import Refused

PATH = "content/invites.yml"


CHANGE = Change({"content/sent/a.txt": (None, b"words"), "content/sent/a.pdf": (None, b"%PDF"), PATH: (b"old", b"new")})
"""Two new files and a changed one, the changed one last."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / PATH).write_bytes(b"old")
    (tmp_path / PATH).chmod(0o640)
    return tmp_path


def _files(project: Path) -> dict[str, bytes]:
    return {str(file.relative_to(project)): file.read_bytes() for file in project.rglob("*") if file.is_file()}


def test_files_are_written_whole_and_keep_their_rights(project: Path) -> None:
    write_change(project, CHANGE)
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
def test_a_stop_between_two_files_leaves_all_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    _stop_at(monkeypatch, turn, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_change(project, CHANGE)
    assert _files(project) == {PATH: b"old"}
    assert not (project / "content/sent").exists()


def test_a_folder_that_cannot_be_written_is_said(project: Path) -> None:
    (project / "content" / "sent").write_bytes(b"a file in its place")
    with pytest.raises(Refused, match="could not be written"):
        write_change(project, CHANGE)
    assert (project / PATH).read_bytes() == b"old"


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
    write_change(project, Change({PATH: (b"old", b"new")}))
    assert _files(project) == {PATH: b"new"}

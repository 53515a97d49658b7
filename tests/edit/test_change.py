"""A change of files is written as a whole or not at all, never over what somebody saved meanwhile, and taken back."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_site.edit.change import Change, new_files
from coalition_site.edit.judgment import judged, new_errors, refuse_new_errors
from coalition_site.edit.whole_files import write_change
from coalition_site.problems import Refused
from coalition_site.validate.project import check
from tests.support.building import TODAY, small_project

INVITES, OLD, NEW, MOVED = (
    "content/invites.yml",
    "content/partners/old.md",
    "content/sent/a.txt",
    "content/partners/b.md",
)


def files_of(project: Path) -> dict[str, bytes]:
    return {str(file.relative_to(project)): file.read_bytes() for file in project.rglob("*") if file.is_file()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, data in ((INVITES, b"old"), (OLD, b"partner")):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def change() -> Change:
    """A new file, a partner under another name, and a changed file."""
    return Change(
        {NEW: (None, b"words"), MOVED: (None, b"partner"), INVITES: (b"old", b"new"), OLD: (b"partner", None)}
    )


def test_a_change_is_written_and_taken_back(project: Path) -> None:
    before = files_of(project)
    write_change(project, change())
    assert files_of(project) == {NEW: b"words", MOVED: b"partner", INVITES: b"new"}
    write_change(project, change().undone())
    assert files_of(project) == before
    assert not (project / "content/sent").exists(), "a folder that nothing is left in goes too"


@pytest.mark.parametrize("path", [INVITES, OLD])
def test_what_somebody_saved_meanwhile_is_neither_overwritten_nor_removed(project: Path, path: str) -> None:
    (project / path).write_bytes(b"theirs")
    before = files_of(project)
    with pytest.raises(Refused, match=f"{path} was changed by somebody else meanwhile"):
        write_change(project, change())
    assert files_of(project) == before


@pytest.mark.parametrize("path", [NEW, MOVED])
def test_a_file_that_somebody_made_meanwhile_stays(project: Path, path: str) -> None:
    (project / path).parent.mkdir(exist_ok=True)
    (project / path).write_bytes(b"theirs")
    before = files_of(project)
    with pytest.raises(Refused):
        write_change(project, change())
    assert files_of(project) == before


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_what_the_system_refuses_leaves_every_file_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    real: Callable[..., None] = os.replace
    turns = iter(range(20))

    def replace(*places: object) -> None:
        if next(turns) == turn:
            raise OSError(28, "No space left on device")
        real(*places)

    before = files_of(project)
    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(Refused, match="could not be written: No space left on device"):
        write_change(project, change())
    assert files_of(project) == before


def test_a_removal_that_the_system_refuses_takes_the_rest_back(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.unlink

    def unlink(place: Path, **others: object) -> None:
        if Path(place) == project / OLD:
            raise PermissionError(13, "Permission denied", str(place))
        real(place, **others)  # type: ignore[arg-type]

    before = files_of(project)
    monkeypatch.setattr(os, "unlink", unlink)
    with pytest.raises(Refused, match="Permission denied"):
        write_change(project, change())
    assert files_of(project) == before


@pytest.mark.parametrize("link", [INVITES, "content/partners"])
def test_a_link_on_the_way_is_not_followed(project: Path, tmp_path_factory: pytest.TempPathFactory, link: str) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "moved"
    (project / link).rename(elsewhere)
    (project / link).symlink_to(elsewhere)
    with pytest.raises(Refused, match=f"{link} is a link to another place"):
        write_change(project, change())


def test_files_that_stay_as_they_are_are_no_part_of_a_change() -> None:
    assert not Change({INVITES: (b"old", b"old")})
    assert Change({INVITES: (b"old", b"old"), OLD: (b"partner", None)}) == Change({OLD: (b"partner", None)})


def test_a_change_is_kept_and_read_again() -> None:
    kept = Change({**change().files, OLD: (b"\xff", None)}, "Old has another address")
    assert Change.from_json(kept.to_json()) == kept


def test_new_files_are_refused_where_something_is_in_their_place(project: Path) -> None:
    with pytest.raises(Refused, match=rf"these exist already in {project}, and nothing is overwritten:\n  {OLD}$"):
        new_files(project, {OLD: b"", MOVED: b""})
    assert new_files(project, {MOVED: b"partner"}).written == {MOVED: b"partner"}


def test_of_files_that_cannot_be_written_no_folder_is_left(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(*_places: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(Refused, match="No space left"):
        write_change(project / "new" / "town", Change({"content/pages/a.md": (None, b"a")}))
    assert not (project / "new").exists()


def test_the_errors_of_a_change_are_those_that_were_not_there(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"partners/library.md": "---\nname: Library\ntype: Nonprofitt\n---\n"})
    path, sent = "content/partners/library.md", "content/sent/a.txt"
    before, data = check(project, TODAY), (project / path).read_bytes()
    worse = Change({path: (data, data.replace(b"name: Library", b"nam: Library")), sent: (None, b"\xff")})
    after = judged(before, worse, TODAY)
    assert {error.code for error in new_errors(before, after)} == {"key-unknown", "key-missing"}
    with pytest.raises(Refused, match=r"(?s)With this it would be wrong:\n.*content/partners/library.md:2:1"):
        refuse_new_errors(before, after, "With this it would be wrong:")
    refuse_new_errors(before, judged(before, Change({path: (data, None)}), TODAY), "It would be wrong:")

"""A site takes the place of an earlier one in a folder, from each state of it to the site and nothing else."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coalition_site.problems import Refused
from coalition_site.publish.output.exchange import exchange
from coalition_site.publish.web import folder as published_folder
from coalition_site.publish.web.folder import put_into_folder
from coalition_site.publish.web.marker import MARKER_FILE, written_marker
from coalition_site.publish.web.place import UNFINISHED, Place, place_of
from tests.support.finished_sites import files_below, finished_site, modes_below

OLD = {"index.html": "old", "partners/gone.html": "<title>Gone</title>", "partners/gone.pdf": "pdf", "kept.css": "a"}
NEW = {"index.html": "new", "partners/elm.html": "elm", "kept.css": "a", "es/index.html": "nuevo"}
DAY, LATER = date(2026, 11, 20), date(2026, 11, 23)
OF_SERVER = {".htaccess": "Require all granted\n", ".well-known/acme/token": "x", "lost+found/a": "x"}


def _place(tmp_path: Path, to: Path) -> Place:
    return place_of(to, tmp_path / "project", tmp_path / "project" / "build", {})


def _publish(tmp_path: Path, to: Path, files: Mapping[str, str], day: date = DAY) -> None:
    site = finished_site(tmp_path / f"site-{len(list(tmp_path.iterdir()))}", files)
    put_into_folder(site, _place(tmp_path, to), day)


def _published(to: Path) -> dict[str, str]:
    files = files_below(to)
    del files[MARKER_FILE]
    return files


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.fixture(params=["in one step", "file by file"])
def to(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is not there yet, published to in each of the two ways."""
    if request.param == "file by file":
        monkeypatch.setattr(published_folder, "_may_change_places", lambda _: False)
    return tmp_path / "web" / "coalition"


def test_from_each_state_to_the_site_and_nothing_else(to: Path, tmp_path: Path) -> None:
    """Missing, older, newer, the same, empty again."""
    for files, day in ((OLD, DAY), (NEW, LATER), (OLD, DAY), (OLD, DAY)):
        _publish(tmp_path, to, files, day)
        assert _published(to) == files
        assert (to / MARKER_FILE).read_bytes() == written_marker(day, files)
        assert sorted(entry.name for entry in to.parent.iterdir()) == ["coalition"]
    folders = {path.relative_to(to).as_posix() for path in to.rglob("*") if path.is_dir()}
    assert folders == {"partners"}


def test_an_empty_folder_is_filled(to: Path, tmp_path: Path) -> None:
    to.mkdir(parents=True)
    _publish(tmp_path, to, NEW)
    assert _published(to) == NEW


def test_whoever_serves_the_folder_can_read_it_whatever_the_umask(to: Path, tmp_path: Path) -> None:
    with _umask(0o077):
        _publish(tmp_path, to, OLD)
        _publish(tmp_path, to, NEW)
    assert modes_below(to) == {("file", 0o644), ("folder", 0o755)}
    assert to.parent.stat().st_mode & 0o777 == 0o755


def test_a_file_that_is_the_same_keeps_its_time_and_another_does_not(to: Path, tmp_path: Path) -> None:
    """By it servers tell a browser that it has the file already."""
    _publish(tmp_path, to, OLD)
    for name in ("kept.css", "index.html"):
        os.utime(to / name, (1_000_000_000, 1_000_000_000))
    _publish(tmp_path, to, NEW)
    assert (to / "kept.css").stat().st_mtime == 1_000_000_000
    assert (to / "index.html").stat().st_mtime > 1_000_000_000


def test_rights_that_somebody_took_away_are_given_back(to: Path, tmp_path: Path) -> None:
    _publish(tmp_path, to, NEW)
    (to / "index.html").chmod(0o600)
    _publish(tmp_path, to, NEW)
    assert modes_below(to) == {("file", 0o644), ("folder", 0o755)}


def test_what_is_the_servers_stays(to: Path, tmp_path: Path) -> None:
    finished_site(to, OF_SERVER)
    _publish(tmp_path, to, OLD)
    number = (to / ".htaccess").stat().st_ino
    _publish(tmp_path, to, NEW)
    assert _published(to) == NEW | OF_SERVER
    assert (to / ".htaccess").stat().st_ino == number


def test_files_of_somebody_else_stay_and_are_named(to: Path, tmp_path: Path) -> None:
    _publish(tmp_path, to, OLD)
    finished_site(to, {"wiki/start.html": "theirs", "partners/extra.pdf": "theirs"})
    assert _place(tmp_path, to).others == {"wiki/start.html", "partners/extra.pdf"}
    _publish(tmp_path, to, NEW)
    assert _published(to) == NEW | {"wiki/start.html": "theirs", "partners/extra.pdf": "theirs"}


@pytest.mark.parametrize("theirs", ["partners/elm.html", "es", "index.html/x"])
def test_nothing_of_somebody_else_is_written_over(theirs: str, tmp_path: Path) -> None:
    to = tmp_path / "web"
    _publish(tmp_path, to, {"kept.css": "a"})
    finished_site(to, {theirs: "theirs"})
    with pytest.raises(Refused, match=r"was not put there|is a file, and the site"):
        _publish(tmp_path, to, NEW)
    assert _published(to) == {"kept.css": "a", theirs: "theirs"}


def test_a_folder_with_rights_of_its_own_stays_that_folder(tmp_path: Path) -> None:
    to = tmp_path / "web"
    to.mkdir()
    to.chmod(0o2775)
    number = to.stat().st_ino
    _publish(tmp_path, to, OLD)
    _publish(tmp_path, to, NEW)
    assert _published(to) == NEW
    assert (to.stat().st_ino, to.stat().st_mode & 0o7777) == (number, 0o2775)


def test_a_folder_where_the_old_one_had_a_file_and_the_other_way_round(to: Path, tmp_path: Path) -> None:
    for files in ({"a": "file", "b/c/d": "below"}, {"a/x": "below", "b": "file"}):
        _publish(tmp_path, to, files)
        assert _published(to) == files


class _Killed(BaseException):
    """The system has ended the program: nothing that writes is done any more, not even by what cleans up."""


@contextmanager
def _ended_after(steps: int) -> Iterator[None]:
    """Within it the program is ended before it writes once more than so many times."""
    left = steps

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                raise _Killed
            return real(*arguments, **named)

        return step

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(published_folder, "exchange", counted(exchange))
        patched.setattr(shutil, "rmtree", counted(shutil.rmtree))
        patched.setattr(tempfile, "mkdtemp", counted(tempfile.mkdtemp))
        for name in ("mkdir", "rmdir", "replace", "unlink", "write_bytes", "chmod"):
            patched.setattr(Path, name, counted(getattr(Path, name)))
        yield


@pytest.mark.parametrize("servers", [{}, {".htaccess": "theirs"}], ids=["in one step", "file by file"])
def test_one_that_is_killed_at_any_step_is_finished_by_the_next(servers: dict[str, str], tmp_path: Path) -> None:
    to, final = tmp_path / "web", {"index.html": "third"}
    site, killed, steps = finished_site(tmp_path / "new", NEW), True, 0
    while killed:
        _publish(tmp_path, to, OLD)
        finished_site(to, servers)
        killed, place = False, _place(tmp_path, to)
        try:
            with _ended_after(steps):
                put_into_folder(site, place, LATER)
        except _Killed:
            killed = True
        if not servers:
            assert _published(to) in (OLD, NEW), steps
        assert _place(tmp_path, to).others == frozenset(), steps
        _publish(tmp_path, to, final)
        assert _published(to) == final | servers, steps
        assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")] == [], steps
        assert not (to / UNFINISHED).exists(), steps
        steps += 1
    assert steps > 2 * len(NEW)


def test_a_system_that_exchanges_nothing_is_written_into_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mount, or a folder that lies on another file system, answers so."""

    def refuse(new: Path, place: Path) -> None:
        raise OSError(18, f"Invalid cross-device link: {new}", str(place))

    to = tmp_path / "web"
    _publish(tmp_path, to, OLD)
    monkeypatch.setattr(published_folder, "exchange", refuse)
    _publish(tmp_path, to, NEW)
    assert _published(to) == NEW
    assert sorted(entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".")) == []

"""Which places a site may be published to: nothing of others, and nothing of the coalition itself, is replaced."""

import re
import shlex
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from coalition_site.problems import Refused
from coalition_site.publish.output.folder import own_folder
from coalition_site.publish.web.archive import put_into_zip
from coalition_site.publish.web.folder import put_into_folder
from coalition_site.publish.web.marker import MARKER_FILE, read_marker, written_marker
from coalition_site.publish.web.place import Place, place_of
from tests.support.finished_sites import files_below, finished_site

DAY = date(2026, 11, 20)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "town" / "project"
    finished_site(project / "content", {"coalition.yml": "name: Elm"})
    own_folder(project / "build")
    finished_site(project / "build", {"site/index.html": "public", "workbook/index.html": "internal"})
    finished_site(tmp_path / "team", {"invites.yml": "[]"})
    return project


def _place(project: Path, to: Path) -> Place:
    return place_of(to, project, project / "build", {"the team's folder": project.parents[1] / "team"})


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("", "is the coalition's own folder"),
        ("..", "holds the coalition's own folder"),
        ("content", "lies in the folder content of the coalition"),
        ("content/web", "lies in the folder content of the coalition"),
        ("content/site.zip", "lies in the folder content of the coalition"),
        ("templates/web", "lies in the folder templates of the coalition"),
        ("build", "lies in the folder build of the coalition"),
        ("build/web", "lies in the folder build of the coalition"),
        ("build/site", "lies in the folder build of the coalition"),
        ("build/workbook", "lies in the folder build of the coalition"),
        (".git/web", "lies in a hidden folder of the coalition"),
        ("../../team/web", "lies in the team's folder of the coalition"),
        ("../../team", "lies in the team's folder of the coalition"),
    ],
)
def test_what_is_the_coalitions_own_is_no_place(to: str, why: str, project: Path) -> None:
    with pytest.raises(Refused, match=re.escape(why)):
        _place(project, project / to)


def test_a_folder_of_another_build_is_no_place(project: Path, tmp_path: Path) -> None:
    own_folder(tmp_path / "made")
    for name in ("made", "made/web", "made/site.zip"):
        with pytest.raises(Refused, match="lies in a folder that builds are written to"):
            _place(project, tmp_path / name)


def test_a_copy_of_a_workbook_or_of_anything_else_is_left_alone(project: Path, tmp_path: Path) -> None:
    for name in ("workbook", "notes"):
        files = {"index.html": "internal", "partners/elm.html": "notes"}
        finished_site(tmp_path / name, files)
        with pytest.raises(Refused, match="is not empty, and holds no site that coalition publish put there"):
            _place(project, tmp_path / name)
        assert files_below(tmp_path / name) == files


def test_the_line_for_a_copy_that_was_made_by_hand_can_be_typed(project: Path, tmp_path: Path) -> None:
    to = tmp_path / "old web"
    finished_site(to, {"index.html": "copied"})
    with pytest.raises(Refused) as refused:
        _place(project, to)
    line = str(refused.value).rpartition("publish again: ")[2]
    subprocess.run(shlex.split(line), check=True)
    assert _place(project, to).marker is None
    assert files_below(tmp_path / "old web-before") == {"index.html": "copied"}


def _link_to_a_site(project: Path, to: Path) -> None:
    put_into_folder(finished_site(project.parent / "s", {"index.html": "x"}), _place(project, to / "real"), DAY)
    (to / "web").symlink_to(to / "real")


def _link_within(project: Path, to: Path) -> None:
    put_into_folder(finished_site(project.parent / "s", {"index.html": "x"}), _place(project, to / "web"), DAY)
    (to / "web" / "partners").symlink_to(project / "content")


@pytest.mark.parametrize("link", [_link_to_a_site, _link_within])
def test_links_are_not_followed(link: Callable[[Path, Path], None], project: Path, tmp_path: Path) -> None:
    link(project, tmp_path)
    with pytest.raises(Refused, match=r"is a link to another place|holds a link, partners"):
        _place(project, tmp_path / "web")


def test_a_zip_file_of_somebody_else_stays(project: Path, tmp_path: Path) -> None:
    foreign, damaged, more = tmp_path / "photos.zip", tmp_path / "text.zip", tmp_path / "more.zip"
    with ZipFile(foreign, "w") as packed:
        packed.writestr("photo.jpg", "x")
    damaged.write_text("no zip file", encoding="utf-8")
    put_into_zip(finished_site(tmp_path / "site", {"index.html": "x"}), more, DAY)
    assert _place(project, more).files == {"index.html"}
    with ZipFile(more, "a") as packed:
        packed.writestr("notes.txt", "theirs")
    (tmp_path / "folder.zip").mkdir()
    for file in (foreign, damaged, more, tmp_path / "folder.zip"):
        with pytest.raises(Refused, match="no zip file that coalition publish has made"):
            _place(project, file)


def test_a_file_that_is_no_zip_file_is_no_place(project: Path, tmp_path: Path) -> None:
    (tmp_path / "web").write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match="is a file; name a folder"):
        _place(project, tmp_path / "web")


def test_folders_beside_the_content_may_be_published_to(project: Path) -> None:
    """As GitLab's `public` and a zip file in the folder where one stands."""
    assert _place(project, project / "public").marker is None
    assert _place(project, project / "site.zip").is_zip


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"day": "2026-11-20"}', b'{"day": "x", "files": []}', b'{"day": "2026-11-20", "files": [1]}'],
)
def test_a_marker_that_is_damaged_marks_nothing(data: bytes, project: Path, tmp_path: Path) -> None:
    assert read_marker(data) is None
    to = tmp_path / "web"
    finished_site(to, {"index.html": "theirs"})
    (to / MARKER_FILE).write_bytes(data)
    with pytest.raises(Refused, match="is not empty"):
        _place(project, to)


def test_a_marker_that_names_files_elsewhere_reaches_nothing_there(project: Path, tmp_path: Path) -> None:
    """Whoever may write into the folder could name any file: only what lies in it is looked at."""
    to = tmp_path / "web"
    finished_site(to, {"index.html": "x"})
    names = ["index.html", "../town/project/content/coalition.yml", str(project / "content/coalition.yml")]
    (to / MARKER_FILE).write_bytes(written_marker(DAY, names))
    place = _place(project, to)
    assert place.files == {"index.html"}
    put_into_folder(finished_site(tmp_path / "new", {"a.html": "new"}), place, DAY)
    assert (project / "content/coalition.yml").is_file()

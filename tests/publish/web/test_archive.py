"""A published zip file: whole, the same bytes each time, for everybody to read, and a published site when unpacked."""

import io
import os
import shutil
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from coalition_site.publish.web.archive import packed_site, put_into_zip
from coalition_site.publish.web.folder import put_into_folder
from coalition_site.publish.web.marker import MARKER_FILE
from coalition_site.publish.web.place import place_of
from tests.support.finished_sites import files_below, finished_site

FILES = {"index.html": "home", "partners/elm.html": "elm", "es/index.html": "inicio"}
DAY = date(2026, 11, 20)


def test_the_same_site_gives_the_same_bytes_for_everybody_to_read(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        first = packed_site(finished_site(tmp_path / "a", FILES), DAY)
    finally:
        os.umask(before)
    turned = dict(reversed(FILES.items()))
    assert packed_site(finished_site(tmp_path / "b", turned), DAY) == first
    with ZipFile(io.BytesIO(first)) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == sorted([*FILES, MARKER_FILE])
        assert {entry.external_attr >> 16 for entry in packed.infolist()} == {0o100644}


def test_what_is_unpacked_is_a_published_site(tmp_path: Path) -> None:
    site, to = finished_site(tmp_path / "site", FILES), tmp_path / "site.zip"
    put_into_zip(site, to, DAY)
    assert to.stat().st_mode & 0o777 == 0o644
    shutil.unpack_archive(to, tmp_path / "web")
    place = place_of(tmp_path / "web", tmp_path / "project", tmp_path / "project/build", {})
    assert place.files == {*FILES}
    put_into_folder(finished_site(tmp_path / "new", {"index.html": "new"}), place, DAY)
    assert files_below(tmp_path / "web").keys() == {"index.html", MARKER_FILE}


def test_a_zip_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    to = tmp_path / "site.zip"
    put_into_zip(finished_site(tmp_path / "old", FILES), to, DAY)
    before = to.read_bytes()

    def full(_file: Path, _to: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="No space"):
            put_into_zip(finished_site(tmp_path / "new", {"index.html": "new"}), to, DAY)
    assert to.read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["new", "old", "site.zip"]

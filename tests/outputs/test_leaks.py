"""No value that is not public is on the public site; no value of the team's is in a letter.

Every field of every model holds a marker (tests/support/canary.py walks the models), and all bytes of the output are
searched.
"""

import gzip
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from email import message_from_bytes
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pikepdf
import pytest

from tests.support.building import build_project
from tests.support.canary import Canaries, found, write_canaries
from tests.support.gate import pdf_text

pytestmark = pytest.mark.xdist_group("leaks")


@cache
def _built() -> tuple[Canaries, Path]:
    folder = Path(mkdtemp(prefix="canaries-"))
    canaries = write_canaries(folder)
    build_project(folder, folder / "build")
    return canaries, folder / "build"


def _searchable(file: Path) -> Iterator[bytes]:
    """Everything a curious reader could find in a file: its bytes, and what is packed or written otherwise in it."""
    data = file.read_bytes()
    yield data
    if file.suffix == ".gz":
        yield gzip.decompress(data)
    elif zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif file.suffix == ".eml":
        for part in message_from_bytes(data).walk():
            yield from (f"{name}: {value}".encode() for name, value in part.items() if name != "To")
            yield part.get_payload(decode=True) or b""  # type: ignore[misc]
    elif file.suffix == ".pdf":
        yield _pdf_text(file)
        yield from _pdf_objects(file)


def _pdf_text(file: Path) -> bytes:
    """The words of all pages. Poppler reads twenty times as quickly as what is read with where it is missing."""
    if shutil.which("pdftotext"):
        return subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout
    return pdf_text(file).encode()


def _pdf_objects(file: Path) -> Iterator[bytes]:
    with pikepdf.open(file) as pdf:
        for thing in pdf.objects:
            yield thing.unparse()
            if isinstance(thing, pikepdf.Stream):
                yield thing.read_raw_bytes()
                if thing.get("/Subtype") != "/Image":
                    yield thing.read_bytes()
            if isinstance(thing, pikepdf.String):
                yield str(thing).encode()
            if isinstance(thing, pikepdf.Dictionary):
                yield from (str(value).encode() for value in thing.values() if isinstance(value, pikepdf.String))


def _found(markers: Sequence[str], files: Iterable[Path], root: Path) -> dict[str, str]:
    """The markers that are found, each with a file it is in. File names are searched like contents."""
    hits: dict[str, str] = {}
    lower = {marker.lower(): marker for marker in markers}
    for file in files:
        name = str(file.relative_to(root))
        hits |= {lower[marker]: name for marker in found(f"{name.lower()}\0{_text(file)}", lower)}
    return hits


@cache
def _text(file: Path) -> str:
    """All that a file says, in small letters. One long text is searched sooner than thousands of short ones."""
    # No marker reaches across a zero.
    return "\0".join(data.decode("utf-8", "replace") for data in _searchable(file)).lower()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_nothing_that_is_not_public_is_on_the_public_site() -> None:
    canaries, output = _built()
    assert len(canaries.not_public) > 40
    assert _found(canaries.not_public, _files(output / "site"), output) == {}


def test_nothing_of_the_team_is_in_a_letter() -> None:
    canaries, output = _built()
    # A letter's file is named after its member, and stands in the team's own folder: only what it holds counts.
    files = [*_files(output / "workbook" / "letters"), output / "workbook" / "letters.pdf"]
    letters = [path for path in files if path.suffix in {".pdf", ".docx", ".eml"}]
    assert {path.suffix for path in letters} == {".pdf", ".docx", ".eml"}
    assert len(letters) > 9
    assert len(canaries.team) > 15
    hits = _found(canaries.team, letters, output)
    # A mail draft has to say where it goes. The address is the team's, and stands in its To line alone.
    drafts = [path for path in letters if path.suffix == ".eml"]
    addressed = {str(message_from_bytes(path.read_bytes())["To"]) for path in drafts}
    assert {marker for marker in hits if not any(marker in to for to in addressed)} == set()
    assert all(place.endswith(".eml") for place in hits.values())


def test_the_search_would_find_what_is_there() -> None:
    canaries, output = _built()
    on_site = _found(canaries.public, _files(output / "site"), output)
    assert set(canaries.public) - set(on_site) == set()
    letters = _found(canaries.letters, _files(output / "workbook" / "letters"), output)
    assert set(canaries.letters) - set(letters) == set()


def test_the_team_sees_every_text() -> None:
    canaries, output = _built()
    # A day is written in one of several ways; a bystander is a file that no page shows, and so is imports.yml; the
    # workbook shows no picture of a translation.
    texts = [
        each
        for each in canaries.team
        if each.startswith("zq-") and not re.search("-bystander-id-|-imports-|-picture-es-es-", each)
    ]
    assert len(texts) > 50
    assert set(texts) - set(_found(texts, _files(output / "workbook"), output)) == set()

"""The leak check finds a private value wherever it hides on the public site, and nothing where nothing is."""

import gzip
import shutil
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from coalition_site.derive.public.view import public_view
from coalition_site.model.coalition import Coalition
from coalition_site.publish.cache.store import Store
from coalition_site.publish.leaks.search import Searched, search_for_leaks
from coalition_site.publish.leaks.texts import Part, parts_of
from coalition_site.validate.private_values import PrivateValue, private_values
from coalition_site.validate.public_letters import PublicLetters, public_letters
from tests.support.building import PROJECT, TODAY, coalition_of, forest_city, small_project

NOTHING_SAID = PublicLetters(b"", {})
NAME, PHONE, MAIL = "Rosa Delgado Muñoz", "(573) 555-0191", "malik@fairstreets.example"
NOTE = "Pastor Bell has been ill since August and has told only the deacons and Imani."


BANK = """\
---
name: {0}
type: Business
relationship: existing
---
"""


@cache
def _values() -> tuple[tuple[PrivateValue, ...], PublicLetters]:
    return _values_of(coalition_of(PROJECT))


def _values_of(coalition: Coalition) -> tuple[tuple[PrivateValue, ...], PublicLetters]:
    values = private_values(coalition, TODAY)
    return values, public_letters(coalition, values, TODAY)


def _searched(site: Path, store: Path) -> Searched:
    return search_for_leaks(site, *_values(), Store(store))


def _found(site: Path, store: Path) -> dict[str, tuple[str, str]]:
    """What is found: each value's text with the file and the place."""
    return {each.value.text: (str(each.file), each.place) for each in _searched(site, store).leaks}


def _text(old: str, new: str) -> Callable[[Path], None]:
    """Puts a text into a file, where another one is there once or more."""

    def plant(file: Path) -> None:
        data = file.read_text(encoding="utf-8")
        assert old in data
        file.write_text(data.replace(old, new, 1), encoding="utf-8")

    return plant


def _photograph(file: Path) -> None:
    exif = Image.Exif()
    exif[0x9286], exif[0x010E] = f"UNICODE\0{MAIL}".encode(), NAME
    Image.new("RGB", (8, 8)).save(file, exif=exif)


def _note_of_windows(file: Path) -> None:
    exif = Image.Exif()
    exif[0x9C9C] = MAIL.encode("utf-16-le")
    Image.new("RGB", (8, 8)).save(file, exif=exif)


def _drawn(file: Path) -> None:
    data = b"Comment\0\0" + zlib.compress(MAIL.encode())
    chunk = b"zTXt" + data
    whole = len(data).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
    Image.new("RGB", (8, 8)).save(file)
    picture = file.read_bytes()
    file.write_bytes(picture[:33] + whole + picture[33:])


def _about(file: Path) -> None:
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Subject"] = NAME
        pdf.save(file)


def _tagged(file: Path) -> None:
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.Root.StructTreeRoot.Alt = f"A portrait of {NAME} — 2026"
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _packed(file: Path) -> None:
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()) + MAIL.encode()))


PLANTED: dict[str, tuple[str, Callable[[Path], None], str, str]] = {
    "page text": ("join.html", _text("</h1>", f"</h1><p>{NOTE}</p>"), NOTE, "line "),
    "words apart": (
        "join.html",
        _text("</h1>", "</h1><b>Rosa</b>\n<i>Del&shy;gado</i> Mu&ntilde;oz"),
        NAME,
        "in its text",
    ),
    "alternative text": ("partners/index.html", _text("<main", f'<img alt="{NAME}"><main'), NAME, "line "),
    "a telephone link": ("index.html", _text("</h1>", '</h1><a href="tel:+15735550191">'), PHONE, "line "),
    "a mail link": ("index.html", _text("</h1>", '</h1><a href="mailto:malik%40fairstreets.example">'), MAIL, "in its"),
    "a photograph": ("images/square.jpg", _photograph, MAIL, "in the file"),
    "a photograph's title": ("images/square.webp", _note_of_windows, MAIL, "in the file"),
    "a packed note in a picture": ("images/square.png", _drawn, MAIL, "in its metadata"),
    "a drawing": ("images/forest-city-public-library.svg", _text("<svg", f"<!-- {NAME} --><svg"), NAME, "line "),
    "a document's metadata": ("partners.pdf", _about, NAME, "in its metadata or tags"),
    "a document's tags": ("partners.pdf", _tagged, NAME, "in its metadata or tags"),
    "a calendar": (
        "meetings.ics",
        _text("DESCRIPTION:", "DESCRIPTION:Rosa Del\r\n gado Muñoz\\n"),
        NAME,
        "in its text",
    ),
    "an address card": (
        "partners/forest-city-asset-builders.vcf",
        _text("FN:", "TEL:573.555.0191\r\nFN:"),
        PHONE,
        "line ",
    ),
    "the search index": (
        "assets/coalition/search-index.en.js",
        _text('["",""', f'["","","A\\n{NAME}\\nb","",""'),
        NAME,
        "in its text",
    ),
    "data for machines": (
        "index.html",
        _text('"@type"', '"d":"Rosa Delgado Mu\\u00f1oz","@type"'),
        NAME,
        "in its text",
    ),
    "a packed file": ("sitemap.xml.gz", _packed, MAIL, "in its text"),
    "a file's name": ("images/rosa-delgado-muñoz.txt", Path.touch, NAME, "in its name"),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_value_is_found(kind: str, tmp_path: Path) -> None:
    path, plant, value, place = PLANTED[kind]
    original, file = forest_city() / "site" / path, tmp_path / "site" / path
    file.parent.mkdir(parents=True)
    if original.exists():
        shutil.copyfile(original, file)
        assert _found(tmp_path / "site", tmp_path / "store") == {}
    plant(file)
    found = _found(tmp_path / "site", tmp_path / "store")
    assert value in found
    assert found[value][0] == path
    assert found[value][1].startswith(place)


def test_values_of_any_script_are_found_wherever_their_beginning_ends(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    long = "مرحبا " * 30
    project = small_project(
        tmp_path, {"partners/bank.md": BANK.format(long), "partners/mill.md": BANK.format("王小明在河边")}
    )
    coalition = coalition_of(project)
    values, said = _values_of(coalition)
    (tmp_path / "site" / "page.html").write_text(f"<p>{long}</p><p>王小<b>明</b>在河边</p>", encoding="utf-8")
    found = search_for_leaks(tmp_path / "site", values, said, Store(tmp_path / "store")).leaks
    assert {each.value.text for each in found} == {long.strip(), "王小明在河边"}
    assert search_for_leaks(tmp_path / "site", values, NOTHING_SAID, Store(tmp_path / "store")).leaks == found


def test_text_on_pages_of_documents_is_read(tmp_path: Path) -> None:
    coalition, site = coalition_of(PROJECT), forest_city() / "site"
    (library,) = (each for each in public_view(coalition, TODAY).partners if each.id == "forest-city-public-library")
    sentence = library.profile.split(". ")[0]
    letters = "".join(each for each in sentence.lower() if each.isalnum()).encode()[:60]
    said = PrivateValue(sentence, letters, "content/x.md", (), alone=False, mentionable=False)
    found = search_for_leaks(site, [said], NOTHING_SAID, Store(tmp_path))
    places = {str(leak.file): leak.place for leak in found.leaks}
    assert places["partners/forest-city-public-library.pdf"] == "on page 1"
    assert "partners/forest-city-public-library.html" in places


def test_nothing_is_found_on_the_site_of_the_included_content(tmp_path: Path) -> None:
    searched = _searched(forest_city() / "site", tmp_path / "store")
    assert searched.leaks == ()
    assert searched.values > 400
    assert searched.files > 100


def test_what_did_not_change_is_not_read_again_unless_the_values_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(name: str, data: bytes) -> Iterator[Part]:
        read.append(name)
        return parts_of(name, data)

    monkeypatch.setattr("coalition_site.publish.leaks.search.parts_of", noted)
    site, store = tmp_path / "site", tmp_path / "store"
    site.mkdir()
    for name in ("one.txt", "two.txt"):
        (site / name).write_text("A river.", encoding="utf-8")
    values, said = _values()
    assert search_for_leaks(site, values, said, Store(store)).leaks == ()
    assert search_for_leaks(site, values, said, Store(store)).leaks == ()
    assert read == ["one.txt", "two.txt"]
    (site / "two.txt").write_text(f"Call {PHONE}.", encoding="utf-8")
    assert [leak.place for leak in search_for_leaks(site, values, said, Store(store)).leaks] == ["line 1, column 6"]
    assert set(read[2:]) == {"two.txt"}
    river = PrivateValue("A river", b"ariver", "content/x.md", (), alone=True, mentionable=False)
    assert str(search_for_leaks(site, [*values, river], said, Store(store)).leaks[-1].file) == "two.txt"
    found = search_for_leaks(site, [*values, river], said, Store(store)).leaks
    assert {str(leak.file) for leak in found if leak.value is river} == {"one.txt"}


@pytest.mark.parametrize(
    "text", ["xamina.warsame@post.example", "157355501914", "Rosa Delgado Muñozo", "Aprosa Delgado Muñoz"]
)
def test_what_only_resembles_a_value_is_none(text: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "page.txt").write_text(text, encoding="utf-8")
    assert _found(site, tmp_path / "store") == {}

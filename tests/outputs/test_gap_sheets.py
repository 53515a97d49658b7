"""The sheets for the wall: what they say, in which languages, how large, and where their codes lead."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from coalition_site.derive.public.gap_sheets import gap_sheets
from coalition_site.derive.public.view import public_view, public_views
from coalition_site.model.area import Area
from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import Partner
from coalition_site.publish.cache.cache import RenderingKeys
from coalition_site.publish.pdf.single_document import document_bytes
from coalition_site.render.environment import html_environment
from coalition_site.render.gap_sheets import gap_sheets_document
from coalition_site.render.rendering import Rendering
from tests.support.building import forest_city
from tests.support.gate import pdf_bookmarks, pdf_tags, pdf_text, pdf_ua_failures
from tests.support.ink import ink_of
from tests.support.making import make_coalition, make_needs, make_partner, make_settings, reading

TODAY = date(2026, 11, 23)
NEEDS = make_needs(areas=["Housing stability", "Digital access"], groups=["Young people"])
LISTED = {"consent": "2026-01-01"}
POINTS_TO_MM = 25.4 / 72


needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed")


def sheets_of(coalition: Coalition, folder: Path) -> Path:
    """The document of a coalition."""
    spoken = {language: html_environment(None, language) for language in coalition.settings.of_site()}
    document = gap_sheets_document(public_views(coalition, TODAY), spoken)
    assert document is not None
    file = folder / "gap-sheets.pdf"
    file.write_bytes(document_bytes(document, {}, 0))
    return file


def codes_in(file: Path, folder: Path) -> list[list[str]]:
    """What another program reads on each page, as it is printed."""
    command = ["pdftoppm", "-r", "60", "-gray", str(file), str(folder / "page")]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    drawn = (Image.open(page) for page in sorted(folder.glob("page-*.pgm")))
    return [[code.text for code in zxingcpp.read_barcodes(page)] for page in drawn]


@cache
def _places(file: Path) -> frozenset[str]:
    return frozenset(PdfReader(file).named_destinations)


def test_who_is_named_and_who_is_missing_is_what_the_site_says() -> None:
    partners = [
        make_partner("garden", name="Garden Club", type="Nonprofit", works_on=["Housing stability"], listing=LISTED),
        *(make_partner(f"quiet-{number}", works_on=["Housing stability"], type="Business") for number in range(5)),
        make_partner("school", name="Schools", type="School district", serves=["Young people"], listing=LISTED),
    ]
    view = public_view(make_coalition(*partners, needs=NEEDS, settings=make_settings()), TODAY)
    housing, digital, young = gap_sheets(view)
    assert [housing.id, digital.id, young.id] == [
        "areas-housing-stability",
        "areas-digital-access",
        "groups-young-people",
    ]
    assert (housing.named.shown, housing.unnamed, housing.works_on) == (("Garden Club",), 5, True)
    assert (digital.named.shown, digital.unnamed) == ((), 0)
    assert (young.named.shown, young.works_on) == (("Schools",), False)
    everybody = [type_.label.label for type_ in view.types]
    assert str(housing.missing.shown[0]) == everybody[0]
    # Not the kind that is named, nor the one that stands for whatever else people write.
    assert len(housing.missing.shown) + housing.missing.more == len(everybody) - 2
    assert {housing.address, young.address} == {""}


def test_only_what_sheets_say_makes_them_again(tmp_path: Path) -> None:
    keys, spoken = RenderingKeys(tmp_path / "templates", "en"), {"en": html_environment(None, "en")}
    garden = make_partner("garden", name="Garden Club", works_on=["Housing stability"], listing=LISTED)

    def key(partner: Partner) -> str:
        document = gap_sheets_document(public_views(make_coalition(partner, needs=NEEDS), TODAY), spoken)
        assert document is not None
        assert isinstance(document.content, Rendering)
        return keys.key(document.content)

    told = make_partner("garden", name="Garden Club", works_on=["Housing stability"], listing=LISTED, role="Host")
    renamed = make_partner("garden", name="Gardeners", works_on=["Housing stability"], listing=LISTED)
    assert key(garden) == key(told) == key(garden.model_copy(update={"profile": "They garden."})) != ""
    assert key(garden) != key(renamed)


def test_without_needs_there_are_no_sheets() -> None:
    assert gap_sheets_document(public_views(make_coalition(), TODAY), {"en": html_environment(None, "en")}) is None


@needs_poppler
def test_every_sheet_has_a_code_in_each_language_that_leads_to_its_page(tmp_path: Path) -> None:
    file = forest_city() / "site" / "gap-sheets.pdf"
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(file).pages]
    codes = codes_in(file, tmp_path)
    assert codes[0] == []
    found = [(text, address) for text, read in zip(pages, codes, strict=True) for address in read]
    assert (len(found), len({address for _, address in found})) == (40, 40)
    # Where a language needs more words, the questions and their code stand on a second page.
    assert len(pages) <= 1 + 40 + 8
    for text, address in found:
        typed = address.removeprefix("https://")
        assert typed in text
        page = forest_city() / "site" / typed.partition("/")[2]
        language = "es" if "/es/" in address else "en"
        assert f'<html lang="{language}"' in page.read_text(encoding="utf-8"), address


def test_pages_lead_to_their_sheet() -> None:
    site = forest_city() / "site"
    led = {}
    for page in [*site.glob("areas/*.html"), *site.glob("groups/*.html"), *site.glob("es/areas/*.html")]:
        for address in re.findall(r'href="([^"]*gap-sheets\.pdf[^"]*)"', page.read_text(encoding="utf-8")):
            path, _, place = address.partition("#nameddest=")
            assert (page.parent / path).resolve() == (site / "gap-sheets.pdf").resolve()
            assert place in _places(site / "gap-sheets.pdf")
            led[page] = place
    assert led[site / "es" / "areas" / "digital-access.html"] == "areas-digital-access"
    assert sum(page.parent == site / "areas" for page in led) == 12
    for downloads in (site / "downloads.html", site / "es" / "downloads.html"):
        assert "gap-sheets.pdf" in downloads.read_text(encoding="utf-8")


def test_long_names_stay_on_the_sheet_and_pages_are_few(tmp_path: Path) -> None:
    long, unbroken = "A name that goes on and on " * 8, "Nebenstellenleitungsverwaltung" * 6
    partners = [
        make_partner(
            f"p{number}",
            name=f"{number} {unbroken if number % 2 else long}",
            works_on=["Housing stability"],
            listing=LISTED,
        )
        for number in range(40)
    ]
    told = {"figure": f"{unbroken} {long}", "source": unbroken, "goal": long, "next": unbroken}
    area = Area.model_validate({"id": "housing-stability", **told}, context=reading())
    settings = make_settings(
        name=long, community=unbroken, site_url=f"https://{'long-' * 12}name.example/{'deep/' * 30}"
    )
    coalition = make_coalition(*partners, needs=NEEDS, settings=settings)
    file = sheets_of(replace(coalition, areas={area.id: area}), tmp_path)
    assert pdf_ua_failures(file) == []
    with pikepdf.open(file) as pdf:
        for number, page in enumerate(pdf.pages):
            width, height = (float(each) for each in list(page.mediabox)[2:])
            inks = list(ink_of(page))
            assert min(ink.left for ink in inks) * POINTS_TO_MM > 15.5, number
            assert max(ink.right for ink in inks) * POINTS_TO_MM < width * POINTS_TO_MM - 15.5, number
            assert min(ink.bottom for ink in inks) > 0 < height
            assert min(ink.size for ink in inks if ink.size > 0) >= 18, number
        assert len(pdf.pages) <= 1 + 6 + 2
    assert "and 31 more" in pdf_text(file)


@needs_poppler
def test_two_languages_of_two_directions(tmp_path: Path) -> None:
    garden = make_partner("garden", name="Garden Club", works_on=["Digital access"], listing=LISTED)
    settings = make_settings(site_languages=["en", "ar", "es"], site_url="https://elm.example")
    file = sheets_of(make_coalition(garden, needs=NEEDS, settings=settings), tmp_path)
    assert pdf_ua_failures(file) == []
    assert [each for each in pdf_bookmarks(file) if each == "الوصول الرقمي"]
    with pikepdf.open(file) as pdf:
        languages = [str(tag.get("/Lang", "")) for name, tag in pdf_tags(file) if name == "Sect"]
        assert len(pdf.pages) == 7
    assert languages == ["en", "ar"] * 3
    assert codes_in(file, tmp_path)[4] == ["https://elm.example/ar/areas/digital-access.html"]
    read = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, timeout=60).stdout.decode()
    assert "elm.example/ar/areas/digital-access.html" in re.sub("[\\s\u202a-\u202e]", "", read)


@needs_poppler
def test_without_an_address_there_is_no_code(tmp_path: Path) -> None:
    file = sheets_of(make_coalition(needs=NEEDS), tmp_path)
    assert pdf_ua_failures(file) == []
    assert codes_in(file, tmp_path) == [[], [], [], []]
    assert "Two questions" in pdf_text(file)
    assert "on a phone" not in pdf_text(file)

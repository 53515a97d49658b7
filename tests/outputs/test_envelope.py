"""The address of a letter shows in a window envelope, and nothing else does, wherever the folded sheet slides.

A #10 envelope (US Letter in three) shows 2.04 to 3.17 in of the sheet when it lies at the bottom, 2.5 to 3.63 in when
it lies at the top, from 0.88 in from the left. A DL envelope (A4 in three) shows 46 to 81 mm or 57 to 92 mm, from
20 mm.
"""

from pathlib import Path, PurePosixPath

import pytest
from pypdf import PdfReader

from coalition_site.derive.letters.view import LetterKind, letter_views
from coalition_site.derive.public.view import public_coalition
from coalition_site.publish.pdf.make import PdfJob, make_pdfs
from coalition_site.render.documents import letter_document
from coalition_site.render.environment import html_environment
from coalition_site.render.letters import LateLetter
from tests.support.building import PROJECT, coalition_of, forest_city

POINTS_PER_MM = 72 / 25.4
ALWAYS_SHOWN = (57, 81)
EVER_SHOWN = (46, 92)
WINDOW_LEFT, WINDOW_RIGHT = 20, 112


def _lines(path: Path) -> list[tuple[float, float, str]]:
    """Each piece of text of the first page: millimeters from the left and of its base line from the top."""
    sheet = PdfReader(path).pages[0]
    height = float(sheet.mediabox.height)
    found: list[tuple[float, float, str]] = []

    def visit(text: str, page: list[float], place: list[float], *_rest: object) -> None:
        left = place[4] * page[0] + place[5] * page[2] + page[4]
        bottom = place[4] * page[1] + place[5] * page[3] + page[5]
        if text.strip():
            found.append((left / POINTS_PER_MM, (height - bottom) / POINTS_PER_MM, text.strip()))

    sheet.extract_text(visitor_text=visit)
    return found


def test_addresses_show_in_windows_and_nothing_else_does() -> None:
    coalition = coalition_of(PROJECT)
    letters = {path.stem: path for path in (forest_city() / "workbook" / "letters").glob("*.pdf")}
    long_address = next(invite for invite in coalition.invites if len(invite.address) >= 3)
    assert long_address.member == "Carol Jankowski"
    lines = _lines(letters["carol-jankowski"])
    address = [place for place in lines if place[2] in {"Carol Jankowski", *long_address.address}]
    assert len(address) == 1 + len(long_address.address)
    for left, top, _ in address:
        assert WINDOW_LEFT < left < WINDOW_RIGHT
        assert ALWAYS_SHOWN[0] + 3 < top < ALWAYS_SHOWN[1]
    calls = {view.slug for view in letter_views(coalition) if view.kind is LetterKind.CALL}
    for path in (path for slug, path in letters.items() if slug not in calls):
        shown = [
            text for left, top, text in _lines(path) if left < WINDOW_RIGHT and EVER_SHOWN[0] < top < EVER_SHOWN[1]
        ]
        assert 1 <= len(shown) <= 5, (path.name, shown)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a4_letters_place_the_address_alike(language: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    partner = "---\nname: River Bank\ntype: Business\nrelationship: potential\n---\n"
    files = {
        "coalition.yml": (
            f"schema_version: 1\nname: Río Coalition\ncommunity: Río\nlanguage: {language}\ncontact:\n  name: Office\n"
            "  email: a@b.example\nsenders:\n  jo:\n    name: Jo Park\nbrand:\n  paper: a4\n"
        ),
        "partners/bank.md": partner,
        "invites.yml": (
            "- member: Ana\n  partner: bank\n  sender: jo\n  status: drafted\n  address:\n    - 1 Elm\n    - Río\n"
        ),
    }
    for name, text in files.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    coalition = coalition_of(tmp_path)
    (view,) = letter_views(coalition)
    public = public_coalition(coalition.settings)
    document = letter_document(LateLetter(view), "ana.pdf", public, html_environment(None, language))
    job = PdfJob(PurePosixPath(document.path), document.html, document.source)
    (result,) = make_pdfs([job], folder=tmp_path, asset_roots=[content], epoch=0)
    assert result.problems == ()
    path = tmp_path / "ana.pdf"
    sheet = PdfReader(path).pages[0]
    assert round(float(sheet.mediabox.height) / POINTS_PER_MM) == 297
    shown = [text for left, top, text in _lines(path) if left < WINDOW_RIGHT and EVER_SHOWN[0] < top < EVER_SHOWN[1]]
    assert shown == ["Ana", "River Bank", "1 Elm", "Río"]

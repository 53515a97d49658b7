"""Every PDF of a whole build: nothing leaves the type area, no text is too small, no page holds next to nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from tests.support.building import forest_city
from tests.support.ink import Ink, ink_of

MM = 72 / 25.4
# Half a rule's width, and what widths are rounded by.
ROUNDING = 0.5
SMALLEST, SMALLEST_LARGE = 9, 18
# Running lines keep at least this distance from what they run over and under.
GAP = 4 * MM


def _documents() -> list[Path]:
    """All but the letters that were sent, which are files of other days."""
    found = (path for site in ("site", "workbook") for path in (forest_city() / site).rglob("*.pdf"))
    return sorted(path for path in found if path.parent.name != "sent")


def _margins(path: Path, *, wide: bool) -> tuple[float, float, float]:
    """Sides, top and bottom as templates/print sets them, in points."""
    if {"letters", "agreements"} & {*path.parts[-2:]} or path.name == "letters.pdf":
        found = 25, 15, 13
    elif path.name == "gap-sheets.pdf":
        found = 16, 13, 19
    elif "-large" in path.name:
        found = 18, 31 if "blank" in path.name else 38, 24
    else:
        found = (17, 19, 18) if wide else (19, 23, 22)
    sides, top, bottom = (each * MM for each in found)
    return sides, top, bottom


def _outside(inks: Iterable[Ink], page: pikepdf.Page, path: Path) -> Iterator[Ink]:
    """What reaches into the margins at the sides, or into the gap before the running lines."""
    width, height = (float(number) for number in list(page.mediabox)[2:])
    sides, top, bottom = _margins(path, wide=width > height)
    gaps = ((height - top + ROUNDING, height - top + GAP), (bottom - GAP, bottom - ROUNDING))
    for ink in inks:
        beside = ink.left < sides - ROUNDING or ink.right > width - sides + ROUNDING
        if beside or any(ink.bottom < above and ink.top > below for below, above in gaps):
            yield ink


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: what leaves its type area, and the size of its smallest text."""

    outside: list[Ink]
    smallest: float


Pages = list[tuple[Path, int, Drawn]]


@pytest.fixture(scope="module")
def pages() -> Pages:
    found = []
    for path in _documents():
        with pikepdf.open(path) as pdf:
            for number, page in enumerate(pdf.pages, start=1):
                inks = list(ink_of(page))
                # Lines of a label are parted by spaces of no size, which nobody sees.
                smallest = min((ink.size for ink in inks if ink.size > 0), default=SMALLEST_LARGE)
                found.append((path, number, Drawn(list(_outside(inks, page, path)), smallest)))
    return found


def test_nothing_leaves_the_type_area(pages: Pages) -> None:
    found = {f"{path.name}, page {number}": page.outside[:3] for path, number, page in pages if page.outside}
    assert found == {}


def test_no_text_is_smaller_than_nine_points_and_in_large_print_eighteen(pages: Pages) -> None:
    small = {
        f"{path.name}, page {number}": page.smallest
        for path, number, page in pages
        if page.smallest
        < (SMALLEST_LARGE if "-large" in path.name or path.name == "gap-sheets.pdf" else SMALLEST) - 0.01
    }
    assert small == {}


@pytest.mark.parametrize("name", ["worksheet.pdf", "worksheet-blank.pdf", "worksheet-blank.es.pdf", "invite-list.pdf"])
def test_no_page_is_left_with_a_few_lines(name: str) -> None:
    """The lowest third of a last page may be empty, not more than two thirds."""
    with pikepdf.open(forest_city() / "workbook" / name) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            height = float(page.mediabox[3])
            above = height - 23 * MM
            inside = [ink for ink in ink_of(page) if ink.bottom >= 22 * MM and ink.top <= above]
            assert min(ink.bottom for ink in inside) < height * 0.66, f"page {number} of {name}"

"""The meeting sheet: two pages whatever the size, and what does not fit is counted."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.meeting_sheet import MOST_COLUMNS, MeetingSheet, meeting_sheet
from coalition_site.model.coalition import Coalition
from coalition_site.publish.pdf.single_document import document_bytes
from coalition_site.render.documents import meeting_sheet_document
from coalition_site.render.environment import html_environment
from tests.support.building import PROJECT, coalition_of
from tests.support.gate import pdf_text, pdf_ua_failures
from tests.support.ink import ink_of
from tests.support.making import make_coalition, make_invite, make_needs, make_partner, make_settings, vocabulary

MM = 72 / 25.4
TODAY = date(2026, 11, 23)
NAMES = (
    "Coalition of Neighbors and Friends on the East Side",
    "聯合社區健康與教育發展促進委員會",
    "W" * 40,
    "Лига соседей",
)


def sheet_of(coalition: Coalition) -> MeetingSheet:
    return meeting_sheet(team_view(coalition, TODAY))


def pages_of(coalition: Coalition, folder: Path, language: str = "en") -> int:
    """How many pages the document has, all on their side; it passed the gate."""
    document = meeting_sheet_document(team_view(coalition, TODAY), html_environment(None, language))
    file = folder / "sheet.pdf"
    file.write_bytes(document_bytes(document, {}, 0, coalition.signs.fonts))
    assert pdf_ua_failures(file) == []
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            width, height = (float(number) for number in list(page.mediabox)[2:])
            assert width > height
            inks = [ink for ink in ink_of(page) if ink.size > 0]
            assert min(ink.size for ink in inks) >= 9
            # Between the columns, which hide what is too long for them, and the foot nothing stands.
            assert [ink for ink in inks if 10.5 * MM < ink.bottom < 17.5 * MM] == []
        return len(pdf.pages)


def labels(kind: str) -> Sequence[str]:
    return [
        option.label.in_language("en", "en") for option in getattr(vocabulary(), kind).visible() if not option.fill_in
    ]


def large(number: int, **settings: object) -> Coalition:
    """A coalition that needs everything, with partners of long names that meet little of it, and an invite for each."""
    areas, groups = labels("areas"), labels("groups")
    partners = [
        make_partner(
            f"p{each}",
            name=f"{NAMES[each % len(NAMES)]} {each}",
            works_on=[areas[each % len(areas)]],
            serves=[groups[each % (len(groups) - 2)]],
            relationship="existing" if each % 3 else "potential",
        )
        for each in range(number)
    ]
    invites = [make_invite(f"p{each}", f"{NAMES[each % 4]} {each}", status="drafted") for each in range(number)]
    needs = make_needs(areas=areas, groups=groups, assets=labels("assets"))
    return make_coalition(*partners, invites=invites, needs=needs, settings=make_settings(**settings))


def test_what_does_not_fit_is_counted() -> None:
    coalition = large(150)
    sheet, view = sheet_of(coalition), team_view(coalition, TODAY)
    assert len(sheet.matrix.columns) == MOST_COLUMNS
    assert sheet.matrix.more_partners == 120
    rows = [row.need for group in sheet.matrix.groups for row in group.rows]
    assert len(rows) + sheet.matrix.more_needs == len(view.rows())
    # The needs that nobody meets come before those that many do.
    assert {row.reach for row in rows} >= {"nobody"}
    assert len(sheet.gaps.shown) + sheet.gaps.more == sum(row.is_open for row in view.rows())
    shown = sum(len(work.lines) for work in sheet.work.shown)
    assert shown + sheet.work.more == sum(len(each.now) for each in view.tasks) == 150
    assert sheet.work.more > 100


def test_the_smallest_sheet_says_that_there_is_nothing(tmp_path: Path) -> None:
    assert pages_of(make_coalition(), tmp_path) == 2
    text = pdf_text(tmp_path / "sheet.pdf")
    assert "No needs are chosen yet." in text
    assert "No decision of a meeting waits to be done." in text


@pytest.mark.parametrize(("number", "paper"), [(31, "letter"), (150, "a4")])
def test_two_pages_whatever_the_size(number: int, paper: str, tmp_path: Path) -> None:
    assert pages_of(large(number, brand={"paper": paper}), tmp_path) == 2
    text = " ".join(pdf_text(tmp_path / "sheet.pdf").split())
    assert "in the workbook" in text
    assert ("120 more partners are on the page" in text) == (number == 150)


def test_two_pages_in_arabic(tmp_path: Path) -> None:
    coalition = large(60, language="ar")
    assert pages_of(coalition, tmp_path, "ar") == 2


def test_forest_city_decides_from_two_pages(tmp_path: Path) -> None:
    coalition = coalition_of(PROJECT)
    assert pages_of(coalition, tmp_path) == 2
    text = " ".join(pdf_text(tmp_path / "sheet.pdf").split())
    for said in ("Internal: for the team", "Neonatal health", "Imani Brooks", "Decisions due", "Pay Amina"):
        assert said in text

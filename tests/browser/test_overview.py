"""The overview answers on one screen where the coalition stands, what is next and by whom, and what is missing."""

import io
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from benchmarks.made_coalition import write_coalition
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.overview import overview
from tests.support.browser import Places, opened
from tests.support.building import PROJECT, TODAY, build_project, coalition_of


def lowest(page: Page) -> float:
    """Where the lowest panel of the page ends."""
    found: float = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.board > *')].map(each => each.getBoundingClientRect().bottom))"
    )
    return found


def sheets(page: Page) -> int:
    return len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="Letter"))).pages)


def test_one_screen_says_what_is_next_and_by_whom(browser: Browser, places: Places) -> None:
    view = team_view(coalition_of(PROJECT), TODAY)
    with opened(browser, places) as tab:
        page = tab.page
        page.goto(f"{places.address}/workbook/index.html")
        assert lowest(page) <= 900
        figures = page.locator(".key-figures > div")
        expect(figures.filter(has_text="Open gaps")).to_contain_text("Neonatal health")
        assert view.overdue()
        for work in view.due():
            expect(page.get_by_role("heading", name=work.sender)).to_be_in_viewport(ratio=1)
            for each in work.follow_ups[:2]:
                link = page.locator(".due__sender").get_by_role("link", name=each.member)
                expect(link).to_be_in_viewport(ratio=1)
                expect(link).to_have_accessible_description(
                    f"{-each.days} day{'s' if each.days < -1 else ''} late" if each.days < 0 else f"in {each.days} days"
                )
        for letter in view.letters_with_gaps():
            expect(page.locator(".board")).to_contain_text(f"{letter.member} ({', '.join(letter.gaps)})")
        wary = page.get_by_role("region", name="May oppose, with influence")
        expect(wary).to_contain_text("Forest City Property Owners Council opposed, high influence, invite: drafted")
        assert sheets(page) == 1


@pytest.mark.parametrize(
    "many",
    [
        pytest.param(60, marks=pytest.mark.part("150 partners")),
        pytest.param(150, marks=pytest.mark.slow("builds the sites of 150 partners")),
    ],
)
def test_many_partners_stand_on_one_screen_and_one_sheet_too(
    browser: Browser, places: Places, tmp_path: Path, many: int
) -> None:
    write_coalition(tmp_path / "many", many)
    # Only the first page is looked at, so only that is made: the search of the whole site is not.
    page_of = overview(team_view(coalition_of(tmp_path / "many", date(2026, 11, 23)), TODAY))
    assert page_of.partners == many
    build_project(tmp_path / "many", tmp_path / "built", with_pdf=False)
    with opened(browser, places) as tab:
        tab.page.goto((tmp_path / "built/workbook/index.html").as_uri())
        assert lowest(tab.page) <= 900
        assert sheets(tab.page) == 1


def test_its_figures_lead_to_as_many_rows(browser: Browser, places: Places) -> None:
    view = team_view(coalition_of(PROJECT), TODAY)
    (work,) = (work for work in view.due() if work.sender_id == "luis-arrieta")
    with opened(browser, places) as tab:
        page = tab.page
        rows = page.locator(".invite-table tbody tr:visible")
        page.goto(f"{places.address}/workbook/index.html")
        page.get_by_role("link", name="letters to send by Luis").press("Enter")
        tasks = page.get_by_role("region", name=work.sender)
        assert work.to_send
        for row in work.to_send:
            expect(tasks).to_contain_text(row.member)
        page.goto(f"{places.address}/workbook/index.html")
        page.get_by_role("link", name="Follow-ups overdue").press("Enter")
        expect(rows).to_have_count(len(view.overdue()))
        page.goto(f"{places.address}/workbook/index.html")
        page.get_by_role("link", name="8 needs rest on one partner").press("Enter")
        expect(page.locator("#only-one")).to_be_in_viewport()
        expect(page.locator(".matrix tbody tr:not(.matrix__group):visible")).to_have_count(8)
        page.get_by_role("link", name="Every need").press("Enter")
        expect(page.locator(".matrix tbody tr:not(.matrix__group):visible")).to_have_count(len(view.rows()))
        page.goto(f"{places.address}/workbook/invites.html")
        # The heads of a long table stay in sight.
        page.locator(".invite-table").nth(1).locator("tbody tr").nth(6).scroll_into_view_if_needed()
        expect(page.get_by_role("columnheader", name="Follow up").nth(1)).to_be_in_viewport()

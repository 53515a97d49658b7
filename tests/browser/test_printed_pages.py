"""Pages on paper, as Chromium prints them."""

import io

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.support.browser import Opened, Places, opened


def printed(tab: Opened, address: str) -> list[str]:
    """The text of each sheet, in one line."""
    tab.page.goto(address)
    reader = PdfReader(io.BytesIO(tab.page.pdf(prefer_css_page_size=True, format="Letter")))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


def test_a_profile_is_one_sheet_and_no_page_ends_in_its_foot(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        (profile,) = printed(tab, f"{places.address}/site/partners/forest-city-asset-builders.html")
        assert "Housing stability" in profile
        assert "Search" not in profile
        home = printed(tab, f"{places.address}/site/index.html")
        assert len(home) <= 3
        # More than the coalition's name and town stands before what the foot asks.
        assert len(home[-1].partition("Questions, or something wrong")[0]) > 100


def test_what_is_folded_is_printed(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        sheets = printed(tab, f"{places.address}/site/focus.html")
        assert len(sheets) <= 3
        (strengths,) = [sheet for sheet in sheets if "Staff capacity" in sheet]
        assert "Hearth & Key Housing Services" in strengths


def test_the_coverage_matrix_is_printed_across(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        sheets = printed(tab, f"{places.address}/workbook/coverage.html")
        across = [sheet for sheet in sheets if "Met by" in sheet]
        assert 1 <= len(across) == len(sheets) <= 4
        assert "All at once" in across[0]
        assert all("Cedar Street Fellowship" in sheet for sheet in across)


@pytest.mark.parametrize(
    ("path", "heads"), [("invites", ("Contact", "Status", "Follow up")), ("partners/index", ("Partner", "Position"))]
)
def test_heads_are_repeated(browser: Browser, places: Places, path: str, heads: tuple[str, ...]) -> None:
    with opened(browser, places) as tab:
        sheets = printed(tab, f"{places.address}/workbook/{path}.html")
        assert len(sheets) > 1
        assert all(head in sheet for sheet in sheets[:2] for head in heads), sheets[1]


def test_statuses_are_black_and_addresses_whole(browser: Browser, places: Places) -> None:
    look = "element => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor].join(' on ')"
    with opened(browser, places, media="print") as tab:
        tab.page.goto(f"{places.address}/workbook/invites.html")
        looks = {each.evaluate(look) for each in tab.page.locator(".status").all()}
        assert looks == {"rgb(0, 0, 0) on rgba(0, 0, 0, 0)"}
        broken = "element => getComputedStyle(element).overflowWrap"
        assert tab.page.locator(".invite-table .row-note").first.evaluate(broken) == "normal"

"""Every page of both sites, and one page of each kind more closely, in a real browser."""

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import Places, opened

KINDS = [
    "site/index.html",
    "site/focus.html",
    "site/partners/index.html",
    "site/partners/forest-city-asset-builders.html",
    "site/areas/housing-stability.html",
    "site/areas/neonatal-health.html",
    "site/groups/young-people.html",
    "site/groups/other-grandparents-raising-grandchildren.html",
    "site/pages/questions-people-ask.html",
    "site/join.html",
    "site/downloads.html",
    "site/meetings/index.html",
    "site/meetings/2027-01-14-first-meeting.html",
    "site/accessibility.html",
    "site/search.html",
    "site/404.html",
    "workbook/index.html",
    "workbook/worksheet.html",
    "workbook/partners/index.html",
    "workbook/partners/forest-city-asset-builders.html",
    "workbook/coverage.html",
    "workbook/shortlist.html",
    "workbook/stakeholders.html",
    "workbook/quality.html",
    "workbook/invites.html",
    "workbook/letters/index.html",
    "workbook/letters/deandre-pitts.html",
    "workbook/downloads.html",
    "workbook/search.html",
    "workbook/meetings/index.html",
    "workbook/meetings/2026-11-12-data-walk.html",
    "workbook/pages/about-the-coalition.html",
]
NARROW = [
    "site/index.html",
    "site/partners/index.html",
    "site/partners/forest-city-asset-builders.html",
    "site/areas/housing-stability.html",
    "workbook/index.html",
    "workbook/worksheet.html",
]
# Made by the same templates as others of the list.
TWINS = [
    "site/areas/neonatal-health.html",
    "site/groups/other-grandparents-raising-grandchildren.html",
    "workbook/pages/about-the-coalition.html",
    "workbook/downloads.html",
    "workbook/search.html",
]
QUICK = [path for path in KINDS if path not in TWINS]
# Of the workbook, only the pages that people look at on a phone.
NARROW_TOO = [path for path in KINDS if path.startswith("site/") and path not in NARROW]
NARROW_TOO += ["workbook/partners/forest-city-asset-builders.html"]


def _some(pages: list[str]) -> list[str]:
    """All pages that are one of a kind; of partners, letters, areas and the like the first two."""
    folders: dict[str, list[str]] = {}
    for page in pages:
        folders.setdefault(page.rpartition("/")[0], []).append(page)
    top, *others = sorted(folders)
    return [*folders[top], *(page for folder in others for page in folders[folder][:2])]


@pytest.mark.parametrize("name", ["site", "workbook"])
@pytest.mark.parametrize(
    "choice",
    [
        pytest.param("some", marks=pytest.mark.part("all pages")),
        pytest.param("all", marks=pytest.mark.slow("opens every page")),
    ],
)
def test_every_page_opens_quietly_and_fits(browser: Browser, places: Places, choice: str, name: str) -> None:
    too_wide = []
    widths = [1280, 390, 320]
    pages = places.pages(name)
    assert len(pages) > 40
    with opened(browser, places) as tab:
        for address in pages if choice == "all" else _some(pages):
            for width in widths:
                if width != widths[0] or tab.page.url == "about:blank":
                    tab.page.set_viewport_size({"width": width, "height": 900})
                if width == widths[0]:
                    tab.page.goto(address)
                if tab.overflow():
                    too_wide.append(f"{address} at {width}: {tab.overflow()} pixels too wide")
            # The next page opens at the width that this one was left at.
            widths.reverse()
    assert too_wide == []


@pytest.mark.parametrize(
    ("paths", "colors"),
    [
        pytest.param(QUICK, NARROW, marks=pytest.mark.part("all kinds of page")),
        pytest.param(KINDS, KINDS, marks=pytest.mark.slow("looks at the colors of every kind of page")),
    ],
    ids=["some", "all"],
)
def test_no_accessibility_violations(browser: Browser, places: Places, paths: list[str], colors: list[str]) -> None:
    found = []
    with opened(browser, places) as tab:
        for path in paths:
            tab.page.goto(f"{places.address}/{path}")
            found += tab.violations(dark=path in colors, light=path in colors)
    assert found == []


@pytest.mark.parametrize(
    ("paths", "colors"),
    [
        pytest.param(NARROW, False, marks=pytest.mark.part("all kinds of page")),
        pytest.param(NARROW + NARROW_TOO, True, marks=pytest.mark.slow("every kind of page, in both colors")),
    ],
    ids=["some", "all"],
)
def test_no_accessibility_violations_on_a_phone(
    browser: Browser, places: Places, paths: list[str], colors: bool
) -> None:
    found = []
    with opened(browser, places, width=390) as tab:
        for path in paths:
            tab.page.goto(f"{places.address}/{path}")
            found += tab.violations(dark=colors, light=colors)
    assert found == []


@pytest.mark.parametrize("name", ["site", "workbook"])
def test_without_scripts_everything_is_there(browser: Browser, places: Places, name: str) -> None:
    with opened(browser, places, width=390, java_script_enabled=False) as tab:
        tab.page.goto(f"{places.address}/{name}/index.html")
        expect(tab.page.get_by_role("navigation", name="Main").get_by_role("link").first).to_be_visible()
        expect(tab.page.get_by_role("heading", level=1)).to_be_visible()
        expect(tab.page.get_by_role("link", name="Search", exact=True)).to_be_visible()


def test_the_keyboard_skips_to_the_content(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        tab.page.goto(f"{places.address}/site/index.html")
        tab.page.keyboard.press("Tab")
        expect(tab.page.get_by_role("link", name="Skip to content")).to_be_focused()
        tab.page.keyboard.press("Enter")
        tab.page.keyboard.press("Tab")
        expect(tab.page.locator("#content").get_by_role("link", name="Join us")).to_be_focused()


def test_the_menu_opens_and_closes_by_keyboard(browser: Browser, places: Places) -> None:
    with opened(browser, places, width=390) as tab:
        tab.page.goto(f"{places.address}/workbook/index.html")
        menu, link = tab.page.get_by_role("button", name="Menu"), tab.page.locator(".site-nav a", has_text="Worksheet")
        expect(link).to_be_hidden()
        menu.press("Enter")
        expect(link).to_be_visible()
        tab.page.keyboard.press("Escape")
        expect(link).to_be_hidden()
        expect(menu).to_be_focused()


def test_the_choice_of_colors_is_kept(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        tab.page.goto(f"{places.address}/site/index.html")
        button = tab.page.get_by_role("button", name="Dark colors")
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        tab.page.goto(f"{places.address}/site/join.html")
        expect(tab.page.get_by_role("button", name="Dark colors")).to_have_attribute("aria-pressed", "true")
        assert tab.page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"

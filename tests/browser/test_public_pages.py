"""What a visitor without a mouse, without scripts or with a phone finds on the public site."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Places, opened

KINDS = [
    "index.html",
    "focus.html",
    "partners/index.html",
    "partners/forest-city-asset-builders.html",
    "areas/housing-stability.html",
    "pages/about-the-coalition.html",
    "join.html",
    "downloads.html",
]
TO_REACH = """() => [...document.querySelectorAll("a[href], button, select, summary, input")]
    .filter(each => each.checkVisibility({ visibilityProperty: true }) && each.tabIndex >= 0).length"""
# Whether the focused element or the card it fills has a ring within the window, and how often it had the focus.
FOCUSED = """() => {
    const focused = document.activeElement;
    focused.times = (focused.times || 0) + 1;
    const ring = (each) => each && getComputedStyle(each).outlineStyle === "solid"
        && parseFloat(getComputedStyle(each).outlineWidth) >= 3;
    const box = focused.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight;
    return { times: focused === document.body ? 2 : focused.times, html: focused.outerHTML.slice(0, 80),
        seen: inside && Boolean(ring(focused) || ring(focused.closest(".card"))) };
}"""


def _reached(page: Page) -> tuple[int, list[str]]:
    """How many elements Tab reaches, and those of them of which one would not see it."""
    number = 0
    unseen: list[str] = []
    while True:
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["times"] > 1:
            return number, unseen
        number += 1
        unseen += [] if focused["seen"] else [focused["html"]]


@pytest.mark.parametrize(
    ("width", "kinds"),
    [
        (1280, [KINDS[0], KINDS[3]]),
        (390, [KINDS[2]]),
        pytest.param(1280, [*KINDS[1:3], *KINDS[4:]], marks=pytest.mark.slow("presses Tab through pages of links")),
        pytest.param(390, [KINDS[0], KINDS[3]], marks=pytest.mark.slow("and through two of them once more")),
    ],
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, places: Places, width: int, kinds: list[str]
) -> None:
    with opened(browser, places, width=width, reduced_motion="reduce") as tab:
        for kind in kinds:
            tab.page.goto(f"{places.address}/site/{kind}", wait_until="load")
            assert _reached(tab.page) == (tab.page.evaluate(TO_REACH), []), kind


def test_without_scripts_no_word_is_missing(browser: Browser, places: Places) -> None:
    """But for the directory's filters, which only scripts could use."""
    with opened(browser, places) as tab, opened(browser, places, java_script_enabled=False) as bare:
        for kind in KINDS:
            for each in (tab, bare):
                each.page.goto(f"{places.address}/site/{kind}", wait_until="load")
            tab.page.evaluate("document.querySelector('.directory__filters')?.remove()")
            words = tab.page.locator("#content").inner_text()
            found = bare.page.locator("#content").inner_text()
            assert [line for line in words.splitlines() if line.strip() not in found] == [], kind


def test_on_a_phone_the_filters_open_and_close(browser: Browser, places: Places) -> None:
    with opened(browser, places, width=390) as tab:
        tab.page.goto(f"{places.address}/site/partners/index.html")
        toggle, kind = tab.page.get_by_role("button", name="Filter the list"), tab.page.get_by_label("Kind of partner")
        expect(kind).to_be_hidden()
        toggle.press("Enter")
        expect(kind).to_be_visible()
        kind.select_option("business")
        expect(tab.page.locator(".directory__count")).to_have_text("1 of 12 partners")
        toggle.press("Enter")
        expect(kind).to_be_hidden()
        tab.page.reload()
        expect(kind).to_be_visible()


def test_sections_of_a_long_page_are_listed_and_lead_there(browser: Browser, places: Places) -> None:
    with opened(browser, places, reduced_motion="reduce") as tab:
        tab.page.goto(f"{places.address}/site/pages/questions-people-ask.html")
        beside = tab.page.get_by_role("navigation", name="On this page").get_by_role("link")
        headings = tab.page.locator(".prose h2")
        assert beside.all_inner_texts() == headings.all_inner_texts()
        beside.last.click()
        expect(headings.last).to_be_in_viewport()


def test_names_behind_a_strength_open_by_keyboard_and_by_their_address(browser: Browser, places: Places) -> None:
    with opened(browser, places, width=390) as tab:
        tab.page.goto(f"{places.address}/site/focus.html")
        name = tab.page.get_by_role("link", name="Hearth & Key Housing Services")
        expect(name).to_be_hidden()
        tab.page.locator("summary", has_text="Staff capacity").press("Enter")
        expect(name).to_be_visible()
        tab.page.goto(f"{places.address}/site/partners/hearth-and-key-housing-services.html")
        tab.page.get_by_role("link", name="Staff capacity").click()
        expect(name).to_be_in_viewport()


def test_the_head_is_one_line_on_a_phone_and_the_colors_are_in_the_menu(browser: Browser, places: Places) -> None:
    with opened(browser, places, width=390) as tab:
        tab.page.goto(f"{places.address}/site/index.html")
        tops = {round(each.bounding_box()["y"]) for each in tab.page.locator(".site-tools > *").all()}  # type: ignore[index]
        assert len(tops) == 1
        assert tops.pop() < 60
        colors = tab.page.get_by_role("button", name="Dark colors")
        expect(colors).to_be_hidden()
        tab.page.get_by_role("button", name="Menu").press("Enter")
        expect(colors).to_be_visible()

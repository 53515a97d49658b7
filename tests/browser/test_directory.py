"""The directory of partners: filtered by keyboard, kept in the address, whole without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Places, opened


def _names(page: Page) -> list[str]:
    """The partners that are shown."""
    cards = page.locator("#partner-list > li")
    return [card.locator("h3").inner_text() for card in cards.all() if card.is_visible()]


def _count(page: Page) -> str:
    return page.locator(".directory__count").inner_text()


def _address(places: Places, *, served: bool = True) -> str:
    page = places.folder / "site" / "partners" / "index.html"
    return f"{places.address}/site/partners/index.html" if served else page.as_uri()


@pytest.mark.parametrize("served", [True, False], ids=["served", "from files"])
def test_partners_are_found_by_keyboard_and_the_choice_is_kept(browser: Browser, places: Places, served: bool) -> None:
    with opened(browser, places) as tab:
        tab.page.goto(_address(places, served=served))
        everybody = _names(tab.page)
        assert (len(everybody), _count(tab.page)) == (12, "All 12 partners")
        kind, area = tab.page.get_by_label("Kind of partner"), tab.page.get_by_label("What they work on")
        reset = tab.page.get_by_role("button", name="Show everybody").first
        expect(reset).to_be_hidden()
        kind.focus()
        tab.page.keyboard.type("Nonprofit")
        assert _names(tab.page) == [
            "Forest City Asset Builders",
            "Hearth & Key Housing Services",
            "Northside Legal Aid",
        ]
        for _ in range(2):
            tab.page.keyboard.press("Tab")
        expect(area).to_be_focused()
        tab.page.keyboard.type("Financial")
        assert (_names(tab.page), _count(tab.page)) == (["Forest City Asset Builders"], "1 of 12 partners")
        assert tab.page.url.endswith("#type=nonprofit&area=financial-security")
        tab.page.reload()
        assert _names(tab.page) == ["Forest City Asset Builders"]
        for _ in range(2):
            tab.page.keyboard.press("Tab")
        reset.focus()
        tab.page.keyboard.press("Enter")
        assert (_names(tab.page), _count(tab.page)) == (everybody, "All 12 partners")
        expect(kind).to_be_focused()
        assert "#" not in tab.page.url


def test_nobody_matching_is_said_and_has_a_way_back(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        tab.page.goto(f"{_address(places)}#type=resident&area=digital-access")
        assert (_names(tab.page), _count(tab.page)) == ([], "0 of 12 partners")
        none = tab.page.locator(".directory__none")
        expect(none).to_contain_text("No partner matches all of this")
        assert tab.violations() == []
        none.get_by_role("button", name="show everybody").press("Enter")
        assert len(_names(tab.page)) == 12


def test_an_address_with_what_nobody_offers_shows_everybody(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        tab.page.goto(f"{_address(places)}#type=pirates&color=red")
        assert len(_names(tab.page)) == 12
        tab.page.evaluate("location.hash = '#group=young-people'")
        expect(tab.page.locator(".directory__count")).to_have_text("4 of 12 partners")


def test_without_scripts_everybody_is_there_and_no_dead_filter(browser: Browser, places: Places) -> None:
    with opened(browser, places, java_script_enabled=False) as tab:
        tab.page.goto(f"{_address(places)}#type=nonprofit")
        assert len(_names(tab.page)) == 12
        expect(tab.page.get_by_label("Kind of partner")).to_be_hidden()
        expect(tab.page.locator(".directory__none")).to_be_hidden()


def test_every_link_of_the_wheel_is_reached_by_keyboard_and_all_its_names_are_in_the_list(
    browser: Browser, places: Places
) -> None:
    with opened(browser, places, width=1280) as tab:
        tab.page.goto(f"{places.address}/site/index.html")
        links = tab.page.locator(".wheel__full a")
        named = {link.get_attribute("href") for link in links.all()}
        assert len(named) == 12
        first = links.first
        first.focus()
        outline = first.evaluate("element => getComputedStyle(element).outlineStyle")
        assert outline == "solid"
        summary = tab.page.locator(".wheel__list summary")
        expect(tab.page.locator(".wheel__list ul").first).to_be_hidden()
        summary.press("Enter")
        listed = {link.get_attribute("href") for link in tab.page.locator(".wheel__list a").all()}
        assert listed == named


def test_on_a_narrow_screen_the_names_of_the_wheel_are_a_list_that_opens(browser: Browser, places: Places) -> None:
    with opened(browser, places, width=390) as tab:
        tab.page.goto(f"{places.address}/site/index.html")
        expect(tab.page.locator(".wheel__full")).to_be_hidden()
        expect(tab.page.locator(".wheel__small")).to_be_visible()
        tab.page.locator(".wheel__list summary").press("Enter")
        assert all(link.is_visible() for link in tab.page.locator(".wheel__list a").all())

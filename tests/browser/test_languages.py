"""From one language of a site to another: by keyboard, without scripts, and to the same page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Places, opened, served
from tests.support.three_languages import LANGUAGES, three_languages


@pytest.fixture(scope="module")
def three() -> Iterator[Places]:
    folder = three_languages()
    with served(folder) as address:
        yield Places(folder, address)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def to_link(page: Page, name: str) -> None:
    """Presses Tab until a link of the page's head has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText.trim()") == name:
            return
    raise AssertionError(f"Tab does not reach {name}")


def test_a_walk_from_english_to_spanish_and_back_by_keyboard_alone(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        page = tab.page
        page.goto(f"{places.address}/site/partners/forest-city-public-library.html")
        heading(page, "Forest City Public Library")
        to_link(page, "Español")
        page.keyboard.press("Enter")
        page.wait_for_url("**/site/es/partners/forest-city-public-library.html")
        heading(page, "Biblioteca Pública de Forest City")
        assert page.evaluate("document.documentElement.lang") == "es"
        to_link(page, "Buscar")
        page.keyboard.press("Enter")
        page.wait_for_url("**/site/es/search.html")
        expect(page.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("costurera maquina de coser")
        page.keyboard.press("Control+A")
        page.keyboard.type("maquina de coser")
        result = page.locator(".search-found__list a").first
        expect(result).to_have_text("Biblioteca Pública de Forest City")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(result).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/site/es/partners/forest-city-public-library.html*")
        to_link(page, "English")
        page.keyboard.press("Enter")
        page.wait_for_url("**/site/partners/forest-city-public-library.html")
        heading(page, "Forest City Public Library")
        assert page.context.cookies() == []


def test_without_scripts_the_link_and_the_menu_work(browser: Browser, places: Places, three: Places) -> None:
    with opened(browser, places, java_script_enabled=False) as tab:
        tab.page.goto(f"{places.address}/site/join.html")
        tab.page.get_by_role("link", name="Español").click()
        assert tab.page.url.endswith("/site/es/join.html")
    with opened(browser, three, java_script_enabled=False) as tab:
        page = tab.page
        page.goto(f"{three.address}/site/partners/library.html")
        to_link(page, "Languages")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/site/es/partners/library.html")
        heading(page, "Biblioteca de Elm Creek")


def test_the_menu_closes_as_menus_do(browser: Browser, three: Places) -> None:
    with opened(browser, three) as tab:
        page = tab.page
        page.goto(f"{three.address}/site/index.html")
        menu, arabic = page.locator(".language-menu summary"), page.get_by_role("link", name="العربية")
        menu.press("Enter")
        expect(arabic).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(arabic).to_be_hidden()
        expect(menu).to_be_focused()
        menu.click()
        expect(arabic).to_be_visible()
        page.get_by_role("heading", level=1).click()
        expect(arabic).to_be_hidden()


@pytest.mark.parametrize(
    "language",
    [pytest.param("es", marks=pytest.mark.slow("the same menu from left to right")), *LANGUAGES[2:]],
)
def test_the_rules_of_accessibility_find_nothing_and_the_open_menu_fits(
    browser: Browser, three: Places, language: str
) -> None:
    with opened(browser, three, reduced_motion="reduce") as tab:
        tab.page.goto(f"{three.address}/site/{language}/partners/library.html", wait_until="networkidle")
        tab.page.evaluate("document.querySelector('.language-menu').open = true")
        assert tab.violations() == []
        for width in (1280, 700, 390, 320):
            tab.page.set_viewport_size({"width": width, "height": 900})
            assert tab.overflow() == 0
            menu = tab.page.locator(".language-menu ul").bounding_box()
            assert menu is not None
            assert menu["x"] >= 0
            assert menu["x"] + menu["width"] <= width

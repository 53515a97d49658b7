"""Search, on a server and from a folder of files."""

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import Places, opened


@pytest.mark.parametrize("served", [True, False], ids=["served", "from files"])
def test_search_finds_a_partner(browser: Browser, places: Places, served: bool) -> None:
    start = f"{places.address}/site/join.html" if served else (places.folder / "site/join.html").as_uri()
    with opened(browser, places) as tab:
        tab.page.goto(start)
        button = tab.page.get_by_role("button", name="Search")
        button.click()
        query = tab.page.get_by_role("dialog", name="Search").get_by_role("textbox", name="Search")
        expect(query).to_be_focused()
        query.press_sequentially("asset builders")
        result = tab.page.locator(".md-search-result__link").first
        expect(result).to_contain_text("Forest City Asset Builders")
        tab.page.keyboard.press("Escape")
        expect(query).to_be_hidden()
        expect(button).to_be_focused()
        button.click()
        expect(result).to_be_visible()
        result.click()
        expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Forest City")


def test_first_view_of_the_home_page_is_small(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        sizes: list[int] = []
        tab.page.on("requestfinished", lambda request: sizes.append(int(request.sizes()["responseBodySize"])))
        tab.page.goto(f"{places.address}/site/index.html", wait_until="networkidle")
        print(f"first view: {sum(sizes)} bytes in {len(sizes)} requests")  # noqa: T201  measured for the record
        assert sum(sizes) < 200_000

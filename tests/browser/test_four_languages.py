"""One page of each kind of the included content in Spanish, Arabic and Chinese, wide and narrow, light and dark."""

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Places, opened, served
from tests.support.four_languages import OTHERS, four_languages
from tests.support.page_kinds import page_kinds

pytestmark = pytest.mark.slow("a page of each kind in three languages, twice")


@pytest.mark.parametrize("language", OTHERS)
def test_the_rules_of_accessibility_find_nothing_and_nothing_is_too_wide(browser: Browser, language: str) -> None:
    folder, name = four_languages(), f"site/{language}"
    found: list[str] = []
    with served(folder) as address, opened(browser, places := Places(folder, address)) as tab:
        page = tab.page
        for path in page_kinds(folder, name):
            page.goto(f"{places.address}/{path}")
            assert page.evaluate("document.documentElement.lang") == language
            found += tab.violations(dark=False)
            page.set_viewport_size({"width": 390, "height": 900})
            # Where lines run from right to left is another page; the others are the same, of other words.
            found += [f"{each} at 390" for each in (tab.violations(light=False) if language == "ar" else [])]
            if tab.overflow():
                found.append(f"{path} is too wide by {tab.overflow()}")
            page.set_viewport_size({"width": 1280, "height": 900})
    assert found == []

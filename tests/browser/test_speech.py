"""What a screen reader says on the pages that people use most, kept as texts that were read through.

A change of speech is a change of a file in tests/browser/speech. All are written anew by
`UPDATE_CASES=1 ./run test tests/browser -k read_aloud`: read what changed as somebody who listens.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Places, opened, served
from tests.support.building import build_project
from tests.support.made_once import made_once
from tests.support.speech import KEPT, compare, heard_twice, in_focus, spoken

PAGES = {
    "home": ("site/index.html", ""),
    "directory": ("site/partners/index.html#type=nonprofit", "main"),
    "profile": ("site/partners/elm-fund.html", "main"),
    "coverage": ("workbook/coverage.html", "main"),
    "invites": ("workbook/invites.html", "main"),
}


def _built(folder: Path) -> None:
    # Where git knows the content, the workbook tells what changed in it.
    shutil.copytree(KEPT / "content", folder / "project" / "content")
    build_project(folder / "project", folder / "build", with_pdf=False)


@pytest.fixture(scope="module")
def here() -> Iterator[Places]:
    """Both sites of the small coalition that lies beside the kept texts."""
    folder = made_once("speech", _built) / "build"
    with served(folder) as address:
        yield Places(folder, address)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_aloud_as_it_was_read_through(name: str, browser: Browser, here: Places) -> None:
    address, within = PAGES[name]
    with opened(browser, here) as tab:
        tab.page.goto(f"{here.address}/{address}")
        said = spoken(tab.page, within)
    assert heard_twice(said) == []
    compare(name, "what a screen reader says of a page from top to bottom", said)


def test_a_search_is_read_aloud_from_the_first_key_to_the_page(browser: Browser, here: Places) -> None:
    with opened(browser, here) as tab:
        tab.page.goto(f"{here.address}/site/join.html")
        heard = list(_search(tab.page))
    compare("search", "what is heard while somebody looks for a library", "\n".join(heard) + "\n")


def _search(page: Page) -> Iterator[str]:
    """The keys that are pressed, and what is said after each."""
    search = page.get_by_role("link", name="Search", exact=True)
    search.focus()
    yield f"to the link: {in_focus(page)}"
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    yield f"Enter: {page.title()}, {in_focus(page)}"
    status, nothing = page.get_by_role("status"), re.compile("^No page")
    page.keyboard.type("quiet corner")
    expect(status).not_to_be_empty()
    yield f"typed 'quiet corner': {status.inner_text()}"
    page.keyboard.type(" zzz")
    expect(status).to_have_text(nothing)
    yield f"typed ' zzz': {status.inner_text()}"
    for _ in " zzz":
        page.keyboard.press("Backspace")
    expect(status).not_to_have_text(nothing)
    yield f"taken back: {status.inner_text()}"
    for _ in range(2):
        page.keyboard.press("Tab")
        yield f"Tab: {in_focus(page)}"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("oak-library"))
    yield f"Enter: {page.title()}"


def test_what_is_heard_twice_is_found() -> None:
    long = "Needs in rows, partners in columns; a cell says how a partner counts."
    assert heard_twice(f'table "{long}"\n  caption: "{long}"\n') == [long]
    assert heard_twice(f'group "The wheel" ({long})\n  "{long}"\n') == [long]
    assert heard_twice(f'group "The wheel"\n  "{long}"\n  "Short." ("Short.")\n') == []

"""One browser for the tests of a worker, and one build of both sites for all of them."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.support.browser import ARGUMENTS, Places, served
from tests.support.building import forest_city_pages


@pytest.fixture(scope="session")
def places() -> Iterator[Places]:
    """Both sites, served below a path, as they would stand on a host beside other things."""
    folder = forest_city_pages()
    with served(folder.parents[1]) as address:
        yield Places(folder, f"{address}/town/coalition")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers: one for all of a worker."""
    with sync_playwright() as started:
        yield started


def _started(playwright: Playwright, *names: str) -> Iterator[Browser]:
    """The first of these programs that is here. Where all are missing the tests are skipped, but never in CI."""
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed")
    assert program is not None, "Chromium is not installed, and continuous integration must not go without it"
    browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
    yield browser
    browser.close()


_WHOLE = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium. Where it is there, the program without windows opens pages in two thirds of the time."""
    yield from _started(playwright, "chromium-headless-shell", *_WHOLE)


@pytest.fixture(scope="session")
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with all that a window of it has, such as its viewer of PDFs."""
    yield from _started(playwright, *_WHOLE)

"""One browser for the tests of a worker, and one build of both sites for all of them."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import ARGUMENTS, Places, served
from tests.support.building import PROJECT, build_project
from tests.support.made_once import made_once


@pytest.fixture(scope="session")
def places() -> Iterator[Places]:
    """Both sites, served below a path, as they would stand on a host beside other things."""
    root = made_once("browser", lambda folder: build_project(PROJECT, folder / "town/coalition", with_pdf=False))
    with served(root) as address:
        yield Places(root / "town" / "coalition", f"{address}/town/coalition")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Where it is missing the tests are skipped, but never in continuous integration."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed")
    assert program is not None, "Chromium is not installed, and continuous integration must not go without it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()

"""The docs' pages of components have no violations, in light and dark colors, wide and narrow."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.make import components
from tests.support.browser import Places, opened, served


@pytest.mark.slow("components are those of the pages that are looked at for every change")
@pytest.mark.parametrize("width", [1280, 390])
def test_every_component_has_no_violations(browser: Browser, tmp_path: Path, width: int) -> None:
    for name in components.SHEETS:
        shutil.copyfile(components.FOLDER / f"components-{name}.html", tmp_path / f"{name}.html")
    components.add_styles(tmp_path)
    found = []
    with served(tmp_path) as address, opened(browser, Places(tmp_path, address), width=width) as tab:
        for name in components.SHEETS:
            tab.page.goto(f"{address}/{name}.html")
            assert tab.overflow() == 0, name
            # The editor leaves both schemes to the browser, which says so in its own way.
            found += tab.violations(dark=name != "editor")
    assert found == []

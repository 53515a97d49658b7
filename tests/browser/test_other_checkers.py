"""Pages in the eyes of two checkers that the project was not tuned to: IBM Equal Access and Siteimprove Alfa.

Both come from npm, by the lock in `tests/checkers`, which names no host. They look at one page of each kind, wide in
light colors and narrow in dark ones.
"""

import json
import subprocess
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Places, opened
from tests.support.page_checkers import ibm_violations, installed_checkers
from tests.support.page_kinds import SITES, page_kinds

pytestmark = pytest.mark.slow("two more checkers on a page of each kind, twice")

VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (390, "dark"))
HEIGHT = 900

# What a checker says of a page, by the beginning of the page's path, and why it is nothing to mend.
EXPLAINED = {
    ("input_label_exists", "site/worksheet-form"): (
        "it does not find the label of a field whose id has a dot; in Chromium's accessibility tree each has its name"
    ),
    ("table_headers_related", "workbook/coverage"): (
        "it wants headers and ids where a head stands over several columns; here scope and colgroup say the same"
    ),
}

FAULTS = '<img src="data:,"><input><p style="color: #eee; background: #fff">Pale</p>'


@pytest.fixture(scope="module")
def checkers() -> Path:
    """The folder of both checkers."""
    return installed_checkers()


# Wide and light for one site, narrow and dark for the other: their style sheets are the same.
@pytest.mark.parametrize(("name", "width", "scheme"), [(name, *view) for name, view in zip(SITES, VIEWS, strict=True)])
def test_two_more_checkers_find_nothing(
    browser: Browser, places: Places, checkers: Path, name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """What they find and nobody explained is a fault; so is an explanation that explains nothing any more."""
    taking_apart = alfa(checkers)
    found: list[tuple[str, str, str]] = []
    taken: list[str] = []
    with opened(browser, places, width=width, color_scheme=scheme, reduced_motion="reduce") as tab:
        for path in page_kinds(places.folder, name):
            tab.page.goto(f"{places.address}/{path}")
            page = tab.page.evaluate(f"() => ({taking_apart})()")
            view = {"name": path, "width": width, "height": HEIGHT, "scheme": scheme, "page": page}
            taken.append(json.dumps(view))
            found += [(path, rule, element) for rule, element in ibm_violations(tab.page, checkers)]
        # Taking a large page apart says how far it is.
        tab.noted = [each for each in tab.noted if ": log Progress: " not in each]
    assert len(taken) > 10
    lines = alfa(checkers, taken).splitlines()
    found += [(each["name"], each["rule"], each["target"]) for each in map(json.loads, lines)]
    explained = {
        known for path, rule, _ in found for known in EXPLAINED if rule == known[0] and path.startswith(known[1])
    }
    assert [
        each for each in found if not any(each[1] == rule and each[0].startswith(path) for rule, path in explained)
    ] == []
    if (width, scheme) == VIEWS[0]:
        assert explained == {known for known in EXPLAINED if known[1].startswith(f"{name}/")}


def alfa(checkers: Path, pages: list[str] | None = None) -> str:
    """What Alfa prints: the function that takes a page apart, or what it finds in pages that were taken apart."""
    words = ["node", "alfa.mjs", *(["check"] if pages else [])]
    told = "\n".join(pages) if pages else ""
    done = subprocess.run(words, cwd=checkers, input=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_faults_would_be_found(browser: Browser, places: Places, checkers: Path) -> None:
    with opened(browser, places) as tab:
        tab.page.goto(f"{places.address}/site/404.html")
        tab.page.locator("main").evaluate("(main, faults) => { main.innerHTML = faults }", FAULTS)
        page = tab.page.evaluate(f"() => ({alfa(checkers)})()")
        rules = {rule for rule, _ in ibm_violations(tab.page, checkers)}
    view = {"name": "faults", "width": 1280, "height": HEIGHT, "scheme": "light", "page": page}
    rules |= {json.loads(line)["rule"] for line in alfa(checkers, [json.dumps(view)]).splitlines()}
    assert {"img_alt_valid", "input_label_exists", "sia-r2", "sia-r8", "sia-r69"} <= rules

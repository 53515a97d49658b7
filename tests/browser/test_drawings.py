"""Hostile drawings, opened at an address of their own: as they were written, and as they are published."""

from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Error

from coalition_site.publish.images.metadata import without_metadata
from coalition_site.read.images.check import read_image
from coalition_site.read.images.raster import DamagedImage
from tests.support.browser import served

SVG, XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
ELSEWHERE = "http://127.0.0.1:9/zq"
DRAWINGS = {
    "a web page called svg with a script": f'<svg xmlns="{XHTML}"><script>alert(1)</script></svg>',
    "a web page called svg with a refresh": (
        f'<svg xmlns="{XHTML}"><meta http-equiv="refresh" content="0;{ELSEWHERE}"/></svg>'
    ),
    "a web page called svg with a form": (
        f'<svg xmlns="{XHTML}"><form action="java&#10;script:alert(1)"><button>Open</button></form></svg>'
    ),
    "a web page called svg with a source set": f'<svg xmlns="{XHTML}"><img srcset="{ELSEWHERE} 1x"/></svg>',
    "a web page called svg with a poster": f'<svg xmlns="{XHTML}"><video poster="{ELSEWHERE}"/></svg>',
    "a web page within": f'<svg xmlns="{SVG}"><h:script xmlns:h="{XHTML}">alert(1)</h:script></svg>',
    "a style behind a child": f'<svg xmlns="{SVG}"><style><a/>@import "{ELSEWHERE}";</style></svg>',
    "a style parted by a note": f'<svg xmlns="{SVG}"><style>@imp<n xmlns="urn:n"/>ort "{ELSEWHERE}";</style></svg>',
    "a style parted by a comment": f'<svg xmlns="{SVG}"><style>@imp/**/ort "{ELSEWHERE}";</style></svg>',
    "a link in disguise": (
        f'<svg xmlns="{SVG}"><a href="java&#10;script:alert(1)"><rect width="99" height="99"/></a></svg>'
    ),
}
_CLICKS = """for (const each of document.querySelectorAll('a, button'))
  each.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, view: window}))"""
HARMLESS = {"a style parted by a comment"}
"""What the browser makes of it does nothing; that it comes alive by taking the comment out is what must not be."""


def _acts(browser: Browser, address: str, *, patience: int) -> list[str]:
    """What a drawing does when it is opened and everything in it is clicked: messages and requests elsewhere.

    So many times a twentieth of a second are waited for the first of them.
    """
    done: list[str] = []

    def noted(dialog: Dialog) -> None:
        done.append(dialog.message)
        dialog.dismiss()

    with browser.new_context() as context:
        page = context.new_page()
        page.on("dialog", noted)
        page.on("request", lambda asked: done.append(asked.url) if urlsplit(asked.url).path == "/zq" else None)
        page.goto(address, wait_until="load")
        with suppress(Error):  # one that leads elsewhere by itself may be gone by now
            page.evaluate(_CLICKS)
        while not done and patience:
            page.wait_for_timeout(50)
            patience -= 1
    return done


@pytest.fixture(scope="module")
def acts_as_written(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    folder = tmp_path_factory.mktemp("written")
    for number, drawing in enumerate(DRAWINGS.values()):
        (folder / f"{number}.svg").write_text(drawing, encoding="utf-8")
    with served(folder) as address:
        return {
            name: bool(_acts(browser, f"{address}/{number}.svg", patience=3 if name in HARMLESS else 600))
            for number, name in enumerate(DRAWINGS)
        }


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_hostile_drawing_is_neither_published_nor_runs(
    name: str, browser: Browser, tmp_path: Path, acts_as_written: dict[str, bool]
) -> None:
    assert acts_as_written[name] == (name not in HARMLESS)
    file = tmp_path / "logo.svg"
    file.write_text(DRAWINGS[name], encoding="utf-8")
    image, problems = read_image(file, "content/images/logo.svg")
    assert (image is None) == bool(problems) == (name not in HARMLESS)
    try:
        file.write_bytes(without_metadata(file.read_bytes(), ".svg"))
    except DamagedImage:
        return
    assert image is not None
    with served(tmp_path) as address:
        assert _acts(browser, f"{address}/logo.svg", patience=3) == []

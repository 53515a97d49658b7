"""The blank worksheet filled in Chromium's own PDF viewer, with its mouse and keyboard, saved there, and imported."""

import base64
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page
from pypdf import PdfReader

from tests.support.blank_forms import blank
from tests.support.case_files import BASE
from tests.support.form_fields import fields_of
from tests.support.importing import coalition_in, imported, planned

NAME = "worksheet-blank.pdf"
PAUSE = 150
ANSWERS: dict[str, str | bool] = {
    "groups.young-people": True,
    "groups.other": True,
    "groups.other_text": "Veterans & <friends>; Élan",
    "table1.1.name": "Zoë's House",
    "table1.1.type": "Media",
    "table1.1.serves": "Young people; Other: Night owls",
    "table1.1.assets": "two vans; a bus مرحبا",
}
_PAGE = """() => {
  const { viewport } = document.querySelector("pdf-viewer");
  const { x, y, width } = viewport.getPageScreenRect(0);
  return [x, y, width];
}"""
# Until a document is there, asking for its viewport is a failed assertion within the viewer.
_SHOWN = """() => {
  try {
    return document.querySelector("pdf-viewer").viewport.getPageScreenRect(0).width;
  } catch {
    return 0;
  }
}"""
_SAVED = """async () => {
  const { dataToSave } = await document.querySelector("pdf-viewer").currentController.save("EDITED");
  return btoa(Array.from(new Uint8Array(dataToSave), (byte) => String.fromCharCode(byte)).join(""));
}"""


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_timeout(PAUSE)


def opened_viewer(page: Page) -> Frame:
    """The viewer, once it shows the first page."""
    for _ in range(200):
        viewer = next((frame for frame in page.frames if frame.url.startswith("chrome-extension:")), None)
        if viewer is not None:
            viewer.wait_for_function(_SHOWN)
            page.wait_for_timeout(5 * PAUSE)
            return viewer
        page.wait_for_timeout(PAUSE)
    raise AssertionError("the viewer did not open")


def click(page: Page, viewer: Frame, field: str) -> None:
    """Clicks into a field of the first page."""
    sheet = PdfReader(io.BytesIO(blank(NAME))).pages[0]
    annotations: Any = sheet["/Annots"]
    (edges,) = [each.get_object()["/Rect"] for each in annotations if each.get_object().get("/T") == field]
    left, bottom, right, top = map(float, edges)
    x, y, width = viewer.evaluate(_PAGE)
    box = viewer.locator("#plugin").bounding_box()
    assert box is not None
    scale = width / float(sheet.mediabox.width)
    across, down = (left + right) / 2, float(sheet.mediabox.height) - (bottom + top) / 2
    page.mouse.click(box["x"] + x + across * scale, box["y"] + y + down * scale)
    page.wait_for_timeout(PAUSE)


@pytest.mark.slow("goes through 200 fields with the Tab key, which the viewer draws one after the other")
def test_a_form_filled_in_the_browsers_viewer_is_read(whole_browser: Browser, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(blank(NAME))
    page = whole_browser.new_page(viewport={"width": 1100, "height": 900})
    page.goto((tmp_path / NAME).as_uri())
    viewer = opened_viewer(page)
    click(page, viewer, "groups.young-people")
    click(page, viewer, "groups.other")
    click(page, viewer, "groups.other_text")
    page.keyboard.type(str(ANSWERS["groups.other_text"]))
    names = list(PdfReader(io.BytesIO(blank(NAME))).get_fields() or {})
    at = names.index("groups.other_text")
    # The viewer stops once more on its way, on the page of Figure 1, which has no fields.
    press(page, "Tab")
    for name in ("table1.1.name", "table1.1.type", "table1.1.serves", "table1.1.assets"):
        while at < names.index(name):
            press(page, "Tab")
            at += 1
        page.keyboard.type(str(ANSWERS[name]))
    press(page, "Tab")
    (tmp_path / "saved.pdf").write_bytes(base64.b64decode(viewer.evaluate(_SAVED)))
    page.close()
    shutil.copytree(BASE, tmp_path / "project")
    imported(tmp_path / "project", tmp_path / "saved.pdf")
    assert fields_of(coalition_in(tmp_path / "project")) == ANSWERS
    assert planned(tmp_path / "project", tmp_path / "saved.pdf").plan.files == []

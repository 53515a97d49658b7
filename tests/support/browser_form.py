"""The worksheet's form in the browser, as its tests use it: opened as a file, filled by keyboard, saved and opened."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from coalition_site.model.texts import BrowserPageTexts
from tests.support.browser import Opened, Places, opened
from tests.support.making import worksheet_texts

FORMS = {"en": "worksheet-form.html", "es": "worksheet-form.es.html"}


def texts(language: str = "en") -> BrowserPageTexts:
    """What the form shows in a language."""
    return worksheet_texts(language).browser.page


def said(name: str, language: str = "en", **values: object) -> str:
    """What the form answers in a language."""
    return worksheet_texts(language).browser.said[name].format(**values)


def address_of(places: Places, language: str = "en") -> str:
    """The form as a file on a file share."""
    return (places.folder / "site" / FORMS[language]).as_uri()


@contextmanager
def form(browser: Browser, places: Places, language: str = "en", **context: Any) -> Iterator[Opened]:
    """The form, opened as a file; nothing may be requested but the file itself."""
    with opened(browser, places, **context) as tab:
        requested: list[str] = []
        tab.page.on("request", lambda request: requested.append(request.url))
        address = address_of(places, language)
        tab.page.goto(address)
        yield tab
        wanted = {url for url in requested if not url.startswith(("data:", "blob:"))}
        assert wanted == {address}


def saved_file(page: Page, language: str = "en") -> Path:
    """The file that the form's button saves."""
    with page.expect_download() as download:
        page.get_by_role("button", name=texts(language).save).first.press("Enter")
    name = download.value.suggested_filename
    assert name.startswith("worksheet-20")
    assert name.endswith(".json")
    expect(page.get_by_role("status")).to_have_text(said("saved", language, file=name))
    return Path(download.value.path())


def saved(page: Page, language: str = "en") -> dict[str, Any]:
    """What stands in the file that the form's button saves."""
    found: dict[str, Any] = json.loads(saved_file(page, language).read_text(encoding="utf-8"))
    return found


def open_file(page: Page, content: bytes, name: str = "worksheet-2026-11-24.json") -> None:
    """Gives the form a file to open."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").press("Enter")
    chooser.value.set_files({"name": name, "mimeType": "application/json", "buffer": content})


class Keyboard:
    """Goes through the page with the Tab key, as somebody would who has nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str) -> None:
        """Presses Tab until the field of that name has the focus."""
        self._until(f"document.activeElement.id === {json.dumps(name)}", name)

    def to_button(self, text: str) -> None:
        """Presses Tab until something has the focus that begins with the text."""
        self._until(f"document.activeElement.innerText.startsWith({json.dumps(text)})", text)

    def _until(self, condition: str, wanted: str) -> None:
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(condition):
                return
        raise AssertionError(f"the Tab key never comes to {wanted}")

    def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def tick(self, *names: str) -> None:
        """Goes to boxes and ticks them."""
        for name in names:
            self.to(name)
            self.press("Space")

    def write(self, name: str, text: str) -> None:
        """Goes to a field and writes into it; a line break is the Enter key."""
        self.to(name)
        self.page.keyboard.type(text)

"""Take the pictures of the README and the guide again, from a build of the included content and an editor of a copy.

    ./run build --today 2026-11-23
    .venv/bin/python scripts/make/pictures.py

Needs Chromium (`./run test` installs it).
"""

import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from shutil import copytree
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
PAGES = {
    "home": "site/index.html",
    "partners": "site/partners/index.html",
    "worksheet": "workbook/worksheet.html",
    "overview": "workbook/index.html",
    "coverage": "workbook/coverage.html#matrix",
    "invites": "workbook/invites.html",
    "to-do": "workbook/follow-ups.html",
    "agreements": "workbook/agreements.html",
}
FORMS = {
    "edit-start": "",
    "edit-partner": "partner/forest-city-asset-builders",
    "edit-needs": "needs",
    "edit-mistake": "partner/forest-city-public-library",
}
"""Pages of the editor. On the last one a mistake is typed first."""
SIZE: ViewportSize = {"width": 1280, "height": 900}
COLORS = 192
"""As many as flat pages need to look the same, in a third of the bytes."""


def main() -> None:
    """Write one PNG for each page into docs/pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is not installed; ./run test installs it.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        for name, path in PAGES.items():
            file, _, place = path.partition("#")
            page.goto(f"{(ROOT / 'build' / file).as_uri()}#{place}")
            take(page, name)
        with TemporaryDirectory() as folder, editor(Path(folder)) as address:
            page.goto(address)
            root = page.url
            for name, path in FORMS.items():
                page.goto(f"{root}{path}")
                if name.endswith("mistake"):
                    page.locator("[name=website]").fill("library")
                    page.get_by_role("button", name="Save").click()
                take(page, name)
        browser.close()


def take(page: Page, name: str) -> None:
    """Write a picture of what is in the window."""
    page.wait_for_load_state("networkidle")
    with Image.open(BytesIO(page.screenshot())) as taken:
        small = taken.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    small.save(PICTURES / f"{name}.png", optimize=True)


@contextmanager
def editor(folder: Path) -> Iterator[str]:
    """The address of a running editor of a copy of the included content."""
    copytree(ROOT / "content", folder / "content")
    words = [sys.executable, "-u", "-m", "coalition_site", "edit", "--no-browser", "--port", "0", "--project"]
    running = Popen([*words, folder, "--today", "2026-11-23"], stdout=PIPE, text=True, cwd=ROOT)
    said = iter(running.stdout or ())
    address = next(said).split()[-1]
    while ": shown (" not in next(said):
        pass
    try:
        yield address
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate()


if __name__ == "__main__":
    main()

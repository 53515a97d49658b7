"""Take the pictures of the README again, from a build of the included content.

    ./run build --today 2026-11-23
    .venv/bin/python scripts/make/pictures.py

Needs Chromium (`./run test` installs it).
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
PAGES = {
    "home": "site/index.html",
    "partners": "site/partners/index.html",
    "worksheet": "workbook/worksheet.html",
    "overview": "workbook/index.html",
    "coverage": "workbook/coverage.html#matrix",
    "invites": "workbook/invites.html",
}
SIZE: ViewportSize = {"width": 1280, "height": 900}
COLOURS = 192
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
            page.wait_for_load_state("networkidle")
            with Image.open(BytesIO(page.screenshot())) as taken:
                small = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            small.save(PICTURES / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()

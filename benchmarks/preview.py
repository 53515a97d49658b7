"""Measure how long after a file is saved its text is visible in a browser, with `coalition serve`.

    .venv/bin/python benchmarks/preview.py --sizes 60 1000

A partner's page is open in Chromium. The time runs from the moment the file is written to the moment the page shows
the new text; the median of so many edits is printed, after one that warms up.
"""

import argparse
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.made_coalition import ROOT, TODAY, write_coalition

_PAUSE = 1.0
_IS_SHOWN = "text => document.body !== null && document.body.textContent.includes(text)"


def served(project: Path) -> tuple[subprocess.Popen[str], str]:
    """A running preview, and the address that opens it once all files are shown."""
    command = [sys.executable, "-u", "-m", "coalition_site", "serve", "--port", "0", "--project", str(project)]
    running = subprocess.Popen(
        [*command, "--today", str(TODAY)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
    )
    said = iter(running.stdout or ())
    address = re.search(r"http://[\d.]+:\d+(?:/\S+)?", next(said))
    if address is None or not any(": shown (" in line for line in said):
        raise SystemExit("the preview did not start")
    return running, address[0]


def until_visible(page: Page, file: Path, number: int) -> float:
    """Seconds from writing a text to seeing it."""
    text = f"They painted fence number {number}."
    written = file.read_text(encoding="utf-8")
    begun = time.perf_counter()
    file.write_text(f"{written}\n{text}\n", encoding="utf-8")
    # Not the locator's own waiting: after its first looks it looks only every half second.
    page.wait_for_function(_IS_SHOWN, arg=text, polling=10, timeout=60_000)
    took = time.perf_counter() - begun
    page.get_by_text(text).wait_for(state="visible")
    return took


def measure(size: int, edits: int, scratch: Path) -> None:
    """Print the median of one size."""
    project = write_coalition(scratch / f"made-{size}", size)
    file = min((project / "content" / "partners").glob("*.md"))
    running, address = served(project)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(address)
            address = address.partition("/site/")[0]
            page.goto(f"{address}/workbook/partners/{file.stem}.html")
            seconds = []
            for number in range(edits + 1):
                seconds.append(until_visible(page, file, number))
                time.sleep(_PAUSE)
            browser.close()
        every = ", ".join(f"{each:.2f}" for each in seconds[1:])
        print(f"{size} partners: visible after {median(seconds[1:]):.2f} s ({every})", flush=True)
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate()


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(description="Measure the preview in a browser.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[60, 1000])
    parser.add_argument("--edits", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for size in given.sizes:
            measure(size, given.edits, Path(scratch))


if __name__ == "__main__":
    main()

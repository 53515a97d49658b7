"""Measure how fast letters become PDF/UA-1, beside other ways to print letters that this machine has.

    .venv/bin/python benchmarks/letters.py                 # 1,000 letters, three runs of each, medians
    .venv/bin/python benchmarks/letters.py --letters 100 --runs 1

The letters are Forest City's, multiplied: each has its own number in the name, so no two are alike and none comes from
a cache. All ways run in the same session, one after the other, and the figures are to be read as ratios: the machine's
speed drifts. Other ways make a tenth of the letters, and are only run where their program is installed; see README.md.
"""

import argparse
import csv
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path, PurePosixPath
from statistics import median
from typing import Self

from coalition_site.derive.letters.view import LetterView, letter_views
from coalition_site.derive.public.view import PublicCoalition, public_coalition
from coalition_site.model.coalition import Coalition
from coalition_site.publish.cache.store import Store
from coalition_site.publish.letters.docx import letter_docx
from coalition_site.publish.pdf.fonts import write_font_settings
from coalition_site.publish.pdf.join.merge import merge
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, make_pdfs, print_style_sheet
from coalition_site.render.documents import letter_document
from coalition_site.render.environment import html_environment
from coalition_site.render.letter_text import letter_text
from coalition_site.render.letters import LateLetter, compose, letter_article
from coalition_site.validate.project import check

ROOT = Path(__file__).resolve().parent.parent
PEER_SHARE = 10


def coalition() -> Coalition:
    """Forest City."""
    found = check(ROOT, date(2026, 11, 23)).validated.coalition
    if found is None:
        raise SystemExit("the included content has problems; see ./run check")
    return found


def letters_of(made: Coalition, count: int) -> list[LetterView]:
    """So many letters, no two alike."""
    views = islice(cycle(letter_views(made)), count)
    return [
        replace(view, slug=f"letter-{number}", member=f"{view.member} {number}") for number, view in enumerate(views)
    ]


def jobs_of(views: list[LetterView], public: PublicCoalition) -> list[PdfJob]:
    """The letters as print jobs: wording read, values put in, HTML made."""
    environment = html_environment(None, public.language)
    documents = [letter_document(LateLetter(view), f"{view.slug}.pdf", public, environment) for view in views]
    return [PdfJob(PurePosixPath(each.path), each.html, each.source) for each in documents]


class Memory:
    """The largest resident sizes in MB, sampled ten times a second: of any worker, and of this process."""

    def __init__(self) -> None:
        self.worker = self.parent = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self) -> None:
        own = os.getpid()
        while not self._done.wait(0.1):
            self.parent = max(self.parent, _resident(own))
            for children in Path(f"/proc/{own}/task").glob("*/children"):
                self.worker = max(self.worker, *map(_resident, map(int, children.read_text().split())), 0)

    def __str__(self) -> str:
        return f"largest worker {self.worker} MB, this process {self.parent} MB"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()


def _resident(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return int(next((line for line in lines if line.startswith("VmRSS")), "VmRSS: 0 kB").split()[1]) // 1024


def ours(made: Coalition, count: int, folder: Path, store: Store | None = None) -> None:
    """Our own pipeline, from views to PDF/UA-1 files."""
    jobs = jobs_of(letters_of(made, count), public_coalition(made.settings))
    options = PdfOptions(store=store)
    results = make_pdfs(jobs, folder=folder, asset_roots=[ROOT / "content"], epoch=0, options=options)
    wrong = [problem for result in results for problem in result.problems]
    if wrong or {result.pages for result in results} != {1}:
        raise SystemExit(f"a letter is not one page without problems: {wrong[:3]}")


def libreoffice(made: Coalition, count: int, folder: Path) -> None:
    """Our Word letters, printed by LibreOffice in one call."""
    for view in letters_of(made, count):
        (folder / f"{view.slug}.docx").write_bytes(letter_docx(compose(view), made.images, None, 0))
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf"]
    files = [str(file) for file in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True)


def styled(html: str) -> str:
    """A letter's page with everything that our own engine gets beside it: the style sheet and where pictures are."""
    sheet = print_style_sheet().read_text(encoding="utf-8")
    return html.replace("<style>", f'<base href="{(ROOT / "content").as_uri()}/"><style>{sheet}</style><style>', 1)


def weasymerge(made: Coalition, count: int, folder: Path) -> None:
    """Our letters as rows for WeasyMerge, which puts them into our page, in our fonts; its PDFs are not tagged."""
    public, views = public_coalition(made.settings), letters_of(made, count)
    environment = html_environment(None, public.language)
    page = letter_document(LateLetter(views[0]), "one.pdf", public, environment).html
    before, after = page.partition("<article")[0], page.rpartition("</article>")[2]
    template, table = folder / "letter.html", folder / "letters.csv"
    template.write_text(styled(before) + "{{ row['article'] | safe }}" + after, encoding="utf-8")
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["article"], *([letter_article(compose(view), environment)] for view in views)])
    command = ["weasymerge", "--data", str(table), "--template", str(template), "--output", "{row_number}.pdf"]
    environment_of_peer = os.environ | {"FONTCONFIG_FILE": str(write_font_settings(folder))}
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env=environment_of_peer)
    if len(list(folder.glob("*.pdf"))) != count:
        raise SystemExit("WeasyMerge made fewer letters than it was given")


def chromium(made: Coalition, count: int, folder: Path) -> None:
    """Our HTML and style sheet, printed by one Chromium, in whatever fonts it finds."""
    from playwright.sync_api import sync_playwright  # installed for tests only

    jobs = jobs_of(letters_of(made, count), public_coalition(made.settings))
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        for job in jobs:
            source = folder / f"{job.path.stem}.html"
            source.write_text(styled(job.html), encoding="utf-8")
            page.goto(source.as_uri())
            page.pdf(path=folder / job.path.name, format="Letter", tagged=True)
        browser.close()


def typst(made: Coalition, count: int, folder: Path) -> None:
    """The same words as plain paragraphs, by Typst, as PDF/UA-1."""
    import typst as engine  # a peer, not a dependency

    for view in letters_of(made, count):
        source = folder / f"{view.slug}.typ"
        text = letter_text(compose(view)).replace("\\", " ").replace('"', "'")
        paragraphs = "\n".join(f'#par("{part}")' for part in text.split("\n\n"))
        source.write_text(f'#set document(title: "Letter")\n{paragraphs}\n', encoding="utf-8")
        engine.compile(str(source), output=str(source.with_suffix(".pdf")), pdf_standards="ua-1")


def seconds(run: Callable[[Path], None]) -> float:
    """How long one run in a fresh folder takes."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        run(Path(folder))
        return time.perf_counter() - begun


def second_run(made: Coalition, count: int) -> tuple[float, float, int]:
    """A run after one letter changed: seconds, seconds to join all letters, and how many letters were made anew."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "cache"
        ours(made, count, Path(folder), Store(store))
        before = set(store.iterdir())
        first = made.invites[0].model_copy(update={"member": "Somebody Else"})
        changed = replace(made, invites=(first, *made.invites[1:]))
        views = letters_of(made, count)
        views[0] = replace(letters_of(changed, 1)[0], slug=views[0].slug)
        begun = time.perf_counter()
        jobs = jobs_of(views, public_coalition(made.settings))
        options = PdfOptions(store=Store(store))
        make_pdfs(jobs, folder=Path(folder), asset_roots=[ROOT / "content"], epoch=0, options=options)
        took = time.perf_counter() - begun
        merge([Path(folder, job.path) for job in jobs], title="All letters", language="en")
        return took, time.perf_counter() - begun - took, len(set(store.iterdir()) - before)


def say(text: str) -> None:
    """One line of the report, at once."""
    print(text, flush=True)


def main() -> None:
    """Run everything and print rates, ratios and memory."""
    parser = argparse.ArgumentParser(description="Measure letters per second.")
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    made, few = coalition(), max(given.letters // PEER_SHARE, 10)
    peers: list[tuple[str, bool, Callable[[Coalition, int, Path], None]]] = [
        ("WeasyMerge", shutil.which("weasymerge") is not None, weasymerge),
        ("LibreOffice", shutil.which("soffice") is not None, libreoffice),
        ("Chromium", bool(shutil.which("chromium") or shutil.which("chromium-browser")), chromium),
        ("Typst", find_spec("typst") is not None, typst),
    ]
    with Memory() as memory:
        times = [seconds(lambda folder: ours(made, given.letters, folder)) for _ in range(given.runs)]
    rate = given.letters / median(times)
    say(f"ours         {rate:6.1f} letters/s ({given.letters} letters, {memory})")
    for count in (given.letters // 10, given.letters * 2):
        with Memory() as memory:
            seconds(partial(ours, made, count))
        say(f"             {count} letters: {memory}")
    again = [second_run(made, given.letters) for _ in range(given.runs)]
    took, joined = (median(figures) for figures in ([each[0] for each in again], [each[1] for each in again]))
    say(f"second run   {took:.2f} s with one of {given.letters} letters changed; made anew: {again[0][2]}")
    say(f"             and {joined:.2f} s to join them all into one document")
    for name, there, run in peers:
        if not there:
            say(f"{name:<12} not installed")
            continue
        theirs = few / median([seconds(partial(run, made, few)) for _ in range(given.runs)])
        say(f"{name:<12} {theirs:6.1f} letters/s ({few} letters); ours is {rate / theirs:.1f} times as fast")


if __name__ == "__main__":
    main()

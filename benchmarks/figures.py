"""Measure what docs/performance.md says that people wait for, by one or several commits in turns; ten minutes for two.

    .venv/bin/python benchmarks/figures.py                         # the commit that is checked out
    .venv/bin/python benchmarks/figures.py v1.0 HEAD               # before and after
    .venv/bin/python benchmarks/figures.py HEAD --quick            # nothing of 1,000 partners or letters
    .venv/bin/python benchmarks/figures.py HEAD --cores 1 2        # first builds, by so many cores

Each line has seconds by the clock, then those of the processor; what is short is the median of some runs. On a machine
that does other things only the second is worth anything.
"""

import argparse
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.imports import write_sheet
from benchmarks.made_coalition import TODAY, write_coalition
from benchmarks.regress import Side, a_partner, added_to, worktree
from benchmarks.stages import Taken, run

_BLANK = """
import sys, tempfile
from pathlib import Path
from coalition_site.derive.worksheet.form import worksheet_forms
from coalition_site.publish.images.metadata import copy_images
from coalition_site.publish.pdf.make import PdfJob, make_pdfs
from coalition_site.render.environment import html_environment
from coalition_site.render.worksheets import form_documents
from coalition_site.validate.project import check
from benchmarks.made_coalition import TODAY
made = check(Path(sys.argv[1]), TODAY).validated.coalition
form = form_documents(worksheet_forms(made), html_environment(None, "en"))[0]
with tempfile.TemporaryDirectory() as folder:
    pictures = copy_images(made.images, Path(folder, "pictures"))
    made_of = {"folder": Path(folder), "asset_roots": [pictures], "epoch": 0}
    make_pdfs([PdfJob(form.path, form.html, form.source, True)], **made_of)
"""
_LETTERS = """
import sys, tempfile, time
from pathlib import Path
from benchmarks.letters import coalition, ours
made, count = coalition(), int(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:
    begun = time.perf_counter()
    ours(made, count, Path(folder))
    print(round(count / (time.perf_counter() - begun), 1), "letters a second")
"""
_AGAIN = """
import resource, sys, tempfile
from pathlib import Path
from benchmarks.letters import coalition, ours, second_run
from coalition_site.publish.pdf.join.process import merge_apart
made, count = coalition(), int(sys.argv[1])
took, joined, _ = second_run(made, count)
print(f"{took:.2f} s, and {joined:.2f} s to join them;", end=" ")
with tempfile.TemporaryDirectory() as folder:
    ours(made, count, Path(folder))
    files = sorted(Path(folder).glob("*.pdf"))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    merge_apart([*files, *files], title="All letters", language="en")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"joining {2 * count} takes {most // 1024} MB" if most > before else "joining takes less than a worker")
"""


@dataclass(frozen=True)
class Figure:
    """One line of the table: what is measured, how, and how often."""

    name: str
    measure: Callable[[Side], Taken]
    times: int = 1
    is_long: bool = False


def _run(side: Side, *words: str) -> Taken:
    return run(side.command(*words), side.code, side.code)


def _script(side: Side, text: str, *words: str) -> Taken:
    return run([side.command()[0], "-c", text, *words], side.code, side.code)


def _build(side: Side, *words: str) -> Taken:
    places = ("--project", str(side.project), "--output", str(side.output))
    return _run(side, "build", "--quiet", "--today", str(TODAY), *places, *words)


def _sized(side: Side, partners: int, *, invites: bool = True) -> Side:
    """The side with a coalition of a size, with invites or, without them, without letters."""
    folder = side.project.parent / f"{partners}{'' if invites else '-without-letters'}"
    if not folder.exists():
        write_coalition(folder, partners, root=side.code)
        if not invites:
            (folder / "content" / "invites.yml").unlink()
    return replace(side, project=folder, output=folder.with_name(f"{folder.name}-built"))


def _first(side: Side) -> Taken:
    shutil.rmtree(side.output, ignore_errors=True)
    return _build(side)


def _edit(side: Side, *words: str) -> Taken:
    if not side.output.exists():
        _build(side)
    with added_to(a_partner(side), f"They painted the fence with {os.urandom(4).hex()}."):
        return _build(side, *words)


def _table(side: Side) -> Taken:
    file = side.project.parent / "partners.xlsx"
    if not file.exists():
        write_sheet(file, 5000)
    return _run(side, "import", str(file), "--project", str(side.code))


FIGURES = (
    Figure("check, 60 partners", lambda side: _run(side, "check", "--project", str(_sized(side, 60).project)), 5),
    Figure("first build, 60 partners", lambda side: _first(_sized(side, 60)), 3),
    Figure("edit with documents, 60 partners", lambda side: _edit(_sized(side, 60)), 5),
    Figure("edit of the sites, 60 partners", lambda side: _edit(_sized(side, 60), "--no-pdf"), 5),
    Figure("first build, 150 partners", lambda side: _first(_sized(side, 150))),
    Figure("edit with documents, 150 partners", lambda side: _edit(_sized(side, 150)), 3),
    Figure("one blank worksheet, with the start", lambda side: _script(side, _BLANK, str(_sized(side, 60).project)), 3),
    Figure("500 letters", lambda side: _script(side, _LETTERS, "500"), 2),
    Figure("table of 5,000 rows, XLSX", _table, 2),
    Figure("one of 1,000 letters changed", lambda side: _script(side, _AGAIN, "1000"), is_long=True),
    Figure("1,000 partners, all but letters", lambda side: _first(_sized(side, 1000, invites=False)), is_long=True),
    Figure("edit, 1,000 partners", lambda side: _edit(_sized(side, 1000, invites=False)), 2, is_long=True),
)
FIRST_BUILDS = tuple(figure for figure in FIGURES if figure.name.startswith("first build"))


def _printed(figure: Figure, side: Side) -> str:
    taken = [figure.measure(side) for _ in range(figure.times)]
    clock, processor = (median(each) for each in zip(*((one.clock, one.processor) for one in taken), strict=True))
    said = re.sub(r"\s+", " ", taken[-1].said).strip() if "letter" in figure.name and figure.name[0] != "1" else ""
    return f"{side.commit:>9} {clock:8.2f} s {processor:8.2f} s  {said}".rstrip()


def _on_cores(counts: list[int]) -> Iterator[str]:
    """Let this process and those it starts use so many cores, one number after the other; says what it did."""
    every = sorted(os.sched_getaffinity(0))
    for count in counts:
        os.sched_setaffinity(0, every[:count])
        yield f"on {count} of {len(every)} cores"


def main() -> None:
    """Measure and print, line by line."""
    parser = argparse.ArgumentParser(description="Measure what people wait for.")
    parser.add_argument("commits", nargs="*", default=["HEAD"])
    parser.add_argument("--quick", action="store_true", help="Nothing of 1,000 partners or letters.")
    parser.add_argument("--cores", type=int, nargs="+", help="First builds only, by so many cores.")
    parser.add_argument("--only", default="", help="Only figures with this in their names.")
    given = parser.parse_args()
    figures = [
        figure
        for figure in (FIRST_BUILDS if given.cores else FIGURES)
        if given.only in figure.name and not (given.quick and figure.is_long)
    ]
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        sides = []
        for number, commit in enumerate(given.commits):
            folder = Path(scratch, str(number))
            folder.mkdir()
            sides.append(stack.enter_context(worktree(commit, folder)))
        for said in _on_cores(given.cores) if given.cores else [""]:
            for figure in figures:
                print(f"{figure.name} {said}".rstrip(), flush=True)
                for side in sides:
                    print(_printed(figure, side), flush=True)


if __name__ == "__main__":
    main()

"""What a public site in three languages costs against one: a build from nothing, and another after an edit.

    .venv/bin/python benchmarks/languages.py --partners 150

Processor seconds, the smallest of the runs; both sites are built in turn, so that the machine's drift is shared. Every
profile and page is translated, so nothing is the same in two languages. The workbook is not made: what is not public is
moved into a folder of the team's, which is then taken away.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.made_coalition import TODAY, write_coalition

ONE, THREE = ("en",), ("en", "es", "ar")


def public_project(folder: Path, partners: int, languages: tuple[str, ...]) -> Path:
    """A project that holds nothing but what is public, for a site in some languages."""
    project = write_coalition(folder, partners, languages=languages)
    coalition(project, "team-folder", "../team")
    shutil.rmtree(folder.parent / "team")
    return project


def coalition(project: Path, *words: str) -> float:
    """The seconds of the processor that a command takes, with all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "coalition_site", *words, "--project", str(project), "--today", str(TODAY)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def built_and_edited(project: Path, *more: str) -> tuple[float, float]:
    """The seconds of a build from nothing, and of one after the text of one partner was changed."""
    shutil.rmtree(project / "build", ignore_errors=True)
    whole = coalition(project, "build", *more)
    text = min(file for file in project.glob("content/partners/*.md") if "." not in file.stem)
    text.write_text(f"{text.read_text(encoding='utf-8')}\nChanged.\n", encoding="utf-8")
    return whole, coalition(project, "build", *more)


def main() -> None:
    """Builds as asked for, and prints the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--partners", type=int, default=150)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--documents", action="store_true", help="make the PDFs of every language too")
    given = parser.parse_args()
    more = () if given.documents else ("--no-pdf",)
    with tempfile.TemporaryDirectory() as folder:
        projects = [
            public_project(Path(folder, str(len(languages)), "project"), given.partners, languages)
            for languages in (ONE, THREE)
        ]
        runs = [[built_and_edited(project, *more) for project in projects] for _ in range(given.runs)]
    for step, name in enumerate(("from nothing", "after an edit")):
        one, three = (min(run[site][step] for run in runs) for site in range(2))
        print(f"{name}: one language {one:.2f} s, three {three:.2f} s, {three / one:.2f} times")


if __name__ == "__main__":
    main()

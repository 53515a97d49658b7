"""Compare two commits on this machine, and say what became slower by more than a tenth where people wait.

    .venv/bin/python benchmarks/regress.py main                    # the commit that is checked out, against main
    .venv/bin/python benchmarks/regress.py v1.0 HEAD --rounds 5
    .venv/bin/python benchmarks/regress.py main --only check edit --partners 150

Each commit gets a worktree of its own, a copy of the same made coalition and the packages of this environment. Both
take turns, and who begins changes with each round. What counts is the processor's seconds, those of started processes
with them, and of all rounds the least: what else the machine does can only add to it, and so does the first round,
which compiles. What seems slower is measured once more as often before it is said. The exit code is 1 when something is
slower. The preview's own seconds are read from /proc, so this runs on Linux.
"""

import argparse
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.imports import write_sheet
from benchmarks.made_coalition import TODAY, write_coalition

ROOT = Path(__file__).resolve().parent.parent
MOST = 1.1
"""Times as long as before: what takes longer is slower."""

_CHECKS, _EDITS, _ROWS = 3, 4, 1000
# In /proc/PID/stat, behind the name: the processor's ticks for the program itself, and for the system on its behalf.
_TICKS_USED = slice(11, 13)


@dataclass(frozen=True)
class Side:
    """One of the two commits: its files, its copy of the coalition, and where it builds."""

    commit: str
    code: Path
    project: Path
    output: Path

    def command(self, *words: str) -> list[str]:
        """A command of this commit's program."""
        return [sys.executable, "-u", "-m", "coalition_site", *words]

    def environment(self) -> dict[str, str]:
        """The commit's modules come before those of the checkout that the environment belongs to."""
        return os.environ | {"PYTHONPATH": str(self.code), "NO_MKDOCS_2_WARNING": "1"}

    def seconds(self, *words: str) -> float:
        """The processor's seconds for a command. A failure ends the comparison with what it said."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = self.command(*words)
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=self.code, env=self.environment()
        )
        if done.returncode:
            raise SystemExit(f"{self.commit}: {shlex.join(command)}\n{done.stdout}\n{done.stderr}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def build(self) -> float:
        """A build of everything, from what the output folder has."""
        places = ("--project", str(self.project), "--output", str(self.output))
        return self.seconds("build", "--quiet", "--today", str(TODAY), *places)


@contextmanager
def added_to(file: Path, text: str) -> Iterator[None]:
    """The file with more text at its end."""
    written = file.read_text(encoding="utf-8")
    file.write_text(f"{written}\n{text}\n", encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(written, encoding="utf-8")


def a_partner(side: Side) -> Path:
    """The file of a partner, the same one every time."""
    return min((side.project / "content" / "partners").glob("*.md"))


def _built_once(side: Side) -> None:
    if not side.output.exists():
        side.build()


def first_build(side: Side) -> float:
    """Everything from nothing: both sites, all documents, all letters."""
    shutil.rmtree(side.output, ignore_errors=True)
    return side.build()


def edit(side: Side) -> float:
    """A build after a sentence was added to one partner."""
    _built_once(side)
    with added_to(a_partner(side), f"They painted the fence {time.time_ns()}."):
        return side.build()


def letters(side: Side) -> float:
    """A build after a sentence was added to the invitation, so that most letters are made again."""
    _built_once(side)
    with added_to(side.project / "content" / "letters" / "invitation.md", f"We count {time.time_ns()}."):
        return side.build()


def check(side: Side) -> float:
    """`coalition check` from the shell; a few, since one is short."""
    return sum(side.seconds("check", "--project", str(side.project), "--today", str(TODAY)) for _ in range(_CHECKS))


def import_table(side: Side) -> float:
    """A table of 1,000 partners, understood and planned, with nothing written."""
    table = side.project.parent / "partners.csv"
    if not table.exists():
        write_sheet(table, _ROWS)
    return side.seconds("import", str(table), "--project", str(side.project))


def preview(side: Side) -> float:
    """From a saved file to its page, a few times; what the background does with the documents is not counted."""
    _built_once(side)
    places = ("--project", str(side.project), "--output", str(side.output))
    command = side.command("serve", "--port", "0", "--today", str(TODAY), *places)
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=side.code, env=side.environment()
    )
    try:
        said = iter(running.stdout or ())
        address = re.search(r"(http://[\d.]+:\d+(?:/[\w-]+(?=/site/))?)\S*", next(said, ""))
        if address is None:
            raise SystemExit(f"{side.commit}: the preview did not start")
        page = f"{address[1]}/workbook/partners/{a_partner(side).stem}.html"
        # The key in the address becomes a cookie at the first opening.
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        _read(browser, address[0])
        _wait_for(said, ": shown (")
        _read(browser, page)
        begun = _own_seconds(running.pid)
        for number in range(_EDITS):
            text = f"They painted fence number {number}."
            with added_to(a_partner(side), text):
                _wait_for(said, ": shown (")
                if text not in _read(browser, page):
                    raise SystemExit(f"{side.commit}: the preview does not show what was written")
            _wait_for(said, ": shown (")
        return _own_seconds(running.pid) - begun
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate()


def _wait_for(said: Iterator[str], part: str) -> None:
    if not any(part in line for line in said):
        raise SystemExit("the preview ended")


def _read(browser: urllib.request.OpenerDirector, address: str) -> str:
    with browser.open(address, timeout=60) as answer:
        return str(answer.read(), "utf-8")


def _own_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[_TICKS_USED])) / os.sysconf("SC_CLK_TCK")


STAGES: Mapping[str, Callable[[Side], float]] = {
    "check": check,
    "first build": first_build,
    "edit": edit,
    "letters": letters,
    "preview": preview,
    "import": import_table,
}
"""All that people wait for, in an order in which no stage has to build first what another one builds."""

Found = dict[str, tuple[list[float], list[float]]]
"""The seconds of each stage, before and after."""


def measure(names: Iterable[str], sides: tuple[Side, Side], rounds: int, found: Found) -> None:
    """Add so many rounds of some stages to what was found."""
    for number in range(rounds):
        for name in names:
            for which in (0, 1) if number % 2 == 0 else (1, 0):
                found.setdefault(name, ([], []))[which].append(STAGES[name](sides[which]))


def ratio(seconds: tuple[list[float], list[float]]) -> float:
    """How many times as long it takes after as before."""
    before, after = map(min, seconds)
    return after / before


def slower(found: Found, most: float) -> list[str]:
    """The stages that take more than so many times as long."""
    return [name for name, seconds in found.items() if ratio(seconds) > most]


def _git(*words: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr.strip())
    return done.stdout.strip()


@contextmanager
def worktree(commit: str, folder: Path) -> Iterator[Side]:
    """A side whose worktree is gone afterwards; its project is still to be made."""
    code = folder / "code"
    _git("worktree", "add", "--quiet", "--detach", str(code), commit)
    try:
        yield Side(_git("rev-parse", "--short", commit), code, folder / "project", folder / "output")
    finally:
        _git("worktree", "remove", "--force", str(code))


def main() -> None:
    """Compare, print a table, and say what became slower."""
    parser = argparse.ArgumentParser(description="Compare the speed of two commits.")
    parser.add_argument("before", help="The commit to compare with, as main.")
    parser.add_argument("after", nargs="?", default="HEAD", help="The commit to judge.")
    parser.add_argument("--partners", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=float, default=MOST, help="Times as long as before that are not slower yet.")
    parser.add_argument("--only", nargs="+", choices=list(STAGES), default=list(STAGES), metavar="STAGE")
    given = parser.parse_args()
    names = [name for name in STAGES if name in given.only]
    with tempfile.TemporaryDirectory() as scratch_name:
        scratch = Path(scratch_name)
        with worktree(given.before, scratch / "before") as before, worktree(given.after, scratch / "after") as after:
            # The earlier content: what the later program reads, the earlier one need not know yet.
            write_coalition(before.project, given.partners, root=before.code)
            shutil.copytree(before.project, after.project)
            found: Found = {}
            measure(names, (before, after), given.rounds, found)
            measure(slower(found, given.most), (before, after), given.rounds, found)
    print(f"{given.partners} partners  {before.commit:>10}  {after.commit:>10}  times as long")
    for name, seconds in found.items():
        print(f"{name:<12} {min(seconds[0]):9.2f} s {min(seconds[1]):9.2f} s  {ratio(seconds):10.2f}")
    if names := slower(found, given.most):
        raise SystemExit(f"Slower: {', '.join(names)}")
    print("Nothing became slower.")


if __name__ == "__main__":
    main()

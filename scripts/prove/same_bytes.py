"""Builds the committed coalition again and again under other circumstances, and compares every byte of the output.

    .venv/bin/python scripts/prove/same_bytes.py                     all circumstances but other versions of Python
    .venv/bin/python scripts/prove/same_bytes.py --python python3.13 and with that Python (its packages are fetched)
    .venv/bin/python scripts/prove/same_bytes.py --no-pdf --only "time zone" --only locale

Prints a table: the circumstance, the files, those that differ. Ends with 1 if any differs. The first build is in a copy
of the repository, in UTC, with Python's own hash seed 0; each other build differs from it in one thing.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
DAY, EPOCH = "2026-11-23", "1795392000"
PLAIN = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": EPOCH}
# Turns round what the system says lies in a folder, for every program that reads this file at its start.
REVERSED = """\
import os
_listdir, _scandir = os.listdir, os.scandir
class _Reversed(list):
    def __enter__(self): return self
    def __exit__(self, *error): return None
    def __next__(self):
        if not self: raise StopIteration
        return self.pop(0)
    def close(self): return None
os.listdir = lambda *words: sorted(_listdir(*words), reverse=True)
os.scandir = lambda *words: _Reversed(sorted(_scandir(*words), key=lambda entry: entry.name, reverse=True))
"""
SHOWN = 5
Hashes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What is otherwise than in the first build: its name, variables, the folder, the Python, what is done before."""

    name: str
    variables: Mapping[str, str] = field(default_factory=dict)
    folder: str = "project"
    python: Path = Path(sys.executable)
    before: Callable[[Path], None] | None = None
    launcher: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Trials:
    """Where the copies and outputs go, and whether PDFs are made."""

    folder: Path
    with_pdf: bool

    def hashes(self, number: int, case: Circumstance) -> Hashes:
        """The output of one build by path and hash. Raises CalledProcessError where the build fails."""
        project = self.folder / str(number) / case.folder
        _clone(self.folder / "committed", project)
        if case.before is not None:
            case.before(project)
        output = project.parent / ("output" if case.folder == "project" else "another output")
        words = [
            *case.launcher,
            str(case.python),
            "-m",
            "coalition_site",
            "build",
            "--quiet",
            "--project",
            str(project),
        ]
        words += ["--output", str(output), "--today", DAY, *([] if self.with_pdf else ["--no-pdf"])]
        given = {**os.environ, **PLAIN, "PYTHONPATH": str(project), **case.variables}
        for _ in range(2 if case.again else 1):
            subprocess.run(words, check=True, cwd=project.parent, env=given)
        found = {
            file.relative_to(output).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for site in ("site", "workbook")
            for file in (output / site).rglob("*")
            if file.is_file()
        }
        shutil.rmtree(self.folder / str(number))
        return found


def main() -> int:
    """Runs the builds and prints the table."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--python", action="append", default=[], help="another Python, such as python3.13; repeatable")
    words.add_argument("--only", action="append", help="only this circumstance; repeatable")
    words.add_argument("--no-pdf", action="store_true", help="builds without PDFs: quicker")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="bytes-") as name:
        folder = Path(name)
        # Once, since somebody may commit while the builds run.
        _clone(ROOT, folder / "committed")
        others = [Circumstance(program, python=_environment(folder, program)) for program in asked.python]
        cases = [case for case in (*others, *_circumstances(folder)) if not asked.only or case.name in asked.only]
        return _run(Trials(folder, not asked.no_pdf), cases)


def _clone(source: Path, target: Path) -> None:
    subprocess.run(["git", "clone", "--quiet", "--local", str(source), str(target)], check=True)


def _circumstances(folder: Path) -> list[Circumstance]:
    start = folder / "start"
    start.mkdir()
    (start / "sitecustomize.py").write_text(REVERSED, encoding="utf-8")
    return [
        Circumstance("the same again"),
        Circumstance("another folder", folder="a longer name/with é and more"),
        Circumstance("time zone", {"TZ": "Pacific/Kiritimati"}),
        Circumstance("time zone behind", {"TZ": "America/St_Johns"}),
        Circumstance("locale", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
        Circumstance("locale without UTF-8", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        Circumstance("hash seed", {"PYTHONHASHSEED": "4242"}),
        Circumstance("order of files", before=partial(_start_with, start)),
        Circumstance("age of files", before=_age),
        Circumstance("one processor", launcher=("taskset", "--cpu-list", "0")),
        Circumstance("built twice", again=True),
        Circumstance("no terminal colors, other home", {"NO_COLOR": "1", "HOME": str(folder), "USER": "somebody"}),
    ]


def _run(trials: Trials, cases: list[Circumstance]) -> int:
    first = trials.hashes(0, Circumstance("first"))
    print(f"{'circumstance':34} {'files':>6} {'differ':>7} {'seconds':>8}")
    print(f"{'the first build':34} {len(first):6} {'':7}", flush=True)
    differing = 0
    for number, case in enumerate(cases, 1):
        begun = time.monotonic()
        found = trials.hashes(number, case)
        differ = sorted(name for name in first.keys() | found.keys() if first.get(name) != found.get(name))
        differing += len(differ)
        print(f"{case.name:34} {len(found):6} {len(differ):7} {time.monotonic() - begun:8.0f}", flush=True)
        for name in differ[:SHOWN]:
            print(f"    {name}", flush=True)
    print("every byte is the same" if not differing else f"{differing} files differ")
    return 1 if differing else 0


def _start_with(start: Path, project: Path) -> None:
    """Lets every Python that runs in the project read our `sitecustomize.py`."""
    shutil.copyfile(start / "sitecustomize.py", project / "sitecustomize.py")


def _age(project: Path) -> None:
    """Gives the files other days and rights."""
    for number, file in enumerate(sorted((project / "content").rglob("*"))):
        os.utime(file, (1_000_000_000 + 86_400 * number,) * 2)
        file.chmod(0o755 if file.is_dir() else 0o600)


def _environment(folder: Path, program: str) -> Path:
    """An environment for another Python with the same packages; returns its program."""
    place = folder / "environments" / Path(program).name
    subprocess.run(["uv", "venv", "--quiet", "--python", program, str(place)], check=True)
    lock = ["--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / "requirements.lock")]
    python = place / "bin" / "python"
    subprocess.run(["uv", "pip", "install", "--quiet", "--python", str(python), *lock], check=True)
    return python


if __name__ == "__main__":
    sys.exit(main())

"""Kills builds at random moments and looks at what is left: whole, and the site and the workbook of one build.

    .venv/bin/python scripts/torture/kill_builds.py                    200 kills of the included coalition, no PDFs
    .venv/bin/python scripts/torture/kill_builds.py --pdf --kills 40   with PDFs
    .venv/bin/python scripts/torture/kill_builds.py --small            of the smallest coalition there is: quicker

Two states of the content take turns, so that an output is of the one or of the other, known by every byte. A kill is
SIGKILL to the build and all processes it started. Every fourth waits until the build is complete and begins to put its
folders in place, and comes within two thousandths of a second. After every tenth kill a build may end, and must be
right. Ends with 1 if anything was wrong.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
SITES = ("site", "workbook")
DAY = "2026-11-23"
TARGETED_EVERY, BUILT_EVERY = 4, 10
LONGEST_BUILD = 600
TOO_LATE = "too late, no kill"
Manifest = dict[str, dict[str, str]]


def main() -> int:
    """Runs the kills and prints the figures."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--kills", type=int, default=200)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--pdf", action="store_true", help="builds with PDFs")
    words.add_argument("--small", action="store_true", help="the smallest coalition instead of the included one")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        folder = Path(name)
        states = [_project(folder / state, state, small=asked.small) for state in ("old", "new")]
        return _run(folder, states, asked)


def _project(folder: Path, state: str, *, small: bool) -> Path:
    """A project whose pages all say which of the two states they are of."""
    source = ROOT / "tests" / "cases" / "base" / "content" if small else ROOT / "content"
    shutil.copytree(source, folder / "content")
    settings = folder / "content" / "coalition.yml"
    text = re.sub(
        r"^name:.*\n(?: .*\n)*", f"name: The {state} state\n", settings.read_text("utf-8"), flags=re.MULTILINE
    )
    settings.write_text(text, encoding="utf-8")
    return folder


def _run(folder: Path, states: list[Path], asked: argparse.Namespace) -> int:
    rng = random.Random(asked.seed)  # noqa: S311  moments, not secrets
    begun = time.monotonic()
    right = []
    for number, project in enumerate(states):
        if _build(project, folder / f"right-{number}", pdf=asked.pdf).wait():
            return 1
        right.append(_manifest(folder / f"right-{number}"))
    duration = (time.monotonic() - begun) / 2
    output = folder / "output"
    shutil.copytree(folder / "right-0", output)
    found, wrong, number, tried = Counter[str](), 0, 0, 0
    while number < asked.kills:
        tried += 1
        state = tried % 2
        process = _build(states[state], output, pdf=asked.pdf)
        moment = _kill(process, output, rng, duration, targeted=tried % TARGETED_EVERY == 0)
        verdict = _verdict(_manifest(output), right)
        found[f"{moment}: {verdict}"] += 1
        if verdict in {"broken", "missing"}:
            wrong += 1
            print(f"kill {number}: {verdict}", flush=True)
        if moment == TOO_LATE:
            continue
        number += 1
        if number % BUILT_EVERY == 0:
            begun = time.monotonic()
            code = _build(states[state], output, pdf=asked.pdf).wait()
            duration = time.monotonic() - begun
            good = code == 0 and _manifest(output) == right[state] and not list(output.glob(".new-*"))
            found["next build: right" if good else "next build: wrong"] += 1
            wrong += not good
            print(f"{number} kills, a build takes {duration:.1f} s", flush=True)
    for what, count in sorted(found.items()):
        print(f"{count:5} {what}")
    print(f"{asked.kills} kills, {wrong} wrong")
    return 1 if wrong else 0


def _build(project: Path, output: Path, *, pdf: bool) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "coalition_site", "build", "--quiet", "--today", DAY]
    command += ["--project", str(project), "--output", str(output), *([] if pdf else ["--no-pdf"])]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)


def _kill(
    process: subprocess.Popen[bytes], output: Path, rng: random.Random, duration: float, *, targeted: bool
) -> str:
    """Kills a build at some moment, and says when that was."""
    if targeted:
        limit = time.monotonic() + LONGEST_BUILD
        while process.poll() is None and not list(output.glob(".new-*/complete.json")) and time.monotonic() < limit:
            time.sleep(0.0002)
        time.sleep(rng.uniform(0, 0.002))
        moment = "while put in place"
    else:
        time.sleep(rng.uniform(0, duration))
        moment = "at random"
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        moment = TOO_LATE
    process.wait()
    return moment


def _manifest(output: Path) -> Manifest:
    """Every file of both folders by its bytes; an absent folder has none."""
    return {
        name: {
            str(file.relative_to(output)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted((output / name).rglob("*"))
            if file.is_file()
        }
        for name in SITES
    }


def _verdict(found: Manifest, right: list[Manifest]) -> str:
    if any(not found[name] for name in SITES):
        return "missing"
    states = [[number for number, each in enumerate(right) if each[name] == found[name]] for name in SITES]
    if any(not state for state in states):
        return "broken"
    return "whole, of one build" if states[0] == states[1] else "whole, of two builds"


if __name__ == "__main__":
    sys.exit(main())

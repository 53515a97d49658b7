"""Measure every stage of a build, at several sizes, beside plain MkDocs and other builders on the same staged tree.

    .venv/bin/python benchmarks/stages.py                          # 10 to 1,000 partners, medians of three
    .venv/bin/python benchmarks/stages.py --sizes 60 --runs 5
    .venv/bin/python benchmarks/stages.py --peer "zensical build -f {config}"
    .venv/bin/python benchmarks/stages.py --sizes 1000 --documents # minutes: with all PDFs, but for the letters

Each way runs in a process of its own, one at a time. What counts is the time of the processor, with that of processes
it starts: a machine that is busy with other things stretches the clock, and hardly this. The clock's time stands beside
it. Letters are timed by letters.py.
"""

import argparse
import os
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.made_coalition import ROOT, TODAY, write_coalition

_STAGES = """
import resource, sys, tempfile
from dataclasses import replace
from pathlib import Path
from benchmarks.made_coalition import TODAY
from coalition_site.publish.cache.cache import open_cache
from coalition_site.publish.site.make import Sites, publish_sites
from coalition_site.render.outputs import render_outputs
from coalition_site.jobs.build import derive
from coalition_site.jobs.epoch import epoch_of
from coalition_site.validate.project import check

def used():
    each = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in each)

project, last = Path(sys.argv[1]), used()
def lap(name):
    global last
    print(name, round(used() - last, 3))
    last = used()

lap("start")
made = check(project, TODAY).validated.coalition
lap("check")
views = derive(made, TODAY)
lap("derive")
outputs = render_outputs(views, made, None, with_pdf=True)
trees = {"public site": outputs.sites[0], "workbook": outputs.workbook}
for name, tree in trees.items():
    trees[name] = replace(tree, pages=tuple(replace(page, content=page.html) for page in tree.pages))
lap("render")
with tempfile.TemporaryDirectory() as scratch:
    for name, tree in trees.items():
        made_with = Sites(project, epoch_of(TODAY), open_cache(Path(scratch, "none"), project / "templates", "en"))
        publish_sites({name: tree}, Path(scratch), made_with)
        lap(name)
"""
_STAGE_TREES = """
import sys
from pathlib import Path
from benchmarks.made_coalition import TODAY
from coalition_site.publish.site.tree import write_site_tree
from coalition_site.render.outputs import render_outputs
from coalition_site.resources import default_mkdocs_config
from coalition_site.jobs.build import derive
from coalition_site.validate.project import check

made = check(Path(sys.argv[1]), TODAY).validated.coalition
outputs = render_outputs(derive(made, TODAY), made, None, with_pdf=True)
write_site_tree(outputs.sites[0], Path(sys.argv[2]), default_mkdocs_config())
"""


@dataclass(frozen=True)
class Taken:
    """What a run took: seconds of the processor and of the clock, and what it printed."""

    processor: float
    clock: float
    said: str


def run(command: list[str], folder: Path = ROOT, code: Path = ROOT) -> Taken:
    """Run a command to its end, with the modules of a checkout; a failure ends the benchmark with what it said."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(code), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder, env=environment)
    if done.returncode:
        raise SystemExit(f"{shlex.join(command)}\n{done.stdout}\n{done.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(processor, time.perf_counter() - begun, done.stdout)


def middle(runs: int, make: Callable[[], Taken]) -> Taken:
    """The median run, by the processor's time."""
    every = sorted((make() for _ in range(runs)), key=lambda taken: taken.processor)
    return every[len(every) // 2]


def coalition(*words: str) -> list[str]:
    """A command of ours, on the made coalitions' day."""
    return [sys.executable, "-m", "coalition_site", *words, "--today", str(TODAY), "--quiet"]


def stages(project: Path, runs: int) -> dict[str, float]:
    """Median seconds of the processor for each stage of a build without documents, from nothing."""
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        for line in run([sys.executable, "-c", _STAGES, str(project)]).said.splitlines():
            name, _, seconds = line.rpartition(" ")
            found.setdefault(name, []).append(float(seconds))
    return {name: median(seconds) for name, seconds in found.items()}


def edited(project: Path, build: list[str]) -> Taken:
    """A build after one partner's text changed."""
    file = min((project / "content" / "partners").glob("*.md"))
    written = file.read_text(encoding="utf-8")
    file.write_text(f"{written}\nThey painted the fence {time.time_ns()}.\n", encoding="utf-8")
    try:
        return run(build)
    finally:
        file.write_text(written, encoding="utf-8")


_HUGO_SETTINGS = """
disableKinds = ["taxonomy", "term", "section", "rss", "sitemap", "404"]
[markup.goldmark.renderer]
unsafe = true
"""
_HUGO_LAYOUT = "<!DOCTYPE html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>"


def hugo(staged: Path, scratch: Path) -> list[str]:
    """Hugo on the same pages with a layout of one line: no theme, navigation, search or styles."""
    site = scratch / "hugo"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(staged / "docs", site / "content")
    for name in ("single", "list", "home"):
        layout = site / "layouts" / "_default" / f"{name}.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(_HUGO_LAYOUT, encoding="utf-8")
    (site / "hugo.toml").write_text(_HUGO_SETTINGS, encoding="utf-8")
    return ["hugo", "--quiet", "-s", str(site)]


def peers(project: Path, scratch: Path, runs: int, commands: list[str]) -> dict[str, Taken]:
    """The public site's staged tree, built by others; `{config}` in a command is its mkdocs.yml."""
    staged = scratch / "staged"
    shutil.rmtree(staged, ignore_errors=True)
    run([sys.executable, "-c", _STAGE_TREES, str(project), str(staged)])
    plain = f"{shlex.quote(sys.executable)} -m mkdocs build -q -f {{config}} -d {shlex.quote(str(scratch / 'plain'))}"
    found = {}
    for command in (plain, *commands):
        words = shlex.split(command.format(config=staged / "mkdocs.yml"))
        name = "plain MkDocs" if command == plain else words[0].rpartition("/")[2]
        found[name] = middle(runs, partial(run, words, staged))
    if shutil.which("hugo"):
        words = hugo(staged, scratch)
        found["Hugo, bare"] = middle(runs, lambda: run(words, staged))
    return found


def documents(project: Path, scratch: Path) -> None:
    """Print what both sites with all PDFs and tables take, without invites and so without letters; and an edit."""
    quiet, output = scratch / "without-invites", scratch / "with-documents"
    shutil.copytree(project, quiet)
    (quiet / "content" / "invites.yml").unlink()
    build = coalition("build", "--project", str(quiet), "--output", str(output))
    for name, taken in (
        ("all but letters, from nothing", run(build)),
        ("one text edited, all PDFs too", edited(quiet, build)),
    ):
        print(f"  {name:<32} {taken.processor:7.2f} s ({taken.clock:.2f} s by the clock)", flush=True)
    pdfs = sum(1 for site in ("site", "workbook") for _ in (output / site).rglob("*.pdf"))
    print(f"  {pdfs} PDFs; largest process so far {largest_process()} MB", flush=True)
    shutil.rmtree(quiet)
    shutil.rmtree(output)


def largest_process() -> int:
    """The most memory that one of the processes took, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def measure(size: int, runs: int, commands: list[str], scratch: Path, *, with_documents: bool) -> None:
    """Print everything about one size."""
    project = write_coalition(scratch / f"made-{size}", size)
    output = scratch / f"built-{size}"
    print(f"{size} partners", flush=True)
    checked = middle(runs, lambda: run(coalition("check", "--project", str(project))))
    print(f"  coalition check from the shell   {checked.processor:7.2f} s ({checked.clock:.2f} s by the clock)")
    for name, seconds in (found := stages(project, runs)).items():
        print(f"  {name:<32} {seconds:7.2f} s", flush=True)
    build = coalition("build", "--no-pdf", "--project", str(project), "--output", str(output))
    run(build)
    again = middle(runs, lambda: edited(project, build))
    print(f"  one text edited, built again     {again.processor:7.2f} s ({again.clock:.2f} s by the clock)", flush=True)
    for name, taken in peers(project, scratch, runs, commands).items():
        ratio = taken.processor / found["public site"]
        print(f"  public site by {name:<17} {taken.processor:7.2f} s; ours takes 1/{ratio:.1f} of it", flush=True)
    if with_documents:
        documents(project, scratch)


def main() -> None:
    """Measure the sizes that were asked for."""
    parser = argparse.ArgumentParser(description="Measure every stage of a build.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 60, 150, 1000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peer", action="append", default=[], help="A command that builds the staged tree.")
    parser.add_argument("--documents", action="store_true", help="Time builds with all PDFs, but for letters, too.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for size in given.sizes:
            measure(size, given.runs, given.peer, Path(scratch), with_documents=given.documents)
    print(f"largest process: {largest_process()} MB")


if __name__ == "__main__":
    main()

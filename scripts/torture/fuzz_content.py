"""Tries mutants of the included content: no traceback, no hang, every failure with file and line.

    .venv/bin/python scripts/torture/fuzz_content.py                       20,000 mutants (about an hour on one core)
    .venv/bin/python scripts/torture/fuzz_content.py --count 500 --first 7000
    .venv/bin/python scripts/torture/fuzz_content.py --show 7012           what mutant 7012 is, and what is said of it

A mutant is known by its number alone, so every finding can be had again. Each is checked; one that is accepted is
derived and rendered too, pages and documents. Every hundredth of those is built, both sites, with --build; every
twentieth with --build 20. Ends with 1 if anything was found.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from coalition_site.jobs.build import BuildOptions, build
from coalition_site.problems import describe
from coalition_site.progress import QuietProgress
from coalition_site.validate.project import check
from tests.support.mutation.mutants import Mutant, mutant
from tests.support.mutation.trial import TODAY, Tree, original_files, trial

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Runs the trials and prints the figures."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--count", type=int, default=20_000, help="how many mutants")
    words.add_argument("--first", type=int, default=0, help="the number of the first")
    words.add_argument(
        "--build", type=int, nargs="?", const=100, metavar="N", help="build every Nth mutant that is accepted (100th)"
    )
    words.add_argument("--show", type=int, help="show one mutant instead")
    asked = words.parse_args()
    original = original_files(ROOT)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = Tree(original, Path(folder))
        if asked.show is not None:
            return _show(tree, mutant(original, asked.show))
        return _run(tree, range(asked.first, asked.first + asked.count), built_every=asked.build)


def _run(tree: Tree, seeds: range, *, built_every: int | None) -> int:
    outcomes, accepted, built, faulty, problems = Counter[str](), 0, 0, 0, 0
    longest, begun = (0.0, 0), time.monotonic()
    for seed in seeds:
        tried = mutant(tree.original, seed)
        verdict = trial(tree, tried)
        outcomes[verdict.outcome] += 1
        problems += verdict.problems
        longest = max(longest, (verdict.seconds, seed))
        accepted += verdict.outcome != "refused"
        if built_every and verdict.outcome != "refused" and accepted % built_every == 0:
            built += 1
            verdict.faults += _build(tree, tried)
        if verdict.faults:
            faulty += 1
            print(f"mutant {seed} ({'; '.join(tried.done)}):", *verdict.faults, sep="\n  ", flush=True)
        if (seed - seeds.start + 1) % 1000 == 0:
            print(f"{seed - seeds.start + 1:,} mutants, {time.monotonic() - begun:.0f} s", flush=True)
    counted = ", ".join(f"{count:,} {name}" for name, count in sorted(outcomes.items()))
    print(f"{len(seeds):,} mutants: {counted}; {problems:,} problems reported; {built} built")
    print(f"{faulty} faulty; the longest took {longest[0]:.1f} s (mutant {longest[1]})")
    return 1 if faulty else 0


def _build(tree: Tree, tried: Mutant) -> list[str]:
    """Builds both sites of an accepted mutant; a failure in words is fine, any other is what is looked for."""
    with tree.mutated(tried) as project:
        coalition = check(project, TODAY).validated.coalition
        output = project / "build"
        try:
            if coalition is not None:
                build(coalition, BuildOptions(project, output, TODAY, with_pdf=False), QuietProgress())
        except Exception as error:  # noqa: BLE001  any of them is what is looked for
            return [f"the build failed: {type(error).__name__}: {error}"]
        finally:
            shutil.rmtree(output, ignore_errors=True)
    return []


def _show(tree: Tree, tried: Mutant) -> int:
    print("\n".join(tried.done))
    with tree.mutated(tried) as project:
        for path, lying in tried.changes.items():
            print(f"\n--- {path}: {lying if isinstance(lying, str) else len(lying)}")
            if isinstance(lying, bytes):
                print(lying.decode("utf-8", "backslashreplace")[:4000])
        checked = check(project, TODAY)
        for problem in checked.validated.problems:
            print(describe(problem, checked.line_at))
    verdict = trial(tree, tried)
    print(f"\n{verdict.outcome}, {verdict.seconds:.2f} s", *verdict.faults, sep="\n")
    return 1 if verdict.faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""Breaks the program in 100 places, one at a time, and says which of these faults no test would have found.

    .venv/bin/python scripts/torture/break_program.py                  100 faults (about 20 minutes on a quiet core)
    .venv/bin/python scripts/torture/break_program.py --seed 7         100 others
    .venv/bin/python scripts/torture/break_program.py --count 8 --only edit
    .venv/bin/python scripts/torture/break_program.py --show           what would be broken, without a run

A quarter of the faults each is in what audiences see, in what else is derived, in validation, and in editing. The seed
alone decides which faults these are (`tests/support/mutation/program.py` says which kinds there are). They are made in
a copy of the tree. The tests of all parts run once as they are, with coverage; then, for each fault, the files of tests
that reach its line, to the first failure; and where all of them pass, the step *Words* of `./run test`.

A fault that changes nothing that anybody could notice is no gap in the tests: it stands with its reason in
`harmless_faults.yml` beside this script, by the name printed here. Ends with 1 if another fault survives, or if one of
those listed is found by a test after all.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import cache_from_source
from itertools import chain
from pathlib import Path

import yaml
from coverage import CoverageData

from tests.support.mutation.program import Fault, chosen, faults_of

ROOT = Path(__file__).parents[2]

HARMLESS = Path(__file__).with_name("harmless_faults.yml")
LONGEST = 300
"""Seconds after which a run counts as hanging, which is a fault found."""
AUDIENCES = ("derive/public", "derive/letters", "derive/team", "derive/worksheet")
PARTS = {"audiences": AUDIENCES, "derive": ("derive",), "validate": ("validate",), "edit": ("edit",)}
"""Folders of each part. What is of the audiences is not of `derive` again."""
TESTS = ("derive", "render", "validate", "read", "cases", "edit", "importers")
PYTEST = (sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", "-m", "not slow")
# That a property fails is enough; the smallest example of it would take minutes.
WITHOUT_SHRINKING = """
import pytest
from hypothesis import Phase, settings

@pytest.hookimpl(trylast=True)
def pytest_configure():
    phases = (Phase.explicit, Phase.generate)
    profile = settings.get_profile(settings.get_current_profile_name())
    settings.register_profile("without shrinking", profile, phases=phases)
    settings.load_profile("without shrinking")
"""


@dataclass(frozen=True)
class Broken:
    """A fault and the module, seen from the root, that has it."""

    module: str
    fault: Fault

    def __str__(self) -> str:
        """One line: the name for the list of harmless faults, the place, and what was done."""
        at = self.fault
        before, after = (" ".join(text.split()) for text in (at.before, at.after))
        return f"{at.name}  {self.module}:{at.line}  {at.kind}: {before}  ->  {after}"


def broken_of(part: str, count: int, seed: int) -> list[Broken]:
    """The faults that are tried in a part."""
    package = ROOT / "coalition_site"
    modules = {file for folder in PARTS[part] for file in (package / folder).rglob("*.py")}
    if part == "derive":
        modules -= {file for folder in AUDIENCES for file in (package / folder).rglob("*.py")}
    at = {fault: file for file in sorted(modules) for fault in faults_of(file.read_bytes())}
    return [Broken(at[fault].relative_to(ROOT).as_posix(), fault) for fault in chosen(list(at), count, seed)]


def copy_of_tree(folder: Path) -> None:
    """Copies what git knows or would take, as it lies here now."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


class Tests:
    """The tests in a copy of the tree, and which of their files reach which lines."""

    def __init__(self, tree: Path) -> None:
        self.tree = tree
        self.variables = {key: value for key, value in os.environ.items() if key not in {"CI", "UPDATE_CASES"}}
        (tree / "without_shrinking.py").write_text(WITHOUT_SHRINKING, encoding="utf-8")
        self.variables |= {"PYTHONPATH": str(tree), "PYTEST_PLUGINS": "without_shrinking"}
        watched = [f"--cov=coalition_site.{each}" for each in ("derive", "validate", "edit")]
        if not self.pass_in((f"tests/{folder}" for folder in TESTS), "--cov-context=test", "--cov-report=", *watched):
            sys.exit(f"break_program: tests fail before anything is broken\n{self.said}")
        if not self.words_hold():
            sys.exit("break_program: the step Words fails before anything is broken")
        self.reached = CoverageData(str(tree / ".coverage"))
        self.reached.read()
        self.sizes = _by_file(self.reached.measured_contexts())

    def of(self, broken: Broken) -> list[str]:
        """The files of tests that reach the line of a fault, first those that do little else.

        Of an expression over several lines, and of what runs at import, not every line is known: where no test is known
        to reach them, it is all files that reach the module.
        """
        by_line = self.reached.contexts_by_lineno(str(self.tree / broken.module))
        last = broken.fault.line + broken.fault.before.count("\n")
        within = _by_file(chain.from_iterable(by_line.get(line, []) for line in range(broken.fault.line, last + 1)))
        found = within or _by_file(chain.from_iterable(by_line.values()))
        return sorted(found, key=lambda file: (-found[file] / self.sizes[file], file))

    def pass_in(self, files: Iterable[str], *words: str) -> bool:
        """Whether the tests of these files pass; the first failure ends it. Raises RuntimeError if they did not run."""
        try:
            done = subprocess.run(
                [*PYTEST, "-x", *words, *files],
                cwd=self.tree,
                env=self.variables,
                capture_output=True,
                text=True,
                timeout=None if words else LONGEST,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        self.said = done.stdout[-4000:] + done.stderr[-2000:]
        if done.returncode > 2:  # noqa: PLR2004  1 is a failure, 2 a module that cannot be imported
            raise RuntimeError(self.said)
        return done.returncode == 0

    def words_hold(self) -> bool:
        """Whether the step *Words* passes, which finds a message that the program says and no catalogue has."""
        command = [sys.executable, "scripts/make/catalogues.py", "--check"]
        return not subprocess.run(
            command, cwd=self.tree, env=self.variables, capture_output=True, check=False
        ).returncode


def _by_file(contexts: Iterable[str]) -> Counter[str]:
    """How many of the tests, given as coverage names them, stand in each file."""
    return Counter(context.partition("::")[0] for context in set(contexts) if context)


def survives(broken: Broken, tests: Tests) -> bool:
    """Whether all that `./run test` tries passes with one fault in the copy of the tree, which is whole afterwards."""
    files = tests.of(broken)
    module = tests.tree / broken.module
    source = module.read_bytes()
    compiled = Path(cache_from_source(str(module)))
    try:
        compiled.unlink(missing_ok=True)  # a file of the same size and second would be taken for the same
        module.write_bytes(broken.fault.done_to(source))
        return (not files or tests.pass_in(files)) and tests.words_hold()
    finally:
        module.write_bytes(source)
        compiled.unlink(missing_ok=True)


def main() -> int:
    """Runs the trials and prints what survived."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--count", type=int, default=100, help="how many faults")
    words.add_argument("--seed", type=int, default=1, help="which ones")
    words.add_argument("--only", choices=PARTS, action="append", help="only this part (may be given again)")
    words.add_argument("--fault", action="append", default=[], metavar="NAME", help="only the fault of this name")
    words.add_argument("--show", action="store_true", help="name the faults instead of trying them")
    asked = words.parse_args()
    count = sys.maxsize if asked.fault else asked.count // len(asked.only or PARTS)
    tried = [each for part in asked.only or PARTS for each in broken_of(part, count, asked.seed)]
    if asked.fault:
        tried = [each for each in tried if each.fault.name in asked.fault]
    if asked.show:
        print(*tried, sep="\n")
        return 0
    return try_all(tried)


def try_all(tried: list[Broken]) -> int:
    """Tries the faults and prints each verdict as it comes. Returns the code to end with."""
    harmless = yaml.safe_load(HARMLESS.read_text(encoding="utf-8")) or {}
    survived: list[Broken] = []
    wrongly_listed: list[Broken] = []
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="break-program-") as name:
        copy_of_tree(Path(name))
        tests = Tests(Path(name))
        for each in tried:
            lives, known = survives(each, tests), each.fault.name in harmless
            print(f"{('harmless' if known else 'SURVIVED') if lives else 'found':9} {each}", flush=True)
            survived += [each] if lives and not known else []
            wrongly_listed += [each] if known and not lives else []
    print(f"\n{len(tried)} faults in {time.monotonic() - begun:.0f} s, {len(survived)} survived that are not explained")
    for each in wrongly_listed:
        print(f"listed as harmless, but a test finds it: {each}")
    return 1 if survived or wrongly_listed else 0


if __name__ == "__main__":
    sys.exit(main())

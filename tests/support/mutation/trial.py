"""What a mutant must not do: end in a traceback, take five seconds, fail without a place, or act on a page."""

import os
import re
import shutil
import signal
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import FrameType
from unittest.mock import patch

from coalition_site.cli.problem_report import as_annotation, as_json
from coalition_site.derive.public.view import public_view
from coalition_site.jobs.build import derive
from coalition_site.problems import Problem, describe
from coalition_site.render import outputs as rendering
from coalition_site.render.environment import html_environment
from coalition_site.render.outputs import Outputs, render_outputs
from coalition_site.validate.project import Checked, check
from tests.support.mutation.mutants import Lying, Mutant
from tests.support.mutation.values import MARK
from tests.support.plain_words import foreign_words

TODAY = date(2026, 11, 23)
# Seconds of the processor, since a busy machine is no hang; and by the clock, for what waits without working.
LONGEST_SECONDS, LONGEST_WAIT = 5.0, 240.0
_DONE = rf"(?:{MARK}|alert\((?:'|&#39;)zq)"
"""What a value would do: those of mutants hold the mark, those of the corpus an alert."""
_ACTIVE = re.compile(
    rf"<(?:script|img|svg)\b[^>]*{_DONE}|<script>{_DONE}|href=\"?(?:javascript|data):[^\"]*{_DONE}", re.IGNORECASE
)


class Hang(BaseException):
    """A trial took too long. Not an Exception, so that nothing in between takes it for an ordinary failure."""


@dataclass(slots=True)
class Verdict:
    """How a trial ended: `refused`, `warned` or `clean`; what is wrong with that; the processor's seconds."""

    outcome: str
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    problems: int = 0


def original_files(project: Path) -> dict[str, bytes]:
    """The real content: every file below content/, by path."""
    content = project / "content"
    return {str(file.relative_to(content)): file.read_bytes() for file in sorted(content.rglob("*")) if file.is_file()}


class Tree:
    """A copy of the content that mutants are laid over, one after the other."""

    def __init__(self, original: Mapping[str, bytes], folder: Path) -> None:
        self.original = original
        self.project = folder
        for path, data in original.items():
            self._lay(path, data)

    @contextmanager
    def mutated(self, mutant: Mutant) -> Iterator[Path]:
        """The project with a mutant's changes; afterwards they are undone."""
        for path, lying in mutant.changes.items():
            self._lay(path, lying)
        try:
            yield self.project
        finally:
            for path in mutant.changes:
                self._lay(path, self.original.get(path, "absent"))

    def _lay(self, path: str, lying: Lying) -> None:
        file = self.project / "content" / path
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(lying, bytes):
            file.write_bytes(lying)
        elif lying == "folder":
            file.mkdir()
        elif lying == "pipe":
            os.mkfifo(file)
        elif lying == "link":
            file.symlink_to("/etc/hostname")


@contextmanager
def _time_limit() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  signals are handled like this
        worked = number == signal.SIGPROF
        raise Hang(f"{LONGEST_SECONDS:.0f} s of the processor" if worked else f"{LONGEST_WAIT:.0f} s by the clock")

    before = [(number, signal.signal(number, stop)) for number in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, LONGEST_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, LONGEST_WAIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before:
            signal.signal(number, handler)


_one_environment = cache(html_environment)


def trial(tree: Tree, mutant: Mutant) -> Verdict:
    """Checks a mutant; where nothing is wrong with it, everything is derived and rendered, pages and documents."""
    begun = time.process_time()
    verdict = Verdict("clean")
    with tree.mutated(mutant) as project:
        try:
            # Templates do not change between trials: reading them once makes a trial twice as fast.
            with _time_limit(), patch.object(rendering, "html_environment", _one_environment):
                checked = check(project, TODAY)
                _judge(checked, project, verdict)
                if checked.validated.coalition is not None:
                    coalition = checked.validated.coalition
                    public_view(coalition, TODAY)
                    outputs = render_outputs(derive(coalition, TODAY), coalition, None, with_pdf=True)
                    verdict.faults += _acting(outputs)
        except Hang as hang:
            verdict.faults.append(f"took more than {hang}:\n{traceback.format_exc(limit=-6)}")
        except Exception:  # noqa: BLE001  any of them is what is looked for
            verdict.faults.append(traceback.format_exc(limit=-8))
    verdict.seconds = time.process_time() - begun
    return verdict


def _judge(checked: Checked, project: Path, verdict: Verdict) -> None:
    problems = checked.validated.problems
    verdict.problems = len(problems)
    verdict.outcome = "refused" if checked.validated.coalition is None else "warned" if problems else "clean"
    if checked.validated.coalition is None and not problems:
        verdict.faults.append("refused without a problem")
    for problem in problems:
        verdict.faults += _misplaced(problem, checked, project)
        describe(problem, checked.line_at).encode()
        as_annotation(problem).encode()
    as_json(problems, {}).encode()


def _misplaced(problem: Problem, checked: Checked, project: Path) -> Iterator[str]:
    """What is missing in a problem: a file that is there, a line of that file, a hint, plain words."""
    where, shown = problem.position, describe(problem, checked.line_at)
    lines = checked.content.lines.get(where.path)
    exists = os.path.lexists(project / where.path) or problem.code == "content-missing" or "\\" in where.path
    packaged = where.path.startswith("templates/")
    if not exists and not packaged:
        yield f"no such file: {shown}"
    if lines is not None and not (
        1 <= where.line <= len(lines) and 1 <= where.column <= len(lines[where.line - 1]) + 1
    ):
        yield f"no such place: {shown}"
    if len(problem.hint) < 4 or not problem.message:
        yield f"no hint: {shown}"
    if foreign_words(problem.message) or foreign_words(problem.hint):
        yield f"foreign words: {shown}"
    if "\n" in problem.message + problem.hint:
        yield f"more than one line: {shown}"


def _acting(outputs: Outputs) -> Iterator[str]:
    """Where a page or a document would let a value act."""
    trees = [*outputs.sites, outputs.workbook]
    pages = [(page.path, page.html) for tree in trees for page in tree.pages]
    for path, html in [*pages, *((document.path, document.html) for document in outputs.documents())]:
        found = _ACTIVE.search(html)
        if found:
            yield f"a value acts on {path}: {found[0][:200]}"

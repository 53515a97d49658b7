"""Mending: the fixes that are beyond doubt, made in memory until none is left, and each file judged by a new check."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coalition_site.edit.change import Change
from coalition_site.edit.mending import mended
from coalition_site.fixes import TextFix, ValueFix
from coalition_site.problems import Problem, Refused, Severity
from coalition_site.validate.project import Checked, check

# Each round shows what the one before it hid; a file that cannot be read at all hides the most.
_MOST_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Mended:
    """The change of files, the problems that are gone then, and the check of the content as it would be."""

    change: Change
    problems: tuple[Problem, ...]
    checked: Checked


@dataclass(slots=True)
class _Work:
    project: Path
    before: dict[str, bytes] = field(default_factory=dict)
    now: dict[str, bytes] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    made: list[Problem] = field(default_factory=list)

    def data(self, path: str) -> bytes:
        if path not in self.now:
            self.before[path] = self.now[path] = (self.project / path).read_bytes()
        return self.now[path]


def mend(project: Path, today: date) -> Mended:
    """Makes every safe fix, in memory. A file that would have more mistakes afterwards stays as it is."""
    work, checked = _Work(project), check(project, today)
    for _ in range(_MOST_ROUNDS):
        again = _round(work, checked, today)
        if again is None:
            break
        checked = again
    change = Change({path: (work.before[path], data) for path, data in work.now.items()})
    return Mended(change, tuple(work.made), checked)


def _round(work: _Work, checked: Checked, today: date) -> Checked | None:
    """Makes the fixes of one check, and checks again; None where there was none to make."""
    tried: dict[str, tuple[bytes, list[Problem]]] = {}
    for path in dict.fromkeys(
        problem.position.path for problem in checked.validated.problems if problem.fix and problem.fix.safe
    ):
        if path not in work.left:
            problems = [problem for problem in checked.validated.problems if problem.position.path == path]
            old = work.data(path)
            new, made = _mended(old, path, problems)
            if made:
                tried[path], work.now[path] = (old, made), new
    if not tried:
        return None
    again = check(work.project, today, work.now)
    worse = [path for path in tried if not _is_better(checked, again, path)]
    for path, (old, made) in tried.items():
        if path in worse:
            work.now[path] = old
            work.left.add(path)
        else:
            work.made += made
    return check(work.project, today, work.now) if worse else again


def _mended(data: bytes, path: str, problems: list[Problem]) -> tuple[bytes, list[Problem]]:
    """The file with all safe fixes that fit together, texts from the bottom to the top, then values."""
    safe = [problem for problem in problems if problem.fix is not None and problem.fix.safe]
    texts = [(problem.fix, problem) for problem in safe if isinstance(problem.fix, TextFix)]
    texts.sort(key=lambda each: (each[0].line, each[0].column), reverse=True)
    values = [(problem.fix, problem) for problem in safe if isinstance(problem.fix, ValueFix)]
    values.sort(key=lambda each: each[1].position, reverse=True)
    made = []
    reached: tuple[int, int] | None = None
    fixes: list[tuple[TextFix | ValueFix, Problem]] = [*texts, *values]
    for fix, problem in fixes:
        if isinstance(fix, TextFix):
            if reached is not None and fix.end > reached:
                continue
            reached = fix.line, fix.column
        with suppress(Refused):
            data = mended(data, path, fix)
            made.append(problem)
    return data, made


def _is_better(before: Checked, after: Checked, path: str) -> bool:
    """Whether a file has fewer mistakes than it had, or as many and fewer warnings."""
    old, new = (
        [problem for problem in one.validated.problems if problem.position.path == path] for one in (before, after)
    )
    return (_errors(new), len(new)) < (_errors(old), len(old))


def _errors(problems: list[Problem]) -> int:
    return sum(problem.severity is Severity.ERROR for problem in problems)

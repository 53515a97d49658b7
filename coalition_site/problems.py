"""Problems: what is wrong with the content, where, and what to type instead.

Every stage reports with these types; nothing else in the program prints a mistake. `vocabulary/problem_kinds.yml` names
every kind of problem once: its severity, what it means and what to do. docs/problems.md and the tests are made from it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from coalition_site.fixes import Fix

# Characters of a message or hint, and of a content line shown with it. The longest texts of our own are shorter.
_LONGEST_TEXT, _LONGEST_LINE = 600, 200
_TABLE = Path(__file__).with_name("vocabulary") / "problem_kinds.yml"


class Refused(Exception):
    """What was asked for is not done; the text says why, and what to do instead. Nothing was written."""


class Unavailable(Refused):
    """Something of this machine is missing for it; the text says what, and the one line that installs it."""


class Severity(StrEnum):
    """An error stops the build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a content file: path relative to the project folder, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem: how grave it is, what it means, and what to do about it, one sentence each or two."""

    severity: Severity
    meaning: str
    remedy: str


@cache
def groups_of_kinds() -> Mapping[str, Mapping[str, ProblemKind]]:
    """The kinds of problem by their codes, in groups with a heading; read when there is a problem."""
    import yaml

    table = yaml.load(_TABLE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        heading: {
            code: ProblemKind(severity, row[severity], row["remedy"])
            for code, row in rows.items()
            for severity in Severity
            if severity in row
        }
        for heading, rows in table.items()
    }


@cache
def kinds() -> Mapping[str, ProblemKind]:
    """All kinds of problem by their codes."""
    return {code: kind for rows in groups_of_kinds().values() for code, kind in rows.items()}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where it is, its code in `kinds`, what is wrong and what to do, in plain words.

    Message and hint are one line each and of a length that can be read, whatever values they quote. `fix` does what the
    hint says, where a machine can. `related` is a second place that it is about.
    """

    position: Position
    code: str
    message: str
    hint: str = ""
    fix: Fix | None = field(default=None, compare=False)
    related: Position | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _one_line(self.message))
        object.__setattr__(self, "hint", _one_line(self.hint))

    @property
    def severity(self) -> Severity:
        """The severity that `kinds` gives this code."""
        return kinds()[self.code].severity


def _one_line(text: str) -> str:
    line = " ".join(part.strip() for part in text.splitlines())
    if len(line) <= _LONGEST_TEXT:
        return line
    half = _LONGEST_TEXT // 2
    return f"{line[:half]} … {line[-half:]}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column."""
    return sorted(set(problems), key=lambda problem: (problem.position, problem.code, problem.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a very long line around a column, and that column within it."""
    if len(line) <= _LONGEST_LINE:
        return line, column
    begin = max(0, min(column - _LONGEST_LINE // 2, len(line) - _LONGEST_LINE))
    end = begin + _LONGEST_LINE
    before, behind = "…" if begin else "", "…" if end < len(line) else ""
    return f"{before}{line[begin:end]}{behind}", column - begin + len(before)


def describe(problem: Problem, line_at: Callable[[Position], str | None]) -> str:
    """The problem as people read it: position, severity, code and message, the line with a caret, the hint.

    `line_at` returns the text of the line at a position, or None where there is none to show.
    """
    parts = [f"{problem.position}: {problem.severity}[{problem.code}]: {problem.message}"]
    line = line_at(problem.position)
    if line is not None and line.strip():
        number = str(problem.position.line)
        line, column = _window(line, problem.position.column)
        before = line[: column - 1]
        # A tab keeps its width under the line above it; every other character counts as one.
        indent = "".join("\t" if character == "\t" else " " for character in before)
        parts += [f"  {number} | {line}", f"  {' ' * len(number)} | {indent}^"]
    if problem.hint:
        parts.append(f"  hint: {problem.hint}")
    return "\n".join(parts)

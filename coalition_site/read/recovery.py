"""The readable part of a YAML text with mistakes: mended slips are read as they were meant, and the rest around others.

So one run tells the mistakes of syntax and of values together. Nothing is built of what was read like this, as its
mistakes are errors; and the strict reader (`yaml_text.py`) is what files are changed with.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from coalition_site.fixes import TextFix
from coalition_site.problems import Position, Problem
from coalition_site.read.values import Place, Value
from coalition_site.read.yaml_text import parse_yaml

_SYNTAX = "yaml-syntax"
# Each mistake costs another reading. Whoever has more of them sees the others when these are mended.
_MOST_MISTAKES, _MOST_SIGNS_READ = 40, 4_000_000


@dataclass(frozen=True, slots=True)
class Recovered:
    """The value, the places of everything in it, all problems, and whether something was passed over."""

    value: Value | None
    places: Place
    problems: list[Problem]
    partial: bool = False


def read_yaml(text: str, path: str, lines: tuple[str, ...], first_line: int = 1) -> Recovered:
    """A YAML text as `parse_yaml` reads it, and what can be read of it where that stops for a mistake."""
    value, places, problems = parse_yaml(text, path, lines, first_line)
    if not _mistakes(problems):
        return Recovered(value, places, problems)
    reader = _Reader(path, lines, range(first_line, first_line + text.count("\n") + 1))
    return reader.run(value, places, problems)


def _mistakes(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.code == _SYNTAX]


class _Reader:
    """Reads again and again, each time without the first mistake."""

    def __init__(self, path: str, lines: tuple[str, ...], part: range) -> None:
        self.path, self.part = path, part
        self.lines = lines
        self.said: list[Problem] = []
        self.fixes: list[TextFix] = []
        self.unread: list[range] = []

    def run(self, value: Value | None, places: Place, problems: list[Problem]) -> Recovered:
        signs = sum(map(len, self.lines))
        limit = min(_MOST_MISTAKES, _MOST_SIGNS_READ // max(signs, 1))
        while (mistakes := _mistakes(problems)) and len(self.said) < limit:
            if not self.without(mistakes[0]):
                break
            value, places, problems = self.parsed()
        for problem in _mistakes(problems)[:1]:
            self.said.append(self.passed_over(problem, range(problem.position.line, self.part[-1] + 1)))
            value = None if value is None or not self.fixes else value
        columns = {fix.line: fix for fix in self.fixes}
        others = [_moved(problem, columns) for problem in problems if problem.code != _SYNTAX]
        _move(places, columns)
        return Recovered(value, places, [*self.said, *others], partial=bool(self.unread))

    def parsed(self) -> tuple[Value | None, Place, list[Problem]]:
        text = "\n".join(self.lines[self.part[0] - 1 : self.part[-1]])
        # The places are changed here, so those that the reader keeps are not taken.
        return parse_yaml.__wrapped__(text, self.path, self.lines, self.part[0])

    def without(self, problem: Problem) -> bool:
        """Mends the mistake in the lines that are read, or empties the lines of what it stands in."""
        fix = problem.fix
        if isinstance(fix, TextFix) and "\n" not in fix.old + fix.new and fix.line not in {f.line for f in self.fixes}:
            mended = fix.applied(self.lines)
            if mended is not None:
                self.lines = mended
                self.fixes.append(fix)
                self.said.append(problem)
                return True
        entry = self.entry(problem.position.line)
        if not entry:
            return False
        self.unread.append(entry)
        self.said.append(self.passed_over(problem, entry))
        emptied = tuple("" if number in entry else line for number, line in enumerate(self.lines, 1))
        self.lines = emptied
        return True

    def entry(self, line: int) -> range:
        """The lines of the key or list entry, at the top of the file, that a line belongs to."""
        begins = [number for number in self.part if self.lines[number - 1][:1] not in {"", " ", "#", "\t"}]
        first = max((number for number in begins if number <= line), default=begins[0] if begins else 0)
        if not first:
            return range(0)
        return range(first, next((number for number in begins if number > first), self.part[-1] + 1))

    def passed_over(self, problem: Problem, unread: range) -> Problem:
        self.unread.append(unread)
        shown = f"line {unread[0]} was" if len(unread) == 1 else f"lines {unread[0]} to {unread[-1]} were"
        return replace(problem, message=f"{problem.message}; {shown} not read")


def _moved(problem: Problem, fixes: Mapping[int, TextFix]) -> Problem:
    at = problem.position
    fix = fixes.get(at.line)
    return problem if fix is None else replace(problem, position=Position(at.path, at.line, _column(at.column, fix)))


def _column(column: int, fix: TextFix) -> int:
    """The column in the file of one in the mended line."""
    if column <= fix.column:
        return column
    return max(fix.column, column - len(fix.new) + len(fix.old))


def _move(places: Place, fixes: Mapping[int, TextFix]) -> None:
    """Puts all places where they are in the file as it is written."""
    for place in _all(places):
        if place.line in fixes:
            place.column = _column(place.column, fixes[place.line])
        if place.key_line in fixes:
            place.key_column = _column(place.key_column, fixes[place.key_line])
        if place.end_line in fixes:
            place.end_column = _column(place.end_column, fixes[place.end_line])


def _all(place: Place) -> Iterator[Place]:
    yield place
    for inner in place.inside.values():
        yield from _all(inner)

"""Fixes of YAML that cannot be read: of the slips near the place, the one that lets the reader go on."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import yaml

from coalition_site.problems import Position, Problem
from coalition_site.read.line_slips import Slip, slips_of

_LINES_ABOVE, _MOST_TRIED = 4, 40
# Trying costs reading: what is larger is told without a fix.
_LARGEST_TRIED = 200_000
# The parser takes minutes for brackets within brackets without end.
_DEEPEST = 40


def with_fix(problem: Problem, lines: tuple[str, ...], part: range, known: Collection[str]) -> Problem:
    """A syntax problem as the slip that caused it, at its own place and with its fix; as it is where none is found.

    `part` are the lines of the file, counted from 1, that are YAML.
    """
    if not part or sum(map(len, lines)) > _LARGEST_TRIED:
        return problem
    stopped = _stops_at(lines, part)
    if stopped is None:
        return problem
    slip = _helpful(_near(problem, stopped[0], lines, part, known), lines, part, stopped)
    if slip is None:
        return problem
    at = Position(problem.position.path, slip.fix.line, slip.column)
    return replace(problem, position=at, message=slip.message, hint=slip.hint, fix=slip.fix)


def _near(
    problem: Problem, stopped: int, lines: tuple[str, ...], part: range, known: Collection[str]
) -> Iterator[Slip]:
    """Slips of the lines where the reader stumbled, and of those above it."""
    last = min(stopped, part[-1])
    numbers = dict.fromkeys([*range(last, max(part[0], last - _LINES_ABOVE) - 1, -1), problem.position.line])
    for number in numbers:
        if number in part:
            yield from slips_of(lines, number, known)


def _helpful(slips: Iterator[Slip], lines: tuple[str, ...], part: range, stopped: tuple[int, int]) -> Slip | None:
    """The slip without which the reader goes on; where only several together do, the first of them."""
    tried: list[Slip] = []
    for slip, _ in zip(slips, range(_MOST_TRIED), strict=False):
        if _goes_on(slip.fix.applied(lines), part, stopped):
            return slip
        tried.append(slip)
    together, used = lines, list[Slip]()
    for slip in tried:
        if slip.fix.line not in {each.fix.line for each in used}:
            together, used = slip.fix.applied(together) or together, [*used, slip]
    if len(used) > 1 and _goes_on(together, part, stopped):
        return min(used, key=lambda each: each.fix.line)
    return None


def _goes_on(lines: tuple[str, ...] | None, part: range, stopped: tuple[int, int]) -> bool:
    if lines is None:
        return False
    again = _stops_at(lines, part)
    return again is None or again[0] > stopped[0]


def _stops_at(lines: tuple[str, ...], part: range) -> tuple[int, int] | None:
    """Line and column at which the parser stops for a mistake; None where it reads everything."""
    parser = yaml.CSafeLoader("\n".join(lines[part[0] - 1 : part[-1]]))
    depth = 0
    try:
        while depth <= _DEEPEST and parser.check_event():
            event = parser.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        return (mark.line + part[0], mark.column + 1) if mark is not None else (part[0], 1)
    finally:
        parser.dispose()
    return None

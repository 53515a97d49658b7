"""Documents and letters that could not be made: each is left out, and what is wrong is said once, where it comes from.

failures = [Failure(PurePosixPath("workbook/letters/dana-reyes.pdf"), "the PDF engine crashed on it", place)]
for problem in problems_of(failures):
    print(problem)
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from coalition_site.problems import Position, Problem, kinds
from coalition_site.publish.images.redraw import PICTURES

CODE = "document-failed"
_EVERYTHING = Position("content/coalition.yml")
# A picture of a text is printed from a copy, whose path has a digest, and the ending of its kind behind its name.
_PICTURE = re.compile(rf"(?:\bassets/|\bpicture ){PICTURES}(?:print/[0-9a-f]+/)?([^\s'\"?#:.]+\.[a-z]+)")
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that is left out: its path below the output folder, why, and the places of the content it comes from.

    `places` are empty where it comes from all of the content, and `cause` where another failure says it already: a mail
    draft without the PDF that belongs into it.
    """

    path: PurePosixPath
    cause: str = ""
    places: tuple[Position, ...] = ()


def failure_of(error: Exception) -> str:
    """The cause of a failure as a sentence part, from what was raised while a file was made."""
    said = " ".join(str(error).split())
    return f"making it failed with {type(error).__name__}{f': {said}' if said else ''}"


def problems_of(failures: Iterable[Failure]) -> tuple[Problem, ...]:
    """One problem for each cause and place, naming all files that it keeps from being made.

    What comes from many places of the content is told with the failures of the same cause that come from one of them.
    """
    by_cause: dict[str, list[Failure]] = {}
    for failure in failures:
        if failure.cause:
            by_cause.setdefault(failure.cause, []).append(failure)
    return tuple(problem for cause, alike in by_cause.items() for problem in _problems(cause, alike))


def _problems(cause: str, failures: Sequence[Failure]) -> Iterable[Problem]:
    picture = _PICTURE.search(cause)
    if picture is not None:
        yield _problem(Position(f"content/{PICTURES}{unquote(picture[1])}"), failures, cause)
        return
    by_place: dict[Position, list[Failure]] = {
        failure.places[0]: [] for failure in failures if len(failure.places) == 1
    }
    others: list[Failure] = []
    for failure in failures:
        place = next((place for place in failure.places if place in by_place), None)
        (others if place is None else by_place[place]).append(failure)
    if others and by_place:
        # The same cause somewhere in all of the content: no second message about it.
        next(iter(by_place.values())).extend(others)
    elif others:
        found = [other.places for other in others if other.places]
        by_place[min(found, key=len)[0] if found else _EVERYTHING] = others
    for place, alike in by_place.items():
        yield _problem(place, alike, cause)


def _problem(place: Position, failures: Sequence[Failure], cause: str) -> Problem:
    paths = sorted(str(failure.path) for failure in failures)
    more = len(paths) - _MOST_NAMED
    *others, last = [*paths[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    left_out = f"{', '.join(others)} and {last} are left out" if others else f"{last} is left out"
    known = any(failure.places == (place,) for failure in failures)
    candidates = sorted({place.path.rpartition("/")[2] for failure in failures for place in failure.places})
    where = f" (in one of {', '.join(candidates)})" if len(candidates) > 1 and not known else ""
    return Problem(place, CODE, f"{left_out}: {cause}{where}", kinds()[CODE].remedy)

"""Words for merge conflicts: whose version is whose, what each says, and what to do about it."""

import re
from collections.abc import Sequence
from enum import StrEnum

from coalition_site.fixes import Way, without_lines
from coalition_site.problems import Position, Problem
from coalition_site.read.merge_conflicts import MergeConflict, Side, is_marker, merge_conflicts

_LONGEST = 60
_COMMIT = re.compile(r"(?P<name>[0-9a-f]{7,64})(?:\.\.\.)? \((?P<said>.+)\)")
_HASH = re.compile(r"[0-9a-f]{7,64}")
_HERE = re.compile(r"HEAD(?::.*)?|ours|yours|mine|local|Updated upstream|\.mine|working copy.*", re.IGNORECASE)
_CAME = re.compile(r"theirs|other|FETCH_HEAD|\.(?:merge-right\.)?r\d+|merge rev.*", re.IGNORECASE)
_ASIDE = re.compile(r"Stashed changes", re.IGNORECASE)


class Origin(StrEnum):
    """Where a version comes from, as far as the name beside its marker says."""

    HERE = "here"
    CAME = "came"
    ASIDE = "aside"
    NAMED = "named"


def origin_of(label: str, *, is_upper: bool) -> tuple[Origin, str]:
    """Where a version comes from, and the name of it that says something to people, such as a branch's; else empty.

    Git writes the name of a branch, `HEAD` for what was there, or a commit with the sentence that tells what changed;
    other programs have words of their own. Without any name the upper version is the one that was there.
    """
    commit = _COMMIT.fullmatch(label)
    if commit is not None:
        return Origin.NAMED, commit["said"]
    if _ASIDE.fullmatch(label):
        return Origin.ASIDE, ""
    if _HERE.fullmatch(label) or (is_upper and not label):
        return Origin.HERE, ""
    if _CAME.fullmatch(label) or _HASH.fullmatch(label) or not label:
        return Origin.CAME, ""
    return Origin.NAMED, label


def conflict_problems(path: str, lines: Sequence[str]) -> list[Problem]:
    """What is wrong with a file that a merge was not settled in."""
    return [conflict_problem(path, lines, conflict) for conflict in merge_conflicts(lines, path)]


def conflict_problem(path: str, lines: Sequence[str], conflict: MergeConflict) -> Problem:
    """What is wrong at a place where a merge was not settled."""
    position = Position(path, conflict.first)
    if conflict.sides is None:
        return _leftover(position, lines, conflict)
    upper, lower = conflict.sides
    said = f"{_told(lines, upper, lower, is_upper=True)}; {_told(lines, lower, upper, is_upper=False)}"
    versions = [side.lines for side in conflict.sides if side.lines]
    kept = " or ".join([*map(_counted, versions), "nothing"][:2])
    others = set(range(conflict.first, conflict.last + 1)).difference(*versions[:1])
    return Problem(
        position,
        "merge-unsettled",
        f"a merge joined two versions here, and nobody has chosen yet: {said}",
        f"keep {kept}, and delete all other lines from {conflict.first} to {conflict.last}; "
        "coalition edit shows both versions, with a button for each",
        Way((without_lines(lines, others),)),
    )


def _leftover(position: Position, lines: Sequence[str], conflict: MergeConflict) -> Problem:
    """What is wrong where some markers are left, and others are not there any more."""
    first = _short(lines[conflict.first - 1])
    only = len(conflict.markers) == 1
    which = f"{first!r} is" if only else f"lines {_listed(conflict.markers)}, the first of which is {first!r}, are"
    delete = f"line {conflict.first}" if only else f"lines {_listed(conflict.markers)}"
    middle = next((number for number in conflict.markers[:-1] if lines[number - 1].startswith("=")), 0)
    if middle and position.path.endswith(".md"):
        delete += f"; line {middle} stays where it underlines a heading"
    return Problem(
        position,
        "merge-unsettled",
        f"{which} left of a merge of two versions that was not settled",
        f"look whether both versions still stand here and keep what is right; then delete {delete}",
        Way((without_lines(lines, conflict.markers),)),
    )


def _told(lines: Sequence[str], side: Side, other: Side, *, is_upper: bool) -> str:
    """A version with its name, where it stands and what it says: the first line that the other has not."""
    origin, name = origin_of(side.label, is_upper=is_upper)
    label = f" ({_short(side.label)})" if side.label and origin is not Origin.NAMED else ""
    named = {
        Origin.HERE: f"the version that was here{label}",
        Origin.CAME: f"the version that came in{label}",
        Origin.ASIDE: f"the version that was put aside{label}",
        Origin.NAMED: f"the version of {_short(name)!r}",
    }[origin]
    texts, others = (
        [line.strip() for line in lines[each.lines.start - 1 : each.lines.stop - 1] if not is_marker(line)]
        for each in (side, other)
    )
    first = next((text for text in texts if text and text not in others), next(filter(None, texts), ""))
    if not first:
        return f"{named} has nothing here"
    return f"{named}, {_counted(side.lines)}, says {_short(first)!r}"


def _counted(lines: range) -> str:
    return f"line {lines[0]}" if len(lines) == 1 else f"lines {lines[0]} to {lines[-1]}"


def _listed(numbers: Sequence[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}" if most else last


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"

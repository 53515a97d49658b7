"""Merge conflicts in content files: places where git joined two versions of a passage and nobody has chosen yet.

Git writes both versions one below the other, between lines of seven signs that begin at the left margin:

    <<<<<<< HEAD             the name of the first version
    phone: 555-0100
    ||||||| 1a2b3c4          only in git's diff3 and zdiff3 styles: what both began with
    phone: 555-0000
    =======
    phone: 555-0199
    >>>>>>> phones           the name of the second version

(git-merge(1), "How conflicts are presented".) A line of seven signs and more of the same is none of them, nor is one
that is set in. Seven equal signs alone may underline a heading of Markdown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

_MARKERS = frozenset(sign * 7 for sign in "<|=>")
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Side:
    """One of two versions: the name that git wrote beside its marker, which may be empty, and its lines from 1."""

    label: str
    lines: range


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """One place that nobody has settled, with its first and last line, counted from 1.

    `markers` are the lines of its markers, and `upper` and `lower` both versions. One of them, or both, is missing
    where markers are, so that nobody can tell which lines belong to it.
    """

    first: int
    last: int
    markers: tuple[int, ...]
    upper: Side | None = None
    lower: Side | None = None

    @property
    def sides(self) -> tuple[Side, Side] | None:
        """Both versions, the upper one first; None where it cannot be told what they are."""
        return (self.upper, self.lower) if self.upper is not None and self.lower is not None else None

    def left_out(self, *, lower: bool) -> set[int]:
        """The lines that are no part of the text once the upper version, or the lower one, is chosen."""
        chosen, other = (self.lower, self.upper) if lower else (self.upper, self.lower)
        if chosen is not None and other is not None:
            return set(range(self.first, self.last + 1)).difference(chosen.lines)
        return {*self.markers, *(other.lines if other is not None else ())}


@dataclass(slots=True)
class _Open:
    """A conflict that has begun, with the conflicts that stand within it; `signs` are those of its markers."""

    label: str
    markers: list[int]
    signs: str = "<"
    inner: list[MergeConflict] = field(default_factory=list)

    def upper(self) -> Side | None:
        """The upper version, where a marker below it says how far it reaches."""
        begin, *ends = self.markers
        return Side(self.label, range(begin + 1, ends[0])) if ends else None


def is_marker(line: str) -> bool:
    """Whether a line is one that git writes around the versions: exactly seven signs, then a space or nothing."""
    return line[:7] in _MARKERS and line[7:8] in {"", " "}


def merge_conflicts(lines: Sequence[str], path: str) -> tuple[MergeConflict, ...]:
    """The conflicts in the lines of a file, from its beginning to its end.

    A conflict within a version of another one is a part of that version. Below the front matter of Markdown a line of
    seven equal signs that no other marker belongs to is no marker.
    """
    markers = [(number, line[0]) for number, line in enumerate(lines, 1) if line[:7] in _MARKERS and is_marker(line)]
    if not markers:
        return ()
    finder = _Finder(lines, _text_begins(lines, markers) if path.endswith(".md") else len(lines) + 1)
    for number, sign in markers:
        finder.take(number, sign)
    return tuple(finder.all())


def _text_begins(lines: Sequence[str], markers: Sequence[tuple[int, str]]) -> int:
    """The line below the front matter; the first one of a file without any."""
    marked = {number for number, _ in markers}
    plain = ((number, line.rstrip()) for number, line in enumerate(lines, 1) if number not in marked)
    if next(plain, (1, ""))[1] != _FENCE:
        return 1
    return next((number + 1 for number, line in plain if line == _FENCE), len(lines) + 1)


@dataclass(slots=True)
class _Finder:
    lines: Sequence[str]
    text_begins: int
    found: list[MergeConflict] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    middle: int = 0
    """The last line of seven equal signs that stands in no conflict."""

    def take(self, number: int, sign: str) -> None:
        inmost = self.open[-1] if self.open else None
        if sign == "<":
            self.open.append(_Open(self._label(number), [number]))
        elif sign == ">":
            self._close(number)
        elif inmost is None:
            if sign == "=":
                self._lone_middle(number)
        elif sign not in inmost.signs and "=" not in inmost.signs:
            inmost.markers.append(number)
            inmost.signs += sign

    def _close(self, number: int) -> None:
        if not self.open:
            lower = Side(self._label(number), range(self.middle + 1, number)) if self.middle else None
            markers = (self.middle, number) if self.middle else (number,)
            self.found.append(MergeConflict(markers[0], number, markers, lower=lower))
        else:
            done = self.open.pop()
            lower = Side(self._label(number), range(done.markers[-1] + 1, number)) if "=" in done.signs else None
            within = self.open[-1].inner if self.open else self.found
            within.append(MergeConflict(done.markers[0], number, (*done.markers, number), done.upper(), lower))
            within += done.inner if lower is None else []
        self.middle = 0

    def _lone_middle(self, number: int) -> None:
        if number < self.text_begins:
            self.found.append(MergeConflict(number, number, (number,)))
        else:
            self.middle = number

    def all(self) -> list[MergeConflict]:
        """All of them, with those that never end, and what stands below where those begin."""
        for begun in self.open:
            begin, end, upper = begun.markers[0], begun.markers[-1], begun.upper()
            self.found += [MergeConflict(begin, end, tuple(begun.markers), upper), *begun.inner]
        return sorted(self.found, key=lambda conflict: conflict.first)

    def _label(self, number: int) -> str:
        return self.lines[number - 1][8:].strip()


def as_chosen(lines: Sequence[str], path: str, *, lower: bool) -> tuple[str, ...]:
    """The lines of a file as they would be read once one version is chosen everywhere, also within a version.

    Those of other versions and of markers are empty, so that none moves; but three hyphens that begin the file stand on
    its first line then.
    """
    chosen, left_out = list(lines), set[int]()
    while conflicts := merge_conflicts(chosen, path):
        left_out = left_out.union(*(conflict.left_out(lower=lower) for conflict in conflicts))
        chosen = ["" if number in left_out else line for number, line in enumerate(lines, 1)]
    first = next((at for at, line in enumerate(chosen) if line), 0)
    if left_out.issuperset(range(1, first + 1)) and chosen[first:] and chosen[first].rstrip() == _FENCE:
        chosen[0], chosen[first] = chosen[first], chosen[0]
    return tuple(chosen)

"""Fixes of problems, made in files: a text at its place, a value through the one YAML editor."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from coalition_site.edit.editor import edited
from coalition_site.edit.edits import RemoveEntry, SetValue
from coalition_site.fixes import Fix, TextFix, ValueFix, other_lines
from coalition_site.problems import Position, Refused

_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"


def mended(data: bytes, path: str, fix: TextFix | ValueFix) -> bytes:
    """The bytes of a file with a fix made and every other byte as it was. Raises Refused where it does not fit."""
    if not isinstance(fix, TextFix):
        steps = fix.steps
        return edited(data, path, [SetValue(steps, fix.value) if fix.value else RemoveEntry(steps)])
    text = data.decode("utf-8")
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    text = text.removeprefix(mark)
    ends = _LINE_END.findall(text)
    lines = fix.applied(tuple(_LINE_END.split(text)))
    if lines is None:
        raise Refused(f"{Position(path, fix.line, fix.column)}: another text stands here")
    first, count = fix.line - 1, fix.old.count("\n")
    newline = ends[0] if ends else "\n"
    ends[first : first + count] = (
        [newline] * fix.new.count("\n") if count != fix.new.count("\n") else ends[first : first + count]
    )
    return (mark + "".join(line + end for line, end in zip_longest(lines, ends, fillvalue=""))).encode()


def as_text(fix: Fix | None, path: str, lines: Sequence[str]) -> TextFix | None:
    """A fix as the change of one piece of text; None where there is none, or it cannot be made as the file is now.

    `lines` are those of the file, without line ends.
    """
    if not isinstance(fix, ValueFix):
        return fix if isinstance(fix, TextFix) else None
    try:
        after = mended("\n".join(lines).encode(), path, fix).decode().split("\n")
    except Refused:
        return None
    return _difference(list(lines), after, safe=fix.safe)


def _difference(old: list[str], new: list[str], *, safe: bool) -> TextFix | None:
    """The smallest piece of whole lines, or of one line, that parts two texts."""
    if old == new:
        return None
    first, behind = _same_ends(old, new)
    was, now = old[first : len(old) - behind], new[first : len(new) - behind]
    if not was or not now:
        return other_lines(old, first, was, now, safe=safe)
    before, after = "\n".join(was), "\n".join(now)
    start, end = _same_ends(before, after)
    line = first + before.count("\n", 0, start) + 1
    column = start - (before.rfind("\n", 0, start) + 1) + 1
    return TextFix(line, column, before[start : len(before) - end], after[start : len(after) - end], safe)


def _same_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How much two texts, or lists of lines, have in common at their beginnings, and then at their ends."""
    shorter = min(len(one), len(other))
    first = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = shorter - first
    return first, next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)

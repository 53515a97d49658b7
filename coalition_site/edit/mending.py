"""Fixes of problems, made in files: a text at its place, a value through the one YAML editor."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from coalition_site.edit.editor import edited
from coalition_site.edit.edits import EditRefused, RemoveEntry, SetValue
from coalition_site.fixes import Fix, TextFix
from coalition_site.problems import Position

_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"


def mended(data: bytes, path: str, fix: Fix) -> bytes:
    """The bytes of a file with a fix made and every other byte as it was. Raises EditRefused where it does not fit."""
    if not isinstance(fix, TextFix):
        steps = fix.steps
        return edited(data, path, [SetValue(steps, fix.value) if fix.value else RemoveEntry(steps)])
    text = data.decode("utf-8")
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    text = text.removeprefix(mark)
    ends = _LINE_END.findall(text)
    lines = fix.applied(tuple(_LINE_END.split(text)))
    if lines is None:
        raise EditRefused(f"{Position(path, fix.line, fix.column)}: another text stands here")
    first, count = fix.line - 1, fix.old.count("\n")
    newline = ends[0] if ends else "\n"
    ends[first : first + count] = (
        [newline] * fix.new.count("\n") if count != fix.new.count("\n") else ends[first : first + count]
    )
    return (mark + "".join(line + end for line, end in zip_longest(lines, ends, fillvalue=""))).encode()


def as_text(fix: Fix, path: str, lines: Sequence[str]) -> TextFix | None:
    """A fix as the change of one piece of text; None where it cannot be made as the file is now.

    `lines` are those of the file, without line ends.
    """
    if isinstance(fix, TextFix):
        return fix
    try:
        after = mended("\n".join(lines).encode(), path, fix).decode().split("\n")
    except EditRefused:
        return None
    return _difference(list(lines), after, safe=fix.safe)


def _difference(old: list[str], new: list[str], *, safe: bool) -> TextFix | None:
    """The smallest piece of whole lines, or of one line, that parts two texts."""
    if old == new:
        return None
    first = next(at for at, (one, other) in enumerate(zip_longest(old, new)) if one != other)
    shortest = min(len(old), len(new)) - first
    behind = next((at for at in range(shortest) if old[-1 - at] != new[-1 - at]), shortest)
    was, now = old[first : len(old) - behind], new[first : len(new) - behind]
    if not was or not now:
        # Whole lines come or go: the line end before them goes with them, or behind them at the top of the file.
        return _lines_between(old, first, was, now, safe=safe)
    before, after = "\n".join(was), "\n".join(now)
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    start = min(len(before), len(after)) if start is None else start
    rest = min(len(before), len(after)) - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    line = first + before.count("\n", 0, start) + 1
    column = start - (before.rfind("\n", 0, start) + 1) + 1
    return TextFix(line, column, before[start : len(before) - end], after[start : len(after) - end], safe)


def _lines_between(old: list[str], first: int, was: list[str], now: list[str], *, safe: bool) -> TextFix:
    if first < len(old):
        return TextFix(first + 1, 1, "".join(f"{each}\n" for each in was), "".join(f"{each}\n" for each in now), safe)
    column = len(old[first - 1]) + 1
    return TextFix(first, column, "".join(f"\n{each}" for each in was), "".join(f"\n{each}" for each in now), safe)

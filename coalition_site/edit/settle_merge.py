"""Settling a merge conflict: one version stays, or both, and the markers go; every other byte stays as it is."""

import re
from enum import StrEnum
from itertools import compress

from coalition_site.problems import Position, Refused
from coalition_site.read.merge_conflicts import merge_conflicts
from coalition_site.read.text_file import lines_of

_BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Kept(StrEnum):
    """What stays of a place: one version, both one below the other, or where markers are missing all but these."""

    UPPER = "upper"
    LOWER = "lower"
    BOTH = "both"
    TEXT = "text"


def with_kept(data: bytes, path: str, number: int, kept: Kept, *, parted: bool = False) -> bytes:
    """The bytes of a file in which one place, by its number from 0, is settled.

    `parted`: an empty line stands between both versions, as between paragraphs. Raises Refused where there is no
    such place, or where it has no two versions to choose from.
    """
    lines, problems = lines_of(data, path)
    if lines is None:
        raise Refused(f"{problems[0].position}: {problems[0].message}")
    conflicts = merge_conflicts(lines, path)
    if not 0 <= number < len(conflicts):
        raise Refused(f"{Position(path)}: there is no such place with two versions")
    conflict = conflicts[number]
    gone, between = set(conflict.markers), 0
    if (conflict.sides is None) != (kept is Kept.TEXT):
        raise Refused(f"{Position(path, conflict.first)}: here are no two versions to choose from")
    if conflict.sides is not None:
        upper, lower = conflict.sides
        stays = {Kept.UPPER: {*upper.lines}, Kept.LOWER: {*lower.lines}, Kept.BOTH: {*upper.lines, *lower.lines}}[kept]
        gone = set(range(conflict.first, conflict.last + 1)) - stays
        near = [lines[each - 1].strip() for each in (upper.lines.stop - 1, lower.lines.start)]
        # One marker stays, as the empty line.
        between = conflict.markers[-2] if parted and kept is Kept.BOTH and all(near) else 0
    text = data.decode("utf-8")
    written = _LINE.findall(text.removeprefix(_BYTE_ORDER_MARK))
    if between:
        written[between - 1] = written[between - 1].removeprefix(lines[between - 1])
        gone.remove(between)
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    return (mark + "".join(compress(written, (at not in gone for at in range(1, len(written) + 1))))).encode()

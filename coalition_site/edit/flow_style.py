"""Splices for lists in [ ] and keys in { }, on one line or on several."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from coalition_site.edit.block_style import exchanged, requoted
from coalition_site.edit.edits import Steps
from coalition_site.edit.layout import flow_value
from coalition_site.edit.written import Splice, WrittenFile
from coalition_site.read.values import Place, Step, Value

_COMMA = re.compile(r"\s*,")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)")


def written_value(file: WrittenFile, steps: Steps, value: Value) -> list[Splice]:
    """Puts a value where another stands, a text in the same quotes."""
    place = file.places.find(steps)
    start, end = file.offset(place.line, place.column), file.offset(*file.end(place))
    if isinstance(value, str) and "\n" not in value and place.style in {"'", '"'}:
        return [Splice(start, end, requoted(place.style, value))]
    return [Splice(start, end, flow_value(value) if start < end else f" {flow_value(value)}")]


def new_entries(file: WrittenFile, steps: Steps, written: Sequence[str], at: int) -> list[Splice]:
    """Puts entries, as they are to be written, before the one that is number `at` in order, or behind the last one.

    Behind an entry that begins a line, and below which the bracket is closed, each new one gets a line too.
    """
    container = file.places.find(steps)
    keys = list(container.inside)
    if not keys:
        opening = file.offset(container.line, container.column) + 1
        return [Splice(opening, opening, ", ".join(written))]
    if at < len(keys):
        start, _ = _span(file, container, keys[at])
        return [Splice(start, start, "".join(f"{text}, " for text in written))]
    start, end = _span(file, container, keys[-1])
    pad, (last, _) = _pad(file, start), file.end(container.inside[keys[-1]])
    if pad is None or container.end_line == last:
        return [Splice(end, end, "".join(f", {text}" for text in written))]
    has_comma = _COMMA.match(file.text, end) is not None
    lines = [*(f"{text}," for text in written[:-1]), written[-1] + "," * has_comma]
    below = file.start(last + 1)
    return [Splice(end, end, "," * (not has_comma)), Splice(below, below, file.whole_lines(pad, lines))]


def removed(file: WrittenFile, steps: Steps) -> Splice:
    """Takes out an entry with one comma; the whole line and its comment where the entry has a line of its own."""
    container, step = file.container(steps), steps[-1]
    keys = list(container.inside)
    at = keys.index(step)
    start, end = _span(file, container, step)
    comma = _COMMA.match(file.text, end)
    behind = comma.end() if comma else end
    rest = _REST.match(file.text, behind)
    pad = _pad(file, start)
    if pad is not None and rest is not None:
        return Splice(start - pad, file.start(file.end(container.inside[step])[0] + 1), "")
    if at + 1 < len(keys):
        following, _ = _span(file, container, keys[at + 1])
        return Splice(start, behind if "#" in file.text[behind:following] else following, "")
    before = _span(file, container, keys[at - 1])[1] if at else start
    return Splice(start if "#" in file.text[before:start] else before, end, "")


def moved(file: WrittenFile, steps: Steps, to: int) -> list[Splice]:
    """Gives the places of entries to others. Raises Refused where comments stand between them."""
    container, (*_, number) = file.container(steps), steps
    low, high = sorted((int(number), to))
    spans = [_span(file, container, each) for each in range(low, high + 1)]
    end = file.offset(container.end_line, container.end_column)
    between = zip([end for _, end in spans], [*(start for start, _ in spans[1:]), end], strict=True)
    if any("#" in file.text[one:other] for one, other in between):
        raise file.refuse(steps, "comments stand between the entries of this list")
    return exchanged(file, spans, to_end=to > int(number))


def _span(file: WrittenFile, container: Place, step: Step) -> tuple[int, int]:
    """The offsets of an entry, its key included."""
    place = container.inside[step]
    line, column = (place.key_line, place.key_column) if container.style == "{" else (place.line, place.column)
    return file.offset(line, column), file.offset(*file.end(place))


def _pad(file: WrittenFile, offset: int) -> int | None:
    """How far in its line an offset is; None where something stands before it."""
    before = file.text[file.starts[bisect_right(file.starts, offset) - 1] : offset]
    return None if before.strip() else len(before)

"""Splices for lists with hyphens and for keys on lines of their own: what is written, removed and moved there."""

import re
from collections.abc import Sequence

from coalition_site.edit.edits import KeyOrder, Steps
from coalition_site.edit.layout import (
    double_quoted,
    entry,
    flow_value,
    is_block_text,
    item,
    single_quoted,
    written_scalar,
)
from coalition_site.edit.written import Splice, WrittenFile
from coalition_site.read.values import Place, Step, Value

_BLOCK_TEXT = re.compile(r"[|>][-+]?(?=\s|$)")


def shared_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many lines two texts have in common at their beginnings, and then at their ends."""
    shortest = min(len(old), len(new))
    first = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    last = next((at for at in range(shortest - first) if old[-1 - at] != new[-1 - at]), shortest - first)
    return first, last


def written_value(file: WrittenFile, steps: Steps, there: Value | None, value: Value) -> list[Splice]:
    """Puts a value, or with an empty text nothing, where another value or nothing stands.

    A text that takes the place of a text keeps its quotes, or its | and >. Anything else is written anew in the house
    layout: the new value begins on the line of its key or hyphen, and takes there only what the old one took, so that
    a comment behind it stays. The lines below that the old value took are replaced by those of the new one.
    """
    container, step = file.container(steps), steps[-1]
    place = container.inside[step]
    start, slot = file.offset(place.line, place.column), file.slot(container, step)
    last, column = file.end(place)
    end = file.offset(last, column)
    if isinstance(value, str) and value and isinstance(there, str | None):
        if place.style in {"", "'", '"'} and start < end and "\n" not in value:
            return [Splice(start, end, requoted(place.style, value))]
        lines = _block_text(file, place, there or "", value) if place.style in {"|", ">"} else None
        if lines is not None:
            return [lines]
    head, at = file.head(container, step)
    if container.style == "-":
        new, pad = item(value), at - 1
        first, rest = new[0][1:], new[1:]
    else:
        new, pad = entry("k", value) if value else ["k:"], at - 1
        first, rest = new[0][2:], new[1:]
    bottom = file.bottom(container, step)
    if place.style in {"-", ":"}:
        last, end = bottom, file.offset(bottom, len(file.line(bottom)) + 1)
    elif bottom > last and any(line.endswith("|-") for line in new):
        # Comments that stay below would become a part of a text below a |.
        first, rest = f" {flow_value(value)}", []
    below = file.whole_lines(pad, rest)
    if place.line > head:
        return [Splice(slot, slot, first), Splice(file.start(head + 1), file.start(last + 1), below)]
    if place.style in {"|", ">"}:
        sign = re.compile(r"[|>][-+0-9]*").match(file.text, start)
        behind = sign.end() if sign else start
        return [Splice(slot, behind, first), Splice(file.start(head + 1), file.start(last + 1), below)]
    return [Splice(slot, end, first), Splice(file.start(last + 1), file.start(last + 1), below)]


def requoted(style: str, text: str) -> str:
    """A text without line ends, in the quotes that the old one had."""
    return {"'": single_quoted, '"': double_quoted}.get(style, written_scalar)(text)


def _block_text(file: WrittenFile, place: Place, there: str, text: str) -> Splice | None:
    """Puts another text below a | or >, where its lines that stay are not touched; None where it does not fit there.

    Below a | each line of the file is a line of the text. Below a > an empty line is what makes a line break, and lines
    without one between them are one line of the text: such a group stays as it is where its line of the text stays.
    """
    first, (last, _) = place.line + 1, file.end(place)
    folded = place.style == ">"
    while first < last and not file.line(first).strip():
        first += 1
    rows = [file.line(number) for number in range(first, last + 1)]
    if not rows or not _BLOCK_TEXT.match(file.line(place.line), place.column - 1) or not is_block_text(text):
        return None
    pad = rows[0][: len(rows[0]) - len(rows[0].lstrip(" "))]
    groups = _groups(rows) if folded else [[row] for row in rows]
    old, new = [" ".join(row.removeprefix(pad) for row in group) for group in groups], text.split("\n")
    if "\n".join(old) != there or (folded and any(line.startswith(" ") for line in new)):
        return None
    before, behind = shared_ends(old, new)
    middle = [[f"{pad}{line}"] if line else [""] * (not folded) for line in new[before : len(new) - behind]]
    kept = [*groups[:before], *middle, *groups[len(groups) - behind :]]
    lines = [line for number, group in enumerate(kept) for line in [*([""] if folded and number else []), *group]]
    before, behind = shared_ends(rows, lines)
    written = file.whole_lines(0, lines[before : len(lines) - behind])
    return Splice(file.start(first + before), file.start(last + 1 - behind), written)


def _groups(rows: Sequence[str]) -> list[list[str]]:
    """The lines between empty lines."""
    groups: list[list[str]] = [[]]
    for row in rows:
        if row.strip():
            groups[-1].append(row)
        else:
            groups.append([])
    return groups


def new_key(file: WrittenFile, above: Steps, key: str, value: Value, order: KeyOrder) -> list[Splice]:
    """Puts a key that is not there behind those that come before it in the house layout, or behind all others."""
    container = file.places.find(above)
    lines = entry(key, value)
    if not container.inside:
        # Nothing but comments so far: the keys come last, in front matter before its closing hyphens.
        return [_below(file, file.last, 0, lines)]
    names = order.get(tuple(step for step in above if isinstance(step, str)), ())
    before = names[: names.index(key)] if key in names else tuple(map(str, container.inside))
    leading = [name for name in container.inside if name in before]
    first = next(iter(container.inside))
    pad = container.inside[first].key_column - 1
    if leading or file.is_inline(container, first):
        # A first key that stands behind a hyphen stays there: the new one comes below it.
        return [_below(file, file.bottom(container, leading[-1] if leading else first), pad, lines)]
    return [_below(file, file.top(container, first) - 1, pad, lines)]


def new_entries(file: WrittenFile, steps: Steps, values: Sequence[Value], at: int, count: int) -> list[Splice]:
    """Puts entries into a list of `count`, before the entry that is number `at`, or behind the last one."""
    lines = [line for value in values for line in item(value)]
    if not count:
        return [_below(file, file.last, 0, lines)]
    container = file.places.find(steps)
    pad = container.column - 1
    if at == count:
        return [_below(file, file.bottom(container, count - 1), pad, lines)]
    if file.is_inline(container, at):
        raise file.refuse((*steps, at), "this entry stands behind another hyphen")
    return [_below(file, file.top(container, at) - 1, pad, lines)]


def _below(file: WrittenFile, line: int, pad: int, lines: Sequence[str]) -> Splice:
    at = file.start(line + 1)
    return Splice(at, at, file.whole_lines(pad, lines))


def removed(file: WrittenFile, steps: Steps) -> Splice:
    """Takes out the lines of an entry. Where it stands behind a hyphen, the next entry moves up to its place."""
    container, step = file.container(steps), steps[-1]
    top, bottom = file.top(container, step), file.bottom(container, step)
    if not file.is_inline(container, step):
        return Splice(file.start(top), file.start(bottom + 1), "")
    line, column = file.head(container, step)
    start = file.offset(line, column)
    keys = list(container.inside)
    following = file.head(container, keys[keys.index(step) + 1])
    if following[0] == bottom + 1:
        return Splice(start, file.offset(*following), "")
    # Comments or empty lines stand between the two: they stay, and the hyphen has a line of its own.
    hyphen = len(file.line(line)[: column - 1].rstrip())
    return Splice(file.start(line) + hyphen, file.offset(bottom, len(file.line(bottom)) + 1), "")


def moved(file: WrittenFile, steps: Steps, to: int) -> list[Splice]:
    """Gives the places of entries in a list to others: all between the two numbers move by one."""
    container, (*_, number) = file.container(steps), steps
    low, high = sorted((int(number), to))
    if file.is_inline(container, low):
        raise file.refuse(steps, "an entry stands behind another hyphen")
    spans = [
        (file.start(file.top(container, each)), file.start(file.bottom(container, each) + 1))
        for each in range(low, high + 1)
    ]
    return exchanged(file, spans, to_end=to > int(number))


def exchanged(file: WrittenFile, spans: Sequence[tuple[int, int]], *, to_end: bool) -> list[Splice]:
    """Puts the first piece of text behind the others, or the last one before them; what is between pieces stays."""
    texts = [file.text[start:end] for start, end in spans]
    texts = [*texts[1:], texts[0]] if to_end else [texts[-1], *texts[:-1]]
    return [Splice(start, end, text) for (start, end), text in zip(spans, texts, strict=True)]


def entry_lines(file: WrittenFile, steps: tuple[Step, ...]) -> list[str]:
    """The lines of a key with its comments, without line ends. Raises Refused where it does not begin a line."""
    container, step = file.container(steps), steps[-1]
    if container.style not in {"-", ":"} or file.is_inline(container, step):
        raise file.refuse(steps, "this does not begin a line")
    return [file.line(number) for number in range(file.top(container, step), file.bottom(container, step) + 1)]

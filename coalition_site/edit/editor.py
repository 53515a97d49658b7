"""The one YAML editor: changes YAML and front matter that people wrote, and leaves every other byte as it is.

An edit becomes splices: pieces of the text, found by the reader's places, and what takes their place. So whatever is
not within a splice is the same by construction. After each edit the ordinary reader reads the new text, and it must say
what was meant and nothing else; else the edit is refused. What the splices take for granted of YAML can therefore be
too simple for a file, but never do harm to one.
"""

import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher

from coalition_site.edit import block_style, flow_style
from coalition_site.edit.edits import (
    AddEntries,
    Edit,
    KeyOrder,
    MoveEntry,
    RemoveEntry,
    ReplaceBody,
    SetValue,
    Steps,
    by_hand,
)
from coalition_site.edit.layout import flow_entry, flow_value
from coalition_site.edit.written import Splice, WrittenFile, read_written
from coalition_site.problems import Refused, has_errors
from coalition_site.read.values import Value, value_at

NO_ORDER: KeyOrder = {}


def edited(data: bytes, path: str, edits: Sequence[Edit], order: KeyOrder = NO_ORDER) -> bytes:
    """The bytes of a file with edits made, one after another: steps lead to where things are after the edits before.

    `path` names the file in messages; one that ends in .md holds its YAML between two lines of hyphens. A new key comes
    behind those that `order` puts before it, without an order last. Byte order mark, line ends, a last line without
    one, comments, quotes, indentation and order of what is there stay. Raises Refused; then no edit is made.
    """
    file = read_written(data, path)
    try:
        for edit in edits:
            for part in _parts(value_at(file.value, _steps(edit)), edit):
                file = _made(file, part, order)
    except Refused as error:
        raise Refused("; ".join([str(error), *dict.fromkeys(map(by_hand, edits))])) from None
    return file.data


def written_lines(data: bytes, path: str, steps: Steps) -> list[str]:
    """The lines that RemoveEntry takes out, without line ends. Raises Refused where they are not whole lines."""
    try:
        return block_style.entry_lines(read_written(data, path), steps)
    except Refused as error:
        raise Refused(f"{error}; {by_hand(RemoveEntry(steps))}") from None


def _steps(edit: Edit) -> Steps:
    return () if isinstance(edit, ReplaceBody) else edit.steps


def _parts(there: Value | None, edit: Edit) -> Iterator[Edit]:
    """The edits of single entries that make a list or map into another one, from its end to its beginning."""
    new = pruned(edit.value) if isinstance(edit, SetValue) else ""
    if isinstance(edit, SetValue) and isinstance(there, dict) and isinstance(new, dict) and there and new:
        for key, value in new.items():
            yield from _parts(there.get(key), SetValue((*edit.steps, key), value))
        yield from (RemoveEntry((*edit.steps, key)) for key in there if key not in new)
    elif isinstance(edit, SetValue) and isinstance(there, list) and isinstance(new, list) and there and new:
        yield from _list_parts(edit.steps, there, new)
    else:
        yield edit


def _list_parts(steps: Steps, old: list[Value], new: list[Value]) -> Iterator[Edit]:
    """What is new is added before what it replaces is removed, so that the list is never empty on the way.

    Lists and maps that take the place of as many are changed within; a text is another entry, to which the comment of
    the old one does not belong.
    """
    before, after = ([json.dumps(value, sort_keys=True) for value in values] for values in (old, new))
    for tag, low, high, first, last in reversed(SequenceMatcher(None, before, after, autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        pairs = list(zip(old[low:high], new[first:last], strict=False))
        if high - low == last - first and not any(isinstance(each, str) for pair in pairs for each in pair):
            for number, (there, value) in reversed(list(enumerate(pairs, low))):
                yield from _parts(there, SetValue((*steps, number), value))
            continue
        if first < last:
            yield AddEntries(steps, tuple(new[first:last]), high)
        yield from (RemoveEntry((*steps, number)) for number in range(high - 1, low - 1, -1))


def pruned(value: Value) -> Value:
    """A value without what is empty in it, which does not appear in what is read."""
    if isinstance(value, dict):
        return type(value)({key: inner for key, each in value.items() if (inner := pruned(each))})
    return [inner for each in value if (inner := pruned(each))] if isinstance(value, list) else value


def _made(file: WrittenFile, edit: Edit, order: KeyOrder) -> WrittenFile:
    """The file with one edit, read again."""
    simple = _simple(file, edit)
    if simple is None:
        return file
    expected = _intended(file, simple)
    body = simple.text if isinstance(simple, ReplaceBody) else file.body
    refused = file.refuse(_steps(simple), "this is written in a way that the program cannot change")
    data = file.spliced(_splices(file, simple, order))
    try:
        again = read_written(data, file.path)
    except Refused:
        raise refused from None
    if again.value != expected or again.body != body or (has_errors(again.problems) and not has_errors(file.problems)):
        raise refused
    return again


def _simple(file: WrittenFile, edit: Edit) -> Edit | None:
    """The edit as one that the file can take as it is written; None where there is nothing to do.

    Emptying what has no line of its own is removing it, and removing the last entry of a list or map is emptying that.
    """
    if isinstance(edit, ReplaceBody):
        if not file.path.endswith(".md"):
            raise file.refuse((), "this file has no text below its keys")
        return None if edit.text == file.body else edit
    there, is_list = value_at(file.value, edit.steps), edit.steps[-1:] and isinstance(edit.steps[-1], int)
    if isinstance(edit, SetValue):
        value = pruned(edit.value)
        if value == there or (not value and there is None):
            return None
        in_line = is_list or file.container(edit.steps).style == "{"
        return SetValue(edit.steps, value or "") if value or not in_line else _simple(file, RemoveEntry(edit.steps))
    if isinstance(edit, AddEntries):
        return _simple_addition(file, edit, there)
    if isinstance(edit, MoveEntry):
        entries = value_at(file.value, edit.steps[:-1])
        if not is_list or there is None or not isinstance(entries, list) or not 0 <= edit.to < len(entries):
            raise file.refuse(edit.steps, "there is no entry of a list to move, or no such place in it")
        return None if edit.steps[-1] == edit.to else edit
    return _simple_removal(file, edit)


def _simple_addition(file: WrittenFile, edit: AddEntries, there: Value | None) -> Edit | None:
    values = pruned(list(edit.values))
    if not values or not isinstance(values, list):
        return None
    if there is None or there == "":
        return SetValue(edit.steps, values)
    if not isinstance(there, list) or not 0 <= (len(there) if edit.at is None else edit.at) <= len(there):
        raise file.refuse(edit.steps, "a list is expected here" if isinstance(there, str | dict) else "it is shorter")
    return AddEntries(edit.steps, tuple(values), len(there) if edit.at is None else edit.at)


def _simple_removal(file: WrittenFile, edit: RemoveEntry) -> Edit | None:
    steps = edit.steps
    container = file.container(steps)
    if not steps or steps[-1] not in container.inside:
        raise file.refuse(steps, "there is nothing here to remove")
    if len(container.inside) == 1 and len(steps) > 1:
        if isinstance(steps[-2], int):
            return _simple(file, RemoveEntry(steps[:-1]))
        if container.style in {"[", "{"}:
            return _simple(file, SetValue(steps[:-1], ""))
    return edit


def _intended(file: WrittenFile, edit: Edit) -> Value:
    """What the file must say after a simple edit. Raises Refused where the edit makes no sense there."""
    value = deepcopy(file.value)
    if isinstance(edit, ReplaceBody):
        return value
    if isinstance(edit, SetValue):
        return _with_value(file, value, edit)
    entries = value_at(value, edit.steps if isinstance(edit, AddEntries) else edit.steps[:-1])
    if isinstance(edit, AddEntries) and isinstance(entries, list):
        entries[edit.at : edit.at] = edit.values
    elif isinstance(edit, MoveEntry) and isinstance(entries, list):
        entries.insert(edit.to, entries.pop(int(edit.steps[-1])))
    elif isinstance(edit, RemoveEntry):
        _remove(entries, edit.steps)
        if len(file.container(edit.steps).inside) == 1:
            _remove(value_at(value, edit.steps[:-2]), edit.steps[:-1])
            return value if len(edit.steps) > 1 else ""
    return value


def _remove(entries: Value | None, steps: Steps) -> None:
    if steps and isinstance(entries, dict):
        entries.pop(str(steps[-1]), None)
    elif steps and isinstance(entries, list):
        del entries[int(steps[-1])]


def _with_value(file: WrittenFile, value: Value, edit: SetValue) -> Value:
    """A value with another one where the steps lead, and maps on the way there made."""
    if not edit.steps:
        if value:
            raise file.refuse((), "this file holds something else already")
        return edit.value
    *way, last = edit.steps
    inner = whole = value or {}
    for step in way:
        if isinstance(inner, dict) and isinstance(step, str):
            inner = inner.setdefault(step, {})
        elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
            inner = inner[step]
        else:
            inner = ""
    if isinstance(inner, list) and isinstance(last, int) and last < len(inner):
        inner[last] = edit.value
    elif isinstance(inner, dict) and isinstance(last, str):
        inner[last] = edit.value
        if not edit.value:
            del inner[last]
    else:
        raise file.refuse(edit.steps, "a block of keys and values is expected here")
    return whole


def _splices(file: WrittenFile, edit: Edit, order: KeyOrder) -> Sequence[Splice]:
    """The pieces of the text that a simple edit replaces."""
    if isinstance(edit, ReplaceBody):
        return [_body(file, edit.text)]
    if isinstance(edit, SetValue):
        return _set(file, edit, order)
    container = file.places.find(edit.steps) if isinstance(edit, AddEntries) else file.container(edit.steps)
    in_flow = container.style in {"[", "{"}
    if isinstance(edit, AddEntries) and in_flow:
        return flow_style.new_entries(file, edit.steps, [flow_value(value) for value in edit.values], edit.at or 0)
    if isinstance(edit, AddEntries):
        count = len(value_at(file.value, edit.steps) or "")
        return block_style.new_entries(file, edit.steps, edit.values, edit.at or 0, count)
    if isinstance(edit, MoveEntry):
        return flow_style.moved(file, edit.steps, edit.to) if in_flow else block_style.moved(file, edit.steps, edit.to)
    return [flow_style.removed(file, edit.steps) if in_flow else block_style.removed(file, edit.steps)]


def _set(file: WrittenFile, edit: SetValue, order: KeyOrder) -> Sequence[Splice]:
    """Writes a value into the place it has, or the nearest key above that is there, or as a new key."""
    place, taken, steps = file.places, 0, edit.steps
    while taken < len(steps) and steps[taken] in place.inside:
        place, taken = place.inside[steps[taken]], taken + 1
    above, rest = steps[:taken], steps[taken:]
    if rest and (place.style in {"{", ":"} or not taken):
        key, inner = str(rest[0]), _nested(rest[1:], edit.value)
        if place.style == "{":
            return flow_style.new_entries(file, above, [flow_entry(key, inner)], len(place.inside))
        return block_style.new_key(file, above, key, inner, order)
    value = _nested(rest, edit.value)
    if not taken:
        return block_style.new_entries(file, (), value if isinstance(value, list) else (), 0, 0)
    if file.container(above).style in {"[", "{"}:
        return flow_style.written_value(file, above, value)
    return block_style.written_value(file, above, value_at(file.value, above), value)


def _nested(steps: Steps, value: Value) -> Value:
    for step in reversed(steps):
        value = {str(step): value}
    return value


def _body(file: WrittenFile, text: str) -> Splice:
    """Puts another text below front matter; lines at both ends that stay are not touched."""
    old, new, first = file.body.split("\n"), text.split("\n"), file.last + 2
    # What follows the last line end is a line only where something stands there.
    count = len(old) if file.is_open else len(old) - 1
    before = min(block_style.shared_ends(old, new)[0], count)
    _, behind = block_style.shared_ends(old[before:], new[before:])
    middle = new[before : len(new) - behind]
    written = "".join(f"{line}{file.newline}" for line in middle)
    if not behind and not file.is_open:
        written = written.removesuffix(file.newline)
    return Splice(file.start(first + before), file.start(first + len(old) - behind), written)

"""Sets values and lengthens lists in a YAML file or front matter that people wrote; every other line stays as it is.

The steps to a value are the keys and numbers that lead to it. Each change is read again before the next one: nothing is
returned that does not say what was meant, and nothing else.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from coalition_site.problems import Position
from coalition_site.publish.yaml_edit import BYTE_ORDER_MARK, LINE, SCALAR, EditRefused, line_end
from coalition_site.publish.yaml_write import block, double_quoted, entry, flow_scalar, item, written_scalar
from coalition_site.read.front_matter import FrontMatter, split_front_matter
from coalition_site.read.text_file import lines_of
from coalition_site.read.values import Place, Step, Value
from coalition_site.read.yaml_text import parse_yaml

KeyOrder = Mapping[tuple[str, ...], tuple[str, ...]]
"""The order of keys in the house layout, by the keys that lead to the map; numbers of list entries are left out."""


@dataclass(frozen=True, slots=True)
class Change:
    """A text or block to set where the steps lead, or with `add` the entries to put at the end of the list there."""

    steps: tuple[Step, ...]
    value: Value
    add: bool = False


@dataclass(slots=True)
class WrittenFile:
    """A file as lines, the value they hold now, and where everything stands."""

    path: str
    lines: list[str]
    value: Value
    places: Place
    body: str

    def refuse(self, change: Change, why: str) -> EditRefused:
        """An error that says where a change cannot be made, why, and what to write by hand."""
        place = self.places.find(change.steps)
        position = Position(self.path, place.line, place.column)
        steps = ".".join(str(step + 1) if isinstance(step, int) else step for step in change.steps)
        written = "; ".join(line.strip() for line in block(change.value))
        return EditRefused(f"{position}: {why}; write there yourself: {steps}: {written}")

    @property
    def end(self) -> str:
        """The line end of the file."""
        return (line_end(self.lines[0]) if self.lines else "") or "\n"

    def insert(self, after: int, pad: int, lines: Sequence[str]) -> None:
        """Puts lines behind line number `after` (0: at the top), set in by `pad` spaces."""
        if after and not line_end(self.lines[after - 1]):
            self.lines[after - 1] += self.end
        self.lines[after:after] = [f"{' ' * pad}{line}{self.end}" if line else self.end for line in lines]

    def extent(self, first: int, column: int, *, lists: bool = False) -> int:
        """The last line of what begins on line `first` in `column`: lines set in deeper, without blank ones behind."""
        last = number = first
        while number < len(self.lines):
            text = self.lines[number].rstrip("\r\n")
            indent = len(text) - len(text.lstrip(" "))
            same_list = lists and indent == column - 1 and text.lstrip().startswith("- ")
            if text.strip() and indent <= column - 1 and not same_list:
                break
            number += 1
            last = number if text.strip() else last
        return last


def changed(data: bytes, path: str, changes: Sequence[Change], order: KeyOrder) -> bytes:
    """The bytes of a file with the changes made, one after another.

    `path` names the file in messages; one that ends in .md holds its YAML between two lines of hyphens. Byte order
    mark, line ends, comments, quotes and the order of what is there stay. Raises EditRefused where that cannot be done.
    """
    for change in changes:
        file = read_written(data, path)
        expected = _expected(file, change)
        mark = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK.encode()) else ""
        _make(file, change, order)
        data = (mark + "".join(file.lines)).encode()
        again = read_written(data, path)
        if again.value != expected or again.body != file.body:
            raise file.refuse(change, "this is written in a way that the program cannot change")
    return data


def read_written(data: bytes, path: str) -> WrittenFile:
    """A YAML file, or a Markdown file with front matter, as it is written. Raises EditRefused."""
    lines, problems = lines_of(data, path)
    if lines is None:
        raise EditRefused(f"{problems[0].position}: {problems[0].message}")
    yaml, body, first = "\n".join(lines), "", 1
    if path.endswith(".md"):
        parts = split_front_matter(lines, path)
        if not isinstance(parts, FrontMatter):
            raise EditRefused(f"{parts.position}: {parts.message}")
        yaml, body, first = parts.yaml, parts.body, 2
    value, places, _ = parse_yaml(yaml, path, lines, first)
    if value is None:
        value = ""
    text = data.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    return WrittenFile(path, LINE.findall(text), value, places, body)


def _found(value: Value, steps: Sequence[Step]) -> tuple[Value | None, int]:
    """The value that the steps lead to, None if it is not there, and how many of the steps could be taken."""
    for taken, step in enumerate(steps):
        if isinstance(value, dict) and isinstance(step, str) and step in value:  # noqa: SIM114  types differ
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None, taken
    return value, len(steps)


def _nested(steps: Sequence[Step], value: Value) -> Value:
    for step in reversed(steps):
        value = {str(step): value}
    return value


def _expected(file: WrittenFile, change: Change) -> Value:
    value = deepcopy(file.value)
    there, taken = _found(value, change.steps)
    if change.add and isinstance(there, list) and isinstance(change.value, list):
        there.extend(change.value)
        return value
    if change.add and there is not None and there != "":
        raise file.refuse(change, "a list is expected here")
    if not change.steps or (taken == 0 and value == ""):
        return _nested(change.steps, change.value)
    at = min(taken, len(change.steps) - 1)
    parent, _ = _found(value, change.steps[:at])
    if not isinstance(parent, dict):
        raise file.refuse(change, "a block of keys and values is expected here")
    parent[str(change.steps[at])] = _nested(change.steps[at + 1 :], change.value)
    return value


def _make(file: WrittenFile, change: Change, order: KeyOrder) -> None:
    there, taken = _found(file.value, change.steps)
    if not change.steps and not there:
        file.insert(len(file.lines), 0, block(change.value))
    elif change.add and isinstance(there, list) and isinstance(change.value, list):
        _add(file, change, change.value)
    elif there is not None and change.steps:
        _replace(file, change, there)
    else:
        _insert(file, change, change.steps[:taken], order)


def _add(file: WrittenFile, change: Change, values: Sequence[Value]) -> None:
    """Puts entries behind the last one of a list, in the way the list is written."""
    place = file.places.find(change.steps)
    line = file.lines[place.line - 1]
    if change.steps and line[place.column - 1 : place.column] == "[":
        _add_in_brackets(file, change, values, place)
        return
    last = place.inside[max(step for step in place.inside if isinstance(step, int))]
    hyphen = file.lines[last.line - 1].rfind("-", 0, last.column - 1)
    if hyphen < 0:
        raise file.refuse(change, "the hyphen of the last entry does not stand on its line")
    end = file.extent(last.line, hyphen + 1)
    file.insert(end, hyphen, [line for value in values for line in item(value)])


def _add_in_brackets(file: WrittenFile, change: Change, values: Sequence[Value], place: Place) -> None:
    line = file.lines[place.line - 1]
    end = _closing_bracket(line, place.column - 1)
    if end < 0:
        raise file.refuse(change, "this list in [ ] takes several lines")
    texts = [flow_scalar(value) for value in values if isinstance(value, str)]
    if len(texts) < len(values):
        raise file.refuse(change, "this list stands in [ ]")
    before = line[:end].rstrip()
    parting = "" if before.endswith("[") else ", "
    file.lines[place.line - 1] = f"{before}{parting}{', '.join(texts)}{line[end:]}"


def _closing_bracket(line: str, start: int) -> int:
    """Where the bracket that opens at `start` is closed on the same line; -1 where it is not."""
    depth, quote = 0, ""
    for at in range(start, len(line)):
        sign = line[at]
        if quote:
            quote = "" if sign == quote and line[at - 1] != "\\" else quote
        elif sign in "'\"" and line[at - 1] in "[{, :":
            quote = sign
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return at
    return -1


def _replace(file: WrittenFile, change: Change, there: Value) -> None:
    """Puts another value behind a key: in the same quotes where both are one line, else as lines of their own."""
    place = file.places.find(change.steps)
    line = file.lines[place.line - 1]
    text = change.value
    found = SCALAR.match(line.rstrip("\r\n"), place.column - 1) if place.line == place.key_line else None
    if isinstance(there, str) and isinstance(text, str) and "\n" not in text and found is not None:
        value = parse_yaml(found[0], "", (found[0],))[0]
        if value == there:
            file.lines[place.line - 1] = f"{line[: found.start()]}{_requoted(found, text)}{line[found.end() :]}"
            return
    if isinstance(there, str) and isinstance(text, str) and _lengthen(file, place, there, text):
        return
    before = file.lines[place.key_line - 1][: place.key_column - 1]
    if "{" in before:
        raise file.refuse(change, "this stands in { }")
    last = file.extent(place.key_line, place.key_column, lists=isinstance(there, list))
    key = str(change.steps[-1])
    lines = entry(key, text)
    pad = " " * (place.key_column - 1)
    new = [f"{before}{lines[0]}", *(f"{pad}{each}" if each else "" for each in lines[1:])]
    end = line_end(file.lines[last - 1])
    file.lines[place.key_line - 1 : last] = [f"{each}{file.end}" for each in new[:-1]] + [f"{new[-1]}{end}"]


def _lengthen(file: WrittenFile, place: Place, there: str, text: str) -> bool:
    """Puts lines below a text that stands below a | or >, if the new text goes on where the old one ends."""
    sign = file.lines[place.key_line - 1].rstrip()[-2:]
    if not text.startswith(f"{there}\n") or sign not in {"|-", ">-"}:
        return False
    first = file.lines[place.key_line]
    pad = len(first) - len(first.lstrip(" "))
    # Below a > an empty line is what makes a line break.
    new = [line for each in text[len(there) + 1 :].split("\n") for line in (["", each] if sign == ">-" else [each])]
    file.insert(file.extent(place.key_line, place.key_column), pad, new)
    return True


def _requoted(found: re.Match[str], text: str) -> str:
    """The text in the quotes that the old one had."""
    if found["single"] is not None:
        return "'" + text.replace("'", "''") + "'"
    if found["double"] is not None:
        return double_quoted(text)
    return written_scalar(text)


def _insert(file: WrittenFile, change: Change, above: tuple[Step, ...], order: KeyOrder) -> None:
    """Puts a key that is not there behind those that come before it in the house layout."""
    key, rest = str(change.steps[len(above)]), change.steps[len(above) + 1 :]
    place = file.places.find(above)
    lines = entry(key, _nested(rest, change.value))
    keys = {str(step): inner for step, inner in place.inside.items()}
    if not keys:
        if above:
            raise file.refuse(change, "there is no block of keys here")
        # Nothing but comments so far: the keys come last, in front matter before its closing hyphens.
        file.insert(1 if file.path.endswith(".md") else len(file.lines), 0, lines)
        return
    first = next(iter(keys.values()))
    if above and file.lines[place.line - 1][place.column - 1 : place.column] == "{":
        raise file.refuse(change, "this block stands in { }")
    pad = first.key_column - 1
    empty = keys.get(key)
    if empty is not None:
        # The key is there with nothing behind it.
        comment = file.lines[empty.key_line - 1][empty.key_column - 1 + len(key) + 1 :].strip()
        if comment:
            raise file.refuse(change, "this key has a comment and no value")
        prefix = file.lines[empty.key_line - 1][: empty.key_column - 1]
        file.lines[empty.key_line - 1 : empty.key_line] = []
        file.insert(empty.key_line - 1, 0, [prefix + lines[0], *(f"{' ' * pad}{line}" for line in lines[1:])])
        return
    names = order.get(tuple(step for step in above if isinstance(step, str)), ())
    before = names[: names.index(key)] if key in names else tuple(keys)
    leading = [inner for name, inner in keys.items() if name in before]
    if leading:
        last = max(leading, key=lambda inner: inner.key_line)
        file.insert(file.extent(last.key_line, last.key_column, lists=True), pad, lines)
    elif file.lines[first.key_line - 1][:pad].strip():
        # The first key stands behind a hyphen: the new one comes below it.
        file.insert(file.extent(first.key_line, first.key_column, lists=True), pad, lines)
    else:
        file.insert(first.key_line - 1, pad, lines)

"""The cursor's place: behind which keys, in a key or in a value. Read of the lines as far as they are typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coalition_site.read.values import Step

_LINE = re.compile(r"(?P<indent> *)(?P<hyphens>(?:- +|-$)*)(?P<rest>.*)$")
_KEY = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)\s*:(?:\s+|$)")
_WORD = re.compile(r"[^\s\[\]{},\"'][^\[\]{},\"']*")
_PLACEHOLDER = re.compile(r"\{(?:\{|%\s*if)\s*(?P<name>[\w.]*)$")
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a file that is being typed.

    `steps` lead to the key that the cursor stands in or behind, numbers of list entries as 0. `part` is key, value,
    placeholder or text; `word` what stands there, from column `begin` on (from 1); `typed` is what of it stands before
    the cursor.
    """

    line: int
    begin: int
    part: str
    word: str
    typed: str
    steps: tuple[Step, ...] = ()
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Line:
    hyphens: tuple[int, ...]
    start: int
    key: str
    value: str


def cursor_at(lines: tuple[str, ...], line: int, column: int, *, markdown: bool) -> Cursor:
    """Where a place is, line and column from 1; the cursor stands before the sign in that column."""
    text = lines[line - 1] if line <= len(lines) else ""
    before = text[: column - 1]
    if found := _PLACEHOLDER.search(before):
        rest = re.match(r"[\w.]*", text[column - 1 :])
        word = found["name"] + (rest[0] if rest else "")
        return Cursor(line, found.start("name") + 1, "placeholder", word, found["name"])
    if markdown and not _in_front_matter(lines, line):
        return Cursor(line, column, "text", "", "")
    read = _read(text)
    key_end = text.find(":", read.start) + 1 if read.key else len(text) + 1
    if read.key and column - 1 >= key_end:
        begin, word = _word_at(text, column, key_end)
        return Cursor(line, begin, "value", word, text[begin - 1 : column - 1], _steps(lines, line, read))
    begin = read.start + 1
    word = read.key or text[read.start :].strip()
    part = "key" if read.key or not read.hyphens or not word else "entry"
    steps = _steps(lines, line, read)
    return Cursor(line, begin, part, word, text[begin - 1 : column - 1], steps, _beside(lines, line, read))


def _in_front_matter(lines: tuple[str, ...], line: int) -> bool:
    if line < 2 or not lines or lines[0].rstrip() != _FENCE:  # noqa: PLR2004  the first line is the fence
        return False
    end = next((number for number, each in enumerate(lines[1:], 2) if each.rstrip() == _FENCE), len(lines) + 1)
    return line < end


def _read(text: str) -> _Line:
    found = _LINE.match(text)
    indent, hyphens, rest = (found["indent"], found["hyphens"], found["rest"]) if found else ("", "", text)
    columns = tuple(len(indent) + each.start() for each in re.finditer("-", hyphens))
    key = _KEY.match(rest)
    value = rest[key.end() :].strip() if key else rest.strip()
    return _Line(columns, len(indent) + len(hyphens), key["key"] if key else "", value)


def _word_at(text: str, column: int, behind: int) -> tuple[int, str]:
    """Where the value begins that a column is in, and all of it; within [ ] one entry of the list."""
    for found in _WORD.finditer(text, behind):
        if found.start() < column <= found.end() + 1:
            return found.start() + 1, found[0].rstrip()
    return column, ""


def _steps(lines: tuple[str, ...], line: int, read: _Line) -> tuple[Step, ...]:
    """The keys above a line, from the outermost, and its own."""
    steps: list[Step] = [read.key] if read.key else []
    steps += [0] * len(read.hyphens)
    level, in_list = (read.hyphens[0], True) if read.hyphens else (read.start, False)
    for above in _above(lines, line):
        if not in_list and above.hyphens and above.start == level:
            steps += [0] * len(above.hyphens)
            level, in_list = above.hyphens[0], True
        elif above.key and not above.value and (above.start < level or (in_list and above.start == level)):
            if above.hyphens and in_list and above.start == level:
                continue
            steps.append(above.key)
            steps += [0] * len(above.hyphens)
            level, in_list = (above.hyphens[0], True) if above.hyphens else (above.start, False)
        if level == 0 and not in_list:
            break
    return tuple(reversed(steps))


def _above(lines: tuple[str, ...], line: int) -> Iterator[_Line]:
    for text in reversed(lines[: line - 1]):
        if text.rstrip() == _FENCE:
            return
        if text.strip() and not text.lstrip().startswith("#"):
            yield _read(text)


def _beside(lines: tuple[str, ...], line: int, read: _Line) -> frozenset[str]:
    """The keys of the same block, which are written already."""
    keys = set()
    for texts in (reversed(lines[: line - 1]), lines[line:]):
        for text in texts:
            each = _read(text)
            if text.rstrip() == _FENCE or (text.strip() and each.start < read.start):
                break
            if each.start == read.start and each.key:
                keys.add(each.key)
            if each.hyphens and each.start == read.start:
                break
    return frozenset(keys)

"""Slips that the line itself shows: what people type who never saw YAML, told at its place, with what mends it.

A line alone proves little, as it may stand within a longer text. So these are candidates: the reader tries them where
it could not read on, and believes those that let it (`syntax_fixes.py`).
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from coalition_site.fixes import TextFix
from coalition_site.read.quotes import quoted

# Spaces of word processors and of other scripts; YAML knows only the one of the keyboard.
_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_ODD}]")
_WIDE_SPACE = "\u3000"
_DASHES = "\u2010-\u2015\u2022\u00b7\u25cf\u25aa\u2212*+"
_BEGINNING = re.compile(rf"[ {_ODD}]*(?:[-{_DASHES}][ {_ODD}]+)*(?:[A-Za-z_][\w .-]*?:(?:[ {_ODD}]+|$))?")
_LONG_DASH = re.compile(rf" *([{_DASHES}])[ {_ODD}]+(?=\S)")
_ENTRY = re.compile(r"(?P<indent> *(?:- +)*)(?P<key>[A-Za-z][A-Za-z_]*)(?P<rest>.*)$")
_VALUE = re.compile(r"(?P<before> *(?:- +)*(?:[A-Za-z_][\w .-]*?: +)?)(?P<text>\S.*?) *$")
_SPECIAL = re.compile(r"[@`%&*!?,|>\]}]")
_LONGEST_SHOWN = 100
# Nobody types longer lines, and patterns that go back and forth take long for hostile ones.
_LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip in words, what to do about it, where it stands in its line, and its fix."""

    message: str
    hint: str
    column: int
    fix: TextFix


def slips_of(lines: tuple[str, ...], number: int, known: Collection[str]) -> Iterator[Slip]:
    """What may be a slip on a line, counted from 1, the likeliest first; `known` are the keys of such a file."""
    line = lines[number - 1]
    if len(line) > _LONGEST_LINE:
        return
    yield from _odd_spaces(line, number)
    yield from _tabs(line, number)
    yield from _long_dash(line, number)
    yield from _colon(lines, number, known)
    yield from _indented(lines, number, known)
    yield from _unquoted(line, number, known)
    yield from _unclosed(line, number)


def odd_space_slip(line: str, number: int) -> Slip | None:
    """The slip that spaces are which only look like spaces, where a line begins or a value does."""
    return next(_odd_spaces(line, number), None) if len(line) <= _LONGEST_LINE else None


def _odd_spaces(line: str, number: int) -> Iterator[Slip]:
    beginning = _BEGINNING.match(line)
    spaces = list(_ODD_SPACE.finditer(line, 0, beginning.end() if beginning else 0))
    if not spaces:
        return
    start, end = spaces[0].start(), spaces[-1].end()
    name = unicodedata.name(spaces[0][0]).lower().replace("no-break space", "non-breaking space")
    many = f" {len(spaces)} such spaces stand on this line." if len(spaces) > 1 else ""
    written = _ODD_SPACE.sub(lambda found: "  " if found[0] == _WIDE_SPACE else " ", line[start:end])
    yield Slip(
        f"an invisible {name} stands here, where an ordinary space belongs.{many}".removesuffix("."),
        "delete it and press the space bar instead",
        start + 1,
        TextFix(number, start + 1, line[start:end], written, safe=True),
    )


def _tabs(line: str, number: int) -> Iterator[Slip]:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        fix = TextFix(number, 1, indent, indent.replace("\t", "  "), safe=True)
        message = "a tab stands where spaces are needed"
        yield Slip(message, "use spaces to indent, two for each level", indent.index("\t") + 1, fix)


def _long_dash(line: str, number: int) -> Iterator[Slip]:
    found = _LONG_DASH.match(line)
    if found is None:
        return
    what = "a long dash" if unicodedata.category(found[1]) == "Pd" else f"the sign {found[1]}"
    column = found.start(1) + 1
    fix = TextFix(number, column, line[column - 1 : found.end()], "- ", safe=True)
    text = line[found.end() :].strip()
    yield Slip(f"{what} stands where a hyphen belongs", f"write it as - {text[:_LONGEST_SHOWN]}", column, fix)


def _colon(lines: tuple[str, ...], number: int, known: Collection[str]) -> Iterator[Slip]:
    """A key with a colon that touches its value, or without a colon."""
    line = lines[number - 1]
    found = _ENTRY.match(line)
    if found is None or found["key"].lower() not in known:
        return
    key, rest, behind = found["key"], found["rest"], found.end("key") + 1
    if re.match(r":[^\s:]", rest):
        text = rest[1:].strip()
        fix = TextFix(number, behind + 1, "", " ", safe=True)
        message = f"a space is missing behind the colon of {key}"
        yield Slip(message, f"write {key}: {text[:_LONGEST_SHOWN]}", behind, fix)
    elif not re.search(r":(?:\s|$)", rest) and (rest[:1].isspace() or (not rest and _begins_block(lines, number))):
        fix = TextFix(number, behind, "", ":", safe=True)
        shown = f"{key}: {rest.strip()[:_LONGEST_SHOWN]}".strip()
        message = f"the colon after {key} is missing"
        yield Slip(message, f"write {shown}", len(found["indent"]) + 1, fix)


def _begins_block(lines: tuple[str, ...], number: int) -> bool:
    """Whether the line below is set in deeper or begins an entry of a list."""
    below = lines[number] if number < len(lines) else ""
    return _indent(below) > _indent(lines[number - 1]) or below.lstrip().startswith("- ")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indented(lines: tuple[str, ...], number: int, known: Collection[str]) -> Iterator[Slip]:
    """A key that is set in deeper than the one above it, which has its value; or a hyphen out of line."""
    line, above, key = lines[number - 1], _line_above(lines, number), _ENTRY.match(lines[number - 1])
    if above is None or above.strip() == "---":
        above = lines[number] if number < len(lines) and _ENTRY.match(lines[number]) else ""
    elif key and key["key"].lower() in known and above.startswith(" " * _indent(line) + "- "):
        # A key in the column of the list above it.
        above = next(
            (each for each in reversed(lines[: number - 1]) if each.strip() and _indent(each) < _indent(line)), ""
        )
    was, wanted = _indent(line), _indent(above)
    if was == wanted or not above:
        return
    if line.lstrip().startswith("- ") and above.lstrip().startswith("- "):
        message = "this hyphen is not in line with the one above it"
    elif key and key["key"].lower() in known and re.match(r" *[A-Za-z_]+:(?: +[^\s|>]|$)", above) and was > wanted:
        message = f"{key['key']} is set in deeper than the keys beside it"
    else:
        return
    fix = TextFix(number, 1, " " * was, " " * wanted, safe=True)
    shown = "at the beginning of the line" if not wanted else f"behind {wanted} spaces"
    yield Slip(message, f"write it {shown}: {line.strip()[:_LONGEST_SHOWN]}", was + 1, fix)


def _line_above(lines: tuple[str, ...], number: int) -> str | None:
    """The nearest line above that says something."""
    above = (lines[at] for at in range(number - 2, max(-1, number - 7), -1))
    return next((line for line in above if line.strip() and not line.lstrip().startswith("#")), None)


def _unquoted(line: str, number: int, known: Collection[str]) -> Iterator[Slip]:
    """A text that YAML takes for something else, as of a sign in it or at its beginning."""
    found = _VALUE.match(line)
    if found is None or not found["before"].strip():
        return
    text, column = found["text"], found.start("text") + 1
    inner = re.search(r"(?:^|\s)([A-Za-z_]+): ", text)
    written = text
    if text[0] in "'\"" and text.count(text[0]) == 1:
        return
    if text[0] in "'\"" and text[-1] != text[0]:
        message = "the text goes on after the quote that ends it"
    elif re.match(r"\[[^\]]*\] *[^\s#,]|\{[^}]*\} *[^\s#,]", text):
        message = "the text goes on after the bracket that ends it"
    elif text[0] == "'":
        message = "an apostrophe within single quotes ends the text"
    elif text[0] == '"':
        message = "a quote or backslash has a meaning of its own within double quotes"
    elif _SPECIAL.match(text):
        message = f"a text that begins with {text[0]} has a special meaning here"
    elif (": " in text or text.endswith(":")) and text[0] not in "[{":
        message = "a second ': ' stands on this line"
    else:
        yield from _comment_in_brackets(line, number)
        return
    safe = not (inner and inner[1].lower() in known) and text[0] not in "|>"
    fix = TextFix(number, column, written, quoted(written), safe=safe)
    shown = f": {quoted(written)}" if len(written) <= _LONGEST_SHOWN else ""
    yield Slip(message, f"put quotes around the whole text{shown}", column, fix)


def _comment_in_brackets(line: str, number: int) -> Iterator[Slip]:
    """A text within brackets of which a # makes a comment, so that the bracket is never closed."""
    found = re.search(r"(?<=[\[{,:]) *([^\[\]{},:]*(?<=\s)#[^\s,\]}][^,\]}]*)(?=[,\]}])", line)
    if found is None:
        return
    text, column = found[1].strip(), found.start(1) + len(found[1]) - len(found[1].lstrip()) + 1
    written = "'" + text.replace("'", "''") + "'"
    fix = TextFix(number, column, text, written, safe=True)
    message = "this # begins a comment, so the bracket before it is never closed"
    yield Slip(message, f"put quotes around the text: {written}", line.index("#", column - 1) + 1, fix)


def _unclosed(line: str, number: int) -> Iterator[Slip]:
    """A quote or bracket that is opened and not closed on its line."""
    found = _VALUE.match(line)
    text = found["text"] if found else ""
    if not found or not text:
        return
    end, column = found.end("text") + 1, found.start("text") + 1
    if text[0] in "'\"" and text.count(text[0]) == 1:
        # Whether the quote was meant or not, the text is the same; an apostrophe may be a part of it.
        fix = TextFix(number, end, "", text[0], safe=text[0] == '"' and "\\" not in text)
        yield Slip("a quote that was opened here is never closed", f"close it: {text}{text[0]}", column, fix)
    closing = {"[": "]", "{": "}"}.get(text[0], "")
    if closing and closing not in text:
        fix = TextFix(number, end, "", closing, safe=closing == "]" and not re.search(r"[{:\"'#]", text))
        what = "a list in [square brackets]" if closing == "]" else "a text or block in {curly brackets}"
        yield Slip(f"{what} is not closed", f"close it: {text[:_LONGEST_SHOWN]}{closing}", column, fix)

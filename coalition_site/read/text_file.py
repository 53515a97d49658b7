"""Decoding: bytes of a content file to text, UTF-8 and nothing invisible."""

import re
import unicodedata
from pathlib import Path

from coalition_site.fixes import TextFix, Way
from coalition_site.problems import Position, Problem

# A table of invites may be long. A Markdown text of the size given here is some forty printed pages; a hostile one
# is still laid out within seconds.
MAXIMUM_TEXT_BYTES, MAXIMUM_MARKDOWN_BYTES = 1_000_000, 100_000

# Control characters but tab and line feed, surrogates, marks that reverse the direction of what follows unseen, and
# the line ends of other programs, which YAML would count as lines and no editor does. Tags, which can spell a whole
# sentence that nobody sees, only where they make the flag of a region.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff\ufeff]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0000-\U000e007f]"
)


def read_text(file: Path, path: str) -> tuple[tuple[str, ...] | None, list[Problem]]:
    """The lines of a text file, without byte order mark and with any line ends; None where it cannot be used.

    `path` names the file in problems: unreadable, too large, not UTF-8, or with invisible control characters.
    """
    try:
        size = file.stat().st_size
        if size > _maximum(path):
            return None, [_size_problem(size, path)]
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        return None, [
            Problem(Position(path), "file-unreadable", f"the file cannot be read: {reason}", "check its rights")
        ]
    return lines_of(data, path)


def lines_of(data: bytes, path: str) -> tuple[tuple[str, ...] | None, list[Problem]]:
    """The lines that the bytes of a text file hold, as `read_text` gives them."""
    if len(data) > _maximum(path):
        return None, [_size_problem(len(data), path)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(data, error.start, path)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.split("\n"))
    if _UNWANTED.search(text) is None:
        return lines, []
    return None, [
        _character_problem(path, number, line) for number, line in enumerate(lines, 1) if _UNWANTED.search(line)
    ]


def _maximum(path: str) -> int:
    return MAXIMUM_MARKDOWN_BYTES if path.endswith(".md") else MAXIMUM_TEXT_BYTES


def _size_problem(size: int, path: str) -> Problem:
    message = f"the file has {size:,} bytes; at most {_maximum(path):,} are allowed"
    return Problem(Position(path), "file-too-large", message, "keep long documents elsewhere and link to them")


def _encoding_problem(data: bytes, at: int, path: str) -> Problem:
    before = data[:at]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:200]:
        message = "the file is not UTF-8 text; it looks like UTF-16 or like something other than text"
    else:
        guess = data[at : at + 1].decode("cp1252", "replace")
        message = f"the file is not UTF-8 text; in Windows-1252 this character would be {guess!r}"
    return Problem(
        Position(path, line, column), "file-encoding", message, "save the file again with the encoding UTF-8"
    )


def invisible_in(text: str) -> str:
    """The first invisible control character of a text, in words; empty where there is none. Line feeds are none."""
    found = _UNWANTED.search(text)
    if found is None:
        return ""
    return named_sign(found[0])


def named_sign(sign: str) -> str:
    """The name of a character in small letters and its number: `zero width space, U+200B`."""
    name = unicodedata.name(sign, f"control character {ord(sign)}").lower()
    return f"{name}, U+{ord(sign):04X}"


def shown(name: str) -> str:
    r"""A file's name with what nobody sees in it written out, fit for a terminal: `a\x1b[31m.md`.

    A byte that is not UTF-8, which Python keeps as half a character, is written out too.
    """
    return _UNWANTED.sub(lambda found: ascii(found[0])[1:-1], name.replace("\n", "\\n").replace("\t", "\\t"))


def _character_problem(path: str, number: int, line: str) -> Problem:
    found = _UNWANTED.search(line)
    begin, end = found.span() if found else (0, 0)
    while _UNWANTED.match(line[end : end + 1]):
        end += 1
    message = f"an invisible character stands here ({invisible_in(line)})"
    at, way = Position(path, number, begin + 1), Way((TextFix(number, begin + 1, line[begin:end], ""),))
    return Problem(at, "file-character", message, "delete it and type the text again", way)

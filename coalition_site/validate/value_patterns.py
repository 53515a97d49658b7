"""Patterns that know a private value in a text as it is written: how it may be spaced and grouped, what stands around.

Texts are blocks with BREAK between them: paragraphs, list items, cells, lines. No pattern reaches over a break.
"""

import html
import re
from functools import lru_cache
from itertools import accumulate

from coalition_site.model.comparable import BREAK

_BETWEEN_LETTERS = r"(?:[^\w\n]|_)*"
# Names are not parted by a semicolon, nor a house from its street by a comma: these stand between items of a list.
_WITHIN_A_NAME, _WITHIN_A_HOUSE = r"(?:[^\w\n;]|_)*", r"(?:[^\w\n;,]|_)*"
_BETWEEN_DIGITS = r"[ \t\0\u00a0\u2007\u2009\u202f().+/\u2010-\u2015-]{0,3}"
_NO_LETTER_BEFORE, _NO_LETTER_BEHIND = r"(?<![^\W_])", r"(?![^\W_])"
_JOINS = r"./\u2010-\u2015-"
# A number that goes on before or behind is another number: an account's, a book's, a day with its hour.
_NUMBER_BEFORE = rf"(?<![^\W_])(?<!\d[{_JOINS}])"
_NUMBER_BEHIND = rf"(?![^\W_])(?![{_JOINS}]\d)"
_COUNTRY = r"(?:(?:\+|00)?\d{1,3}" + _BETWEEN_DIGITS.replace("{0,3}", "{0,2}") + ")?"
_AREA = r"(?:\(?\d{3}\)?" + _BETWEEN_DIGITS.replace("{0,3}", "{0,2}") + ")?"
_OWN_DIGITS = 10
# Behind how many digits the groups of a number end: of ten as in (573) 555-0142, of seven as in 555-0142.
_USUAL_GROUPS = {10: {3, 6}, 7: {3}}


@lru_cache(maxsize=4096)
def pattern_of(text: str, letters: bytes, *, alone: bool) -> re.Pattern[str]:
    """A pattern for a value, of which `letters` are compared, in a text in normal form C whose blocks BREAK parts."""
    written = letters.decode("utf-8", "ignore")
    if written.isdigit() and len(written) <= _OWN_DIGITS:
        return re.compile(_number(written, _group_ends(text, len(written))))
    between = _BETWEEN_LETTERS if not alone else _WITHIN_A_HOUSE if _is_house(text) else _WITHIN_A_NAME
    spaced = between.join(map(re.escape, written))
    around = (_NO_LETTER_BEFORE, _NO_LETTER_BEHIND) if alone else ("", "")
    return re.compile(spaced.join(around), re.IGNORECASE)


def _is_house(text: str) -> bool:
    return text[:1].isdigit() and "," not in text


def _number(digits: str, ends: set[int]) -> str:
    """A pattern for the digits of a telephone number, in one piece or in its groups."""
    grouped = "".join(
        digit + (_BETWEEN_DIGITS if number in ends else "") for number, digit in enumerate(digits, 1)
    ).removesuffix(_BETWEEN_DIGITS)
    before = _COUNTRY if len(digits) == _OWN_DIGITS else f"{_COUNTRY}{_AREA}" if len(digits) in _USUAL_GROUPS else ""
    # A country's digits stand before a whole number, an area's before one of the town; none may begin in another.
    if before == f"{_COUNTRY}{_AREA}":
        before = f"(?:{_COUNTRY}{_AREA.removesuffix('?')})?"
    return f"{_NUMBER_BEFORE}{before}\\(?{grouped}{_NUMBER_BEHIND}"


def _group_ends(text: str, count: int) -> set[int]:
    """Behind how many of the last digits of a number a group may end: as it is written, and as usual."""
    groups = [len(group) for group in re.findall(r"\d+", text)]
    before = sum(groups) - count
    written = {end - before for end in accumulate(groups) if 0 < end - before < count}
    return written | _USUAL_GROUPS.get(count, set())


_MARK = re.compile(r"(?:[ \t]*(?:[-*+>]|\d{1,9}[.)]|#{1,6})(?=[ \t]|$))+")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_ENDED_ON_PURPOSE = re.compile(r"(?: {2,}|\\)$")
_CELL = re.compile(r"(?<!\\)\|")


def blocks_of_markdown(text: str) -> str:
    """A text in Markdown with BREAK between its blocks alone; every character stays at its place.

    A line goes on in the next one unless one of the two is empty, a heading or in a table, the next begins an item or
    a quotation, or it was ended on purpose. The mark of an item, which may be a number, is no part of its text.
    """
    before, parts = "", []
    for number, line in enumerate(text.split("\n")):
        mark = _MARK.match(line)
        goes_on = line.strip() and before.strip() and mark is None and not _ends(before) and "|" not in line + before
        parts.append(("" if not number else " " if goes_on else BREAK) + _shown(line, mark))
        before = line
    return "".join(parts)


def _ends(line: str) -> bool:
    return bool(_HEADING.match(line) or _ENDED_ON_PURPOSE.search(line))


def _shown(line: str, mark: re.Match[str] | None) -> str:
    begin = mark.end() if mark is not None else 0
    return BREAK * begin + _CELL.sub(BREAK, line[begin:])


# What of Markdown is not shown: where a link leads, and in which language a passage is.
_NOT_SHOWN = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\]\[[^\]\n]*\]|\{lang=[\w-]+\}")


def as_shown(text: str) -> str:
    """A text in Markdown without what of it is not shown."""
    text = _NOT_SHOWN.sub("", text) if "](" in text or "][" in text or "{lang" in text else text
    return html.unescape(text) if "&" in text else text

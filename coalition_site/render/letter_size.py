"""The size of type of a letter on paper: as large as one page allows, so that most are read without glasses.

Laying a letter out twice would double what a build waits for, so the lines are reckoned: how many characters a line has
room for, and how many lines the page has below the address. The reckoning is on the safe side; where it is not sure,
the letter has the smallest size, in which all packaged wordings fit on a page.
"""

from dataclasses import dataclass
from math import ceil

from coalition_site.derive.letters.view import LetterKind
from coalition_site.render.letters import LateLetter, Letter
from coalition_site.render.rich_text import Block, text_of

SIZES = (11.5, 11.0, 10.5)
"""Sizes in points that are tried, the largest first."""
SMALLEST = 10.0

_MM_PER_POINT = 25.4 / 72
_LINE_HEIGHT = 1.45
# Millimeters, as print/letter.html sets them: height of the sheet, margins, what stands above the salutation.
_HEIGHTS = {"letter": 279.4, "a4": 297.0}
_WIDTHS = {"letter": 215.9, "a4": 210.0}
_MARGINS, _SIDES, _ABOVE = 28.0, 50.0, 42.0 + 35.0
_SUBJECT, _PARAGRAPH_GAP, _CLOSING, _SIGNATURE = 4.0, 2.6, 4.0, 16.0
# Long words end lines sooner than is reckoned: room of a line and a bit.
_SAFE = 7.0
# How wide a letter of Public Sans is on the average, in parts of the size of type, with what lines lose at their ends.
_LETTER_WIDTH = 0.475
_LATIN = {"en", "es", "fr", "ht", "de", "it", "pt", "nl", "pl", "tl", "so"}


@dataclass(frozen=True, slots=True)
class LateSize:
    """A letter's size of type, which is reckoned when its document is made: `11.5pt`."""

    letter: LateLetter

    def __str__(self) -> str:
        return f"{type_size(self.letter.letter):g}pt"


def type_size(letter: Letter) -> float:
    """The size in points: the largest with which the letter stays on one page, else the smallest.

    Other scripts than Latin have sizes of their own in the style sheet.
    """
    view = letter.view
    if view.kind is not LetterKind.LETTER or view.language.partition("-")[0] not in _LATIN:
        return SMALLEST
    room = _HEIGHTS[view.paper] - _MARGINS - _ABOVE - _SAFE
    return next((size for size in SIZES if _height(letter, size) <= room), SMALLEST)


def _height(letter: Letter, size: float) -> float:
    """How high the letter is below its address, in millimeters."""
    view, line = letter.view, size * _LINE_HEIGHT * _MM_PER_POINT
    width = (_WIDTHS[view.paper] - _SIDES) / (size * _MM_PER_POINT * _LETTER_WIDTH)
    sender = sum(map(bool, (view.sender.name, view.sender.title, view.sender.organization)))
    below = (1 + sender) * line + 2 * _PARAGRAPH_GAP + _CLOSING + (_SIGNATURE if view.sender.signature else 0)
    subject = ceil(len(letter.subject) / (width * 0.93)) * line + _SUBJECT
    body = sum(_block_height(block, width, line) for block in letter.blocks)
    return subject + line + _PARAGRAPH_GAP + body + below


def _block_height(block: Block, width: float, line: float) -> float:
    lines = sum(max(1, ceil(len(part) / width)) for part in text_of(block.runs).split("\n"))
    return lines * line + _PARAGRAPH_GAP

"""The social card (Open Graph image) of the public site, as SVG.

SVG breaks no lines, so texts are measured and broken here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment
from PIL import ImageFont

from coalition_site.derive.public.view import PublicView
from coalition_site.render.brand import DEFAULT_PRIMARY
from coalition_site.render.wheel import Wheel
from coalition_site.resources import fonts_folder

_WIDTH, _HEIGHT = 620, 340
_NAME_SIZES = (88, 76, 66, 56, 46)
_COMMUNITY_SIZE, _COMMUNITY_HEIGHT = 34, 40
_LEADING = 1.12
_EXTENDED = re.compile("[\u0370-\u058f\u1f00-\u1fff]+")
# One sign, and what is joined to it: a form, a skin tone, further emoji; or two letters of a flag.
_JOINED = "[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.|(?<=[\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff]"
_EMOJI = f"[\u2600-\u27bf\U0001f000-\U0001faff](?:{_JOINED})*"
_OTHER_FACE = re.compile(f"(?P<extended>{_EXTENDED.pattern})|(?P<emoji>{_EMOJI})")
# Emoji, the widest of all, and signs of scripts that are set in squares.
_WIDE, _WIDE_WIDTH = re.compile("[\u2600-\u27bf\u2e80-\uffff\U00010000-\U0010ffff]"), 1.275


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line; `family` is empty for what is in the line's own face."""

    text: str
    family: str = ""


@dataclass(frozen=True, slots=True)
class SetText:
    """Lines of text in one size; `size` and `leading` are in pixels."""

    lines: tuple[str, ...]
    size: int
    leading: float


def social_card(view: PublicView, drawn: Wheel, environment: Environment) -> str:
    """The picture as SVG, 1200 by 630 pixels: the coalition's name, community and wheel, in its color."""
    return environment.get_template("site/social_card.svg").render(
        view=view,
        wheel=drawn,
        ground=view.coalition.primary or DEFAULT_PRIMARY,
        name=fitted(view.coalition.name, "CoalitionSerif-SemiBold.ttf", _NAME_SIZES),
        community=fitted(
            view.coalition.community, "PublicSans-SemiBold.ttf", (_COMMUNITY_SIZE,), _COMMUNITY_HEIGHT
        ).lines[0],
        pieces_of=pieces_of,
    )


def pieces_of(line: str, extended: str) -> tuple[Piece, ...]:
    """A line in pieces of one face each, since SVG takes one family: `extended` is that of Greek and Cyrillic.

    Of a joined emoji only the first is drawn: the library that draws cannot have others in a line.
    """
    pieces: list[Piece] = []
    end = 0
    for found in _OTHER_FACE.finditer(line):
        other = Piece(found[0], extended) if found["extended"] else Piece(found[0][0], "Coalition Emoji")
        pieces += [Piece(line[end : found.start()]), other]
        end = found.end()
    return tuple(piece for piece in (*pieces, Piece(line[end:])) if piece.text)


def fitted(text: str, font: str, sizes: Sequence[int], height: int = _HEIGHT) -> SetText:
    """A text in the first of the sizes in which it fits into a height, or else in the last, cut with an ellipsis."""
    for size in sizes:
        lines = _broken(text, font, size)
        if len(lines) * size * _LEADING <= height:
            return SetText(tuple(lines), size, size * _LEADING)
    size = sizes[-1]
    *kept, last = _broken(text, font, size)[: int(height / (size * _LEADING))]
    while last and _length(f"{last}…", font, size) > _WIDTH:
        last = last[:-1]
    return SetText((*kept, f"{last.rstrip()}…"), size, size * _LEADING)


def _broken(text: str, font: str, size: int) -> list[str]:
    """The text in lines that fit, broken between words, and within a word that is longer than a line."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if _length(joined, font, size) <= _WIDTH:
            lines[-1] = joined
            continue
        lines += [""] if lines[-1] else []
        for sign in word:
            if lines[-1] and _length(lines[-1] + sign, font, size) > _WIDTH:
                lines.append("")
            lines[-1] += sign
    return lines


def _length(text: str, font: str, size: int) -> float:
    """The width of a text, whose Greek and Cyrillic letters come from the face that goes with the font."""
    plain = _WIDE.sub("", text)
    further = "".join(_EXTENDED.findall(plain))
    wide = (len(text) - len(plain)) * _WIDE_WIDTH * size
    of_further = _face(font.replace("-", "Extended-").replace("PublicSans", "CoalitionSans"), size).getlength(further)
    return _face(font, size).getlength(_EXTENDED.sub("", plain)) + of_further + wide


@lru_cache(maxsize=8)
def _face(font: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fonts_folder() / "documents" / font, size, layout_engine=ImageFont.Layout.BASIC)

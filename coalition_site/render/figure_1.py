"""Figure 1 of the worksheet: geometry of the drawing, on a page and on paper.

A petal for each type of actor, clockwise from the top, each with a dot for each of its first partners; the labels
stand at both sides, tied to their petals by lines. In large print the petals hold the numbers of the list, since
labels around the wheel could not be large enough, and so they do on paper where writing joins its letters: the PDF
engine draws each letter of a drawing by itself. Lengths are units of the drawing, angles are half turns from the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from textwrap import wrap

from coalition_site.derive.words.direction import holds_right_to_left
from coalition_site.derive.worksheet.view import ActorType

_INNER, _OUTER = 54, 168
_X, _Y = 410, 240
_MOST_DOTS = 7
_LABEL_LETTERS, _CYRILLIC_LABEL_LETTERS, _HEART_LETTERS = 26, 22, 11
_CYRILLIC = dict.fromkeys(range(0x400, 0x530))


@dataclass(frozen=True, slots=True)
class ActorPetal:
    """A type of actor: where its petal points in degrees, whether anybody fills it, its dots, its line and its label.

    `x` and `y` are the place of its number in large print.
    """

    actor: ActorType
    turn: float
    filled: bool
    dots: tuple[int, ...]
    line: str
    on_right: bool
    label: tuple[tuple[float, str], ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class FigureOne:
    """The drawing: the shape that all petals have, pointing up, the petals, and the lines in the middle.

    `numbered` petals hold their numbers instead of labels beside them.
    """

    shape: str
    petals: tuple[ActorPetal, ...]
    heart: tuple[tuple[float, str], ...]
    numbered: bool


def figure_1(actors: Sequence[ActorType], heart: str, *, blank: bool, large: bool, printed: bool) -> FigureOne:
    """Lays Figure 1 out. `heart` are the words in the middle; on a `blank` worksheet nobody fills a petal."""
    joins = printed and any(holds_right_to_left(text) for text in (heart, *(actor.label for actor in actors)))
    numbered = large or joins
    count = max(len(actors), 1)
    right = (count + 1) // 2
    most_dots = 0 if numbered else _MOST_DOTS
    petals = []
    for number, actor in enumerate(actors):
        on_right = number < right
        turn = (number + 0.5) * 2 / count
        y = 20 + (number + 0.5) * 440 / right if on_right else 460 - (number - right + 0.5) * 440 / (count - right)
        filled = bool(actor.partners) and not blank
        petals.append(
            ActorPetal(
                actor=actor,
                turn=round(turn * 180, 2),
                filled=filled,
                dots=tuple(14 - _OUTER + 14 * dot for dot in range(min(actor.partners, most_dots))) if filled else (),
                line=_line(turn, y, on_right=on_right),
                on_right=on_right,
                label=_label(actor.label, y),
                x=round(_X + 142 * sin(pi * turn), 1),
                y=round(_Y + 5.4 - 142 * cos(pi * turn), 1),
            )
        )
    lines = [] if joins else wrap(heart, _HEART_LETTERS)
    middle = tuple((244.2 + 16 * (number - (len(lines) - 1) / 2), line) for number, line in enumerate(lines))
    return FigureOne(_shape(0.43 / count * 2), tuple(petals), middle, numbered)


def _label(text: str, y: float) -> tuple[tuple[float, str], ...]:
    # Cyrillic letters are wider than Latin ones.
    most = _LABEL_LETTERS if text.translate(_CYRILLIC) == text else _CYRILLIC_LABEL_LETTERS
    lines = wrap(text, most)
    top = y + 5.3 - 8.5 * (len(lines) - 1)
    return tuple((round(top + 17 * number, 1), line) for number, line in enumerate(lines))


def _line(turn: float, y: float, *, on_right: bool) -> str:
    """The points from a petal's tip to its label."""
    side = 1 if on_right else -1
    tip = f"{round(_X + 172 * sin(pi * turn), 1)},{round(_Y - 172 * cos(pi * turn), 1)}"
    return f"{tip} {_X + side * 188},{round(y, 1)} {_X + side * 194},{round(y, 1)}"


def _shape(half: float) -> str:
    """A petal that points up, between two circles; `half` is half its angle."""
    x, y = sin(pi * half), cos(pi * half)
    inner_x, inner_y, outer_x, outer_y = (round(each, 1) for each in (_INNER * x, _INNER * y, _OUTER * x, _OUTER * y))
    return (
        f"M{-inner_x} {-inner_y}L{-outer_x} {-outer_y}A{_OUTER} {_OUTER} 0 0 1 {outer_x} {-outer_y}"
        f"L{inner_x} {-inner_y}A{_INNER} {_INNER} 0 0 0 {-inner_x} {-inner_y}Z"
    )

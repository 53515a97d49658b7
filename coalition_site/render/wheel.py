"""Figure 1 with our partners in it (the wheel): geometry of the drawing.

A petal for each type of actor, clockwise from the top, with a dot for each named partner; the names stand at both
sides, tied to their petals by lines. Lengths are units of the drawing, angles are degrees from the top.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from textwrap import wrap

from coalition_site.derive.public.view import PublicActorType, PublicPartner
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.labels import Label
from coalition_site.derive.words.terms import in_a_row, not_named
from coalition_site.model.localized import ForeignText

WIDTH = 1180
INNER, OUTER = 78, 226
"""Where petals begin and end, from the middle."""

_WIDEST_HALF = 9.5
_MARGIN = 14
_HEART_LINES = 4
_FIRST_DOT, _LAST_DOT = OUTER - 22, INNER + 16
_BETWEEN_DOTS = 16
_DOT = 5.0


@dataclass(frozen=True, slots=True)
class Lettering:
    """How the labels are set: size and pitch of their lines, what lies between two, and how high all may be.

    Labels begin so far beyond the petals, and lines of types and names have so many letters at most.
    `heart` is the same for the middle, which has a radius.
    """

    size: int
    pitch: int
    between: int
    most_height: int
    beyond: int
    type_letters: int
    name_letters: int
    heart_size: float
    heart_pitch: int
    heart_letters: int
    heart_radius: int


PAGE_LETTERING = Lettering(15, 22, 9, 840, 80, 32, 36, 14.5, 18, 13, 63)
PRINT_LETTERING = Lettering(22, 26, 8, 1080, 62, 24, 26, 22, 23, 10, 75)
"""For a drawing as wide as A4 paper has room for: a size of 22 is one of 9 points there."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A partner in a petal that points up: its place and radius, and whether it is still in conversation."""

    x: float
    y: float
    radius: float
    open: bool


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """A type, a partner or a number in a label: its lines, each with its height in the drawing and its text.

    `partner` is the id of the partner that it names, or empty; `language` is that of the text where it is another than
    the page's.
    """

    lines: tuple[tuple[float, str], ...]
    is_type: bool = False
    partner: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Petal:
    """A type of actor: where its petal points, its dots, the line to its label, and the label.

    It is `filled` if anybody of this type is with us, named or counted.
    """

    type: Label
    filled: bool
    turn: float
    dots: tuple[Dot, ...]
    line: str
    x: float
    on_right: bool
    label: tuple[LabelEntry, ...]


@dataclass(frozen=True, slots=True)
class Wheel:
    """The whole drawing: the shape that all petals have, pointing up, the height, and the petals.

    `heart` are the lines in the middle, seen from there; none where the name is too long. `named` says how many
    partners are named of each type, `nobody` the types of which there is nobody.
    """

    shape: str
    height: float
    petals: tuple[Petal, ...]
    heart: tuple[tuple[float, str], ...] = ()
    named: str = ""
    nobody: str = ""
    lettering: Lettering = PAGE_LETTERING

    @property
    def has_rings(self) -> bool:
        """Whether anybody is still in conversation."""
        return any(dot.open for petal in self.petals for dot in petal.dots)

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the wheel."""
        return WIDTH / 2, self.height / 2


@dataclass(frozen=True, slots=True)
class _Block:
    """A type with its place around the wheel, and the entries of its label.

    Of each its lines, the partner's id, and the language as `LabelEntry` has it.
    """

    number: int
    actor: PublicActorType
    entries: tuple[tuple[list[str], str, str], ...]
    lettering: Lettering

    @property
    def height(self) -> int:
        lines = sum(len(lines) for lines, _, _ in self.entries)
        return lines * self.lettering.pitch + self.lettering.between


def wheel(
    types: Sequence[PublicActorType], words: Catalogue, name: str = "", lettering: Lettering = PAGE_LETTERING
) -> Wheel:
    """Lays the wheel out, with a name in the middle.

    Labels of the first half of the types stand on the right, the others on the left. Of large coalitions every type
    names only its first partners and counts the others, so that the wheel stays one picture; their dots are all there.
    """
    count = max(len(types), 1)
    most = max((len(actor.partners) for actor in types), default=0)
    too_many = bisect_left(range(most + 1), x=True, key=lambda number: not _fits(types, number, lettering, words))
    sides = _sides(types, max(too_many - 1, 0), lettering, words)
    height = max(_tallest(sides) + 2 * _MARGIN, 2 * (OUTER + _MARGIN))
    slope = radians(min(180 / count * 0.86, _WIDEST_HALF))
    petals = [
        petal
        for on_right, side in zip((True, False), sides, strict=True)
        for petal in _side(side, 360 / count, height, slope, on_right=on_right)
    ]
    return Wheel(
        shape=_shape(slope),
        height=height,
        petals=tuple(sorted(petals, key=lambda p: p.turn)),
        heart=_heart(name, lettering),
        named=in_a_row([f"{actor.label} {len(actor.partners)}" for actor in types if actor.partners], words),
        nobody=in_a_row([actor.label for actor in types if not actor.partners and not actor.unnamed], words),
        lettering=lettering,
    )


def _heart(name: str, lettering: Lettering) -> tuple[tuple[float, str], ...]:
    """A name in lines that fit into the middle, each with its height there; nothing if they do not."""
    lines = wrap(name, lettering.heart_letters, break_long_words=False)
    if len(lines) > _HEART_LINES or any(len(line) > lettering.heart_letters for line in lines):
        return ()
    first = round(lettering.heart_size / 3) - lettering.heart_pitch * (len(lines) - 1) / 2
    return tuple((first + lettering.heart_pitch * number, line) for number, line in enumerate(lines))


def _sides(
    types: Sequence[PublicActorType], most: int, lettering: Lettering, words: Catalogue
) -> tuple[list[_Block], list[_Block]]:
    """Right and left, each from top to bottom, so that no two lines cross; a label has so many names at most."""
    blocks = [
        _Block(number, actor, _entries(actor, most, lettering, words), lettering) for number, actor in enumerate(types)
    ]
    right = (len(types) + 1) // 2
    return blocks[:right], blocks[right:][::-1]


def _tallest(sides: tuple[list[_Block], list[_Block]]) -> int:
    return max(sum(block.height for block in side) for side in sides)


def _fits(types: Sequence[PublicActorType], most: int, lettering: Lettering, words: Catalogue) -> bool:
    return _tallest(_sides(types, most, lettering, words)) <= lettering.most_height


def _entries(
    actor: PublicActorType, most: int, lettering: Lettering, words: Catalogue
) -> tuple[tuple[list[str], str, str], ...]:
    entries = [(wrap(str(actor.label), lettering.type_letters), "", _language(str(actor.label)))]
    # The line that counts the others takes the place of a name, so one name alone is never left out.
    shown = actor.partners if len(actor.partners) <= most + 1 else actor.partners[:most]
    in_conversation = words.gettext("in conversation").replace(" ", "\N{NO-BREAK SPACE}")
    for partner in shown:
        said = f"{partner.name} ({in_conversation})" if partner.potential else partner.name
        entries.append((wrap(said, lettering.name_letters), partner.id, _language(said)))
    if len(shown) < len(actor.partners):
        number = len(actor.partners) - len(shown)
        more = words.ngettext("and %(num)s more", "and %(num)s more", number)
        entries.append(([more if shown else words.ngettext("%(num)s partner", "%(num)s partners", number)], "", ""))
    if actor.unnamed:
        entries.append(([not_named(actor.unnamed, words, beside=bool(actor.partners))], "", ""))
    return tuple(entries)


def _language(text: str) -> str:
    return text.language if isinstance(text, ForeignText) else ""


def _label(block: _Block, top: float) -> tuple[LabelEntry, ...]:
    at, found = 0, []
    for number, (lines, partner, language) in enumerate(block.entries):
        heights = [round(top + (at + line + 0.7) * block.lettering.pitch, 1) for line in range(len(lines))]
        found.append(LabelEntry(tuple(zip(heights, lines, strict=True)), number == 0, partner, language))
        at += len(lines)
    return tuple(found)


def _side(blocks: Sequence[_Block], step: float, height: float, slope: float, *, on_right: bool) -> list[Petal]:
    """The petals of one side from top to bottom, their labels spread over the whole height."""
    spare = height - 2 * _MARGIN - sum(block.height for block in blocks)
    gap = spare / max(len(blocks), 1)
    top = _MARGIN + gap / 2
    found = []
    for block in blocks:
        label = _label(block, top)
        turn = (block.number + 0.5) * step
        side = OUTER + block.lettering.beyond
        x = WIDTH // 2 + (side if on_right else -side)
        line = _line(turn, x, label[0].lines[0][0] - round(block.lettering.size / 3), height)
        actor = block.actor
        filled, dots = bool(actor.partners or actor.unnamed), _dots(actor.partners, slope)
        found.append(Petal(actor.label, filled, round(turn, 2), dots, line, x, on_right, label))
        top += block.height + gap
    return found


def _dots(partners: Sequence[PublicPartner], slope: float) -> tuple[Dot, ...]:
    """A dot for everybody, from the petal's tip inwards: one column while that has room, else two."""
    in_one = (_FIRST_DOT - _LAST_DOT) // _BETWEEN_DOTS + 1
    columns = 1 if len(partners) <= in_one else 2
    rows = -(-len(partners) // columns)
    pitch = min(_BETWEEN_DOTS, (_FIRST_DOT - _LAST_DOT) / max(rows - 1, 1))
    radius = min(_DOT, pitch * 0.36)
    found = []
    for number, partner in enumerate(partners):
        row, column = divmod(number, columns)
        distance = _FIRST_DOT - row * pitch
        x = (column - (columns - 1) / 2) * distance * slope
        found.append(Dot(round(x, 1), round(-distance, 1), round(radius, 1), partner.potential))
    return tuple(found)


def _line(turn: float, x: float, y: float, height: float) -> str:
    """The path from a petal's tip to its label, leaving along the petal and arriving level."""

    def point(distance: float) -> tuple[float, float]:
        angle = radians(turn)
        return WIDTH / 2 + distance * sin(angle), height / 2 - distance * cos(angle)

    start, bend = point(OUTER + 5), point(OUTER + 34)
    end = x - 10 if x > WIDTH / 2 else x + 10
    reach = end - 44 if x > WIDTH / 2 else end + 44
    return f"M{_pair(*start)}C{_pair(*bend)} {_pair(reach, y)} {_pair(end, y)}"


def _shape(slope: float) -> str:
    """A petal that points up: narrow at the heart, round at its end. `slope` is half its angle, in radians."""
    base = INNER * slope
    # The round end touches both edges and ends at OUTER.
    tip = OUTER * slope / (1 + slope)
    return (
        f"M{_pair(-base, -INNER)}L{_pair(-tip, tip - OUTER)}A{tip:.1f} {tip:.1f} 0 0 1 {_pair(tip, tip - OUTER)}"
        f"L{_pair(base, -INNER)}Z"
    )


def _pair(x: float, y: float) -> str:
    return f"{round(x, 1):g} {round(y, 1):g}"

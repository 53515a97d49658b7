"""The flower, an ornament: a petal for each area, and on it a dot for each of its first partners.

Lengths are units of the drawing, from its middle; angles are degrees from the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coalition_site.derive.public.view import PublicNeed

_FEWEST_PETALS = 8
_MOST_DOTS = 5


@dataclass(frozen=True, slots=True)
class Flower:
    """Each petal's angle and whether somebody works on its area; each area's angle, and height and radius of its dots.

    There are more petals than areas where these are few.
    """

    petals: tuple[tuple[float, bool], ...]
    dots: tuple[tuple[float, tuple[tuple[int, float], ...]], ...]


def flower(areas: Sequence[PublicNeed]) -> Flower:
    """Lays the flower out."""
    count = max(len(areas), _FEWEST_PETALS)
    turns = [round(360 * number / count, 2) for number in range(count)]
    partners = [len(area.partners) + area.unnamed for area in areas]
    held = [*map(bool, partners), *[False] * (count - len(areas))]
    drawn = [tuple((-84 - 20 * dot, 6 + dot / 2) for dot in range(min(number, _MOST_DOTS))) for number in partners]
    return Flower(tuple(zip(turns, held, strict=True)), tuple(zip(turns[: len(areas)], drawn, strict=True)))

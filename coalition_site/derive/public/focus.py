"""The coalition's focus on the public site: in short on its first page, and on a page of its own."""

from dataclasses import dataclass

from coalition_site.derive.public.view import PublicNeed, PublicPillar, PublicView
from coalition_site.derive.words.shortened import Shortened, shortened
from coalition_site.derive.words.terms import count

_MOST_OPEN = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the first page, what it counts, and where that stands."""

    number: int
    what: str
    address: str


@dataclass(frozen=True, slots=True)
class Focus:
    """The areas of concern by pillar, those for which nobody is named or counted yet, and how many areas, in words.

    Pillars without such an area are left out; where areas stand under no pillar, the heading says so. `areas` is empty
    where none is chosen. `also` are other areas that named partners work on. `figures` are never 0.
    """

    pillars: tuple[PublicPillar, ...]
    areas: str
    open: Shortened[PublicNeed]
    also: tuple[PublicNeed, ...]
    figures: tuple[Figure, ...]


def focus(view: PublicView) -> Focus:
    """The focus, from what is public."""
    needed = [area for area in view.areas() if area.needed]
    nobody = [area for area in needed if not area.partners and not area.unnamed]
    without = "Other areas" if len(view.pillars) > 1 else "Areas"
    pillars = (
        PublicPillar(pillar.label or without, tuple(area for area in pillar.areas if area.needed))
        for pillar in view.pillars
    )
    figures = (
        _figure(len(view.partners), "partner is named here", "partners are named here", "partners/index.html"),
        _figure(len(needed), "area of greatest concern", "areas of greatest concern", "focus.html"),
        _figure(len(nobody), "area with nobody named yet", "areas with nobody named yet", "focus.html"),
    )
    return Focus(
        pillars=tuple(pillar for pillar in pillars if pillar.areas),
        areas=count(len(needed), "area", "areas") if needed else "",
        open=shortened(nobody, _MOST_OPEN),
        also=tuple(area for area in view.areas_with_pages() if not area.needed),
        figures=tuple(figure for figure in figures if figure.number),
    )


def _figure(number: int, one: str, many: str, address: str) -> Figure:
    return Figure(number, one if number == 1 else many, address)

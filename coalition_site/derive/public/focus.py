"""The coalition's focus on the public site: in short on its first page, and on a page of its own."""

from dataclasses import dataclass

from coalition_site.derive.public.view import PublicNeed, PublicPillar, PublicView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import joined
from coalition_site.derive.words.shortened import Shortened, shortened

_MOST_OPEN = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the first page, what it counts in the words for that number, and where that stands."""

    number: int
    what: str
    address: str


@dataclass(frozen=True, slots=True)
class Focus:
    """The areas of concern by pillar, how many there are, and those for which nobody is named or counted yet.

    Pillars without such an area are left out; where areas stand under no pillar, the heading says so. `open_said` are
    the first areas without anybody, and how many more there are, as a sentence lists them. `also` are other areas that
    named partners work on. `figures` are never 0.
    """

    pillars: tuple[PublicPillar, ...]
    areas: int
    open: Shortened[PublicNeed]
    open_said: str
    also: tuple[PublicNeed, ...]
    figures: tuple[Figure, ...]


def focus(view: PublicView, words: Catalogue) -> Focus:
    """The focus, from what is public."""
    needed = [area for area in view.areas() if area.needed]
    nobody = [area for area in needed if not area.partners and not area.unnamed]
    without = words.gettext("Other areas") if len(view.pillars) > 1 else words.gettext("Areas")
    pillars = (
        PublicPillar(pillar.label or without, tuple(area for area in pillar.areas if area.needed))
        for pillar in view.pillars
    )
    figures = (
        Figure(
            number := len(view.partners),
            words.ngettext("partner is named here", "partners are named here", number),
            "partners/index.html",
        ),
        Figure(
            number := len(needed),
            words.ngettext("area of greatest concern", "areas of greatest concern", number),
            "focus.html",
        ),
        Figure(
            number := len(nobody),
            words.ngettext("area with nobody named yet", "areas with nobody named yet", number),
            "focus.html",
        ),
    )
    first = shortened(nobody, _MOST_OPEN)
    more = [words.ngettext("%(num)s more", "%(num)s more", first.more)] if first.more else []
    return Focus(
        pillars=tuple(pillar for pillar in pillars if pillar.areas),
        areas=len(needed),
        open=first,
        open_said=joined([*(area.label.in_sentence for area in first.shown), *more], words.language),
        also=tuple(area for area in view.areas_with_pages() if not area.needed),
        figures=tuple(figure for figure in figures if figure.number),
    )

"""The coalition's focus on the public site: in short on its first page, and on a page of its own."""

from dataclasses import dataclass

from coalition_site.derive.public.view import PublicNeed, PublicPillar, PublicView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.shortened import Shortened, shortened

_MOST_OPEN = 3


@dataclass(frozen=True, slots=True)
class Focus:
    """The areas of concern by pillar, how many there are, and the first for which nobody is named or counted yet.

    Pillars without such an area are left out; where areas stand under no pillar, the heading says so. `also` are other
    areas that named partners work on.
    """

    pillars: tuple[PublicPillar, ...]
    areas: int
    open: Shortened[PublicNeed]
    also: tuple[PublicNeed, ...]


def focus(view: PublicView, words: Catalogue) -> Focus:
    """The focus, from what is public."""
    needed = [area for area in view.areas() if area.needed]
    nobody = [area for area in needed if not area.partners and not area.unnamed]
    without = words.gettext("Other areas") if len(view.pillars) > 1 else words.gettext("Areas")
    pillars = (
        PublicPillar(pillar.label or without, tuple(area for area in pillar.areas if area.needed))
        for pillar in view.pillars
    )
    return Focus(
        pillars=tuple(pillar for pillar in pillars if pillar.areas),
        areas=len(needed),
        open=shortened(nobody, _MOST_OPEN, spare=1),
        also=tuple(area for area in view.areas_with_pages() if not area.needed),
    )

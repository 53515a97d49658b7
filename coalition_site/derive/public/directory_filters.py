"""Filters of the directory of partners: type, group, area and asset, as far as named partners differ."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coalition_site.derive.public.view import PublicPartner
from coalition_site.derive.words.labels import Label
from coalition_site.derive.words.terms import FACETS

_FEWEST_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class FacetOption:
    """A value that some partners have: how addresses name it, its words, and how many partners have it."""

    slug: str
    label: str
    partners: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to filter by, `type`, `group`, `area` or `asset`, with its values in the order of their words."""

    id: str
    options: tuple[FacetOption, ...]

    @property
    def said(self) -> str:
        """What it is, as a message of the catalogues."""
        return FACETS[self.id][0]

    @property
    def all_said(self) -> str:
        """What is chosen where nothing is filtered by it, as a message of the catalogues."""
        return FACETS[self.id][1]


def facet_values(partner: PublicPartner) -> Mapping[str, tuple[Label, ...]]:
    """A partner's values by facet."""
    return {
        "type": (partner.type,),
        "group": partner.serves,
        "area": partner.works_on,
        "asset": partner.assets,
    }


def facets(partners: Iterable[PublicPartner]) -> tuple[Facet, ...]:
    """The facets of these partners. One in which there is nothing to choose from is left out."""
    every = [facet_values(partner) for partner in partners]
    found = []
    for facet in every[0] if every else ():
        labels = [label for values in every for label in values[facet]]
        words = {label.slug: str(label) for label in reversed(labels)}
        counts = Counter(label.slug for label in labels)
        ordered = sorted(words, key=lambda slug: (words[slug].casefold(), slug))
        if len(ordered) >= _FEWEST_OPTIONS:
            found.append(Facet(facet, tuple(FacetOption(slug, words[slug], counts[slug]) for slug in ordered)))
    return tuple(found)

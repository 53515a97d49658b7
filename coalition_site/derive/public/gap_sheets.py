"""Sheets for the wall at a data walk: who works on an area or serves a group, who is missing, and two questions.

A data walk puts what is known on walls, and whoever comes walks around, talks about it and adds to it (Urban Institute,
Data Walks, 2015). So a sheet says nothing but what the public site says, to everybody who stands before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from coalition_site.derive.public.view import PublicArea, PublicNeed, PublicView
from coalition_site.derive.words.labels import Label
from coalition_site.derive.words.shortened import Shortened, shortened

_MOST_NAMES, _MOST_KINDS, _SPARE = 9, 4, 1


@dataclass(frozen=True, slots=True)
class GapSheet:
    """One sheet in one language.

    `id` is the same in every language. `works_on` tells an area, that partners work on, from a group, that they serve.
    `unnamed` is how many there are beside those who are `named`, as the public site counts them. `missing` are kinds of
    partners (Figure 1) of which nobody is named here. `address` is that of the page about it, or empty where nobody
    says where the site will stand.
    """

    id: str
    language: str
    label: Label
    works_on: bool
    needed: bool
    about: PublicArea | None
    named: Shortened[str]
    unnamed: int
    missing: Shortened[Label]
    address: str


def gap_sheets(view: PublicView, folder: str = "") -> tuple[GapSheet, ...]:
    """The sheets of the areas of concern, those with a text, and the groups that come first, in the view's language.

    `folder` is where the pages of that language stand, below the site's root.
    """
    site = view.coalition.site_url and urljoin(f"{view.coalition.site_url.rstrip('/')}/", f"{folder}/" * bool(folder))
    texts = {text.id: text for text in view.area_texts}
    areas = [
        _sheet("areas", need, view, site, texts.get(need.label.id))
        for pillar in view.pillars
        for need in pillar.areas
        if need.needed or need.label.id in texts
    ]
    return (*areas, *(_sheet("groups", need, view, site) for need in view.groups))


def _sheet(kind: str, need: PublicNeed, view: PublicView, site: str, about: PublicArea | None = None) -> GapSheet:
    place = f"{kind}/{need.label.slug}"
    return GapSheet(
        id=place.replace("/", "-"),
        language=view.coalition.language,
        label=need.label,
        works_on=kind == "areas",
        needed=need.needed,
        about=replace(about, body="") if about is not None else None,
        named=shortened([partner.name for partner in need.partners], _MOST_NAMES, _SPARE),
        unnamed=need.unnamed,
        missing=shortened(_missing(need, view), _MOST_KINDS, _SPARE),
        address=site and f"{site}{place}.html",
    )


def _missing(need: PublicNeed, view: PublicView) -> Sequence[Label]:
    there = {partner.type.id for partner in need.partners}
    return [type_.label for type_ in view.types if type_.label.id not in there and not type_.fill_in]

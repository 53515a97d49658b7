"""The public microsite: its pages, from the public view alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from jinja2 import Environment

from coalition_site.derive.public.directory_filters import facet_values, facets
from coalition_site.derive.public.focus import focus
from coalition_site.derive.public.view import PublicCoalition, PublicNeed, PublicView
from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.derive.words.labels import Label
from coalition_site.model.site_contents import PublicFile, PublicPage
from coalition_site.read.catalogues import ENGLISH, native_reader
from coalition_site.render.brand import DEFAULT_PRIMARY, brand_style
from coalition_site.render.environment import phone_address, words_in
from coalition_site.render.gap_sheets import OfferedSheets, offered_sheets
from coalition_site.render.hosting import proposal_address
from coalition_site.render.markdown import opening
from coalition_site.render.meeting_pages import page_address, public_meeting_pages
from coalition_site.render.pages import (
    ALL_OFFERED,
    ASSETS,
    NavigationEntry,
    Offered,
    PageMaker,
    SitePage,
    SiteTree,
    font_assets,
    image_assets,
    one_sentence,
    rendered,
)
from coalition_site.render.pictures import NO_IMAGES, Pictures
from coalition_site.render.places import profile_document, public_places
from coalition_site.render.redirects import Moved, redirects
from coalition_site.render.search_page import search_assets, with_search_page
from coalition_site.render.site_languages import SiteLanguage
from coalition_site.render.social_card import social_card
from coalition_site.render.structured_data import json_ld, meeting_event, organization, partner_thing
from coalition_site.render.theme_words import theme_words
from coalition_site.render.wheel import Wheel, wheel
from coalition_site.render.worksheets import BlankForms

CREDIT = N_(
    "Based on the worksheet Identifying Potential Coalition Members from the Urban Institute's "
    "Toolkit for Increasing Upward Mobility in Your Community. Not affiliated with the Urban Institute."
)
"""Where the worksheet comes from, as a message of the catalogues."""

# All names on all profiles would be a million links where a thousand partners share areas.
_MOST_BESIDE = 12
# The style of every page, and that of the directory alone.
_STYLES = ("public.css", "directory.css")


def render_public_site(
    view: PublicView,
    environment: Environment,
    *,
    pictures: Pictures = NO_IMAGES,
    blank_forms: Sequence[BlankForms] = (),
    offered: Offered = ALL_OFFERED,
    languages: Sequence[SiteLanguage] = (),
) -> SiteTree:
    """Every page of the public site in the language of its view.

    Files that are `offered` stand beside the pages, and the `blank_forms` at the root. `pictures`
    are the content's images; only those shown are taken, and the files of those that texts show come with
    `with_pictures`. `languages` are all that the site is made in, where there are
    several: what does not depend on the language stands in the tree of the first.
    """
    coalition, words = view.coalition, words_in(environment)
    drawn = wheel(view.types, words, coalition.name)
    places = public_places(view)
    here = next(
        (language for language in languages if language.code == coalition.language),
        SiteLanguage(coalition.language, ""),
    )
    site_url = here.address_below(coalition.site_url)
    common = {
        "coalition": coalition,
        "places": places,
        "blank_forms": blank_forms,
        "site_address": f"{site_url.rstrip('/')}/" if site_url else "",
    }
    around = "site/translated.html" if len(languages) > 1 else ""
    maker = PageMaker(environment, "site", coalition, common, offered, here.to_root, around)
    sheets = offered_sheets(view, here, languages)
    logos = image_assets([coalition.logo, *(partner.logo for partner in view.partners)], pictures.whole)
    logo = f"images/{coalition.logo}"
    footer = _footer(coalition, words)
    shared = {} if here.folder else {**font_assets(), **logos, **_brand_files(coalition, environment)}
    moved = (
        Moved(partner.id, partner.name, partner.old_addresses) for partner in view.partners if partner.old_addresses
    )
    own_files = {
        ASSETS / "directory.js": rendered(environment, "site/directory.js"),
        **redirects(moved, environment, coalition.language, site_url),
    }
    return SiteTree(
        name=coalition.name,
        description=one_sentence(coalition.summary, f"{coalition.name}, {coalition.community}"),
        language=coalition.language,
        audience="public",
        pages=with_search_page(maker, tuple(_pages(view, drawn, sheets, maker, pictures, site_url))),
        navigation=_navigation(view, maker),
        assets={**shared, **search_assets(environment, shared=not here.folder), **own_files},
        files=offered.there(),
        logo=logo if PurePosixPath(logo) in logos else "",
        logo_file=pictures.whole.get(coalition.logo),
        site_url=site_url,
        words=theme_words(words, coalition.name, footer),
        footer=footer,
        card=social_card(view, drawn, environment),
        color=coalition.primary or DEFAULT_PRIMARY,
        languages=tuple(languages),
    )


def _footer(coalition: PublicCoalition, words: Catalogue) -> dict[str, str]:
    """What stands below every page: where we are, how to reach us, whose worksheet it is."""
    return {
        "community": coalition.community,
        "contact": coalition.contact_name,
        "email": coalition.contact_email,
        "phone": coalition.contact_phone,
        "call": phone_address(coalition.contact_phone),
        "credit": words.gettext(CREDIT),
    }


def _brand_files(coalition: PublicCoalition, environment: Environment) -> dict[PurePosixPath, bytes]:
    """Icon and style sheets, in the coalition's colors."""
    color = coalition.primary or DEFAULT_PRIMARY
    return {
        ASSETS / "favicon.svg": rendered(environment, "site/favicon.svg", color=color),
        ASSETS / "brand.css": brand_style(coalition.primary, coalition.accent).encode(),
        **{ASSETS / name: rendered(environment, f"site/{name}") for name in _STYLES},
    }


def _navigation(view: PublicView, maker: PageMaker) -> tuple[NavigationEntry, ...]:
    written = [NavigationEntry(page.title, PurePosixPath(f"pages/{page.id}.md")) for page in view.pages]
    return (
        *map(maker.entry, (PublicPage.HOME, PublicPage.FOCUS, PublicPage.PARTNERS)),
        *([maker.entry(PublicPage.MEETINGS)] if view.meetings else []),
        *maker.section(words_in(maker.environment).gettext("About"), written),
        *map(maker.entry, (PublicPage.DOWNLOADS, PublicPage.JOIN)),
    )


def _pages(
    view: PublicView, drawn: Wheel, sheets: OfferedSheets, maker: PageMaker, pictures: Pictures, site_url: str
) -> Iterator[SitePage]:
    words = words_in(maker.environment)
    name, about_focus = view.coalition.name, focus(view, words)
    yield maker.at(
        PublicPage.HOME,
        title=name,
        about=one_sentence(view.coalition.summary, name),
        structured_data=_about_the_coalition(view, words, site_url),
        view=view,
        wheel=drawn,
        focus=about_focus,
    )
    yield maker.at(PublicPage.FOCUS, view=view, focus=about_focus)
    yield from _partner_pages(view, maker, pictures)
    yield from _need_pages(view, sheets, maker, pictures)
    yield from public_meeting_pages(view, maker, pictures, site_url)
    for page in view.pages:
        yield maker.page(
            f"pages/{page.id}.md",
            "site/page.html",
            page.title,
            one_sentence(page.description, page.title),
            page=page,
            pictures=pictures.in_texts(page.body),
        )
    yield maker.at(PublicPage.JOIN, view=view)
    yield _downloads_page(view, sheets, maker)
    in_english = words.language.partition("-")[0] == ENGLISH
    yield maker.at(
        PublicPage.ACCESSIBILITY,
        view=view,
        spoken=in_english or words.is_there,
        unread=not in_english and not (words.reader or native_reader(words.language)),
    )


def _downloads_page(view: PublicView, sheets: OfferedSheets, maker: PageMaker) -> SitePage:
    """What there is about the coalition, documents first, and the data of the site."""
    documents = [PublicFile.DIRECTORY.path, *(profile_document(partner.id) for partner in view.partners)]
    documents += [sheets.path] if sheets.ids else []
    wall = [sheets.download(words_in(maker.environment))] if sheets.ids and maker.offered.has(sheets.path) else []
    listed = maker.offered.downloads(PublicFile)
    at_root, data = ([each for each in listed if bool(each.path.parent.name) is deep] for deep in (False, True))
    printed = [each for each in at_root if each.kind == "PDF"]
    about_us = [*printed, *wall, *(each for each in at_root if each not in printed)]
    return maker.at(PublicPage.DOWNLOADS, offers=documents, view=view, about_us=about_us, data=data)


def _about_the_coalition(view: PublicView, words: Catalogue, site_url: str) -> str:
    """The coalition, and its next meeting where that is public."""
    meeting = view.next_meeting()
    page = page_address(meeting, site_url) if meeting is not None else ""
    event = meeting_event(meeting, view.coalition, words, page) if meeting is not None else None
    return json_ld(organization(view.coalition), *([event] if event is not None else []))


def _partner_pages(view: PublicView, maker: PageMaker, pictures: Pictures) -> Iterator[SitePage]:
    """The directory and a profile for every named partner."""
    name, words = view.coalition.name, words_in(maker.environment)
    yield maker.at(
        PublicPage.PARTNERS,
        offers=[PublicFile.DIRECTORY.path],
        view=view,
        facets=facets(view.partners),
        facet_values={partner.id: facet_values(partner) for partner in view.partners},
    )
    beside = _beside(view)
    for partner in view.partners:
        said = words.gettext(
            "%(partner)s, %(kind)s: a partner of %(name)s.", partner=partner.name, kind=partner.type, name=name
        )
        yield maker.page(
            f"partners/{partner.id}.md",
            "site/partner.html",
            partner.name,
            opening(partner.profile) or one_sentence(said),
            section=PublicPage.PARTNERS.path,
            structured_data=json_ld(partner_thing(partner, view.coalition)),
            partner=partner,
            pictures=pictures.in_texts(partner.profile),
            beside=beside.get(partner.id, []),
            proposal=proposal_address(
                view.coalition.repository, words.gettext("Correction: %(partner)s", partner=partner.name)
            ),
        )


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A partner that another one's profile leads to."""

    id: str
    name: str


def _beside(view: PublicView) -> dict[str, list[tuple[Label, list[Neighbor], int]]]:
    """By partner's id: each area shared with others, some who follow in the directory, and how many more there are."""
    everybody = {partner.id: Neighbor(partner.id, partner.name) for partner in view.partners}
    beside: dict[str, list[tuple[Label, list[Neighbor], int]]] = {}
    for area in view.areas():
        around = [everybody[partner.id] for partner in area.partners] * 2
        others = len(area.partners) - 1
        for number, partner in enumerate(area.partners if others else ()):
            shown = around[number + 1 : number + 1 + min(others, _MOST_BESIDE)]
            beside.setdefault(partner.id, []).append((area.label, shown, others - len(shown)))
    return beside


def _need_pages(view: PublicView, sheets: OfferedSheets, maker: PageMaker, pictures: Pictures) -> Iterator[SitePage]:
    """A page for every area and group that is a need, or that a named partner names."""
    community, words = view.coalition.community, words_in(maker.environment)
    told = {text.id: text for text in view.area_texts}
    with_pages = view.areas_with_pages()
    for pillar in view.pillars:
        for area in pillar.areas:
            if area not in with_pages:
                continue
            about = told.get(area.label.id)
            said = words.gettext(
                "%(area)s in %(community)s: who in the coalition works on it.", area=area.label, community=community
            )
            yield maker.page(
                f"areas/{area.label.slug}.md",
                "site/area.html",
                str(area.label),
                said,
                section=PublicPage.FOCUS.path,
                offers=sheets.of("areas", area.label.slug),
                area=area,
                about=about,
                pictures=pictures.in_texts(about.body if about is not None else ""),
                pillar=pillar.label,
                others=_others(area, pillar.areas),
                beside=_mentioned(partner.serves for partner in area.partners),
            )
    for group in view.groups_with_pages():
        title = str(group.label)
        said = words.gettext(
            "%(group)s in %(community)s: who in the coalition serves this group.", group=title, community=community
        )
        yield maker.page(
            f"groups/{group.label.slug}.md",
            "site/group.html",
            title,
            said,
            section=PublicPage.FOCUS.path,
            offers=sheets.of("groups", group.label.slug),
            group=group,
            others=_others(group, view.groups),
            beside=_mentioned(partner.works_on for partner in group.partners),
        )


def _others(need: PublicNeed, needs: Sequence[PublicNeed]) -> tuple[Label, ...]:
    """The coalition's other needs among these."""
    return tuple(other.label for other in needs if other.needed and other.label != need.label)


def _mentioned(lists: Iterable[Sequence[Label]]) -> tuple[Label, ...]:
    """Every label of these lists once, the most frequent first."""
    counts = Counter(label for labels in lists for label in labels)
    return tuple(label for label, _ in counts.most_common())

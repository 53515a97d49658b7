"""The public microsite: its pages, from the public view alone."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from jinja2 import Environment

from coalition_site.derive.public import PublicView
from coalition_site.render.brand import DEFAULT_PRIMARY, brand_style
from coalition_site.render.pages import (
    ASSETS,
    NavigationEntry,
    PageMaker,
    SitePage,
    SiteTree,
    font_assets,
    image_assets,
    one_sentence,
)
from coalition_site.render.social_card import social_card

CREDIT = (
    "Based on the worksheet Identifying Potential Coalition Members from the Urban Institute's "
    "Toolkit for Increasing Upward Mobility in Your Community. Not affiliated with the Urban Institute."
)


def render_public_site(
    view: PublicView, environment: Environment, *, images: Mapping[str, Path] | None = None, with_pdf: bool = True
) -> SiteTree:
    """Every page of the public site. `images` says where the content's images lie; only those shown are taken.

    `with_pdf` says whether `worksheet-blank.pdf` will stand at the site's root.
    """
    coalition = view.coalition
    maker = PageMaker(environment, view, {"with_pdf": with_pdf})
    logos = image_assets([coalition.logo, *(partner.logo for partner in view.partners)], images or {})
    logo = f"images/{coalition.logo}"
    return SiteTree(
        name=coalition.name,
        description=one_sentence(coalition.summary, f"{coalition.name}, {coalition.community}"),
        language=coalition.language,
        audience="public",
        pages=tuple(_pages(view, maker)),
        navigation=_navigation(view),
        assets={
            **font_assets(),
            **logos,
            ASSETS / "brand.css": brand_style(coalition.primary, coalition.accent).encode(),
        },
        logo=logo if PurePosixPath(logo) in logos else "",
        site_url=coalition.site_url,
        footer={
            "community": coalition.community,
            "contact": coalition.contact_name,
            "email": coalition.contact_email,
            "phone": coalition.contact_phone,
            "credit": CREDIT,
        },
        card=social_card(view, environment),
        colour=coalition.primary or DEFAULT_PRIMARY,
    )


def _navigation(view: PublicView) -> tuple[NavigationEntry, ...]:
    written = tuple(NavigationEntry(page.title, PurePosixPath(f"pages/{page.id}.md")) for page in view.pages)
    about = (NavigationEntry("About", written[0].path, written),) if written else ()
    return (
        NavigationEntry("Home", PurePosixPath("index.md")),
        NavigationEntry("What we work on", PurePosixPath("focus.md")),
        NavigationEntry("Partners", PurePosixPath("partners/index.md")),
        *about,
        NavigationEntry("Join us", PurePosixPath("join.md")),
    )


def _pages(view: PublicView, maker: PageMaker) -> Iterator[SitePage]:
    name, community = view.coalition.name, view.coalition.community
    yield maker.page("index.md", "site/home.html", name, one_sentence(view.coalition.summary, name))
    about = f"What {name} works on in {community}, and who works on it."
    yield maker.page("focus.md", "site/focus.html", "What we work on", about)
    who = f"The partners of {name}: who they are and what they bring."
    yield maker.page("partners/index.md", "site/partners.html", "Partners", who)
    for partner in view.partners:
        said = f"{partner.name}, {partner.type}: a partner of {name}."
        yield maker.page(
            f"partners/{partner.id}.md",
            "site/partner.html",
            partner.name,
            one_sentence(said),
            section="partners/index.md",
            partner=partner,
        )
    for area in view.areas_with_pages():
        said = f"{area.label} in {community}: who in the coalition works on it."
        yield maker.page(
            f"areas/{area.label.id}.md", "site/area.html", str(area.label), said, section="focus.md", area=area
        )
    for page in view.pages:
        yield maker.page(
            f"pages/{page.id}.md", "site/page.html", page.title, one_sentence(page.description, page.title), page=page
        )
    yield maker.page("join.md", "site/join.html", "Join us", f"How to become part of {name}.")
    stated = f"How accessible this site is, and whom to tell if it is not: {name}."
    yield maker.page("accessibility.md", "site/accessibility.html", "Accessibility", stated)

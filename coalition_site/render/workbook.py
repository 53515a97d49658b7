"""The team's workbook: its pages, from the team's view. It holds everything; it is never published."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from jinja2 import Environment

from coalition_site.derive.team.coverage_page import coverage_page
from coalition_site.derive.team.meetings import attendance
from coalition_site.derive.team.overview import overview
from coalition_site.derive.team.ranks import RANKS
from coalition_site.derive.team.shortlist_page import shortlist_page
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.model.site_contents import TeamFile, TeamPage
from coalition_site.render.brand import DEFAULT_PRIMARY, brand_style
from coalition_site.render.environment import words_in
from coalition_site.render.hosting import edit_address
from coalition_site.render.letters import LateArticle, LateLetter
from coalition_site.render.meeting_pages import team_meeting_pages
from coalition_site.render.outreach_pages import outreach_pages
from coalition_site.render.pages import (
    ALL_OFFERED,
    ASSETS,
    HasHtml,
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
from coalition_site.render.public_site import CREDIT
from coalition_site.render.redirects import Moved, redirects
from coalition_site.render.search_page import search_assets, with_search_page
from coalition_site.render.theme_words import theme_words
from coalition_site.render.worksheets import BLANK_WORKSHEET, BlankForms

MOST_OPEN = 40
"""Groups of a list with more rows in all are closed until somebody opens one."""

LETTER_IMAGES = "../images/"
"""What a letter's preview has before the names of its images: letters stand one folder below the workbook's root."""


def render_workbook(
    view: TeamView,
    environment: Environment,
    *,
    pictures: Pictures = NO_IMAGES,
    blank_forms: Sequence[BlankForms] = (),
    offered: Offered = ALL_OFFERED,
) -> SiteTree:
    """Every page of the workbook, with the files that stand beside them; no page links to one that is not `offered`.

    `pictures` are the content's images; the files of those that texts show come with `with_pictures`. The `blank_forms`
    will stand at the workbook's root.
    """
    coalition, words = view.coalition, words_in(environment)
    footer = {"community": coalition.community, "credit": words.gettext(CREDIT)}
    common = {"downloads": offered.downloads(TeamFile), "blank_forms": blank_forms, "most_open": MOST_OPEN}
    maker = PageMaker(environment, "workbook", coalition, common, offered)
    letters = {
        file.path.stem: LateArticle(file.content, environment, LETTER_IMAGES, level=2)
        for file in offered.files
        if isinstance(file.content, LateLetter)
    }
    whole = image_assets(pictures.whole, pictures.whole)
    logo, color = f"images/{coalition.logo}", coalition.primary or DEFAULT_PRIMARY
    moved = (
        Moved(partner.id, partner.name, partner.old_addresses) for partner in view.partners if partner.old_addresses
    )
    return SiteTree(
        name=coalition.name,
        description=view.words.gettext("The team's workbook of %(name)s. Internal.", name=coalition.name),
        language=coalition.language,
        audience="team",
        pages=with_search_page(maker, tuple(_pages(view, letters, maker, pictures))),
        navigation=_navigation(view, maker),
        assets={
            **font_assets(),
            **whole,
            **search_assets(environment),
            ASSETS / "favicon.svg": rendered(environment, "workbook/favicon.svg", color=color),
            ASSETS / "brand.css": brand_style(coalition.primary, coalition.accent).encode(),
            ASSETS / "workbook.css": rendered(environment, "workbook/workbook.css"),
            ASSETS / "invites.js": rendered(environment, "workbook/invites.js"),
            ASSETS / "lists.js": rendered(environment, "workbook/lists.js"),
            **redirects(moved, environment, coalition.language),
        },
        files=offered.there(),
        logo=logo if PurePosixPath(logo) in whole else "",
        words=theme_words(words, coalition.name, footer),
        footer=footer,
    )


def _navigation(view: TeamView, maker: PageMaker) -> tuple[NavigationEntry, ...]:
    gettext, entry = view.words.gettext, maker.entry
    met = NavigationEntry(gettext("Who meets which need"), PurePosixPath(TeamPage.COVERAGE.path))
    written = [NavigationEntry(page.page.title, PurePosixPath(f"pages/{page.page.id}.md")) for page in view.pages]
    return (
        *map(entry, (TeamPage.OVERVIEW, TeamPage.WORKSHEET, TeamPage.PARTNERS)),
        entry(TeamPage.COVERAGE, met, entry(TeamPage.SHORTLIST), entry(TeamPage.STAKEHOLDERS)),
        entry(TeamPage.INVITES, *map(entry, (TeamPage.INVITES, TeamPage.FOLLOW_UPS, TeamPage.AGREEMENTS))),
        *map(entry, (TeamPage.LETTERS, TeamPage.MEETINGS, TeamPage.DOWNLOADS)),
        *maker.section(gettext("Pages"), written),
    )


def _pages(view: TeamView, letters: Mapping[str, HasHtml], maker: PageMaker, pictures: Pictures) -> Iterator[SitePage]:
    home, sheet = TeamPage.OVERVIEW.path, TeamFile.MEETING_SHEET.path
    yield maker.at(TeamPage.OVERVIEW, offers=[sheet], page=overview(view))
    yield maker.at(TeamPage.QUALITY, section=home, view=view)
    forms = [TeamFile.WORKSHEET.path, BLANK_WORKSHEET]
    yield maker.at(TeamPage.WORKSHEET, about=view.worksheet.title, offers=forms, view=view)
    yield from _partner_pages(view, maker, pictures)
    yield maker.at(TeamPage.COVERAGE, page=coverage_page(view))
    yield maker.at(TeamPage.SHORTLIST, page=shortlist_page(view))
    yield maker.at(TeamPage.STAKEHOLDERS, view=view)
    if view.changes is not None:
        yield maker.at(TeamPage.CHANGES, section=home, view=view)
    yield maker.at(TeamPage.INVITES, offers=[TeamFile.INVITE_LIST.path], view=view)
    yield from outreach_pages(view, letters, maker)
    yield from team_meeting_pages(view, maker, pictures)
    files = (file for letter in view.letters for file in maker.beside.get(f"letters/{letter.slug}", ()))
    yield maker.at(TeamPage.LETTERS, offers=[TeamFile.LETTERS.path, *files], view=view)
    yield from _letter_pages(view, letters, maker)
    documents = (TeamFile.WORKSHEET, TeamFile.MEETING_SHEET, TeamFile.INVITE_LIST, TeamFile.PARTNERS)
    yield maker.at(TeamPage.DOWNLOADS, offers=[document.path for document in documents])
    for page in view.pages:
        yield maker.page(
            f"pages/{page.page.id}.md",
            "workbook/page.html",
            page.page.title,
            one_sentence(page.page.description, page.page.title),
            page=page.page,
            pictures=pictures.in_texts(page.page.body),
            audience=page.audience,
        )


def _partner_pages(view: TeamView, maker: PageMaker, pictures: Pictures) -> Iterator[SitePage]:
    met, findings, attended = view.met_by(), view.findings_about(), attendance(view.meetings)
    gettext = view.words.gettext
    yield maker.at(TeamPage.PARTNERS, offers=[TeamFile.PARTNERS.path], view=view, met=met, ranks=RANKS)
    for partner in view.partners:
        yield maker.page(
            f"partners/{partner.id}.md",
            "workbook/partner.html",
            partner.name,
            one_sentence(gettext("%(partner)s: everything the team knows.", partner=partner.name)),
            section=TeamPage.PARTNERS.path,
            partner=partner,
            pictures=pictures.in_texts(partner.profile),
            needs=met.get(partner.id, ()),
            findings=findings.get(partner.id, ()),
            attendance=attended.get(partner.id, ()),
            edit=edit_address(view.coalition.repository, f"content/partners/{partner.id}.md"),
        )


def _letter_pages(view: TeamView, letters: Mapping[str, HasHtml], maker: PageMaker) -> Iterator[SitePage]:
    """One page for each letter of which there is a preview."""
    gettext, statuses = view.words.gettext, team_terms(view.words)["status"]
    for letter in view.letters:
        if letter.slug in letters:
            yield maker.page(
                f"letters/{letter.slug}.md",
                "workbook/letter.html",
                gettext("Letter to %(member)s", member=letter.member),
                one_sentence(
                    gettext(
                        "The letter to %(member)s, %(status)s.", member=letter.member, status=statuses[letter.status]
                    )
                ),
                section=TeamPage.LETTERS.path,
                letter=letter,
                preview=letters[letter.slug],
            )

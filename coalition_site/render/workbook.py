"""The team's workbook: its pages, from the team's view. It holds everything; it is never published."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from jinja2 import Environment

from coalition_site.derive.team.coverage_page import coverage_page
from coalition_site.derive.team.meetings import attendance
from coalition_site.derive.team.overview import overview
from coalition_site.derive.team.ranks import RANKS
from coalition_site.derive.team.shortlist_page import shortlist_page
from coalition_site.derive.team.view import LetterSummary, TeamView
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.render.brand import DEFAULT_PRIMARY, brand_style
from coalition_site.render.environment import words_in
from coalition_site.render.hosting import edit_address
from coalition_site.render.meeting_pages import MEETING_SHEET, MEETINGS_PAGE, team_meeting_pages
from coalition_site.render.meetings import FEED
from coalition_site.render.outreach_pages import outreach_pages
from coalition_site.render.pages import (
    ALL_OFFERED,
    ASSETS,
    Download,
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
from coalition_site.render.worksheets import BlankForms

WORKSHEET, BLANK_WORKSHEET, INVITE_LIST = "worksheet.pdf", "worksheet-blank.pdf", "invite-list.pdf"
PARTNERS, ALL_LETTERS = "partners.pdf", "letters.pdf"
"""Documents at the workbook's root."""

MOST_OPEN = 40
"""Groups of a list with more rows in all are closed until somebody opens one."""

LETTER_IMAGES = "../images/"
"""What a letter's preview has before the names of its images: letters stand one folder below the workbook's root."""


def render_workbook(
    view: TeamView,
    letters: Mapping[str, HasHtml],
    environment: Environment,
    *,
    pictures: Pictures = NO_IMAGES,
    blank_forms: Sequence[BlankForms] = (),
    offered: Offered = ALL_OFFERED,
) -> SiteTree:
    """Every page of the workbook. `letters` holds the safe HTML of each letter by its file name.

    `pictures` are the content's images; the files of those that texts show come with `with_pictures`. The `blank_forms`
    will stand at the workbook's root. No page links to a file that is not `offered`.
    """
    coalition, words = view.coalition, words_in(environment)
    footer = {"community": coalition.community, "credit": words.gettext(CREDIT)}
    common = {"downloads": downloads(view, offered), "blank_forms": blank_forms, "most_open": MOST_OPEN}
    maker = PageMaker(environment, common, offered)
    whole = image_assets(pictures.whole, pictures.whole)
    logo, color = f"images/{coalition.logo}", coalition.primary or DEFAULT_PRIMARY
    moved = (Moved(each.id, each.name, each.old_addresses) for each in view.partners if each.old_addresses)
    return SiteTree(
        name=coalition.name,
        description=view.words.gettext("The team's workbook of %(name)s. Internal.", name=coalition.name),
        language=coalition.language,
        audience="team",
        pages=with_search_page(
            maker, tuple(_pages(view, letters, maker, pictures)), coalition.language, coalition.name
        ),
        navigation=_navigation(view),
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
        logo=logo if PurePosixPath(logo) in whole else "",
        words=theme_words(words, coalition.name, footer),
        footer=footer,
    )


def downloads(view: TeamView, offered: Offered) -> tuple[Download, ...]:
    """The team's files at the workbook's root, in the order in which its pages list them."""
    gettext = view.words.gettext
    worksheets = [
        (
            WORKSHEET,
            gettext("The worksheet, filled in"),
            gettext("All five parts with what the coalition knows today."),
        ),
        (
            "worksheet-large.pdf",
            gettext("The worksheet, filled in, large print"),
            gettext("The same at 18 points. Other paper or language: coalition worksheet."),
        ),
    ]
    documents = [
        (
            MEETING_SHEET,
            gettext("Meeting sheet"),
            gettext("Two pages to decide from: the matrix, open gaps, who writes to whom, decisions due."),
        ),
        (INVITE_LIST, gettext("Invite list"), gettext("Table 4 on one page, to hand round.")),
        (PARTNERS, gettext("All partners"), gettext("Every profile with the team's notes.")),
    ]
    if view.letters:
        documents.append((ALL_LETTERS, gettext("All letters"), gettext("In the order of the invite list.")))
    same_columns = gettext("The same columns for any other program.")
    tables = [
        ("invites.xlsx", gettext("Invite table, for Excel"), gettext("Every column, with contacts and dates.")),
        ("invites.csv", gettext("Invite table, as plain text"), same_columns),
        ("agreements.xlsx", gettext("Agreements, for Excel"), gettext("Who agreed to what, and until when.")),
        ("agreements.csv", gettext("Agreements, as plain text"), same_columns),
        ("coverage.xlsx", gettext("Coverage, for Excel"), gettext("Every need, with a column for each partner.")),
        ("coverage.csv", gettext("Coverage, as plain text"), same_columns),
        ("coalition.json", gettext("Everything, as data"), gettext("The whole content in one file, for programs.")),
        ("kumu.json", gettext("A map for Kumu"), gettext("Partners, needs and the ties between them.")),
        ("datapackage.json", gettext("What the tables hold"), gettext("For programs: a Frictionless Data Package.")),
    ]
    calendar = (
        "follow-ups.ics",
        gettext("Follow-ups, for a calendar program"),
        gettext("A day for each letter that waits for an answer."),
    )
    due = [calendar] if view.overdue() or view.upcoming() else []
    if view.meetings:
        told = gettext("Every meeting, those of the team among them.")
        due.append((str(FEED), gettext("Meetings, for a calendar program"), told))
    listed = [each for each in (*worksheets, *documents, *tables, *due) if offered.has(each[0])]
    return tuple(Download(PurePosixPath(path), title, description) for path, title, description in listed)


def _navigation(view: TeamView) -> tuple[NavigationEntry, ...]:
    gettext = view.words.gettext
    written = tuple(NavigationEntry(each.page.title, PurePosixPath(f"pages/{each.page.id}.md")) for each in view.pages)
    pages = (NavigationEntry(gettext("Pages"), written[0].path, written),) if written else ()
    coverage = (
        NavigationEntry(gettext("Who meets which need"), PurePosixPath("coverage.md")),
        NavigationEntry(gettext("Shortlist"), PurePosixPath("shortlist.md")),
        NavigationEntry(gettext("Stakeholders"), PurePosixPath("stakeholders.md")),
    )
    invites = (
        NavigationEntry(gettext("Invites"), PurePosixPath("invites.md")),
        NavigationEntry(gettext("To do"), PurePosixPath("follow-ups.md")),
        NavigationEntry(gettext("Agreements"), PurePosixPath("agreements.md")),
    )
    return (
        NavigationEntry(gettext("Overview"), PurePosixPath("index.md")),
        NavigationEntry(gettext("Worksheet"), PurePosixPath("worksheet.md")),
        NavigationEntry(gettext("Partners"), PurePosixPath("partners/index.md")),
        NavigationEntry(gettext("Coverage"), coverage[0].path, coverage),
        NavigationEntry(gettext("Invites"), invites[0].path, invites),
        NavigationEntry(gettext("Letters"), PurePosixPath("letters/index.md")),
        NavigationEntry(gettext("Meetings"), PurePosixPath(MEETINGS_PAGE)),
        NavigationEntry(gettext("Downloads"), PurePosixPath("downloads.md")),
        *pages,
    )


def _pages(view: TeamView, letters: Mapping[str, HasHtml], maker: PageMaker, pictures: Pictures) -> Iterator[SitePage]:
    name, gettext = view.coalition.name, view.words.gettext
    where = gettext("Where %(name)s stands.", name=name)
    board, offers = overview(view), [MEETING_SHEET]
    yield maker.page("index.md", "workbook/overview.html", gettext("Overview"), where, offers=offers, page=board)
    mend, quality = gettext("What to mend."), gettext("Data quality")
    yield maker.page("quality.md", "workbook/quality.html", quality, mend, section="index.md", view=view)
    forms, title = [WORKSHEET, BLANK_WORKSHEET], view.worksheet.title
    yield maker.page("worksheet.md", "workbook/worksheet.html", gettext("Worksheet"), title, offers=forms, view=view)
    yield from _partner_pages(view, maker, pictures)
    met_by = coverage_page(view)
    who = gettext("Who meets which need.")
    yield maker.page("coverage.md", "workbook/coverage.html", gettext("Coverage"), who, page=met_by)
    asked, why = shortlist_page(view), gettext("Whom to ask first, and why.")
    yield maker.page("shortlist.md", "workbook/shortlist.html", gettext("Shortlist"), why, page=asked)
    where = gettext("Who stands where.")
    yield maker.page("stakeholders.md", "workbook/stakeholders.html", gettext("Stakeholders"), where, view=view)
    if view.changes is not None:
        yield maker.page(
            "changes.md",
            "workbook/changes.html",
            gettext("What changed"),
            gettext("What is otherwise than it was."),
            section="index.md",
            view=view,
        )
    told = gettext("Table 4, and how it went.")
    yield maker.page("invites.md", "workbook/invites.html", gettext("Invites"), told, offers=[INVITE_LIST], view=view)
    yield from outreach_pages(view, letters, maker)
    yield from team_meeting_pages(view, maker, pictures)
    files = [ALL_LETTERS, *(file for letter in view.letters for file in letter_files(letter))]
    due_letters = gettext("Every letter that is due.")
    yield maker.page(
        "letters/index.md", "workbook/letters.html", gettext("Letters"), due_letters, offers=files, view=view
    )
    yield from _letter_pages(view, letters, maker)
    documents = [WORKSHEET, MEETING_SHEET, INVITE_LIST, PARTNERS]
    all_files = gettext("Documents and tables.")
    yield maker.page("downloads.md", "workbook/downloads.html", gettext("Downloads"), all_files, offers=documents)
    for each in view.pages:
        yield maker.page(
            f"pages/{each.page.id}.md",
            "workbook/page.html",
            each.page.title,
            one_sentence(each.page.description, each.page.title),
            page=each.page,
            pictures=pictures.in_texts(each.page.body),
            audience=each.audience,
        )


def _partner_pages(view: TeamView, maker: PageMaker, pictures: Pictures) -> Iterator[SitePage]:
    met, findings, attended = view.met_by(), view.findings_about(), attendance(view.meetings)
    gettext = view.words.gettext
    yield maker.page(
        "partners/index.md",
        "workbook/partners.html",
        gettext("Partners"),
        gettext("Every partner, named or not."),
        offers=[PARTNERS],
        view=view,
        met=met,
        ranks=RANKS,
    )
    for partner in view.partners:
        yield maker.page(
            f"partners/{partner.id}.md",
            "workbook/partner.html",
            partner.name,
            one_sentence(gettext("%(partner)s: everything the team knows.", partner=partner.name)),
            section="partners/index.md",
            partner=partner,
            pictures=pictures.in_texts(partner.profile),
            needs=met.get(partner.id, ()),
            findings=findings.get(partner.id, ()),
            attendance=attended.get(partner.id, ()),
            edit=edit_address(view.coalition.repository, f"content/partners/{partner.id}.md"),
        )


def letter_files(letter: LetterSummary) -> tuple[str, ...]:
    """A letter's files: on paper, for word processors, and as a draft for mail programs; nobody mails a call sheet."""
    endings = ("pdf", "docx") if letter.is_call else ("pdf", "docx", "eml")
    return tuple(f"letters/{letter.slug}.{ending}" for ending in endings)


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
                section="letters/index.md",
                offers=letter_files(letter),
                letter=letter,
                preview=letters[letter.slug],
            )

"""All renderings of a run: both sites, the documents, the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path, PurePosixPath

from jinja2 import BytecodeCache, Environment

from coalition_site.derive.letters.view import LetterKind, LetterView, letter_slugs
from coalition_site.derive.public.view import PublicCoalition, PublicView
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import words_of
from coalition_site.derive.words.worksheet_texts import spoken_language
from coalition_site.derive.worksheet.form import form_languages, worksheet_forms
from coalition_site.derive.worksheet.view import Worksheet
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.model.image import SizedPicture
from coalition_site.model.page import PageAudience
from coalition_site.problems import Position
from coalition_site.render.calendar import Calendar, follow_up_calendars
from coalition_site.render.documents import (
    JoinedDocument,
    PrintDocument,
    all_letters_document,
    invite_list_document,
    letter_document,
    meeting_sheet_document,
    partner_place,
    partners_document,
    printed_pictures,
)
from coalition_site.render.environment import html_environment
from coalition_site.render.gap_sheets import gap_sheets_document
from coalition_site.render.letters import LateArticle, LateLetter
from coalition_site.render.meeting_pages import MEETING_SHEET
from coalition_site.render.meetings import agenda_document, meeting_calendars
from coalition_site.render.outreach_pages import agreement_slug
from coalition_site.render.pages import Offered, SiteTree, with_pictures
from coalition_site.render.pictures import Pictures
from coalition_site.render.public_data import DataFiles
from coalition_site.render.public_files import PublicFiles, public_files
from coalition_site.render.public_site import render_public_site
from coalition_site.render.site_languages import site_languages
from coalition_site.render.team_data import team_data
from coalition_site.render.workbook import LETTER_IMAGES, render_workbook
from coalition_site.render.worksheet_form import browser_forms, with_forms
from coalition_site.render.worksheets import BLANK_WORKSHEETS, blank_forms, filled_documents, form_documents


@dataclass(frozen=True, slots=True)
class Views:
    """What each audience sees, as derived; what everybody sees in each language of the site, the first at its root."""

    public: tuple[PublicView, ...]
    team: TeamView
    letters: tuple[LetterView, ...]
    agreements: tuple[LetterView, ...]
    blank_worksheets: tuple[Worksheet, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The documents and letters that could not be made, so that no page links to them: their paths within each site."""

    site: frozenset[str] = frozenset()
    workbook: frozenset[str] = frozenset()


NOTHING = LeftOut()


@dataclass(frozen=True, slots=True)
class PublicSite:
    """The public site in one language: its pages, and the files beside them with paths from where these stand."""

    tree: SiteTree
    files: PublicFiles

    @property
    def folder(self) -> PurePosixPath:
        """Where it stands below the site's root."""
        return PurePosixPath(self.tree.here.folder)


@dataclass(frozen=True, slots=True)
class Outputs:
    """Everything that is published.

    The paths of documents and calendars are relative to the workbook. `sites` are the public one in each of its
    languages, the first at the root. `data` is the team's;
    `mail_to` has the address that each letter's mail draft goes to (none without PDFs, as drafts carry them), and
    `letter_places` the place of its invite, by the letter's file name. `printed_pictures` are those of texts that
    documents show, by the paths that they ask for.
    """

    sites: tuple[PublicSite, ...]
    workbook: SiteTree
    documents: tuple[PrintDocument, ...]
    all_letters: JoinedDocument | None
    calendars: Mapping[PurePosixPath, Calendar]
    data: DataFiles
    letters: tuple[LateLetter, ...]
    agreements: tuple[LateLetter, ...]
    mail_to: Mapping[str, str]
    letter_places: Mapping[str, Position]
    printed_pictures: Mapping[PurePosixPath, Path | SizedPicture]

    def number_of_documents(self) -> int:
        """How many PDFs are laid out by themselves, for the team and for everybody."""
        return len(self.documents) + sum(len(site.files.documents) for site in self.sites)


def environments(
    coalition: Coalition, overrides: Path | None, compiled: BytecodeCache | None = None
) -> dict[str, Environment]:
    """The environments of both sites and of the worksheets, by language.

    `compiled` keeps compiled templates from run to run.
    """
    settings = coalition.settings
    worksheets = (spoken_language(coalition, settings.of_workbook()), *form_languages(coalition))
    return {
        language: html_environment(overrides, words_of(coalition, language), compiled)
        for language in dict.fromkeys((settings.of_workbook(), *settings.of_site(), *worksheets))
    }


def render_outputs(
    views: Views,
    coalition: Coalition,
    overrides: Path | None,
    *,
    with_pdf: bool,
    compiled: BytecodeCache | None = None,
    left_out: LeftOut = NOTHING,
) -> Outputs:
    """Renders all outputs; `overrides` is a coalition's own templates folder. Without PDF no page links to one.

    `compiled` keeps compiled templates from run to run.
    """
    spoken = environments(coalition, overrides, compiled)
    environment = spoken[coalition.settings.of_workbook()]
    letters, agreements = late_letters(views), late_agreements(views)
    late = [*letters, *agreements]
    sites, workbook = render_sites(views, late, coalition, spoken, with_pdf=with_pdf, left_out=left_out)
    about, pictures, places = views.team.coalition, Pictures.of(coalition), letter_places(coalition)
    printed = [
        letter_document(each, f"letters/{each.view.slug}.pdf", about, environment, places[each.view.slug])
        for each in (letters if with_pdf else ())
    ]
    correspondence = [*printed, *(_agreement_document(each, about, environment) for each in agreements)]
    documents = _documents(views, coalition, spoken, pictures, correspondence) if with_pdf else []
    files = [
        public_files(view, spoken[tree.language], tree.site_url, with_pdf=with_pdf, pictures=pictures)
        for tree, view in zip(sites, views.public, strict=True)
    ]
    if with_pdf and (sheets := gap_sheets_document(views.public, spoken)):
        files[0] = replace(files[0], documents=(*files[0].documents, sheets))
    return Outputs(
        sites=tuple(map(PublicSite, sites, files)),
        workbook=workbook,
        documents=tuple(documents),
        all_letters=all_letters_document(printed, "letters.pdf", about, views.team.words),
        data=team_data(views.team, coalition),
        calendars={**follow_up_calendars(views.team), **_meeting_calendars(views.team)},
        letters=tuple(letters),
        agreements=tuple(agreements),
        mail_to=_mail_to(views) if with_pdf else {},
        letter_places=places,
        printed_pictures=printed_pictures(
            [*documents, *(each for of_site in files for each in of_site.documents)], pictures
        ),
    )


def _documents(
    views: Views,
    coalition: Coalition,
    spoken: Mapping[str, Environment],
    pictures: Pictures,
    correspondence: Sequence[PrintDocument],
) -> list[PrintDocument]:
    """The workbook's documents: worksheets, sheets and books, then the correspondence, then agendas."""
    environment = spoken[coalition.settings.of_workbook()]
    return [
        *filled_documents(views.team.worksheet, spoken[views.team.worksheet.language]),
        *form_documents(worksheet_forms(coalition, views.blank_worksheets), spoken),
        meeting_sheet_document(views.team, MEETING_SHEET, environment),
        invite_list_document(views.team, "invite-list.pdf", environment),
        partners_document(views.team, "partners.pdf", environment, pictures),
        *correspondence,
        *(
            agenda_document(each.notice, views.team.coalition, environment, pictures, each.file, of_team=each.audience)
            for each in views.team.meetings
            if not each.is_over
        ),
    ]


def _meeting_calendars(view: TeamView) -> Mapping[PurePosixPath, Calendar]:
    """All meetings; what is the team's own is marked as private."""
    private = frozenset(each.notice.id for each in view.meetings if each.audience != PageAudience.PUBLIC)
    meetings = [each.notice for each in view.meetings]
    return meeting_calendars(meetings, view.coalition, view.words, "", private)


def public_part(outputs: Outputs) -> Outputs:
    """What of all outputs can be published where only what is public is known: the blank worksheets belong to it."""
    blank = tuple(each for each in outputs.documents if each.path.match(BLANK_WORKSHEETS))
    return replace(outputs, documents=blank, all_letters=None, letters=(), agreements=(), mail_to={})


def late_letters(views: Views) -> list[LateLetter]:
    """The letters that are due, to be composed when they are needed; a sheet to call by has the number."""
    phones = {row.letter: row.phone for row in views.team.invites if row.letter}
    is_call = LetterKind.CALL
    return [LateLetter(view, phones.get(view.slug, "") if view.kind is is_call else "") for view in views.letters]


def late_agreements(views: Views) -> list[LateLetter]:
    """The agreements to sign, under the names of their files."""
    return [LateLetter(replace(view, slug=agreement_slug(view.slug))) for view in views.agreements]


def _mail_to(views: Views) -> dict[str, str]:
    """Where the mail draft of each letter goes; nobody mails a sheet to call by."""
    calls = {letter.slug for letter in views.letters if letter.kind is LetterKind.CALL}
    return {row.letter: row.email for row in views.team.invites if row.letter and row.letter not in calls}


def _agreement_document(late: LateLetter, about: PublicCoalition, environment: Environment) -> PrintDocument:
    partner_id = late.view.slug.removeprefix(agreement_slug(""))
    path = f"agreements/{late.view.slug}.pdf"
    return letter_document(late, path, about, environment, partner_place(partner_id))


def agreement_places(outputs: Outputs) -> dict[str, Position]:
    """The place of the content that each agreement comes from, its partner's file, by the agreement's file name."""
    slugs = (each.view.slug for each in outputs.agreements)
    return {slug: partner_place(slug.removeprefix(agreement_slug(""))) for slug in slugs}


def letter_places(coalition: Coalition) -> dict[str, Position]:
    """The place of the content that each letter comes from, the invite's, by the letter's file name."""
    file = INVITES.path(folder=coalition.team_folder)
    lines = coalition.invite_lines or repeat(1)
    return {slug: Position(file, line) for slug, line in zip(letter_slugs(coalition), lines, strict=False)}


def render_sites(
    views: Views,
    letters: Sequence[LateLetter],
    coalition: Coalition,
    spoken: Mapping[str, Environment],
    *,
    with_pdf: bool,
    left_out: LeftOut = NOTHING,
) -> tuple[tuple[SiteTree, ...], SiteTree]:
    """The public site in each of its languages, and the workbook; neither links to what is left out.

    `letters` are those that are due, and the agreements; `spoken` are the environments, by language.
    """
    environment = spoken[coalition.settings.of_workbook()]
    fill_in_types = {option.id for option in coalition.vocabulary.types.visible() if option.fill_in}
    forms = browser_forms(views.blank_worksheets, spoken, fill_in_types)
    of_site, of_workbook = Offered(with_pdf, left_out.site), Offered(with_pdf, left_out.workbook)
    blank = blank_forms(views.blank_worksheets, worksheet_forms(coalition, views.blank_worksheets), of_site)
    pictures = Pictures.of(coalition)
    previews = {letter.view.slug: LateArticle(letter, environment, LETTER_IMAGES, level=2) for letter in letters}
    every = site_languages(coalition.settings.of_site())
    first, *others = (
        render_public_site(
            view,
            spoken[language.code],
            pictures=pictures,
            blank_forms=blank,
            offered=of_site.below(language.folder),
            languages=every if len(every) > 1 else (),
        )
        for view, language in zip(views.public, every, strict=True)
    )
    workbook = render_workbook(
        views.team,
        previews,
        environment,
        pictures=pictures,
        blank_forms=blank,
        offered=of_workbook,
    )
    public = with_pictures(first, (first, *others), pictures)
    return (with_forms(public, forms), *others), with_forms(with_pictures(workbook, [workbook], pictures), forms)

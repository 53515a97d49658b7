"""All outputs of a run: both sites, each with its pages and the files beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path, PurePosixPath

from jinja2 import BytecodeCache, Environment

from coalition_site.derive.letters.view import LetterKind, LetterView, letter_slugs
from coalition_site.derive.public.view import PublicView
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import words_of
from coalition_site.derive.words.worksheet_texts import spoken_language
from coalition_site.derive.worksheet.form import WorksheetForm, form_languages, worksheet_forms
from coalition_site.derive.worksheet.view import Worksheet
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.model.page import PageAudience
from coalition_site.model.site_contents import TeamFile
from coalition_site.problems import Position
from coalition_site.render.artifacts import Artifact, Draft
from coalition_site.render.calendar import follow_up_files
from coalition_site.render.data_files import team_data
from coalition_site.render.documents import (
    all_letters_document,
    invite_list_document,
    letter_document,
    meeting_sheet_document,
    partner_place,
    partners_document,
)
from coalition_site.render.environment import html_environment
from coalition_site.render.gap_sheets import gap_sheets_document
from coalition_site.render.letters import LateLetter
from coalition_site.render.meetings import agenda_document, meeting_files
from coalition_site.render.outreach_pages import agreement_slug
from coalition_site.render.pages import Offered, SiteTree, with_pictures
from coalition_site.render.pictures import Pictures
from coalition_site.render.public_files import public_files
from coalition_site.render.public_site import render_public_site
from coalition_site.render.rendering import Rendering
from coalition_site.render.site_languages import site_languages
from coalition_site.render.workbook import render_workbook
from coalition_site.render.worksheet_form import browser_forms, with_forms
from coalition_site.render.worksheets import blank_forms, filled_documents, form_documents


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
class Outputs:
    """All that is published: both sites with their files, the public one in each language, the first at the root."""

    sites: tuple[SiteTree, ...]
    workbook: SiteTree

    def documents(self) -> list[Artifact]:
        """What is laid out as a PDF by itself, for the team and for everybody."""
        files = (file for tree in (self.workbook, *self.sites) for file in tree.files)
        return [file for file in files if isinstance(file.content, Rendering)]


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
    """All outputs, of which nothing is rendered or made before it is asked for.

    `overrides` is a coalition's own templates folder, `compiled` keeps compiled templates from run to run. Without PDF
    no page links to one, nor to what is left out.
    """
    spoken, pictures = environments(coalition, overrides, compiled), Pictures.of(coalition)
    environment = spoken[coalition.settings.of_workbook()]
    every = site_languages(coalition.settings.of_site())
    files = [
        public_files(view, spoken[language.code], language.address_below(view.coalition.site_url), pictures)
        for view, language in zip(views.public, every, strict=True)
    ]
    files[0] += [sheets] if (sheets := gap_sheets_document(views.public, spoken)) is not None else []
    of_site = Offered(with_pdf, left_out.site)
    worksheets = worksheet_forms(coalition, views.blank_worksheets)
    blank = blank_forms(views.blank_worksheets, worksheets, of_site)
    first, *others = (
        render_public_site(
            view,
            spoken[language.code],
            pictures=pictures,
            blank_forms=blank,
            offered=of_site.below(language.folder, of_language),
            languages=every if len(every) > 1 else (),
        )
        for view, language, of_language in zip(views.public, every, files, strict=True)
    )
    of_team = (
        *_team_documents(views.team, worksheets, spoken, pictures),
        *_correspondence(views, coalition, environment),
        *team_data(views.team, coalition),
        *follow_up_files(views.team),
        *_meeting_files(views.team),
    )
    offered = Offered(with_pdf, left_out.workbook, of_team)
    workbook = render_workbook(views.team, environment, pictures=pictures, blank_forms=blank, offered=offered)
    fill_in_types = {option.id for option in coalition.vocabulary.types.visible() if option.fill_in}
    forms = browser_forms(views.blank_worksheets, spoken, fill_in_types)
    public = with_pictures(first, (first, *others), pictures)
    workbook = with_pictures(workbook, [workbook], pictures)
    return Outputs((with_forms(public, forms), *others), with_forms(workbook, forms))


def _team_documents(
    view: TeamView, forms: Sequence[WorksheetForm], spoken: Mapping[str, Environment], pictures: Pictures
) -> list[Artifact]:
    """Worksheets, sheets and books, then agendas."""
    environment = spoken[view.words.language]
    return [
        *filled_documents(view.worksheet, spoken[view.worksheet.language], view.words),
        *form_documents(forms, spoken),
        meeting_sheet_document(view, environment),
        invite_list_document(view, environment),
        partners_document(view, environment, pictures),
        *(
            agenda_document(
                meeting.notice, view.coalition, environment, pictures, meeting.file, of_team=meeting.audience
            )
            for meeting in view.meetings
            if not meeting.is_over
        ),
    ]


def _correspondence(views: Views, coalition: Coalition, environment: Environment) -> Iterator[Artifact]:
    """Letters for paper, word processors and mail programs, and all in one; agreements, which nobody mails.

    They are composed when they are needed. A sheet to call by has the number, and nobody mails it.
    """
    rows, about = {row.letter: row for row in views.team.invites if row.letter}, views.team.coalition
    file = INVITES.path(folder=coalition.team_folder)
    lines = dict(zip(letter_slugs(coalition), coalition.invite_lines or repeat(1), strict=False))
    printed = []
    for view in views.letters:
        is_call, row, place = view.kind is LetterKind.CALL, rows.get(view.slug), Position(file, lines[view.slug])
        late = LateLetter(view, row.phone if is_call and row else "")
        printed.append(letter_document(late, f"letters/{view.slug}.pdf", about, environment, place))
        yield printed[-1]
        yield Artifact(PurePosixPath(f"letters/{view.slug}.docx"), late, written=place)
        if row and not is_call:
            yield Artifact(PurePosixPath(f"letters/{view.slug}.eml"), Draft(late, row.email), written=place)
    if printed:
        yield all_letters_document(printed, about, views.team.words)
    for view in views.agreements:
        late, place = LateLetter(replace(view, slug=agreement_slug(view.slug))), partner_place(view.slug)
        path = f"agreements/{late.view.slug}"
        yield letter_document(late, f"{path}.pdf", about, environment, place)
        yield Artifact(PurePosixPath(f"{path}.docx"), late, written=place)


def _meeting_files(view: TeamView) -> list[Artifact]:
    """Calendars of all meetings; what is the team's own is marked as private."""
    private = frozenset(meeting.notice.id for meeting in view.meetings if meeting.audience != PageAudience.PUBLIC)
    meetings = [meeting.notice for meeting in view.meetings]
    return meeting_files(meetings, view.coalition, view.words, TeamFile.MEETINGS, private=private)


def public_part(outputs: Outputs) -> Outputs:
    """What of all outputs can be published where only what is public is known: the blank worksheets belong to it."""
    for_all = tuple(file for file in outputs.workbook.files if file.for_all)
    return replace(outputs, workbook=replace(outputs.workbook, files=for_all))

"""The run in one page. Reading and validating came before; here a coalition is derived, rendered and published."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from coalition_site.derive.changes import Changes, period_of
from coalition_site.derive.compare import compare
from coalition_site.derive.letters import letter_views
from coalition_site.derive.public import public_view
from coalition_site.derive.sent import kept_copies, sent_letters
from coalition_site.derive.team_view import team_view
from coalition_site.derive.worksheet_form import blank_worksheets
from coalition_site.model.coalition import Coalition
from coalition_site.progress import Progress
from coalition_site.publish.beside import Beside
from coalition_site.publish.finished_files import FinishedFiles
from coalition_site.publish.kept_files import KeptFiles
from coalition_site.publish.kept_templates import KeptTemplates
from coalition_site.publish.known_documents import KeptDocuments
from coalition_site.publish.letters import LetterFiles, copy_sent
from coalition_site.publish.made_from import MadeFrom
from coalition_site.publish.output_folder import SITE, SITES, WORKBOOK, claimed, fresh_folder
from coalition_site.publish.outputs import (
    move_documents,
    publish_calendars,
    publish_cards,
    publish_documents,
    publish_letters,
    publish_tables,
)
from coalition_site.publish.pdf_bound import Stores
from coalition_site.publish.pdf_cache import PdfCache
from coalition_site.publish.sites import Sites, publish_sites
from coalition_site.read.changed_files import with_files
from coalition_site.read.content import CONTENT, INVITES
from coalition_site.read.history import EarlierContent, content_before, team_folder_before
from coalition_site.render.letter_text import text_of_view
from coalition_site.render.outputs import Outputs, Views, public_part, render_outputs
from coalition_site.validate.past import past_coalition


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked for. `today` is the day that follow-ups and consent are held against.

    `changes_since` is the day since which the workbook tells what changed; None for the last meeting, or 30 days.
    """

    project: Path
    output: Path
    today: date
    with_pdf: bool = True
    changes_since: date | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, what it held back from the public site, and what is missing in the content.

    Without the team's own folder (`public_only`) only the public site was made.
    """

    output: Path
    site_pages: int
    workbook_pages: int
    documents: int
    letters: int
    named_partners: int
    held_partners: Mapping[str, int]
    held_fields: int
    gaps: tuple[str, ...]
    letters_with_gaps: int
    overdue: int
    changes: Changes | None
    refused: tuple[str, ...]
    public_only: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept from build to build; it may be deleted at any time."""

    pages: KeptFiles
    documents: Stores


class DocumentsFailed(Exception):  # noqa: N818  names what happened
    """Some documents could not be made; `problems` are the messages, each naming the document."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def epoch_of(today: date) -> int:
    """The time that outputs carry, in seconds since 1970: SOURCE_DATE_EPOCH, or else the given day at 0:00 UTC."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(written) if written.isdigit() else int(datetime.combine(today, time(), UTC).timestamp())


def build(coalition: Coalition, options: BuildOptions, progress: Progress) -> Built:
    """Makes everything from a checked coalition and swaps it into the output folder when it is complete.

    When anything is raised, the last build stays as it was: OutputRefused if the output folder cannot be used,
    PdfUnavailable if this machine cannot make PDFs, LetterheadRefused for a letterhead that must not be used,
    SiteFailed if the site builder refuses a page, DocumentsFailed if a document cannot be made from this content.
    """
    with claimed(options.output):
        return _build(coalition, options, progress)


def _build(coalition: Coalition, options: BuildOptions, progress: Progress) -> Built:
    cache = options.output / ".cache"
    documents = Stores(PdfCache(cache / "pdf"), KeptFiles(cache / "documents"))
    kept = _Kept(KeptFiles(cache / "pages"), documents)
    with progress.step("Derive: what each audience sees"):
        views = derive(coalition, options.today, what_changed(coalition, options))
    with progress.step("Render: pages, documents and letters"):
        own_templates = options.project / "templates"
        compiled = KeptTemplates(cache / "templates")
        outputs = render_outputs(views, coalition, own_templates, with_pdf=options.with_pdf, compiled=compiled)
        outputs = public_part(outputs) if coalition.public_only else outputs
    with fresh_folder(options.output, (SITE,) if coalition.public_only else SITES) as folder:
        refused = _publish(coalition, outputs, options, folder, kept, progress)
    if not coalition.public_only:
        kept.pages.prune()
        if options.with_pdf:
            kept.documents.pdfs.prune()
            kept.documents.files.prune()
    return _summary(views, outputs, options.output, refused, public_only=coalition.public_only)


def what_changed(coalition: Coalition, options: BuildOptions) -> Changes | None:
    """What is otherwise than it was, as far as git tells; None where there is nothing to compare with."""
    meeting = coalition.settings.meeting
    period = period_of(meeting.date if meeting is not None else None, options.today, options.changes_since)
    earlier = content_before(options.project, period.since)
    if earlier is None:
        return None
    if coalition.settings.team_content:
        earlier = _with_team_folder(earlier, coalition, options.project, period.since)
    past = past_coalition(earlier.content, earlier.unread, settings=coalition.settings)
    if past is None:
        return None
    since = earlier.day if earlier.first else period.since
    return Changes(
        period=period,
        found=compare(past, earlier.letters, coalition, since, options.today),
        first=earlier.day if earlier.first else None,
        partly=not past.complete,
    )


def _with_team_folder(earlier: EarlierContent, coalition: Coalition, project: Path, since: date) -> EarlierContent:
    """Earlier content with the invites and letters of the team's own folder; where git has none, they are unread."""
    team = team_folder_before(project / coalition.team_folder, since)
    if team is None:
        return replace(earlier, letters=frozenset(coalition.sent), unread=earlier.unread | {f"{CONTENT}/{INVITES}"})
    if team.invites is None:
        return replace(earlier, letters=earlier.letters | team.letters)
    content = with_files(earlier.content, {f"{CONTENT}/{INVITES}": team.invites})
    return replace(earlier, content=content, letters=earlier.letters | team.letters)


def derive(coalition: Coalition, today: date, changes: Changes | None = None) -> Views:
    """What each audience sees on a day."""
    letters = letter_views(coalition)
    return Views(
        public=public_view(coalition, today),
        team=team_view(coalition, today, sent_letters(coalition, text_of_view), changes, letters),
        letters=letters,
        blank_worksheets=blank_worksheets(coalition),
    )


def _publish(
    coalition: Coalition,
    outputs: Outputs,
    options: BuildOptions,
    folder: Path,
    kept: _Kept,
    progress: Progress,
) -> tuple[str, ...]:
    """Writes everything into the fresh folder; returns the mail drafts that could not be made."""
    epoch = epoch_of(options.today)
    made_from = MadeFrom(options.project / "templates", coalition.settings.language)
    trees = {SITE: outputs.site} | ({} if coalition.public_only else {WORKBOOK: outputs.workbook})
    files = FinishedFiles(options.output, kept.pages)
    stores = KeptDocuments(kept.documents, made_from, files)

    def make_documents(done: Callable[[], None]) -> tuple[str, ...]:
        return publish_documents(outputs, folder / "documents", coalition.images, stores, done)

    # The engine's processes lay documents out while this one writes pages.
    with Beside(make_documents) as documents:
        with progress.step(
            "Publish: the public site and the workbook", sum(len(each.pages) for each in trees.values())
        ):
            sites = publish_sites(trees, folder, Sites(options.project, epoch, kept.pages, files, made_from))
            publish_calendars(outputs.public.calendars, folder / SITE, epoch)
            publish_cards(outputs.public.cards, folder / SITE)
        if not coalition.public_only:
            with progress.step("Publish: tables and calendars"):
                publish_tables(outputs.tables, outputs.data, folder, epoch, kept.pages)
                publish_calendars(outputs.calendars, folder / WORKBOOK, epoch)
        if outputs.documents:
            number = len(outputs.documents) + len(outputs.public.documents)
            with progress.step("Publish: documents and letters", number) as step:
                problems = documents.result(step.advance)
            if problems:
                raise DocumentsFailed(problems)
            move_documents(folder / "documents", folder)
    for site in sites:
        site.finish()
    refused: tuple[str, ...] = ()
    if not coalition.public_only:
        with progress.step("Publish: letters for word processors and mail", len(outputs.letters)):
            copy_sent(kept_copies(coalition), folder / WORKBOOK / "letters" / "sent")
            of_letters = LetterFiles(coalition.images, coalition.letterhead, epoch, kept.pages, files, outputs.mail_to)
            refused = publish_letters(outputs.letters, of_letters, folder)
    files.keep(folder)
    return refused


def _summary(views: Views, outputs: Outputs, output: Path, refused: tuple[str, ...], *, public_only: bool) -> Built:
    team = views.team
    return Built(
        output=output,
        site_pages=len(outputs.site.pages),
        workbook_pages=0 if public_only else len(outputs.workbook.pages),
        documents=len(outputs.documents) + len(outputs.public.documents) + (outputs.all_letters is not None),
        letters=len(outputs.letters),
        named_partners=len(views.public.partners),
        held_partners=team.held_back.partners,
        held_fields=team.held_back.fields,
        gaps=tuple(row.label for row in team.gaps()),
        letters_with_gaps=len(team.letters_with_gaps()),
        overdue=len(team.overdue()),
        changes=team.changes,
        refused=refused,
        public_only=public_only,
    )

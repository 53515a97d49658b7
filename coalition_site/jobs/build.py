"""The run in one page. Reading and validating came before; here a coalition is derived, rendered and published."""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePosixPath

from coalition_site.derive.changes.compare import compare
from coalition_site.derive.changes.record import Changes, period_of
from coalition_site.derive.letters.sent import kept_copies, sent_letters
from coalition_site.derive.letters.view import letter_views
from coalition_site.derive.public.view import public_view
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.worksheet.form import blank_worksheets
from coalition_site.jobs.worker_thread import Beside
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Problem
from coalition_site.progress import Progress
from coalition_site.publish.cache.output_index import FinishedFiles
from coalition_site.publish.cache.rendering_key import MadeFrom
from coalition_site.publish.cache.store import KeptFiles
from coalition_site.publish.cache.templates import KeptTemplates
from coalition_site.publish.failures import Failure, problems_of
from coalition_site.publish.letters.make import LetterFiles, copy_sent, look_at_letterhead
from coalition_site.publish.output.folder import SITE, SITES, WORKBOOK, claimed, fresh_folder
from coalition_site.publish.outputs import (
    move_documents,
    publish_calendars,
    publish_cards,
    publish_documents,
    publish_letters,
    publish_tables,
)
from coalition_site.publish.pdf.long_documents import Stores
from coalition_site.publish.pdf.stale_documents import KeptDocuments
from coalition_site.publish.pdf.store import PdfCache
from coalition_site.publish.site.make import PublishedSite, Sites, publish_sites
from coalition_site.read.changed_files import with_files
from coalition_site.read.content import CONTENT, INVITES
from coalition_site.read.history import EarlierContent, content_before, team_folder_before
from coalition_site.render.letter_text import text_of_view
from coalition_site.render.outputs import NOTHING, LeftOut, Outputs, Views, public_part, render_outputs
from coalition_site.render.worksheets import BLANK_WORKSHEETS
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

    `left_out` are the documents and letters that could not be made, by their paths below the output folder, and
    `problems` says why, each once. Without the team's own folder (`public_only`) only the public site was made.
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
    public_only: bool
    left_out: tuple[PurePosixPath, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept from build to build; it may be deleted at any time."""

    pages: KeptFiles
    documents: Stores


def epoch_of(today: date) -> int:
    """The time that outputs carry, in seconds since 1970: SOURCE_DATE_EPOCH, or else the given day at 0:00 UTC."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(written) if written.isdigit() else int(datetime.combine(today, time(), UTC).timestamp())


def build(coalition: Coalition, options: BuildOptions, progress: Progress) -> Built:
    """Makes everything from a checked coalition and swaps it into the output folder when it is complete.

    A document or letter that cannot be made is left out, and no page links to it; the answer says so. When anything is
    raised, the last build stays as it was: OutputRefused if the output folder cannot be used, PdfUnavailable if this
    machine cannot make PDFs, LetterheadRefused for a letterhead that must not be used, SiteFailed if the site builder
    refuses a page.
    """
    with claimed(options.output):
        return _build(coalition, options, progress)


def _build(coalition: Coalition, options: BuildOptions, progress: Progress) -> Built:
    cache = options.output / ".cache"
    documents = Stores(PdfCache(cache / "pdf"), KeptFiles(cache / "documents"), coalition.signs.fonts)
    kept = _Kept(KeptFiles(cache / "pages"), documents)
    with progress.step("Derive: what each audience sees"):
        views = derive(coalition, options.today, what_changed(coalition, options))
    compiled = KeptTemplates(cache / "templates")

    def render(left_out: LeftOut) -> Outputs:
        own, with_pdf = options.project / "templates", options.with_pdf
        outputs = render_outputs(views, coalition, own, with_pdf=with_pdf, compiled=compiled, left_out=left_out)
        return public_part(outputs) if coalition.public_only else outputs

    with progress.step("Render: pages, documents and letters"):
        look_at_letterhead(coalition.letterhead, kept.pages)
        outputs = render(NOTHING)
    with fresh_folder(options.output, (SITE,) if coalition.public_only else SITES) as folder:
        publishing = _Publishing(coalition, options, folder, kept, progress)
        failures = publishing.publish(outputs, render)
    if not coalition.public_only:
        kept.pages.prune()
        if options.with_pdf:
            kept.documents.pdfs.prune()
            kept.documents.files.prune()
    return _summary(views, outputs, options.output, failures, public_only=coalition.public_only)


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


class _Publishing:
    """Writes everything into the fresh folder."""

    def __init__(
        self, coalition: Coalition, options: BuildOptions, folder: Path, kept: _Kept, progress: Progress
    ) -> None:
        self._coalition, self._folder, self._kept, self._progress = coalition, folder, kept, progress
        self._epoch, self._output = epoch_of(options.today), options.output
        self._files = FinishedFiles(options.output, kept.pages)
        made_from = MadeFrom(options.project / "templates", coalition.settings.language)
        self._stores = KeptDocuments(kept.documents, made_from, self._files)
        self._sites = Sites(options.project, self._epoch, kept.pages, self._files, made_from)

    def publish(self, outputs: Outputs, render: Callable[[LeftOut], Outputs]) -> tuple[Failure, ...]:
        """Publishes all outputs but what cannot be made, which is returned.

        Pages are written while documents are laid out. Where one cannot be, `render` makes the outputs again without
        it, and the pages are written once more: that is rare, and nobody waits for it otherwise.
        """
        made = self._folder / "documents"

        def make_documents(done: Callable[[], None]) -> tuple[Failure, ...]:
            return publish_documents(outputs, made, self._coalition.images, self._stores, done)

        failures: tuple[Failure, ...] = ()
        # The engine's processes lay documents out while this one writes pages.
        with Beside(make_documents) as documents:
            sites = self._publish_pages(outputs)
            if outputs.documents:
                number = len(outputs.documents) + len(outputs.public.documents)
                with self._progress.step("Publish: documents and letters", number) as step:
                    failures = documents.result(step.advance)
        if not self._coalition.public_only:
            failures += self._publish_letters(outputs, made)
        if failures:
            for name in (SITE, WORKBOOK):
                shutil.rmtree(self._folder / name, ignore_errors=True)
            sites = self._publish_pages(render(_left_out(failures)))
        move_documents(made, self._folder)
        if not self._coalition.public_only:
            copy_sent(kept_copies(self._coalition), self._folder / WORKBOOK / "letters" / "sent")
        for site in sites:
            site.finish()
        self._files.keep(self._folder)
        return failures

    def _publish_pages(self, outputs: Outputs) -> list[PublishedSite]:
        """Both sites, and the files beside their pages that need no more than a moment."""
        public_only, folder = self._coalition.public_only, self._folder
        trees = {SITE: outputs.site} | ({} if public_only else {WORKBOOK: outputs.workbook})
        number = sum(len(each.pages) for each in trees.values())
        with self._progress.step("Publish: the public site and the workbook", number):
            sites = publish_sites(trees, folder, self._sites)
            publish_calendars(outputs.public.calendars, folder / SITE, self._epoch)
            publish_cards(outputs.public.cards, folder / SITE)
        if not public_only:
            with self._progress.step("Publish: tables and calendars"):
                publish_tables(outputs.tables, outputs.data, folder, self._epoch, self._kept.pages)
                publish_calendars(outputs.calendars, folder / WORKBOOK, self._epoch)
        return sites

    def _publish_letters(self, outputs: Outputs, made: Path) -> tuple[Failure, ...]:
        with self._progress.step("Publish: letters for word processors and mail", len(outputs.letters)):
            images, letterhead = self._coalition.images, self._coalition.letterhead
            files = LetterFiles(images, letterhead, self._epoch, self._kept.pages, self._files, outputs.mail_to)
            return publish_letters(outputs.letters, files, outputs.letter_places, made)


def _left_out(failures: Iterable[Failure]) -> LeftOut:
    paths = [each.path for each in failures]
    within = {
        site: frozenset(str(path.relative_to(site)) for path in paths if path.is_relative_to(site))
        for site in (SITE, WORKBOOK)
    }
    return LeftOut(site=within[SITE], workbook=within[WORKBOOK])


def _summary(
    views: Views, outputs: Outputs, output: Path, failures: tuple[Failure, ...], *, public_only: bool
) -> Built:
    team = views.team
    left_out = tuple(dict.fromkeys(each.path for each in failures))
    asked_for = len(outputs.documents) + len(outputs.public.documents) + (outputs.all_letters is not None)
    failed = sum(path.suffix == ".pdf" and not path.match(f"{SITE}/{BLANK_WORKSHEETS}") for path in left_out)
    return Built(
        output=output,
        site_pages=len(outputs.site.pages),
        workbook_pages=0 if public_only else len(outputs.workbook.pages),
        documents=asked_for - failed,
        letters=len(outputs.letters),
        named_partners=len(views.public.partners),
        held_partners=team.held_back.partners,
        held_fields=team.held_back.fields,
        gaps=tuple(row.label for row in team.gaps()),
        letters_with_gaps=len(team.letters_with_gaps()),
        overdue=len(team.overdue()),
        changes=team.changes,
        public_only=public_only,
        left_out=left_out,
        problems=problems_of(failures),
    )

"""The run in one page. Reading and validating came before; here a coalition is derived, rendered and published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from coalition_site.derive.changes.record import Changes
from coalition_site.derive.letters.agreements import agreement_views
from coalition_site.derive.letters.sent import sent_letters
from coalition_site.derive.letters.view import letter_views
from coalition_site.derive.public.view import public_views
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.worksheet.form import blank_worksheets
from coalition_site.jobs.changes import what_changed
from coalition_site.jobs.epoch import epoch_of
from coalition_site.jobs.publishing import Publishing
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Problem
from coalition_site.progress import Progress
from coalition_site.publish.cache.cache import CACHE, Cache, open_cache
from coalition_site.publish.cache.templates import CompiledTemplates
from coalition_site.publish.failures import Failure, problems_of
from coalition_site.publish.leaks.search import LeakFound, Searched, search_for_leaks
from coalition_site.publish.letters.make import look_at_letterhead
from coalition_site.publish.output.folder import SITE, SITES, WORKBOOK, claimed, fresh_folder
from coalition_site.publish.outputs import files_of, trees_of
from coalition_site.publish.pdf.make import Workers
from coalition_site.publish.web.finished_site import SiteNote, digests_of, drop_note, program_key, write_note
from coalition_site.render.letter_text import text_of_view
from coalition_site.render.outputs import NOTHING, LeftOut, Outputs, Views, public_part, render_outputs
from coalition_site.validate.private_values import private_values
from coalition_site.validate.public_letters import public_letters


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked for. `today` is the day that follow-ups and consent are held against.

    `changes_since` is the day since which the workbook tells what changed; None for the last meeting, or 30 days.
    `sources` is the key of the project's files, taken before they were read (`jobs.site_sources`); without it nobody
    can tell later whether the site is older than its content, and it is not published before another build.
    Without `leak_check` whatever leaks is published: only the self-test asks for that, whose own reader searches then.
    """

    project: Path
    output: Path
    today: date
    with_pdf: bool = True
    changes_since: date | None = None
    sources: str = ""
    leak_check: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, what it held back from the public site, and what is missing in the content.

    `left_out` are the documents and letters that could not be made, by their paths below the output folder, and
    `problems` says why, each once. `searched` says what the leak check looked for. Without the team's own folder
    (`public_only`) only the public site was made.
    """

    output: Path
    site_pages: int
    site_languages: tuple[str, ...]
    workbook_pages: int
    documents: int
    letters: int
    named_partners: int
    held_partners: Mapping[str, int]
    held_fields: int
    needs: int
    gaps: tuple[str, ...]
    letters_with_gaps: int
    overdue: int
    changes: Changes | None
    public_only: bool
    searched: Searched
    left_out: tuple[PurePosixPath, ...] = ()
    problems: tuple[Problem, ...] = ()


def build(coalition: Coalition, options: BuildOptions, progress: Progress, workers: Workers | None = None) -> Built:
    """Makes everything from a checked coalition and swaps it into the output folder when it is complete.

    A document or letter that cannot be made is left out, and no page links to it; the answer says so. `workers`, which
    may have loaded the engine already, lay documents out and are ended here. When anything is raised, the last build
    stays as it was: Refused if the output folder cannot be used, Unavailable if this machine cannot make PDFs,
    LetterheadRefused for a letterhead that must not be used, SiteFailed if the site builder refuses a page, LeakFound
    where something that is not public stands on the public site.
    """
    with claimed(options.output):
        return _build(coalition, options, progress, workers or Workers())


def _build(coalition: Coalition, options: BuildOptions, progress: Progress, workers: Workers) -> Built:
    own_templates, public_only = options.project / "templates", coalition.public_only
    cache = open_cache(options.output, own_templates, coalition.settings.language, coalition.words)
    compiled = CompiledTemplates(options.output / CACHE / "templates")

    def render(left_out: LeftOut) -> Outputs:
        outputs = render_outputs(
            views, coalition, own_templates, with_pdf=options.with_pdf, compiled=compiled, left_out=left_out
        )
        return public_part(outputs) if public_only else outputs

    with (
        fresh_folder(options.output, (SITE,) if public_only else SITES) as folder,
        Publishing(coalition, options.project, folder, epoch_of(options.today), cache, progress) as publishing,
    ):
        if options.with_pdf:
            publishing.begin_documents(workers)
        with progress.step("Derive: what each audience sees"):
            changes = what_changed(coalition, options.project, options.today, options.changes_since)
            views = derive(coalition, options.today, changes)
        with progress.step("Render: pages, documents and letters"):
            look_at_letterhead(coalition.letterhead, cache.store)
            outputs = render(NOTHING)
        failures = publishing.publish(outputs, render)
        with progress.step("Publish: the leak check of the public site"):
            searched = _searched(coalition, options, folder / SITE, cache) if options.leak_check else Searched(0, 0, ())
        cache.index.save(folder, lambda path: _stays(path, public_only=public_only, with_pdf=options.with_pdf))
        files = digests_of(folder / SITE)
        drop_note(options.output)
    if options.sources:
        write_note(options.output, SiteNote(options.sources, program_key(), options.today, files))
    cache.store.prune()
    return _summary(views, outputs, options.output, failures, searched, public_only=public_only)


def _searched(coalition: Coalition, options: BuildOptions, site: Path, cache: Cache) -> Searched:
    """What the leak check looked for on a finished public site. Raises LeakFound where it found something."""
    values = private_values(coalition, options.today)
    searched = search_for_leaks(site, values, public_letters(coalition, values, options.today), cache.store)
    if searched.leaks:
        raise LeakFound(searched.leaks)
    return searched


def _stays(path: str, *, public_only: bool, with_pdf: bool) -> bool:
    """Whether a build of this kind leaves what was known of a file as it was: it was not asked for the file."""
    return (public_only and path.startswith(f"{WORKBOOK}/")) or (not with_pdf and path.endswith((".pdf", ".eml")))


def derive(coalition: Coalition, today: date, changes: Changes | None = None) -> Views:
    """What each audience sees on a day."""
    letters = letter_views(coalition)
    return Views(
        public=public_views(coalition, today),
        team=team_view(coalition, today, sent_letters(coalition, text_of_view), changes, letters),
        letters=letters,
        agreements=agreement_views(coalition, today),
        blank_worksheets=blank_worksheets(coalition),
    )


def _summary(
    views: Views,
    outputs: Outputs,
    output: Path,
    failures: tuple[Failure, ...],
    searched: Searched,
    *,
    public_only: bool,
) -> Built:
    team = views.team
    left_out = tuple(dict.fromkeys(failure.path for failure in failures))
    asked_for = [path for path, _ in files_of(trees_of(outputs), ".pdf")]
    return Built(
        output=output,
        site_pages=sum(len(site.pages) for site in outputs.sites),
        site_languages=tuple(site.language for site in outputs.sites),
        workbook_pages=0 if public_only else len(outputs.workbook.pages),
        documents=len({*asked_for} - {*left_out}),
        letters=0 if public_only else len(views.letters),
        named_partners=len(views.public[0].partners),
        held_partners=team.held_back.partners,
        held_fields=team.held_back.fields,
        needs=len(team.rows()),
        gaps=tuple(row.label for row in team.gaps()),
        letters_with_gaps=len(team.letters_with_gaps()),
        overdue=len(team.overdue()),
        changes=team.changes,
        public_only=public_only,
        searched=searched,
        left_out=left_out,
        problems=problems_of(failures),
    )

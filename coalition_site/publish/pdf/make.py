"""Make PDF documents out of HTML: accessible (PDF/UA-1), the same bytes every time, safely.

results = make_pdfs(jobs, folder=output, asset_roots=[content / "images"], epoch=0)
for result in results:
    for problem in result.problems:
        print(problem)
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from subprocess import Popen
from typing import Self

from coalition_site.model.print_font import PrintFont
from coalition_site.problems import Unavailable
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.store import Store
from coalition_site.publish.pdf.capacity import most_workers
from coalition_site.publish.pdf.fonts import document_fonts_folder, missing_fonts, write_font_settings
from coalition_site.publish.pdf.jobs import Answer, BindJob, Job, Settings
from coalition_site.publish.pdf.process import EngineMissing, Surroundings, Worker, end_process, worker_process
from coalition_site.publish.pdf.store import FinishedPdf, find_pdf, program_key, surroundings_key
from coalition_site.publish.pdf.system_libraries import missing_parts, unavailable_message
from coalition_site.publish.pdf.work_queue import WorkQueue
from coalition_site.resources import templates_folder

FONTS_DATED = 0
"""The epoch of documents that are kept: only fonts carry it, and with a fixed one a new day changes no document."""
_WORTH_AN_ENGINE = 30_000
"""Characters of HTML that take about twice as long to lay out as another engine takes to start."""
_BINDING_A_PIECE = 400
"""Characters of HTML that take as long to lay out as a piece takes to bind."""
Places = Mapping[str, tuple[dict[str, int], list[bool]]]
"""By the key of a piece: the page of each name in it, from 0, and which of its pages lie on their side."""


@dataclass(frozen=True)
class PdfJob:
    """One document to make.

    `path` is where the PDF goes, relative to the output folder. `html` is a whole page with language and title;
    sections of another language say so with `lang`, pictures are named relative to the asset folders. `source` is
    the content file or document that messages name. `forms` makes input fields that people can fill in. `places` are
    those of an earlier result.
    """

    path: PurePosixPath
    html: str
    source: str
    forms: bool = False
    places: Places = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class PdfBinding:
    """One document to bind from others that were made before: its pieces and its page numbers (`pdf.join.merge.bind`).

    All paths are relative to the output folder.
    """

    path: PurePosixPath
    pieces: tuple[PurePosixPath, ...]
    numbers: PurePosixPath
    source: str


@dataclass(frozen=True)
class PdfResult:
    """What became of a job: its number of pages, or the causes why there is no document, as sentence parts.

    `key` is its key in the store, if there was one. Of a bound document, `pieces` are the keys of what it was bound
    from, and `places` says where names lie in them (`pdf.join.merge.places_in`). `within` are the ids of the sections
    in which the causes lie, if it is known.
    """

    job: PdfJob | PdfBinding
    pages: int = 0
    causes: tuple[str, ...] = ()
    key: str = field(default="", compare=False)
    pieces: tuple[str, ...] = field(default=(), compare=False)
    places: Places = field(default_factory=dict, compare=False)
    within: tuple[str, ...] = field(default=(), compare=False)

    @property
    def problems(self) -> tuple[str, ...]:
        """The causes as messages, each beginning with the source."""
        return tuple(f"{self.job.source}: {self.job.path.name}: {cause}" for cause in self.causes)


class Workers:
    """The processes of one run, which several rounds of documents share: an engine takes half a second to start.

    A process is started at its first job, unless it was begun before. At the end of the `with` all are gone, and
    their folder too.
    """

    def __init__(self) -> None:
        self._open = ExitStack()
        self._scratch: Path | None = None
        self._surroundings: Surroundings | None = None
        self._early: Popen[str] | None = None
        self._workers: list[Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all processes, and removes their folder. A later run has others."""
        for worker in self._workers:
            worker.close()
        self._workers, self._surroundings, self._scratch, self._early = [], None, None, None
        self._open.close()

    def load(self, epoch: int) -> None:
        """Begin one process before anything is known of the documents but the time in them, as in `make_pdfs`.

        Its folder is one of the system's for such. What goes wrong is said at the first job.
        """
        with suppress(OSError):
            scratch = self._scratch_in(None)
            process = self._early = worker_process(write_font_settings(scratch), scratch, epoch)
            # Not before the workers, which may have taken it over.
            self._open.callback(end_process, process)

    def begin(
        self, count: int, *, folder: Path, asset_roots: Sequence[Path], epoch: int, options: "PdfOptions"
    ) -> None:
        """Begin so many processes for documents that are still to be rendered; the rest is as in `make_pdfs`."""
        for worker in self.some(count, _settings(folder, asset_roots, options), epoch, options):
            worker.begin()

    def some(self, count: int, settings: Settings, epoch: int, options: "PdfOptions") -> Sequence[Worker]:
        """So many workers; all rounds have the same settings, epoch and options."""
        if self._surroundings is None:
            scratch = self._scratch or self._scratch_in(settings["folder"])
            # A process that was begun early reads them again with its settings.
            fonts = write_font_settings(scratch, options.fonts)
            self._surroundings = Surroundings(settings, fonts, scratch, epoch, options.seconds)
        self._workers += [Worker(self._surroundings) for _ in range(count - len(self._workers))]
        if self._early is not None:
            self._workers[0].take(self._early)
            self._early = None
        return self._workers[:count]

    def _scratch_in(self, folder: str | None) -> Path:
        name = self._open.enter_context(tempfile.TemporaryDirectory(prefix=".pdf-", dir=folder))
        self._scratch = Path(name).resolve()
        return self._scratch


@dataclass(frozen=True)
class PdfOptions:
    """What holds for all documents of a run.

    `style_sheets` are parsed once and give way to a document's own `<style>`, which is parsed once too where many
    documents have it alike (of two `@page` rules the more specific one wins); None means `print_style_sheet()`. One
    document may take so many seconds to lay out (a very long one more), bytes of memory for its process, and pages.
    What is in the `store` is taken from there, and what is made is stored. `fonts` print what the packaged ones
    lack; what these lack too becomes a marked gap. `named_by_digest` are further folders to load from, whose files have
    a digest in their names, so that a document's own text tells one from another. Rounds that differ in their documents
    alone may share `workers`.
    """

    style_sheets: tuple[Path, ...] | None = None
    seconds: float = 120.0
    memory: int = 3 * 1024**3
    pages: int = 1500
    store: Store | None = None
    fonts: tuple[PrintFont, ...] = ()
    named_by_digest: tuple[Path, ...] = ()
    workers: Workers | None = field(default=None, compare=False)


def print_style_sheet() -> Path:
    """The style sheet that every document gets unless the caller names others."""
    return templates_folder() / "print" / "print.css"


def make_pdfs(
    jobs: Sequence[PdfJob],
    *,
    folder: Path,
    asset_roots: Sequence[Path],
    epoch: int,
    then: Callable[[PdfResult], Iterable[PdfJob | PdfBinding]] = lambda _result: (),
    options: PdfOptions = PdfOptions(),
) -> list[PdfResult]:
    """Make every document below the folder and return one result for each job, in the jobs' order.

    `asset_roots` are the only folders that documents may load from. `epoch` is the date written into fonts, in
    seconds since 1970. `then` is called in the caller's thread after each document, and what it gives is made next;
    results of that come last, as they came.

    Raises Unavailable when the system libraries or fonts are missing, ValueError for a path that leaves the folder
    or is used twice, FileNotFoundError for a style sheet that is not there. Nothing outside the folder is written.
    """
    settings = _settings(folder, asset_roots, options)
    shared = shared_key(asset_roots, epoch, options) if options.store else ""
    with nullcontext(options.workers) if options.workers else Workers() as processes:

        def workers(count: int) -> Sequence[Worker]:
            _check_machine()
            return processes.some(count, settings, epoch, options)

        with WorkQueue(workers) as work:
            run = _Run(folder, options.store, shared, work, then)
            run.take(jobs, urgent=False)
            while work.unanswered:
                run.made(*_answer(work))
    return [run.results[number] for number in range(len(run.results))]


class _Run:
    """The jobs of one run as they come, and what became of them."""

    def __init__(
        self,
        folder: Path,
        store: Store | None,
        shared: str,
        work: WorkQueue,
        then: Callable[[PdfResult], Iterable[PdfJob | PdfBinding]],
    ) -> None:
        self._folder = folder
        self._store = store
        self._shared = shared
        self._work = work
        self._then = then
        self._jobs: list[tuple[PdfJob | PdfBinding, str]] = []
        self._waiting = 0
        self.results: dict[int, PdfResult] = {}

    def take(self, jobs: Sequence[PdfJob | PdfBinding], *, urgent: bool) -> None:
        """Take what the store has from there, and have workers make the rest, what is urgent before all that waits."""
        _check_paths(jobs)
        found: dict[int, int] = {}
        for job in jobs:
            number, target = len(self._jobs), self._folder / job.path
            target.parent.mkdir(parents=True, exist_ok=True)
            key = self._key(job) if self._store else ""
            self._jobs.append((job, key))
            if self._store and (kept := find_pdf(self._store, key)):
                target.write_bytes(kept.data)
                found[number] = kept.pages
            else:
                self._work.put(number, _message(job), urgent=urgent)
                self._waiting += _work_in(job)
        self._work.call(min(most_workers(), 1 + self._waiting // _WORTH_AN_ENGINE))
        for number, pages in found.items():
            self._finish(number, Answer(pages=pages, problems=[], worn=False))

    def made(self, number: int, answer: Answer) -> None:
        """Store what a worker made."""
        job, key = self._jobs[number]
        self._waiting -= _work_in(job)
        if self._store and not answer["problems"]:
            data = (self._folder / job.path).read_bytes()
            self._store.store(key, FinishedPdf(data, answer["pages"]).packed())
        self._finish(number, answer)

    def _finish(self, number: int, answer: Answer) -> None:
        job, key = self._jobs[number]
        result = PdfResult(job, *_outcome(answer), key=key)
        self.results[number] = result
        if following := tuple(self._then(result)):
            self.take(following, urgent=True)

    def _key(self, job: PdfJob | PdfBinding) -> str:
        if isinstance(job, PdfJob):
            return key_of(self._shared, "forms" if job.forms else "", job.html)
        files = (self._folder / path for path in (*job.pieces, job.numbers))
        return key_of("bound", program_key(), *(file.read_bytes() for file in files))


def _work_in(job: PdfJob | PdfBinding) -> int:
    """What a job takes, in characters of HTML that take as long to lay out."""
    return len(job.html) if isinstance(job, PdfJob) else len(job.pieces) * _BINDING_A_PIECE


def _settings(folder: Path, asset_roots: Sequence[Path], options: PdfOptions) -> Settings:
    return Settings(
        folder=str(folder.resolve()),
        roots=[str(root.resolve()) for root in (*_roots(asset_roots), *options.named_by_digest)],
        style_sheets=_sheets(options),
        signs="".join(sorted(_signs(options))),
        memory=options.memory,
        pages=options.pages,
    )


def shared_key(asset_roots: Sequence[Path], epoch: int, options: PdfOptions = PdfOptions()) -> str:
    """Key of all that the documents of a run share: programs, style sheets, and files that they may load."""
    key = surroundings_key(_sheets(options), _roots(asset_roots), epoch=epoch, page_limit=options.pages)
    fonts = [(font.family, "".join(sorted(font.signs)), font.file.read_bytes()) for font in options.fonts]
    return key_of(key, *(part for font in fonts for part in font)) if fonts else key


def _signs(options: PdfOptions) -> frozenset[str]:
    """The signs that other fonts than the packaged ones bring."""
    return frozenset(sign for font in options.fonts for sign in font.signs)


def _sheets(options: PdfOptions) -> list[tuple[str, str]]:
    """Name and text of each style sheet."""
    sheets = (print_style_sheet(),) if options.style_sheets is None else options.style_sheets
    return [(sheet.name, sheet.read_text(encoding="utf-8")) for sheet in sheets]


def _roots(asset_roots: Sequence[Path]) -> list[Path]:
    return [*asset_roots, document_fonts_folder()]


def _check_paths(jobs: Sequence[PdfJob | PdfBinding]) -> None:
    seen: set[str] = set()
    for job in jobs:
        if job.path.is_absolute() or ".." in job.path.parts or "\\" in str(job.path):
            raise ValueError(f"{job.source}: {job.path} leaves the output folder")
        if str(job.path).casefold() in seen:
            raise ValueError(f"{job.source}: {job.path} is made twice")
        seen.add(str(job.path).casefold())


def _check_machine() -> None:
    if fonts := missing_fonts():
        raise Unavailable(f"PDFs cannot be made here: font files are missing from the installation: {', '.join(fonts)}")
    if parts := missing_parts():
        raise Unavailable(unavailable_message(parts))


def _outcome(answer: Answer) -> tuple[int, tuple[str, ...]]:
    return (0 if answer["problems"] else answer["pages"]), tuple(answer["problems"])


def _message(job: PdfJob | PdfBinding) -> Job | BindJob:
    if isinstance(job, PdfJob):
        return Job(path=str(job.path), html=job.html, forms=job.forms)
    return BindJob(path=str(job.path), pieces=[str(piece) for piece in job.pieces], numbers=str(job.numbers))


def _answer(work: WorkQueue) -> tuple[int, Answer]:
    try:
        return work.answer()
    except EngineMissing as missing:
        said = f"{unavailable_message(missing_parts())}\nThe PDF engine says: {missing}"
        raise Unavailable(said) from missing

"""Makes the documents that are stale, and puts the others in place: their HTML is not even rendered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from coalition_site.model.print_font import PrintFont
from coalition_site.problems import Position
from coalition_site.publish.cache.cache import Cache
from coalition_site.publish.cache.index import Entry
from coalition_site.publish.failures import Failure, failure_of
from coalition_site.publish.pdf.capacity import most_workers
from coalition_site.publish.pdf.long_documents import make_documents
from coalition_site.publish.pdf.make import FONTS_DATED, PdfJob, PdfOptions, PdfResult, Workers, shared_key
from coalition_site.publish.pdf.store import find_pdf
from coalition_site.render.artifacts import Artifact
from coalition_site.render.rendering import Rendering


@dataclass(frozen=True, slots=True)
class DocumentsRun:
    """What the documents of one run are made with, and the folder that they are made in.

    They may load from the `asset_roots` alone, and from folders `named_by_digest`; `fonts` print what the packaged
    ones lack.
    """

    folder: Path
    asset_roots: Sequence[Path]
    cache: Cache
    fonts: tuple[PrintFont, ...] = ()
    named_by_digest: tuple[Path, ...] = ()
    workers: Workers = field(default_factory=Workers)

    @property
    def options(self) -> PdfOptions:
        """What holds for all of them."""
        store, folders = self.cache.store, self.named_by_digest
        return PdfOptions(store=store, fonts=self.fonts, named_by_digest=folders, workers=self.workers)

    def begin(self) -> None:
        """Begins processes for documents that are not rendered yet: they load as long as everything takes to render.

        The first time as many as there may be, later one, since an edit makes few documents again and may make none.
        """
        self.folder.mkdir()
        count = 1 if self.cache.index.knows_any else most_workers()
        roots, options = self.asset_roots, self.options
        self.workers.begin(count, folder=self.folder, asset_roots=roots, epoch=FONTS_DATED, options=options)


def make_stale_documents(
    documents: Sequence[tuple[PurePosixPath, Artifact]], run: DocumentsRun, done: Callable[[], None]
) -> tuple[Failure, ...]:
    """Makes every document at its path below the folder; returns those that could not be made.

    `done` is called after each document. What is raised is as in `make_pdfs`.
    """
    folder, asset_roots, cache, options = run.folder, run.asset_roots, run.cache, run.options
    shared = shared_key(asset_roots, FONTS_DATED, options)
    by_path = dict(documents)
    keys = {
        path: cache.keys.key(each.content, shared, str(each.forms))
        for path, each in documents
        if isinstance(each.content, Rendering)
    }
    before = {path: entry for path in by_path if (entry := cache.index.before(str(path))) is not None}

    failures: list[Failure] = []

    def jobs_of(paths: Iterable[PurePosixPath]) -> Iterator[PdfJob]:
        for path in paths:
            document = by_path[path]
            try:
                places = before[path].note if path in before else {}
                yield PdfJob(path, document.html, document.source, document.forms, places)
            except Exception as error:  # noqa: BLE001  one document's failure, whatever its template does
                failures.append(Failure(path, failure_of(error), _places(document, ())))
                done()

    def make(paths: Iterable[PurePosixPath]) -> list[PdfResult]:
        jobs, epoch = list(jobs_of(paths)), FONTS_DATED
        return make_documents(jobs, folder=folder, asset_roots=asset_roots, epoch=epoch, done=done, options=options)

    def is_put(path: PurePosixPath) -> bool:
        """Whether a document that is not stale could be put where it belongs."""
        target, entry = folder / path, fresh[path]
        target.parent.mkdir(parents=True, exist_ok=True)
        if cache.index.link(str(path), keys[path], target) is None:
            found = find_pdf(cache.store, entry.uses[0])
            if found is None:
                return False
            target.write_bytes(found.data)
            cache.index.add(str(path), entry)
        done()
        return True

    fresh = {path: entry for path, entry in before.items() if entry.key == keys[path]}
    with ThreadPoolExecutor(1) as pool:
        # The engine is slow to start: what is fresh is put in place meanwhile.
        making = pool.submit(make, [path for path in by_path if path not in fresh])
        lost = [path for path in fresh if not is_put(path)]
        results = making.result() + make(lost)
    for result in results:
        path = result.job.path
        if not result.causes:
            cache.index.add(str(path), Entry(keys[path], (result.key, *result.pieces), result.places))
        failures += [Failure(path, cause, _places(by_path[path], result.within)) for cause in result.causes]
    return tuple(failures)


def _places(document: Artifact, within: Iterable[str]) -> tuple[Position, ...]:
    """The places of the content that a document comes from, or those of its sections of these ids."""
    if document.written is not None:
        return (document.written,)
    return tuple(document.parts[name] for name in within if name in document.parts)

"""Makes the documents that are stale, and puts the others in place: their HTML is not even rendered."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path, PurePosixPath

from coalition_site.problems import Position
from coalition_site.publish.cache.cache import Cache
from coalition_site.publish.cache.index import Entry
from coalition_site.publish.failures import Failure, failure_of
from coalition_site.publish.pdf.long_documents import make_documents
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, PdfResult, shared_key
from coalition_site.publish.pdf.store import find_pdf
from coalition_site.render.documents import PrintDocument

# Only the fonts within a PDF carry a date, which says nothing: with a fixed one, a new day changes no document.
_FONTS_DATED = 0


def make_stale_documents(
    documents: Sequence[tuple[PurePosixPath, PrintDocument]],
    *,
    folder: Path,
    asset_roots: Sequence[Path],
    done: Callable[[], None],
    cache: Cache,
    options: PdfOptions,
) -> tuple[Failure, ...]:
    """Makes every document at its path below the folder; returns those that could not be made.

    `done` is called after each document. The store is the cache's; the other options, and what is raised, are as in
    `make_pdfs`.
    """
    options = replace(options, store=cache.store)
    shared = shared_key(asset_roots, _FONTS_DATED, options)
    by_path = dict(documents)
    keys = {path: cache.keys.key(each.content, shared, str(each.forms)) for path, each in documents}
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
        jobs, epoch = list(jobs_of(paths)), _FONTS_DATED
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


def _places(document: PrintDocument, within: Iterable[str]) -> tuple[Position, ...]:
    """The places of the content that a document comes from, or those of its sections of these ids."""
    if document.written is not None:
        return (document.written,)
    return tuple(document.parts[name] for name in within if name in document.parts)

"""Makes documents, but for those that are kept already by what they are made from: their HTML is not even rendered."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coalition_site.problems import Position
from coalition_site.publish.cache.digests import Unknown
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.output_index import FinishedFiles
from coalition_site.publish.cache.rendering_key import MadeFrom, program
from coalition_site.publish.failures import Failure, failure_of
from coalition_site.publish.pdf.long_documents import Stores, make_documents, places_key
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, PdfResult, shared_key
from coalition_site.publish.pdf.store import FinishedPdf
from coalition_site.render.documents import PrintDocument


@dataclass(frozen=True, slots=True)
class KeptDocuments:
    """What earlier builds left, and the keys of what this one renders. `files` are those that the last one finished."""

    stores: Stores
    made_from: MadeFrom
    files: FinishedFiles


def make_known_documents(
    documents: Sequence[tuple[PurePosixPath, PrintDocument]],
    *,
    folder: Path,
    asset_roots: Sequence[Path],
    epoch: int,
    done: Callable[[], None],
    kept: KeptDocuments,
) -> tuple[Failure, ...]:
    """Makes every document at its path below the folder; returns those that could not be made.

    `done` is called after each document. What is raised is as in `make_pdfs`.
    """
    known = _Known(kept.stores)
    shared = shared_key(asset_roots, epoch, PdfOptions(fonts=kept.stores.fonts))
    by_path = dict(documents)
    keys = {path: _key(shared, document, kept.made_from) for path, document in documents}
    held = {path for path in by_path if known.holds(keys[path], path)}

    failures: list[Failure] = []

    def jobs_of(paths: Iterable[PurePosixPath]) -> Iterator[PdfJob]:
        for path in paths:
            document = by_path[path]
            try:
                yield PdfJob(path, document.html, document.source, document.forms)
            except Exception as error:  # noqa: BLE001  one document's failure, whatever its template does
                failures.append(Failure(path, failure_of(error), _places(document, ())))
                done()

    def make(paths: Iterable[PurePosixPath]) -> list[PdfResult]:
        jobs = list(jobs_of(paths))
        stores = kept.stores
        return make_documents(jobs, folder=folder, asset_roots=asset_roots, epoch=epoch, done=done, stores=stores)

    def is_put(path: PurePosixPath) -> bool:
        """Whether a document that is known could be put where it belongs."""
        target, key = folder / path, keys[path]
        target.parent.mkdir(parents=True, exist_ok=True)
        if not kept.files.link(str(path), key, target):
            found = known.find(key)
            if found is None:
                return False
            target.write_bytes(found.data)
            kept.files.made(str(path), key)
        done()
        return True

    with ThreadPoolExecutor(1) as pool:
        # The engine is slow to start: what is known is put in place meanwhile.
        making = pool.submit(make, [path for path in by_path if path not in held])
        lost = [path for path in by_path if path in held and not is_put(path)]
        results = making.result() + make(lost)
    for result in results:
        path = result.job.path
        if not result.causes:
            known.made(keys[path], result.key, result.pieces)
            kept.files.made(str(path), keys[path])
        failures += [Failure(path, cause, _places(by_path[path], result.within)) for cause in result.causes]
    known.keep()
    return tuple(failures)


def _places(document: PrintDocument, within: Iterable[str]) -> tuple[Position, ...]:
    """The places of the content that a document comes from, or those of its sections of these ids."""
    if document.written is not None:
        return (document.written,)
    return tuple(document.parts[name] for name in within if name in document.parts)


def _key(shared: str, document: PrintDocument, made_from: MadeFrom) -> str:
    """The key of what a document is made from; empty for what has no digest."""
    try:
        return key_of(shared, str(document.forms), made_from.key(document.content))
    except Unknown:
        return ""


class _Known:
    """The keys of each document's PDF and of its pieces, by the key of what it is made from."""

    def __init__(self, stores: Stores) -> None:
        self._pdfs, self._files = stores.pdfs, stores.files
        self._name = key_of("documents", program())
        found = self._files.find(self._name)
        self._before: dict[str, tuple[str, list[str]]] = json.loads(found) if found else {}
        self._now: dict[str, tuple[str, list[str]]] = {}

    def holds(self, made_from: str, path: PurePosixPath) -> bool:
        """Whether the PDF at a path that was made from that is known; then all that it was made with stays."""
        if made_from not in self._before:
            return False
        pdf, pieces = self._now[made_from] = self._before[made_from]
        self._pdfs.hold([pdf, *pieces])
        self._files.hold(places_key(path))
        return True

    def find(self, made_from: str) -> FinishedPdf | None:
        """The PDF that was made from that, if it is there and whole."""
        pdf, _ = self._before.get(made_from, ("", []))
        return self._pdfs.find(pdf)

    def made(self, made_from: str, pdf: str, pieces: Sequence[str]) -> None:
        """Remembers the keys of a PDF that was made now, and of its pieces."""
        if made_from:
            self._now[made_from] = (pdf, list(pieces))

    def keep(self) -> None:
        """Keeps what was found and made for the next build."""
        self._files.store(self._name, json.dumps(self._now).encode())

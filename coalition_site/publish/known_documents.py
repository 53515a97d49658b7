"""Makes documents, but for those that are kept already by what they are made from: their HTML is not even rendered."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from coalition_site.publish.digests import Unknown
from coalition_site.publish.made_from import MadeFrom, program
from coalition_site.publish.pdf import PdfJob, shared_key
from coalition_site.publish.pdf_bound import Stores, make_documents, places_key
from coalition_site.publish.pdf_cache import FinishedPdf, key_of
from coalition_site.render.documents import PrintDocument


@dataclass(frozen=True, slots=True)
class KeptDocuments:
    """What earlier builds left, and the keys of what this one renders."""

    stores: Stores
    made_from: MadeFrom


def make_known_documents(
    documents: Sequence[tuple[PurePosixPath, PrintDocument]],
    *,
    folder: Path,
    asset_roots: Sequence[Path],
    epoch: int,
    done: Callable[[], None],
    kept: KeptDocuments,
) -> tuple[str, ...]:
    """Makes every document at its path below the folder; returns what went wrong, each message naming the document.

    `done` is called after each document. What is raised is as in `make_pdfs`.
    """
    known = _Known(kept.stores)
    shared = shared_key(asset_roots, epoch)
    keys: dict[PurePosixPath, str] = {}
    jobs: list[PdfJob] = []
    for path, document in documents:
        keys[path] = key = _key(shared, document, kept.made_from)
        found = known.find(key, path)
        if found is None:
            jobs.append(PdfJob(path, document.html, document.source, document.forms))
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(found.data)
        done()
    results = make_documents(jobs, folder=folder, asset_roots=asset_roots, epoch=epoch, done=done, stores=kept.stores)
    for result in results:
        if not result.problems:
            known.made(keys[result.job.path], result.key, result.pieces)
    known.keep()
    return tuple(problem for result in results for problem in result.problems)


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

    def find(self, made_from: str, path: PurePosixPath) -> FinishedPdf | None:
        """The PDF at a path that was made from that, if it is there."""
        pdf, pieces = self._before.get(made_from, ("", []))
        found = self._pdfs.find(pdf)
        if found is not None:
            self._pdfs.hold(pieces)
            self._files.hold(places_key(path))
            self._now[made_from] = (pdf, pieces)
        return found

    def made(self, made_from: str, pdf: str, pieces: Sequence[str]) -> None:
        """Remembers the keys of a PDF that was made now, and of its pieces."""
        if made_from:
            self._now[made_from] = (pdf, list(pieces))

    def keep(self) -> None:
        """Keeps what was found and made for the next build."""
        self._files.store(self._name, json.dumps(self._now).encode())

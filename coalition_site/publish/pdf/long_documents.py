"""Make documents, the long ones piece by piece, so that an edit lays out one piece again and memory stays small.

A document that its template parts into pieces (`pdf.pieces`) is laid out piece by piece, together with all other
documents. As soon as it has all of them, the pieces that name pages come again, with the pages' numbers, and then all
are bound into one, while other documents are still laid out. The store has every piece, the numbers, and the whole.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from coalition_site.publish.pdf.make import PdfBinding, PdfJob, PdfOptions, PdfResult, Places, Workers, make_pdfs
from coalition_site.publish.pdf.pieces import names_in, numbers_of, pieces_of, with_page_numbers

_FOLDER = ".pieces"
_SECTION = re.compile(r'<section\b[^>]*? id="([^"]+)"')
# Other numbers than before may make the table of contents longer, and that moves all pages behind it.
MOST_ROUNDS = 4


def make_documents(
    jobs: Sequence[PdfJob],
    *,
    folder: Path,
    asset_roots: Sequence[Path],
    epoch: int,
    done: Callable[[], None],
    options: PdfOptions,
) -> list[PdfResult]:
    """Make every document below the folder and return one result for each job, in the jobs' order.

    `done` is called after each document. The rest, and what is raised, is as in `make_pdfs`; but options without a
    store, which has the pieces, raise ValueError.
    """
    if options.store is None:
        raise ValueError("pieces of documents are bound from a store")
    parted = {job: pieces_of(job.html) for job in jobs}
    long = [_LongDocument(number, job, parted[job], folder) for number, job in enumerate(jobs) if len(parted[job]) > 1]
    owners = {path: document for document in long for path in document.paths}
    finished: dict[PurePosixPath, PdfResult] = {}

    def then(result: PdfResult) -> Sequence[PdfJob | PdfBinding]:
        document = owners.get(result.job.path)
        if document is None:
            finished[result.job.path] = result
            done()
            return ()
        following = document.after(result)
        if document.result is not None:
            finished[document.job.path] = document.result
            done()
        return following

    first = [piece for document in long for piece in document.first_jobs()]
    single = [job for job in jobs if len(parted[job]) == 1]
    with options.workers or Workers() as workers:
        make_pdfs(
            [*first, *single],
            folder=folder,
            asset_roots=asset_roots,
            epoch=epoch,
            then=then,
            options=replace(options, workers=workers),
        )
    shutil.rmtree(folder / _FOLDER, ignore_errors=True)
    return [finished[job.path] for job in jobs]


class _LongDocument:
    """A document on its way from pieces to a whole. `result` is None until it is there, or cannot be made.

    pieces with any numbers  ──>  pieces that name pages, page numbers  ──>  bound
                                      ^ again while their number of pages changes
    """

    def __init__(self, number: int, job: PdfJob, html: Sequence[str], folder: Path) -> None:
        """The pieces keep the document's name, which messages show."""
        own = PurePosixPath(_FOLDER, str(number))
        self.job = job
        self.result: PdfResult | None = None
        self._folder = folder
        self._pieces = [
            replace(job, path=own / str(place) / job.path.name, html=piece) for place, piece in enumerate(html)
        ]
        self._numbers = own / "numbers" / job.path.name
        self._made: dict[PurePosixPath, PdfResult] = {}
        self._waiting: set[PurePosixPath] = set()
        self._rounds = 0
        self._keys: set[str] = set()
        self._places: Places = {}

    @property
    def paths(self) -> Iterator[PurePosixPath]:
        """The paths of all that is made for it, and its own."""
        yield from (*(piece.path for piece in self._pieces), self._numbers, self.job.path)

    def first_jobs(self) -> Sequence[PdfJob]:
        """The pieces with any numbers, which says how many pages they have."""
        return self._waiting_for([replace(piece, html=with_page_numbers(piece.html)) for piece in self._pieces])

    def after(self, result: PdfResult) -> Sequence[PdfJob | PdfBinding]:
        """What is to be made after one of its jobs."""
        path = result.job.path
        if path == self.job.path:
            self.result = replace(result, job=self.job, pieces=tuple(sorted(self._keys)), places=self._places)
            return ()
        self._made[path] = result
        self._keys.add(result.key)
        self._waiting.discard(path)
        return () if self._waiting else self._following()

    def _waiting_for(self, jobs: Sequence[PdfJob]) -> Sequence[PdfJob]:
        self._waiting = {job.path for job in jobs}
        return jobs

    def _following(self) -> Sequence[PdfJob | PdfBinding]:
        """What comes when nothing is waited for."""
        if self._fails():
            return ()
        pages = sum(self._made[piece.path].pages for piece in self._pieces)
        if self._numbers in self._made and self._made[self._numbers].pages == pages:
            paths = tuple(piece.path for piece in self._pieces)
            return (PdfBinding(self.job.path, paths, self._numbers, self.job.source),)
        if self._rounds == MOST_ROUNDS:
            cause = "its contents change length with the page numbers: give the numbers a fixed width"
            self.result = PdfResult(self.job, causes=(cause,))
            return ()
        self._rounds += 1
        self._places = self._places_now({**self.job.places, **self._places})
        jobs = list(self._jobs_with_numbers())
        return () if self.result else self._waiting_for(jobs)

    def _fails(self) -> bool:
        """Whether a piece could not be made; then there is a result."""
        failed = [made for made in self._made.values() if made.causes]
        if failed:
            causes = dict.fromkeys(cause for piece in failed for cause in piece.causes)
            texts = [piece.html for piece in self._pieces if self._made[piece.path].causes]
            within = tuple(name for text in texts for name in _SECTION.findall(text))
            self.result = PdfResult(self.job, causes=tuple(causes), within=within)
        return bool(failed)

    def _jobs_with_numbers(self) -> Iterator[PdfJob]:
        """The pieces that name pages, and the page numbers, by the pages as they are now."""
        pages: dict[str, int] = {}
        wide: list[bool] = []
        for within, lies in (self._places[self._made[piece.path].key] for piece in self._pieces):
            pages |= {name: len(wide) + place + 1 for name, place in within.items() if name not in pages}
            wide += lies
        for piece in self._pieces:
            if names := names_in(piece.html):
                if unknown := sorted(names - pages.keys()):
                    self._made[piece.path] = PdfResult(piece, causes=(f"nothing in it is called {', '.join(unknown)}",))
                    self._fails()
                    return
                yield replace(piece, html=with_page_numbers(piece.html, pages))
        yield replace(self.job, path=self._numbers, html=numbers_of(self.job.html, wide))

    def _places_now(self, known: Places) -> Places:
        """The places of each piece; those of pieces that did not change are known."""
        now: dict[str, tuple[dict[str, int], list[bool]]] = {}
        for piece in self._pieces:
            key = self._made[piece.path].key
            if key in known:
                now[key] = known[key]
            else:
                from coalition_site.publish.pdf.join.merge import places_in  # loads the PDF library

                now[key] = places_in(self._folder / piece.path)
        return now

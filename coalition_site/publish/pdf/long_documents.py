"""Make documents, the long ones piece by piece, so that an edit lays out one piece again and memory stays small.

A document that its template parts into pieces (`pdf.pieces`) is laid out piece by piece, together with all other
documents. Then come the pieces that name pages, the pages' numbers, and all are bound into one. The store has every
piece, the numbers, and what was bound.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.store import Store
from coalition_site.publish.pdf.capacity import most_workers
from coalition_site.publish.pdf.join.process import NotJoined, bind_apart
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, PdfResult, Places, Workers, make_pdfs
from coalition_site.publish.pdf.pieces import names_in, numbers_of, pieces_of, with_page_numbers
from coalition_site.publish.pdf.store import find_or_make_pdf, program_key

_FOLDER = ".pieces"
_SECTION = re.compile(r'<section\b[^>]*? id="([^"]+)"')
# Other numbers than before may make the table of contents longer, and that moves all pages behind it.
MOST_ROUNDS = 4

_Results = dict[PurePosixPath, PdfResult]


@dataclass(frozen=True, slots=True)
class _Binding:
    """A long document, a job for each of its pieces, and where the page numbers go."""

    job: PdfJob
    pieces: tuple[PdfJob, ...]
    numbers: PurePosixPath


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
    store = options.store
    if store is None:
        raise ValueError("pieces of documents are bound from a store")
    pieces = {job.path: pieces_of(job.html) for job in jobs}
    bindings = {
        job.path: _binding(number, job, pieces[job.path])
        for number, job in enumerate(jobs)
        if len(pieces[job.path]) > 1
    }
    made: _Results = {}
    pieces_made: dict[str, list[str]] = {}
    places: dict[PurePosixPath, Places] = {}

    def make(some: Sequence[PdfJob], workers: Workers) -> None:
        results = make_pdfs(
            some,
            folder=folder,
            asset_roots=asset_roots,
            epoch=epoch,
            done=lambda job, _pages: None if _FOLDER in job.path.parts else done(),
            options=replace(options, workers=workers),
        )
        made.update((result.job.path, result) for result in results)
        for result in results:
            if _FOLDER in result.job.path.parts:
                pieces_made.setdefault(result.job.path.parts[1], []).append(result.key)

    with options.workers or Workers() as workers:
        make([*(job for job in jobs if job.path not in bindings), *_first_jobs(bindings.values())], workers)
        for _ in range(MOST_ROUNDS):
            waiting = [binding for binding in bindings.values() if not _is_settled(binding, made)]
            if not waiting:
                break
            for binding in waiting:
                known = {**binding.job.places, **places.get(binding.job.path, {})}
                places[binding.job.path] = _places(binding, made, folder, known)
            second = [job for binding in waiting for job in _second_jobs(binding, made, places[binding.job.path])]
            make(second, workers)
    with ThreadPoolExecutor(most_workers()) as pool:
        binding_now = pool.map(lambda binding: _bound(binding, made, folder, store), bindings.values())
        for binding, bound in zip(bindings.values(), binding_now, strict=True):
            path, pieces_of_it = binding.job.path, tuple(pieces_made[binding.numbers.parts[1]])
            made[path] = replace(bound, pieces=pieces_of_it, places=places.get(path, {}))
            done()
    shutil.rmtree(folder / _FOLDER, ignore_errors=True)
    return [made[job.path] for job in jobs]


def _binding(number: int, job: PdfJob, html: Sequence[str]) -> _Binding:
    """The pieces keep the document's name, which messages show."""
    folder = PurePosixPath(_FOLDER, str(number))
    pieces = (replace(job, path=folder / str(place) / job.path.name, html=piece) for place, piece in enumerate(html))
    return _Binding(job, tuple(pieces), folder / "numbers" / job.path.name)


def _first_jobs(bindings: Iterable[_Binding]) -> Iterator[PdfJob]:
    """The pieces with any numbers, which says how many pages they have."""
    for binding in bindings:
        yield from (replace(piece, html=with_page_numbers(piece.html)) for piece in binding.pieces)


def _second_jobs(binding: _Binding, made: _Results, places: Places) -> Iterator[PdfJob]:
    """The pieces that name pages, and the page numbers, by the pages as they are now."""
    pages: dict[str, int] = {}
    wide: list[bool] = []
    for within, lies in (places[made[piece.path].key] for piece in binding.pieces):
        pages |= {name: len(wide) + place + 1 for name, place in within.items() if name not in pages}
        wide += lies
    for piece in binding.pieces:
        if names := names_in(piece.html):
            if unknown := sorted(names - pages.keys()):
                made[piece.path] = PdfResult(piece, causes=(f"nothing in it is called {', '.join(unknown)}",))
                return
            yield replace(piece, html=with_page_numbers(piece.html, pages))
    yield replace(binding.job, path=binding.numbers, html=numbers_of(binding.job.html, wide))


def _places(binding: _Binding, made: _Results, folder: Path, known: Places) -> Places:
    """The places of each piece; those of pieces that did not change are known."""
    now: dict[str, tuple[dict[str, int], list[bool]]] = {}
    for piece in binding.pieces:
        key = made[piece.path].key
        if key in known:
            now[key] = known[key]
        else:
            from coalition_site.publish.pdf.join.merge import places_in  # loads the PDF library

            now[key] = places_in(folder / piece.path)
    return now


def _failed(binding: _Binding, made: _Results) -> list[PdfResult]:
    """The pieces that could not be made."""
    paths = (*(piece.path for piece in binding.pieces), binding.numbers)
    return [made[path] for path in paths if path in made and made[path].causes]


def _is_settled(binding: _Binding, made: _Results) -> bool:
    """Whether there is a number for each page, or a problem."""
    pages = sum(made[piece.path].pages for piece in binding.pieces)
    return bool(_failed(binding, made)) or (binding.numbers in made and made[binding.numbers].pages == pages)


def _bound(binding: _Binding, made: _Results, folder: Path, store: Store) -> PdfResult:
    if failed := _failed(binding, made):
        causes = dict.fromkeys(cause for piece in failed for cause in piece.causes)
        within = tuple(name for piece in failed for name in _SECTION.findall(piece.job.html))
        return PdfResult(binding.job, causes=tuple(causes), within=within)
    if not _is_settled(binding, made):
        cause = "its contents change length with the page numbers: give the numbers a fixed width"
        return PdfResult(binding.job, causes=(cause,))
    files = [folder / piece.path for piece in binding.pieces]
    numbers = folder / binding.numbers
    key = key_of("bound", program_key(), *(file.read_bytes() for file in (*files, numbers)))
    try:
        found = find_or_make_pdf(store, key, lambda: bind_apart(files, numbers))
    except NotJoined as failure:
        return PdfResult(binding.job, causes=(f"its pieces cannot be joined: {failure}",))
    (folder / binding.job.path).write_bytes(found.data)
    return PdfResult(binding.job, found.pages, key=key)

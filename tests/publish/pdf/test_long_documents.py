import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
import pytest
from pypdf import PageObject, PdfReader

from coalition_site.publish.cache.store import Store
from coalition_site.publish.pdf import long_documents
from coalition_site.publish.pdf.capacity import most_workers
from coalition_site.publish.pdf.jobs import Answer, BindJob, Job
from coalition_site.publish.pdf.long_documents import make_documents
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, PdfResult
from coalition_site.publish.pdf.pieces import pieces_of
from coalition_site.publish.pdf.process import Worker
from tests.support.documents import ASSETS, make_one
from tests.support.gate import pdf_bookmarks, pdf_text, pdf_ua_failures
from tests.support.long_documents import directory, entry

SOURCE = "the directory"
NAMES = [f"Partner {number}" for number in range(9)]


PIECES = [
    "".join(entry(name) for name in NAMES[:3]),
    "".join(entry(name, "Long text. " * 900) for name in NAMES[3:5]),
    f'<div class="landscape">{"".join(entry(name) for name in NAMES[5:])}</div>',
]


def made(
    folder: Path, *documents: str, cache: Path | None = None, done: Callable[[], None] = lambda: None
) -> list[PdfResult]:
    folder.mkdir(exist_ok=True)
    jobs = [PdfJob(PurePosixPath(f"{number}.pdf"), html, SOURCE) for number, html in enumerate(documents)]
    store = Store(cache or folder / "cache")
    options = PdfOptions(store=store)
    results = make_documents(jobs, folder=folder, asset_roots=[ASSETS], epoch=0, done=done, options=options)
    store.prune()
    return results


def numbers_in_contents(pages: Iterable[PageObject]) -> list[int]:
    """The numbers behind names, in their order."""
    return [int(line) for page in pages for line in page.extract_text().splitlines() if line.strip().isdigit()]


@pytest.fixture(scope="module")
def bound_and_started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A bound document, and how many engines were started for it."""
    folder, started = tmp_path_factory.mktemp("bound"), []
    start = Worker._start

    def counted(worker: Worker) -> Any:
        started.append(worker)
        return start(worker)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Worker, "_start", counted)
        (result,) = made(folder, directory(*PIECES))
    assert result.problems == ()
    return folder / "0.pdf", len(started)


@pytest.fixture(scope="module")
def bound(bound_and_started: tuple[Path, int]) -> Path:
    return bound_and_started[0]


def test_all_rounds_of_a_document_share_their_engines(bound_and_started: tuple[Path, int]) -> None:
    assert 1 <= bound_and_started[1] <= most_workers()


def test_a_document_without_pieces_is_laid_out_whole(tmp_path: Path) -> None:
    html = directory(entry("Partner 1")).replace("<!--piece-->", "").replace("piece:", "#")
    assert pieces_of(html) == [html]
    alone = make_one(html, tmp_path)
    (result,) = made(tmp_path, html)
    assert result.pages == alone.pages == 1
    assert (tmp_path / "0.pdf").read_bytes() == (tmp_path / "example.pdf").read_bytes()


def test_the_whole_passes_the_gate(bound: Path) -> None:
    assert pdf_ua_failures(bound) == []


def test_every_page_has_its_number_once(bound: Path) -> None:
    texts = [page.extract_text() for page in PdfReader(bound).pages]
    assert len(texts) >= 5
    for number, text in enumerate(texts, start=1):
        assert re.findall(r"\d+ of \d+", text) == [f"{number} of {len(texts)}"]


def test_the_contents_name_and_reach_the_page_of_every_partner(bound: Path) -> None:
    pages = PdfReader(bound).pages
    assert numbers_in_contents(pages[:1]) == [2, 2, 2, 3, 4, 7, 7, 7, 7]
    with pikepdf.open(bound) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        # A name and its number lie apart, so each is a link.
        targets = [numbers[link.Dest[0].objgen] for link in pdf.pages[0].Annots][::2]
    assert len(targets) == len(NAMES)
    for name, target, number in zip(NAMES, targets, numbers_in_contents(pages[:1]), strict=True):
        assert name in pages[target].extract_text()
        assert number == target + 1


def test_the_running_head_of_a_piece_is_the_first_heading_on_the_page(bound: Path) -> None:
    pages = PdfReader(bound).pages
    assert pages[0].extract_text().count("Directory") == 2  # heading, and the line at the foot
    assert pages[1].extract_text().count("Partner 0") == 3  # heading, text, and the line at the head
    assert all("Directory" in page.extract_text() for page in pages)


def test_bookmarks_stand_below_the_title(bound: Path) -> None:
    with pikepdf.open(bound) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Directory"
        assert [each.title for each in title.children] == NAMES
    assert pdf_bookmarks(bound) == ["Directory", *NAMES]


def test_pages_keep_their_sizes(bound: Path) -> None:
    wide = [float(page.mediabox.width) > float(page.mediabox.height) for page in PdfReader(bound).pages]
    assert wide == [*[False] * (len(wide) - 1), True]


def test_the_same_document_gives_the_same_bytes_from_nothing_and_from_the_store(bound: Path, tmp_path: Path) -> None:
    for _ in range(2):
        made(tmp_path, directory(*PIECES), cache=tmp_path / "store")
        assert (tmp_path / "0.pdf").read_bytes() == bound.read_bytes()


def test_an_edit_lays_out_its_piece_and_nothing_else(tmp_path: Path) -> None:
    store = tmp_path / "store"
    made(tmp_path, directory(*PIECES), cache=store)
    before = {file.name for file in store.iterdir()}
    edited = [PIECES[0].replace("Partner 1 helps.", "Partner 1 paints."), *PIECES[1:]]
    made(tmp_path, directory(*edited), cache=store)
    after = {file.name for file in store.iterdir()}
    assert len(after - before) == 2  # the piece, and the bound document
    assert len(before - after) == 2
    assert "Partner 1 paints." in pdf_text(tmp_path / "0.pdf")
    clean = tmp_path / "clean"
    made(clean, directory(*edited))
    assert (clean / "0.pdf").read_bytes() == (tmp_path / "0.pdf").read_bytes()


def test_contents_of_several_pages_still_name_the_right_pages(tmp_path: Path) -> None:
    many = [entry(f"Partner {number}") for number in range(150)]
    (result,) = made(tmp_path, directory(*("".join(many[start : start + 50]) for start in (0, 50, 100))))
    pages = PdfReader(tmp_path / "0.pdf").pages
    assert result.pages == len(pages)
    written = numbers_in_contents(pages[:6])
    texts = [page.extract_text() for page in pages]
    found = [next(place for place, text in enumerate(texts, 1) if f"Partner {n} helps." in text) for n in range(150)]
    assert written == found


def test_a_piece_may_begin_below_the_headings_of_the_one_before(tmp_path: Path) -> None:
    first = entry("Partner 1").replace("</section>", "<h3>Kinds</h3><h4>One</h4></section>")
    (result,) = made(tmp_path, directory(first, "<h4>Two</h4><p>More.</p>", "<h3>Others</h3><p>More.</p>"))
    assert result.problems == ()
    assert pdf_ua_failures(tmp_path / "0.pdf") == []
    (result,) = made(tmp_path, directory(first, "<h3>Kinds</h3><h5>Two</h5>"))
    assert result.problems == (
        f"{SOURCE}: 0.pdf: the heading “Two” is of level 5 but follows a heading of level 3: use level 4",
    )


def test_pieces_outside_of_main_are_a_problem(tmp_path: Path) -> None:
    html = directory(*PIECES).replace("<main>", '<main class="wide">')
    assert pieces_of(html) == [html]
    (result,) = made(tmp_path, html)
    assert [problem.partition(": its pieces (<!--piece-->) stand in no <main>")[0] for problem in result.problems] == [
        f"{SOURCE}: 0.pdf"
    ]


def test_a_problem_in_a_piece_names_the_document(tmp_path: Path) -> None:
    finished: list[None] = []
    good = directory(entry("Partner 1"))
    results = made(
        tmp_path,
        directory(entry("Partner 1"), '<img src="nothing.png" alt="">'),
        good,
        done=lambda: finished.append(None),
    )
    assert len(finished) == 2
    assert [bool(result.problems) for result in results] == [True, False]
    assert results[0].problems[0].startswith(f"{SOURCE}: 0.pdf: the picture “nothing.png” has no alternative text")
    assert not (tmp_path / "0.pdf").exists()


def test_page_numbers_that_never_settle_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_documents, "MOST_ROUNDS", 0)
    (result,) = made(tmp_path, directory(entry("Partner 1")))
    assert result.problems == (
        f"{SOURCE}: 0.pdf: its contents change length with the page numbers: give the numbers a fixed width",
    )


def test_pieces_without_a_title_have_their_own_bookmarks(tmp_path: Path) -> None:
    html = directory(entry("Partner 1"), entry("Partner 2")).replace("<h1>Directory</h1>", "<p>Directory</p>")
    (result,) = made(tmp_path, html)
    assert result.problems == ()
    assert pdf_bookmarks(tmp_path / "0.pdf") == ["Partner 1", "Partner 2"]


def test_a_link_to_what_no_piece_has_is_a_problem(tmp_path: Path) -> None:
    (result,) = made(tmp_path, directory(entry("Partner 1"), contents='<li><a href="piece:nobody">Nobody</a></li>'))
    assert result.problems == (f"{SOURCE}: 0.pdf: nothing in it is called nobody",)


def test_a_piece_that_cannot_be_joined_is_a_problem_with_the_name_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Worker.make

    def broken(worker: Worker, job: Job | BindJob) -> Answer:
        if "pieces" in job:
            (tmp_path / job["pieces"][1]).write_bytes(b"no PDF")
        return make(worker, job)

    monkeypatch.setattr(Worker, "make", broken)
    (result,) = made(tmp_path, directory(*PIECES))
    (problem,) = result.problems
    assert problem.startswith(f"{SOURCE}: 0.pdf: its pieces cannot be joined: ")
    assert "PdfError" in problem

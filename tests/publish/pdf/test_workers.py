from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from subprocess import Popen

import pytest

from coalition_site.publish.pdf import make as making
from coalition_site.publish.pdf import process
from coalition_site.publish.pdf.make import FONTS_DATED, PdfJob, PdfOptions, Workers, make_pdfs
from tests.support.documents import SOURCE, whole_page


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["Popen[str]"]]:
    """The processes that are begun, none of which may be left in the end."""
    processes: list[Popen[str]] = []
    begin = process.worker_process

    def counted(font_settings: Path, scratch: Path, epoch: int, command: tuple[str, ...] | None = None) -> "Popen[str]":
        processes.append(begin(font_settings, scratch, epoch, command))
        return processes[-1]

    for module in (making, process):
        monkeypatch.setattr(module, "worker_process", counted)
    yield processes
    assert all(each.returncode is not None for each in processes)


def _made(folder: Path, bodies: Sequence[str], workers: Workers | None = None) -> list[bytes]:
    jobs = [PdfJob(PurePosixPath(f"{number}.pdf"), whole_page(body), SOURCE) for number, body in enumerate(bodies)]
    folder.mkdir()
    options = PdfOptions(workers=workers)
    results = make_pdfs(jobs, folder=folder, asset_roots=[], epoch=FONTS_DATED, options=options)
    assert [result.problems for result in results] == [() for _ in jobs]
    return [(folder / job.path).read_bytes() for job in jobs]


def test_an_engine_that_was_loaded_early_takes_the_first_job(tmp_path: Path, begun: list["Popen[str]"]) -> None:
    with Workers() as workers:
        workers.load(FONTS_DATED)
        early = _made(tmp_path / "early", ["<h1>A</h1>"], workers)
    assert len(begun) == 1
    assert early == _made(tmp_path / "late", ["<h1>A</h1>"])


def test_an_engine_that_nobody_needs_is_ended(begun: list["Popen[str]"]) -> None:
    with Workers() as workers:
        workers.load(FONTS_DATED)
        assert [each.poll() for each in begun] == [None]


def test_few_documents_start_one_engine_and_many_start_more(
    tmp_path: Path, begun: list["Popen[str]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "most_workers", lambda: 2)
    _made(tmp_path / "few", ["<h1>A</h1>", "<h1>B</h1>", "<h1>C</h1>"])
    assert len(begun) == 1
    long = f"<h1>A</h1><!--{'so that it is long ' * 1_000}-->"
    _made(tmp_path / "many", [long, long, long])
    assert len(begun) == 1 + 2

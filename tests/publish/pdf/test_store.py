from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.store import Store
from coalition_site.publish.pdf.jobs import Answer, BindJob, Job
from coalition_site.publish.pdf.make import PdfJob, PdfOptions, PdfResult, make_pdfs
from coalition_site.publish.pdf.process import Worker
from coalition_site.publish.pdf.store import FinishedPdf, find_or_make_pdf, find_pdf, surroundings_key
from tests.support.documents import ASSETS, whole_page

JOBS = [
    PdfJob(PurePosixPath(f"{name}.pdf"), whole_page(f'<h1>{name}</h1><img src="logo.svg" alt="logo">'), name)
    for name in ("one", "two")
]


@pytest.fixture
def worked_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths that workers were asked for."""
    paths: list[str] = []
    make = Worker.make

    def counted(self: Worker, job: Job | BindJob) -> Answer:
        paths.append(job["path"])
        return make(self, job)

    monkeypatch.setattr(Worker, "make", counted)
    return paths


def made(folder: Path, jobs: list[PdfJob], cache: Path | None) -> tuple[list[PdfResult], dict[str, bytes]]:
    """Results and files of a run with a fresh look at the store, which is tidied at the end."""
    folder.mkdir()
    store = Store(cache) if cache else None
    results = make_pdfs(jobs, folder=folder, asset_roots=[ASSETS], epoch=0, options=PdfOptions(store=store))
    if store:
        store.prune()
    return results, {file.name: file.read_bytes() for file in folder.iterdir()}


def test_same_bytes_with_and_without_and_no_worker_for_what_is_there(tmp_path: Path, worked_on: list[str]) -> None:
    plain = made(tmp_path / "plain", JOBS, None)
    first = made(tmp_path / "first", JOBS, tmp_path / "cache")
    assert sorted(worked_on) == ["one.pdf", "one.pdf", "two.pdf", "two.pdf"]
    worked_on.clear()
    second = made(tmp_path / "second", JOBS, tmp_path / "cache")
    assert worked_on == []
    assert plain == first == second
    assert [result.pages for result in second[0]] == [1, 1]


def test_what_changed_is_made_again_and_what_is_gone_is_removed(tmp_path: Path, worked_on: list[str]) -> None:
    made(tmp_path / "first", JOBS, tmp_path / "cache")
    worked_on.clear()
    changed = replace(JOBS[1], html=JOBS[1].html.replace("<h1>two", "<h1>Two"))
    moved = replace(JOBS[0], path=PurePosixPath("moved.pdf"))
    made(tmp_path / "second", [moved, changed], tmp_path / "cache")
    assert worked_on == ["two.pdf"]
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_damaged_files_are_made_again(tmp_path: Path, worked_on: list[str]) -> None:
    _, files = made(tmp_path / "first", JOBS, tmp_path / "cache")
    worked_on.clear()
    cut, other = sorted((tmp_path / "cache").iterdir())
    cut.write_bytes(cut.read_bytes()[:-100])
    other.rename(other.with_name(f"{other.name[:-1]}x"))
    assert made(tmp_path / "second", JOBS, tmp_path / "cache")[1] == files
    assert sorted(worked_on) == ["one.pdf", "two.pdf"]
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_documents_with_problems_are_not_kept(tmp_path: Path) -> None:
    wrong = PdfJob(PurePosixPath("wrong.pdf"), whole_page("<h2>Level</h2>"), "wrong")
    for run in ("first", "second"):
        (result,), files = made(tmp_path / run, [wrong], tmp_path / "cache")
        assert result.problems
        assert files == {}
    assert not (tmp_path / "cache").exists()


def test_a_stop_while_storing_leaves_nothing_under_a_good_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_file: Path, _target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        Store(tmp_path).store("key", FinishedPdf(b"half", 1).packed())
    assert find_pdf(Store(tmp_path), "key") is None
    Store(tmp_path).prune()
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_deleted_meanwhile_is_no_problem(tmp_path: Path) -> None:
    store, whole = Store(tmp_path), FinishedPdf(b"whole\n\n", 3)
    assert find_or_make_pdf(store, "key", lambda: whole) == whole
    assert find_pdf(Store(tmp_path), "key") == whole
    assert find_or_make_pdf(Store(tmp_path), "key", lambda: FinishedPdf(b"other", 1)) == whole
    for file in tmp_path.iterdir():
        file.unlink()
    assert find_pdf(store, "key") is None
    tmp_path.rmdir()
    store.prune()


def test_everything_that_documents_share_is_in_the_key(tmp_path: Path) -> None:
    root = tmp_path / "images"
    root.mkdir()
    (root / "a.svg").write_text("one", encoding="utf-8")

    def key(sheet: str = "p {}", epoch: int = 0, page_limit: int = 9) -> str:
        return surroundings_key([("print.css", sheet)], [root], epoch=epoch, page_limit=page_limit)

    keys = [key(), key(sheet="p { }"), key(epoch=1), key(page_limit=8)]
    (root / "a.svg").write_text("two", encoding="utf-8")
    keys.append(key())
    (root / "a.svg").rename(root / "b.svg")
    keys.append(key())
    assert len(set(keys)) == len(keys)
    assert key_of("ab", "c") != key_of("a", "bc")

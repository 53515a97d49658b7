"""The output folder: a failed build leaves the last one whole, and other people's files are never touched."""

from pathlib import Path

import pytest

from coalition_site.build import DocumentsFailed
from coalition_site.publish.output_folder import MARKER, OutputRefused, claim, fresh_folder
from tests.build.building import build_project, small_project


def _fill(folder: Path, text: str) -> None:
    for name in ("site", "workbook"):
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(text, encoding="utf-8")


def _fail_halfway(folder: Path) -> None:
    with fresh_folder(folder) as new:
        (new / "site").mkdir()
        raise RuntimeError("stop")


def test_what_was_made_replaces_the_last_build(tmp_path: Path) -> None:
    for text in ("first", "second"):
        claim(tmp_path)
        with fresh_folder(tmp_path) as new:
            _fill(new, text)
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "second"
    assert sorted(path.name for path in tmp_path.iterdir()) == [MARKER, "site", "workbook"]


def test_a_build_that_fails_leaves_the_last_one_whole(tmp_path: Path) -> None:
    claim(tmp_path)
    with fresh_folder(tmp_path) as new:
        _fill(new, "good")
    with pytest.raises(RuntimeError, match="stop"):
        _fail_halfway(tmp_path)
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "good"
    assert sorted(path.name for path in tmp_path.iterdir()) == [MARKER, "site", "workbook"]


def test_a_swap_that_was_killed_is_mended_by_the_next_build(tmp_path: Path) -> None:
    claim(tmp_path)
    with fresh_folder(tmp_path) as new:
        _fill(new, "good")
    (tmp_path / ".old").mkdir()
    (tmp_path / "site").rename(tmp_path / ".old" / "site")
    (tmp_path / ".new").mkdir()
    claim(tmp_path)
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "good"


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputRefused, match="not made by this program"):
        claim(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_document_that_cannot_be_made_names_its_content_and_changes_nothing(tmp_path: Path) -> None:
    partner = "---\nname: River Bank\ntype: Business\nrelationship: existing\n---\nWe lend 表 money.\n"
    project = small_project(tmp_path, {"partners/river-bank.md": partner})
    with pytest.raises(DocumentsFailed) as failed:
        build_project(project, tmp_path / "build")
    assert "表" in str(failed.value)
    assert "content/partners" in str(failed.value)
    assert not (tmp_path / "build" / "site").exists()


def test_an_empty_coalition_builds_and_says_so(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    built = build_project(project, tmp_path / "build")
    assert built.letters == 0
    worksheet = (tmp_path / "build" / "workbook" / "worksheet.html").read_text(encoding="utf-8")
    assert "Nothing is entered yet" in worksheet
    assert "Example:" in worksheet

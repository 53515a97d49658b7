"""Digests of translations: kept by builds, when a translation is first seen and when it has changed."""

from pathlib import Path

import pytest

from coalition_site.jobs.seen_translations import keep_as_before, keep_seen
from coalition_site.read.earlier_originals import SEEN, kept_digests
from coalition_site.validate.project import check
from tests.support.building import TODAY, small_project, with_templates
from tests.support.command_line import coalition
from tests.support.repositories import partner_file

ENGLISH, SPANISH = "content/partners/elm.md", "content/partners/elm.es.md"
TEXTS = {"partners/elm.md": f"{partner_file('Elm Fund')}Gives. Lends.\n", "partners/elm.es.md": "Da. Presta.\n"}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return small_project(tmp_path / "town", TEXTS)


def _keep(town: Path, changed: frozenset[str] | None = None) -> None:
    keep_seen(town, check(town, TODAY).content, changed)


def _is_older(town: Path) -> bool:
    return any(problem.code == "translation-older" for problem in check(town, TODAY).validated.problems)


def test_a_build_keeps_them_and_the_next_check_tells(town: Path) -> None:
    with_templates(town / "build")
    words = ("build", "--no-pdf", "--quiet", "--today", "2026-11-23", "--project", str(town))
    assert coalition(*words).returncode == 0
    kept = (town / SEEN).read_bytes()
    assert b"Lends" not in kept
    (town / ENGLISH).write_text(f"{partner_file('Elm Fund')}Gives.\n", encoding="utf-8")
    checked = coalition("check", "--project", str(town), "--today", "2026-11-23")
    assert checked.returncode == 0
    assert "content/partners/elm.es.md:1:1: warning[translation-older]: elm.md was changed after" in checked.stdout
    assert coalition(*words).returncode == 0
    assert (town / SEEN).read_bytes() == kept, "the translation is as old as it was"
    page = (town / "build" / "workbook" / "quality.html").read_text(encoding="utf-8")
    assert "In the original something is gone, or worded otherwise, after" in page
    assert "Gives." in page


def test_a_build_into_another_folder_keeps_nothing(town: Path, tmp_path: Path) -> None:
    output = with_templates(tmp_path / "elsewhere")
    words = ("build", "--no-pdf", "--quiet", "--output", str(output), "--project", str(town))
    assert coalition(*words).returncode == 0
    assert not (town / SEEN).exists()


def test_without_translations_nothing_is_written(tmp_path: Path) -> None:
    town = small_project(tmp_path / "town", {"partners/elm.md": TEXTS["partners/elm.md"]})
    _keep(town)
    assert not (town / "build").exists()


def test_a_changed_translation_is_seen_beside_its_original_of_then(town: Path) -> None:
    _keep(town)
    (town / ENGLISH).write_text(f"{partner_file('Elm Fund')}Gives.\n", encoding="utf-8")
    _keep(town)
    assert _is_older(town)
    (town / SPANISH).write_text("Da.\n", encoding="utf-8")
    _keep(town)
    assert not _is_older(town)
    (town / ENGLISH).write_text(f"{partner_file('Elm Fund')}Gives a lot.\n", encoding="utf-8")
    assert _is_older(town)


def test_what_is_there_no_more_is_forgotten(town: Path) -> None:
    _keep(town)
    (town / SPANISH).unlink()
    _keep(town)
    assert kept_digests(town) == {}


def test_what_is_put_back_is_known_as_before(town: Path) -> None:
    _keep(town)
    (town / ENGLISH).write_text(f"{partner_file('Elm Fund')}Gives.\n", encoding="utf-8")
    (town / SPANISH).write_text("Da. Presta.\n\n", encoding="utf-8")
    _keep(town, frozenset({SPANISH}))
    assert not _is_older(town)
    (town / SPANISH).write_text("Da. Presta.\n", encoding="utf-8")
    assert keep_as_before(town, check(town, TODAY).content, {SPANISH})
    assert _is_older(town)
    assert not keep_as_before(town, check(town, TODAY).content, {SPANISH}), "nothing is known of what came before"


def test_an_empty_line_more_and_one_fewer_are_two_changes(town: Path) -> None:
    _keep(town)
    for number, text in enumerate(("Da. Presta.\n\n", "Da. Presta.\n", "Da. Presta.\n\n")):
        (town / ENGLISH).write_text(f"{partner_file('Elm Fund')}Gives {number}.\n", encoding="utf-8")
        (town / SPANISH).write_text(text, encoding="utf-8")
        _keep(town)
        assert not _is_older(town)


def test_where_nothing_can_be_written_nothing_is_raised(town: Path) -> None:
    (town / "build").write_text("a file", encoding="utf-8")
    _keep(town)
    assert kept_digests(town) == {}

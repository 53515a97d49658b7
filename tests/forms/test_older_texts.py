"""A translation whose original was changed after it, in the editor: what its form shows, and how it is settled."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from coalition_site.read.earlier_originals import SEEN
from coalition_site.validate.project import check
from tests.support.building import SMALL, TODAY, small_project
from tests.support.editing import PARTNER, Editing, editing, words_of_page
from tests.support.repositories import repository

SPANISH = "content/partners/elm-fund.es.md"
PANTRY = "We also run a food pantry."
FILES = {
    "coalition.yml": f"{SMALL}languages: [en, es]\nsite_languages: [en, es]\n",
    "partners/elm-fund.md": PARTNER.replace("Gives.\n", f"Gives. {PANTRY}\n"),
    "partners/elm-fund.es.md": "Da. También tenemos una despensa.\n",
    "pages/about.md": "---\ntitle: About\naudience: public\n---\nUs.\n",
    "pages/about.es.md": "---\ntitle: Sobre nosotros\naudience: public\n---\nSomos.\n",
    "letters/own.md": "---\nsubject: Come\n---\nPlease come.\n",
    "letters/own.es.md": "---\nsubject: Venga\n---\nVenga.\n",
    "areas/housing-stability.md": "---\n---\nRents rose.\n",
    "areas/housing-stability.es.md": "Subió el alquiler.\n",
    "meetings/2026-12-01-supper.md": (
        "---\ntitle: Supper\nstart: 2026-12-01 18:00\ntime_zone: America/Chicago\naudience: public\n---\nWe eat.\n"
    ),
    "meetings/2026-12-01-supper.es.md": "Comemos.\n",
}
RIGHT = "This translation is right as it is"
OLDER = "The original was changed after this translation"


@pytest.fixture(params=["git", "digests"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Editing]:
    """An editor that keeps what was changed, as the command has it, of content with git's records or without."""
    project = small_project(tmp_path / "project", FILES)
    if request.param == "git":
        repository(project).commit("2026-10-01T12:00:00Z", {})
    with editing(project) as desk:
        desk.desk.session.keep_changes_in(project / "build" / ".cache" / "changes")
        yield desk


def _older(desk: Editing) -> list[str]:
    """The translations that the check of the files as they lie there finds to be older."""
    problems = check(desk.project, TODAY).validated.problems
    return [problem.position.path for problem in problems if problem.code == "translation-older"]


def _taken_out(desk: Editing) -> None:
    assert desk.fill("edit/partner/elm-fund", body="Gives.\r\n").status_code == 303


def test_what_was_taken_out_of_an_original_stands_beside_its_translation(desk: Editing) -> None:
    assert OLDER not in desk.get("edit/partner/elm-fund.es").text
    _taken_out(desk)
    original = words_of_page(desk.get("edit/partner/elm-fund").text)
    assert "Spanish older than its original" in original
    shown = desk.get("edit/partner/elm-fund.es").text
    words = words_of_page(shown)
    assert OLDER in words
    assert RIGHT in words
    with_git = f'<dt>The original no longer says</dt><dd lang="en" dir="auto">{PANTRY}</dd>'
    without = (
        '<dt>In the original something is gone, or worded otherwise, after</dt><dd lang="en" dir="auto">Gives.</dd>'
    )
    assert (with_git if (desk.project / ".git").exists() else without) in shown
    assert ".md" not in words, "she reads no names of files"
    assert _older(desk) == [SPANISH]


def test_a_translation_that_was_mended_is_as_new_as_its_original(desk: Editing) -> None:
    _taken_out(desk)
    assert desk.fill("edit/partner/elm-fund.es", body="Da.\r\n").status_code == 303
    assert OLDER not in desk.get("edit/partner/elm-fund.es").text
    assert _older(desk) == []
    assert desk.fill("edit/partner/elm-fund", body="Gives a lot.\r\n").status_code == 303
    assert OLDER in desk.get("edit/partner/elm-fund.es").text, "and becomes older again"
    assert _older(desk) == [SPANISH]


def test_one_that_is_right_as_it_is_says_so_in_its_file(desk: Editing) -> None:
    _taken_out(desk)
    before = desk.text(SPANISH)
    answer = desk.post("edit/partner/elm-fund.es/still-right", {})
    assert answer.status_code == 303
    assert desk.text(SPANISH) == f"{before}\n"
    shown = desk.get("edit/partner/elm-fund.es").text
    assert "Elm Fund in Spanish is right as it is." in unescape(shown)
    assert OLDER not in shown
    assert _older(desk) == []
    # Nothing was lost: it can be taken back, and then it is older again.
    assert desk.post("edit/undo", {}).status_code == 303
    assert desk.text(SPANISH) == before
    assert OLDER in desk.get("edit/partner/elm-fund.es").text
    assert _older(desk) == [SPANISH]


def test_it_is_right_again_after_each_change_of_its_original(desk: Editing) -> None:
    seen = set()
    for number in range(4):
        assert desk.fill("edit/partner/elm-fund", body=f"Gives {number} dollars.\r\n").status_code == 303
        assert _older(desk) == [SPANISH], number
        assert desk.post("edit/partner/elm-fund.es/still-right", {}).status_code == 303
        assert _older(desk) == [], number
        seen.add(desk.text(SPANISH))
        if (desk.project / ".git").exists() and number == 1:
            repository(desk.project).commit("2026-11-01T12:00:00Z", {})
            desk.desk.session.read_again()
    assert {text.rstrip("\n") for text in seen} == {"Da. También tenemos una despensa."}
    assert max(map(len, seen)) - min(map(len, seen)) < 4, "lines do not pile up"


@pytest.mark.parametrize(
    ("form", "touched", "path", "said"),
    [
        ("page/about", {"title": "Who we are"}, "content/pages/about.es.md", "Who we are"),
        ("letter/own", {"subject": "Do come"}, "content/letters/own.es.md", "Do come"),
        ("area/housing-stability", {"body": "Rents fell."}, "content/areas/housing-stability.es.md", "Rents fell."),
        ("meeting/2026-12-01-supper", {"body": "We talk."}, "content/meetings/2026-12-01-supper.es.md", "We talk."),
    ],
)
def test_every_kind_of_text_is_followed(
    form: str, touched: dict[str, str], path: str, said: str, desk: Editing
) -> None:
    assert desk.fill(f"edit/{form}", **touched).status_code == 303
    assert _older(desk) == [path]
    shown = desk.get(f"edit/{form}.es").text
    assert f'<dt>The original now says</dt><dd lang="en" dir="auto">{said}</dd>' in shown
    (name,) = touched
    (field,) = (part for part in shown.split('class="field') if f'data-field="{name}"' in part)
    assert "The original now says" in field, "it stands beside the very field"
    assert desk.post(f"edit/{form}.es/still-right", {}).status_code == 303
    assert _older(desk) == []
    assert check(desk.project, TODAY).validated.coalition is not None


def test_a_version_that_is_kept_counts_at_once(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", FILES)
    made = repository(project)
    made.commit("2026-10-01T12:00:00Z", {})
    made.git("config", "user.name", "Ana")
    made.git("config", "user.email", "ana@river.example")
    with editing(project) as desk:
        desk.desk.session.keep_changes_in(project / "build" / ".cache" / "changes")
        desk.fill("edit/partner/elm-fund.es", body="Da.\r\n")
        _taken_out(desk)
        assert OLDER in desk.get("edit/partner/elm-fund.es").text, "changed before its original"
        assert desk.post("edit/versions", {"said": "Both"}).status_code == 303
        assert OLDER not in desk.get("edit/partner/elm-fund.es").text, "kept together"


@pytest.mark.parametrize(
    "address", ["partner/elm-fund", "partner/elm-fund.fr", "page/gone.es", "partner/elm-fund.es/benefit"]
)
def test_only_a_translation_that_is_there_can_be_right(address: str, desk: Editing) -> None:
    before = {file: file.read_bytes() for file in (desk.project / "content").rglob("*.md")}
    assert desk.post(f"edit/{address}/still-right", {}).status_code in {404, 405}
    assert {file: file.read_bytes() for file in (desk.project / "content").rglob("*.md")} == before


def test_the_button_of_another_page_changes_nothing(desk: Editing) -> None:
    _taken_out(desk)
    before = desk.text(SPANISH)
    assert desk.post("edit/partner/elm-fund.es/still-right", {"form_token": "guessed"}).status_code == 403
    assert desk.text(SPANISH) == before


def test_the_line_of_data_quality_leads_to_the_form(desk: Editing) -> None:
    _taken_out(desk)
    desk.fill("edit/letter/own", subject="Do come")
    desk.server._preview.refresh()
    shown = desk.get("workbook/quality.html").text
    section = shown.partition('<h2 id="older-translations">')[2].partition("</section>")[0]
    places = [part.partition("<")[0] for part in section.split('<code class="finding__place">')[1:]]
    assert sorted(places) == ["content/letters/own.es.md", SPANISH]
    for place, form in zip(sorted(places), ("letter/own.es", "partner/elm-fund.es"), strict=True):
        answer = desk.get("edit/place", query_string={"at": place})
        assert answer.headers["Location"].endswith(f"edit/{form}")


def test_an_editor_that_keeps_nothing_writes_no_digests(tmp_path: Path) -> None:
    with editing(small_project(tmp_path / "project", FILES)) as desk:
        _taken_out(desk)
        assert not (desk.project / SEEN).exists()

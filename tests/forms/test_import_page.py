"""Import as a page: columns that can be told, a plan of which rows are left, and nothing written before that."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from coalition_site.model.review_form import REVIEW_FORMAT, REVIEW_VERSION
from tests.support.building import coalition_of, small_project
from tests.support.editing import PARTNER, Editing, controls_of, editing, words_of_page
from tests.support.reviews import form_of, saved_fields

TABLE = (
    "Organization name,Type of organization,Who they help\nOak Society,Nonprofit,Young people\nElm Fund,Nonprofit,\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    with editing(small_project(tmp_path / "project", {})) as desk:
        yield desk


def partners(desk: Editing) -> list[str]:
    return sorted(file.stem for file in (desk.project / "content/partners").glob("*.md"))


def test_columns_are_told_rows_are_left_and_the_rest_is_written(desk: Editing) -> None:
    shown = desk.post("edit/import", {"file": (BytesIO(TABLE.encode()), "../../partners.csv")})
    page = words_of_page(shown.text)
    assert shown.status_code == 200
    assert "Who they help" in page
    assert "New: content/partners/oak-society.md" in page
    assert "Traceback" not in page
    assert partners(desk) == []
    told = {"column.head": ["Who they help"], "column.was": [""], "column.means": ["serves"], "take": ["0", "1"]}
    again = desk.post("edit/import/plan", told)
    assert "Young people" in words_of_page(again.text)
    assert partners(desk) == []
    assert desk.post("edit/import/plan", told | {"take": ["0"], "write": "write"}).status_code == 303
    assert partners(desk) == ["oak-society"]
    assert "serves:\n  - Young people\n" in desk.text("content/partners/oak-society.md")
    desk.post("edit/undo", {})
    assert partners(desk) == []


CRM = (
    "Organization,Type,Description,Mission,Consent,Timestamp\n"
    "Oak Society,Nonprofit,Wants data back. Difficult board chair.,Plants trees.,,\n"
    "Elm Fund,Nonprofit,Never answers.,Gives *money*.,Yes,11/16/2026 10:30:00\n"
)


def brought(desk: Editing, table: str) -> TestResponse:
    """A table as the page shows it."""
    return desk.post("edit/import", {"file": (BytesIO(table.encode()), "crm.csv")})


def sent_back(shown: TestResponse, **told: str) -> dict[str, list[str]]:
    """What a browser sends for the page: all its controls, with some columns told by the head as the page asks."""
    controls = controls_of(shown.text.replace('class="form"', 'class="form" data-form'))
    means = controls.get("column.means", [])
    asked = {head: at for at, head in enumerate(controls.get("column.head", []))}
    for head, meaning in told.items():
        means[asked[head]] = meaning
    return controls


def test_a_description_stays_with_the_team_until_somebody_says_otherwise(desk: Editing) -> None:
    shown = brought(desk, CRM)
    assert desk.post("edit/import/plan", sent_back(shown) | {"write": ["write"]}).status_code == 303
    text = desk.text("content/partners/oak-society.md")
    assert "Description: Wants data back. Difficult board chair." in text.partition("\n---\n")[0]
    assert text.partition("\n---\n")[2] == "Plants trees.\n"


def test_a_plan_begins_with_what_could_become_public_and_shows_bodies(desk: Editing) -> None:
    page = words_of_page(brought(desk, CRM).text)
    public, _, rest = page.partition("How the columns were understood")
    at_once, _, once_named = public.partition("Once the partner is named")
    assert "What could become public At once" in at_once
    assert "Elm Fund Consent to be named 2026-11-16 crm.csv, E3" in at_once
    assert "Elm Fund Public profile Gives \\*money\\*. crm.csv, D3" in at_once
    assert "Oak Society Public profile Plants trees. crm.csv, D2" in once_named
    assert "Oak Society Full name Oak Society crm.csv, A2" in once_named
    assert "Difficult" not in public
    assert "May everybody read what stands below “Description”?" in rest
    _, _, changes = rest.partition("What would change")
    assert "Public profile Plants trees." in changes
    assert "Gives \\*money\\*." in changes


def test_an_answer_is_planned_and_seen_before_it_is_written(desk: Editing) -> None:
    shown = brought(desk, CRM)
    told = sent_back(shown, Description="public profile", Mission="leave out") | {"write": ["write"]}
    again = desk.post("edit/import/plan", told)
    assert again.status_code == 200
    public = words_of_page(again.text).partition("How the columns were understood")[0]
    assert "Your answers changed the plan." in words_of_page(again.text)
    assert "Oak Society Public profile Wants data back. Difficult board chair. crm.csv, C2" in public
    assert partners(desk) == []
    assert desk.post("edit/import/plan", sent_back(again) | {"write": ["write"]}).status_code == 303
    assert desk.text("content/partners/oak-society.md").endswith("\nWants data back. Difficult board chair.\n")
    assert "means: public profile" in desk.text("content/imports.yml")


def test_a_row_that_was_left_is_left_when_the_plan_is_made_again(desk: Editing) -> None:
    told = sent_back(brought(desk, CRM), Description="leave out")
    again = desk.post("edit/import/plan", told | {"take": ["1"]})
    assert desk.post("edit/import/plan", sent_back(again) | {"write": ["write"]}).status_code == 303
    assert partners(desk) == ["elm-fund"]


@pytest.mark.parametrize("name", ["a.exe", "a.xlsx", "", "..", "a.pdf"])
def test_what_cannot_be_read_is_told_and_nothing_is_written(name: str, desk: Editing) -> None:
    answer = desk.post("edit/import", {"file": (BytesIO(b"not a table"), name)})
    assert answer.status_code == 422
    assert "Nothing was imported" in answer.text
    assert "coalition-import-" not in answer.text
    assert desk.post("edit/import/plan", {"write": "write", "take": "0"}).status_code == 422
    assert partners(desk) == []


def test_what_a_partner_wrote_below_a_list_is_asked_on_the_page(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER})
    fields = saved_fields(form_of(coalition_of(project), "elm-fund")) | {"review.serves_more": "Night workers"}
    review = json.dumps({"format": REVIEW_FORMAT, "version": REVIEW_VERSION, "fields": fields})
    with editing(project) as desk:
        shown = desk.post("edit/import", {"file": (BytesIO(review.encode()), "review.json")})
        page = words_of_page(shown.text)
        assert "Elm Fund Groups they serve Other: Night workers review.json" in page
        assert "What does “Night workers” mean?" in page
        told = sent_back(shown) | {"words.means": ["Young people"], "write": ["write"]}
        again = desk.post("edit/import/plan", told)
        assert "Elm Fund Groups they serve Young people review.json" in words_of_page(again.text)
        assert desk.post("edit/import/plan", sent_back(again) | {"write": ["write"]}).status_code == 303
        text = desk.text("content/partners/elm-fund.md")
        assert "serves:\n  - Young people\n" in text
        assert "Night" not in text

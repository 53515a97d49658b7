"""Import as a page: columns that can be told, a plan of which rows are left, and nothing written before that."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.building import small_project
from tests.support.editing import Editing, editing, words_of_page

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


@pytest.mark.parametrize("name", ["a.exe", "a.xlsx", "", "..", "a.pdf"])
def test_what_cannot_be_read_is_told_and_nothing_is_written(name: str, desk: Editing) -> None:
    answer = desk.post("edit/import", {"file": (BytesIO(b"not a table"), name)})
    assert answer.status_code == 422
    assert "Nothing was imported" in answer.text
    assert "coalition-import-" not in answer.text
    assert desk.post("edit/import/plan", {"write": "write", "take": "0"}).status_code == 422
    assert partners(desk) == []

"""Meetings in the editor: written, moved to another day with all their files, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.building import small_project
from tests.support.editing import Editing, editing

FIRST = "content/meetings/2027-01-14-first.md"
MOVED = "content/meetings/2027-01-21-first.md"
TEXT = """\
---
title: First meeting
audience: public
# The library closes at nine.
start: 2027-01-14 17:30
time_zone: America/Chicago
---
Supper.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    files = {"meetings/2027-01-14-first.md": TEXT, "meetings/2027-01-14-first.es.md": "Cena.\n"}
    with editing(small_project(tmp_path / "project", files)) as desk:
        yield desk


def test_a_new_meeting_is_named_by_its_day_and_title(desk: Editing) -> None:
    answer = desk.fill(
        "edit/meeting/new",
        title__en="Steering circle",
        audience="team",
        # As browsers send it.
        start="2026-12-10T18:00",
        time_zone="America/Chicago",
        body="Who is missing?",
    )
    assert answer.status_code == 303
    assert desk.text("content/meetings/2026-12-10-steering-circle.md") == (
        "---\ntitle: Steering circle\naudience: team\nstart: 2026-12-10 18:00\ntime_zone: America/Chicago\n---\n"
        "Who is missing?\n"
    )


def test_without_its_day_a_meeting_has_no_name(desk: Editing) -> None:
    answer = desk.fill("edit/meeting/new", title__en="Someday", audience="team")
    assert answer.status_code == 422
    assert "Say when it begins" in answer.text


def test_a_meeting_on_another_day_takes_its_files_along_and_comes_back(desk: Editing) -> None:
    answer = desk.fill("edit/meeting/2027-01-14-first", start="2027-01-21T18:00")
    assert answer.status_code == 303
    assert "edit/meeting/2027-01-21-first" in answer.headers["Location"]
    assert desk.text(MOVED) == TEXT.replace("2027-01-14 17:30", "2027-01-21 18:00")
    assert desk.text(MOVED.replace(".md", ".es.md")) == "Cena.\n"
    assert not (desk.project / FIRST).exists()
    desk.post("edit/undo", {})
    assert desk.text(FIRST) == TEXT
    assert not (desk.project / MOVED).exists()


def test_what_was_decided_is_a_row_and_attendance_a_line(desk: Editing) -> None:
    form = desk.form("edit/meeting/2027-01-14-first")
    typed = {
        "team.present": "Dana Reyes\nRosa Delgado",
        "team.decisions.0.text": "Two residents read each agenda.",
        "team.decisions.0.by": "2027-02-01",
    }
    assert (
        desk.post("edit/meeting/2027-01-14-first", form | {key: [text] for key, text in typed.items()}).status_code
        == 303
    )
    assert desk.text(FIRST).endswith(
        "team:\n  present:\n    - Dana Reyes\n    - Rosa Delgado\n  decisions:\n"
        "    - text: Two residents read each agenda.\n      by: 2027-02-01\n---\nSupper.\n"
    )

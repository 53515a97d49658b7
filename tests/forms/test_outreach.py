"""What happened to invitations, written down from the editor: the same lines as the commands write."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.building import SMALL, TODAY, small_project
from tests.support.command_line import coalition
from tests.support.editing import PARTNER, Editing, editing, words_of_page

SENDERS = "  bo:\n    name: Bo Lin\n"
INVITES = """# Table 4
- member: Ada Moreno
  partner: elm-fund
  sender: jo
  status: drafted
- member: Cai Wu
  partner: oak-society
  sender: jo
  status: no answer
  sent: 2026-08-01
  follow_up: 2026-09-01 # a month
  history:
    - {day: 2026-09-20, what: asked again, by: Jo Park}
- member: Dov Ilan
  sender: bo
  status: accepted
  partner: elm-fund
  answered: 2026-09-01
- member: Eve Stone
  sender: jo
  status: declined
"""
FILES = {
    "coalition.yml": SMALL + SENDERS,
    "partners/elm-fund.md": PARTNER.replace("---\nGives", "works_on:\n  - Housing stability\n---\nGives"),
    "partners/oak-society.md": PARTNER.replace("Elm Fund # ours", "Oak Society").replace(
        "---\nGives", "works_on:\n  - Housing stability\n---\nGives"
    ),
    "invites.yml": INVITES,
}
WHO = {"member": "Ada Moreno", "partner": "elm-fund"}
CAI = {"member": "Cai Wu", "partner": "oak-society"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    with editing(small_project(tmp_path / "project", FILES)) as desk:
        yield desk


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (WHO | {"what": "accepted"}, ["answered", "Ada Moreno", "accepted"]),
        (WHO | {"what": "declined", "note": "No  time"}, ["answered", "Ada Moreno", "declined", "--note", "No time"]),
        (WHO | {"what": "later", "again": "2027-01-18"}, ["answered", "Ada Moreno", "later", "2027-01-18"]),
        (WHO | {"what": "later"}, ["answered", "Ada Moreno", "later"]),
        (WHO | {"what": "called", "by": "Bo Lin"}, ["called", "Ada Moreno", "--by", "bo"]),
        (WHO | {"what": "met", "again": "2027-01-18"}, ["called", "Ada Moreno", "--met", "--follow-up", "2027-01-18"]),
        (WHO | {"what": "wrote"}, ["called", "Ada Moreno", "--wrote"]),
    ],
)
def test_a_click_writes_what_the_command_writes(
    form: dict[str, str], words: list[str], tmp_path: Path, desk: Editing
) -> None:
    other = tmp_path / "other"
    shutil.copytree(desk.project, other)
    assert coalition(*words, "--project", str(other), "--today", str(TODAY)).returncode == 0
    assert desk.post("edit/invite/0/happened", form).status_code == 303
    assert desk.text("content/invites.yml") == (other / "content" / "invites.yml").read_text(encoding="utf-8")
    assert "Written down: Ada Moreno" in words_of_page(desk.get("edit/to-do").text)
    desk.post("edit/undo", {})
    assert desk.text("content/invites.yml") == INVITES


def test_a_letter_that_went_out_is_kept_and_can_be_taken_back(desk: Editing) -> None:
    answer = desk.post("edit/invite/0/happened", WHO | {"what": "sent"})
    assert answer.status_code == 422
    assert "The letter has gaps. Fill them first" in answer.text
    assert 'name="with_gaps"' in answer.text
    assert desk.text("content/invites.yml") == INVITES
    answer = desk.post("edit/invite/0/happened", WHO | {"what": "sent", "with_gaps": "on"})
    assert answer.status_code == 303
    assert "status: sent\n  sent: 2026" in desk.text("content/invites.yml")
    assert {file.suffix for file in (desk.project / "content" / "sent").iterdir()} == {".pdf", ".txt"}
    desk.post("edit/undo", {})
    assert desk.text("content/invites.yml") == INVITES
    assert not (desk.project / "content" / "sent").exists()


def test_what_is_due_and_proposed_is_a_button(desk: Editing) -> None:
    shown = words_of_page(desk.get("edit/to-do").text)
    for said in (
        "The letter went out today : Ada Moreno",
        "Use the wording invitation-existing : Ada Moreno",
        "Let Bo Lin ask : Cai Wu",
        "We wrote today : Cai Wu",
        "The letter went out today : Dov Ilan",
        "Draft a smaller ask : Eve Stone",
        "Write down that it is signed : Dov Ilan",
    ):
        assert said in shown
    desk.server._preview.refresh()
    workbook = desk.get("workbook/follow-ups.html").text
    assert 'data-invite="2"' in workbook
    assert '<div data-for="2">' in workbook
    assert "Let Bo Lin ask" in workbook
    assert "Use the wording invitation-existing" in desk.get("workbook/letters/ada-moreno.html").text
    assert "data-steps" not in desk.get("site/index.html").text


def test_the_editor_tells_the_tasks_of_the_workbook_with_buttons_for_lines_to_type(desk: Editing) -> None:
    """One list in both, with the words ready; whoever clicks types nothing, and reads no key, file or command."""
    desk.server._preview.refresh()
    ours, workbook = desk.get("edit/to-do").text, desk.get("workbook/follow-ups.html").text
    for told in (
        r'<p class="task__why">(.*?)</p>',
        r'<p class="task__head">.*?<strong>(?:<a[^>]*>)?(.*?)<',
        r"<summary>(A mail to send)</summary>",
    ):
        assert re.findall(told, ours) == re.findall(told, workbook) != []
    for line in ("sender: bo", "status: drafted", "coalition called", "content/invites.yml"):
        assert line in words_of_page(workbook)
        assert line not in words_of_page(ours)
    link = re.search(r'href="([^"]*-/outreach.css)"', ours)
    assert link is not None
    assert desk.client.get(link[1], base_url=f"http://{desk.host}/").status_code == 200


def test_a_proposal_is_taken_once_and_changes_its_lines_only(desk: Editing) -> None:
    assert desk.post("edit/invite/1/take", CAI | {"proposal": "other sender"}).status_code == 303
    assert desk.text("content/invites.yml") == INVITES.replace("oak-society\n  sender: jo", "oak-society\n  sender: bo")
    before = desk.text("content/invites.yml")
    assert desk.post("edit/invite/1/take", CAI | {"proposal": "smaller"}).status_code == 409
    assert desk.post("edit/invite/0/take", WHO | {"proposal": "wording"}).status_code == 303
    assert "status: drafted\n  letter: invitation-existing\n" in desk.text("content/invites.yml")
    desk.post("edit/undo", {})
    assert desk.text("content/invites.yml") == before
    eve = {"member": "Eve Stone", "partner": ""}
    assert desk.post("edit/invite/3/take", eve | {"proposal": "smaller ask"}).status_code == 303
    assert "- member: Eve Stone\n  sender: jo\n  status: drafted\n  letter: smaller-ask\n" in desk.text(
        "content/invites.yml"
    )


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"what": "accepted", "day": "tomorrow"}, "Write a day such as"),
        ({"what": "accepted", "day": "2199-01-01"}, "Write a day such as"),
        ({"what": "called", "again": "2020-01-01"}, "Write a day after today"),
        ({"what": "danced"}, "Choose what happened."),
        ({}, "Choose what happened."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_stays_typed(form: dict[str, str], said: str, desk: Editing) -> None:
    answer = desk.post("edit/invite/0/happened", WHO | form | {"note": "On the phone"})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="On the phone"' in answer.text
    assert desk.text("content/invites.yml") == INVITES


def test_an_invite_that_moved_is_not_taken_for_another(desk: Editing) -> None:
    file = desk.project / "content" / "invites.yml"
    file.write_text(INVITES.partition("- member: Cai")[2].join(["- member: Cai", ""]), encoding="utf-8")
    before = file.read_bytes()
    assert desk.post("edit/invite/0/happened", WHO | {"what": "accepted"}).status_code == 404
    assert desk.post("edit/invite/9/happened", WHO | {"what": "accepted"}).status_code == 404
    assert file.read_bytes() == before
    assert desk.post("edit/invite/0/happened", CAI | {"what": "accepted", "form_token": "x"}).status_code == 403
    assert file.read_bytes() == before

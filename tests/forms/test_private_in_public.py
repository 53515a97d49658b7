"""What only the team may know and a public text says is shown beside its field, on both sides, and is not saved."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.building import small_project
from tests.support.editing import PARTNER, Editing, editing, words_of_page

PATH, FORM, CHECK = "content/partners/elm-fund.md", "edit/partner/elm-fund", "edit/check/partner/elm-fund"
ADDRESS = "info@elmfund.example"
HERE, THERE = "Everybody can read this, and it says something that only we are to know.", "Only we are to know this"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    page = "---\ntitle: Money\naudience: public\n---\nWrite to info@elmfund.example.\n"
    with editing(small_project(tmp_path, {"partners/elm-fund.md": PARTNER, "pages/money.md": page})) as desk:
        yield desk


def test_a_private_address_that_a_page_says_is_refused_beside_its_field(desk: Editing) -> None:
    said = desk.fill(FORM, team__contact__email=ADDRESS)
    assert said.status_code == 422
    words = words_of_page(said.text)
    assert "Only we are to know this, and everybody can read it in the page money." in words
    # In her words: no file, no key.
    assert "content/pages" not in said.text
    assert "private-in-public" not in said.text
    assert desk.text(PATH) == PARTNER

    typed = desk.post(CHECK, desk.form(FORM, team__contact__email=ADDRESS))
    problems = json.loads(typed.text)["problems"]
    assert [name for name, texts in problems.items() if THERE in texts[0]] == ["team.contact.email"]


def test_both_fields_of_one_partner_are_marked_and_a_public_contact_is_no_leak(desk: Editing) -> None:
    given = {"team__contact__phone": "(573) 555-0147", "body": "Gives. Call 573.555.0147."}
    problems = json.loads(desk.post(CHECK, desk.form(FORM, **given)).text)["problems"]
    assert problems["body"][0].startswith(HERE)
    assert problems["team.contact.phone"][0].startswith(THERE)
    assert desk.fill(FORM, **given).status_code == 422
    assert desk.fill(FORM, **given, public_contact__phone="573-555-0147").status_code == 303
    assert "public_contact:\n  phone: 573-555-0147\n" in desk.text(PATH)


def test_a_page_that_says_it_is_refused_and_another_change_is_not(desk: Editing) -> None:
    assert desk.fill(FORM, team__notes="The board sold its shares before anybody knew of it.").status_code == 303
    page = "edit/page/money"
    said = desk.fill(page, body="The board sold its shares before anybody knew of it.")
    assert said.status_code == 422
    assert HERE in words_of_page(said.text)
    assert desk.fill(page, body="The board meets on Mondays.").status_code == 303


def test_what_stood_there_before_hinders_no_other_change(desk: Editing) -> None:
    file = desk.project / PATH
    file.write_text(PARTNER.replace("---\nGives", f"team:\n  contact:\n    email: {ADDRESS}\n---\nGives"), "utf-8")
    assert desk.fill(FORM, website="https://elm.example").status_code == 303
    assert "website: https://elm.example" in desk.text(PATH)

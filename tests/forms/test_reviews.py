"""Reviews in the editor: a packet with a click, the day on which a profile was gone through, and what came back."""

import json
import re
import shutil
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

from coalition_site.model.review_form import REVIEW_FORMAT, REVIEW_VERSION
from tests.support.building import SMALL, TODAY, coalition_of, small_project
from tests.support.command_line import coalition
from tests.support.editing import PARTNER, Editing, editing, words_of_page
from tests.support.reviews import form_of, saved_fields

PATH = "content/partners/elm-fund.md"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    files = {"partners/elm-fund.md": PARTNER, "coalition.yml": SMALL}
    with editing(small_project(tmp_path / "project", files)) as desk:
        yield desk


def test_a_packet_is_made_as_by_the_command_and_its_files_can_be_taken(tmp_path: Path, desk: Editing) -> None:
    assert "Elm Fund Never gone through" in words_of_page(desk.get("edit/reviews").text).replace("· ", "")
    assert desk.post("edit/partner/elm-fund/review", {}).status_code == 303
    shown = desk.get("edit/partner/elm-fund/review").text
    made = desk.project / "build" / "reviews" / "elm-fund"
    words = ["review", "elm-fund", "--project", str(desk.project), "--output", str(tmp_path / "other")]
    assert coalition(*words, "--today", str(TODAY)).returncode == 0
    for file in (tmp_path / "other" / "elm-fund").iterdir():
        assert f"/review/{file.name}" in shown
        answer = desk.get(f"edit/partner/elm-fund/review/{file.name}")
        assert answer.data == file.read_bytes() == (made / file.name).read_bytes()
        assert answer.headers["Content-Disposition"] == f"attachment; filename=elm-fund-{file.name}"
    assert desk.get("edit/partner/elm-fund/review/..%2f..%2fsecret").status_code == 404
    assert desk.get("edit/partner/nobody/review").status_code == 404


def _came_back(desk: Editing, **answers: str | bool) -> None:
    """Brings a filled form to the page of imports."""
    fields = saved_fields(form_of(coalition_of(desk.project), "elm-fund", "en"))
    fields |= {f"review.{name}": answer for name, answer in answers.items()}
    data = json.dumps({"format": REVIEW_FORMAT, "version": REVIEW_VERSION, "fields": fields}).encode()
    shown = desk.post("edit/import", {"file": (BytesIO(data), "review.json")})
    assert "listing.consent" in shown.text


def test_what_came_back_has_a_receipt_to_copy_and_to_send(desk: Editing) -> None:
    _came_back(desk, consent_no=True, by="Ada Moreno", website="www.elm.example", role="Host")
    told = desk.post("edit/import/plan", {"take": ["0"], "write": "write"})
    assert told.headers["Location"].endswith("/edit/partner/elm-fund/review")
    page = desk.get("edit/partner/elm-fund/review").text
    assert "Elm Fund said no: build and publish the site now" in words_of_page(page)
    (text,) = re.findall(r"<textarea [^>]*readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)
    said = unescape(text)
    assert "- Website: https://www.elm.example\n" in said
    assert "Your no holds from November 23, 2026 on: we do not name you in public." in said
    name = f"receipt-{TODAY}"
    assert desk.get(f"edit/partner/elm-fund/review/{name}.txt").text == said
    draft = message_from_bytes(desk.get(f"edit/partner/elm-fund/review/{name}.eml").data, policy=default)
    body = draft.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == said
    assert (draft["X-Unsent"], draft["Subject"]) == ("1", "What became of your answers: River Town Coalition")
    # A packet that is made afterwards is another thing.
    assert desk.post("edit/partner/elm-fund/review", {}).status_code == 303
    page = words_of_page(desk.get("edit/partner/elm-fund/review").text)
    _came_back(desk, consent_yes=True, by="Ada Moreno")
    desk.post("edit/import/plan", {"take": ["0"], "write": "write"})
    page = words_of_page(desk.get("edit/partner/elm-fund/review").text)
    assert "Your yes holds from November 23, 2026" in page
    assert page.index(f"{name}-2.eml") < page.index(f"{name}.eml")
    assert page.index("review.pdf") < page.index("What we tell them of their answers") < page.index(f"{name}.eml")


def test_what_is_left_out_of_an_import_has_no_receipt(desk: Editing) -> None:
    _came_back(desk, consent_no=True)
    told = desk.post("edit/import/plan", {"write": "write"})
    assert told.headers["Location"].endswith("/edit/")
    assert desk.text(PATH) == PARTNER
    assert not list(desk.project.rglob("receipt-*"))


def test_a_profile_that_is_right_is_written_down_and_taken_back(desk: Editing) -> None:
    assert desk.post("edit/partner/elm-fund/reviewed", {}).status_code == 303
    assert f"  consent: 2026-01-02\n  reviewed: {TODAY}\n" in desk.text(PATH)
    assert "No profile is to be gone through." in desk.get("edit/reviews").text
    desk.post("edit/undo", {})
    assert desk.text(PATH) == PARTNER


def test_the_page_of_data_quality_leads_there_only_in_the_editor(desk: Editing) -> None:
    desk.server._preview.refresh()
    assert f'data-reviews="/{desk.gate.place}/edit/reviews"' in desk.get("workbook/quality.html").text
    shutil.rmtree(desk.project / "content" / "partners")
    assert desk.get("edit/partner/elm-fund/review").status_code == 404


def test_a_packet_before_the_first_build_is_in_nobodys_way(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER})
    where = ["--project", str(project), "--today", str(TODAY)]
    assert coalition("review", "elm-fund", *where).returncode == 0
    built = coalition("build", "--no-pdf", *where)
    assert built.returncode == 0, built.stderr
    assert (project / "build" / "reviews" / "elm-fund" / "review.pdf").is_file()
    (tmp_path / "other" / "build").mkdir(parents=True)
    (tmp_path / "other" / "build" / "mine.txt").write_text("mine", encoding="utf-8")
    shutil.copytree(project / "content", tmp_path / "other" / "content")
    refused = coalition("review", "elm-fund", "--project", str(tmp_path / "other"), "--today", str(TODAY))
    assert refused.returncode != 0
    assert "Nothing was made." in refused.stderr

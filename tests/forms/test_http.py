"""The editor as a browser without scripts uses it: pages, forms, rows, conflicts, undoing, removing."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coalition_site.edit.change import Change
from coalition_site.edit.whole_files import write_change
from coalition_site.forms.form_kinds import FORMS
from coalition_site.model.content_files import PAGES
from coalition_site.validate.project import check
from tests.support.building import TODAY, small_project
from tests.support.command_line import coalition
from tests.support.editing import PARTNER, Editing, controls_of, editing, words_of_page

PATH = "content/partners/elm-fund.md"
INVITES = "# Table 4\n- member: Ada Moreno\n  partner: elm-fund\n  sender: jo\n  status: drafted\n"

MEETING = """\
---
title: First meeting
audience: public
start: 2027-01-14 17:30
time_zone: America/Chicago
team:
  present:
    - elm-fund
---
Supper.
"""


FILES = {
    "partners/elm-fund.md": PARTNER,
    "invites.yml": INVITES,
    "pages/about.md": "---\ntitle: About\naudience: public\n---\nUs.\n",
    "meetings/2027-01-14-first.md": MEETING,
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    with editing(small_project(tmp_path / "project", FILES)) as desk:
        yield desk


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    """The same, for tests that change nothing."""
    with editing(small_project(tmp_path_factory.mktemp("untouched") / "project", FILES)) as desk:
        yield desk


EVERY_PAGE = [
    *(
        "",
        "partners",
        "partners/existing",
        "partners/potential",
        "benefits",
        "invites",
        "letters",
        "pages",
        "areas",
        "import",
    ),
    *("needs", "vocabulary", "settings/who", "settings/senders", "settings/meeting", "settings/files"),
    *(
        "partner/new",
        "partner/elm-fund",
        "partner/elm-fund/benefit",
        "invite/new",
        "invite/0",
        "page/new",
        "page/about",
        "meetings",
        "meeting/new",
        "meeting/2027-01-14-first",
    ),
]


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_page_is_shown_and_a_form_that_nobody_touched_changes_nothing(path: str, untouched: Editing) -> None:
    desk = untouched
    before = {file: file.read_bytes() for file in desk.project.rglob("*") if file.is_file()}
    answer = desk.get(f"edit/{path}")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    form = controls_of(answer.text)
    if form and "new" not in path:
        assert desk.post(f"edit/{path}", form).status_code == 303
        assert "Nothing was changed." in desk.get("edit/").text
    assert {file: file.read_bytes() for file in desk.project.rglob("*") if file.is_file()} == before


def test_every_kind_of_form_is_among_those_pages() -> None:
    begun = {page.partition("/")[0] for page in EVERY_PAGE}
    assert {form for form in FORMS if form.partition("/")[0] not in begun} == {"letter", "area"}


def test_a_form_is_saved_said_and_taken_back(desk: Editing) -> None:
    answer = desk.fill("edit/partner/elm-fund", website="https://elm.example", body="Lends.")
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
        303,
        f"/{desk.gate.place}/edit/partner/elm-fund",
    )
    assert desk.text(PATH) == PARTNER.replace("type:", "website: https://elm.example\ntype:").replace("Gives", "Lends")
    assert "Undo: Elm Fund was changed" in words_of_page(desk.get("edit/").text)
    desk.post("edit/undo", {})
    assert desk.text(PATH) == PARTNER


def test_mistakes_stand_above_the_form_and_at_their_fields(desk: Editing) -> None:
    answer = desk.fill("edit/partner/elm-fund", website="elm fund", name__en="")
    assert answer.status_code == 422
    assert "&#39;elm fund&#39; is not a web address" in answer.text
    for name in ("website", "name"):
        assert f'href="#field-{name}"' in answer.text
        assert f'id="field-{name}"' in answer.text
    assert controls_of(answer.text)["website"] == ["elm fund"]
    assert desk.text(PATH) == PARTNER


def test_a_row_is_added_without_scripts_and_keeps_what_was_typed(desk: Editing) -> None:
    form = desk.form("edit/partner/elm-fund", website="https://elm.example", add="team.people")
    answer = desk.post("edit/partner/elm-fund", form)
    typed = controls_of(answer.text)
    assert (typed["website"], typed["team.people.0.name"]) == (["https://elm.example"], [""])
    assert desk.text(PATH) == PARTNER
    desk.post("edit/partner/elm-fund", typed | {"team.people.0.name": "Ada", "team.people.0.language": "es"})
    assert "team:\n  people:\n    - name: Ada\n      language: es\n---" in desk.text(PATH)


def test_what_two_changed_is_shown_side_by_side(desk: Editing) -> None:
    form = desk.form("edit/partner/elm-fund", name__en="Mine", website="https://elm.example")
    (desk.project / PATH).write_text(PARTNER.replace("Elm Fund", "Theirs"), encoding="utf-8")
    answer = desk.post("edit/partner/elm-fund", form)
    assert answer.status_code == 409
    assert '<input type="radio" name="choice:name" value="theirs">' in answer.text
    assert "website" not in desk.text(PATH)
    again = controls_of(answer.text) | {"choice:name": "theirs"}
    assert desk.post("edit/partner/elm-fund", again).status_code == 303
    assert "name: Theirs # ours\nwebsite: https://elm.example\n" in desk.text(PATH)


def test_a_new_partner_an_invite_and_a_page_are_added_and_removed(desk: Editing) -> None:
    answer = desk.fill("edit/partner/new?relationship=potential", name__en="Oak Society", type="nonprofit")
    assert "/edit/partner/oak-society" in answer.headers["Location"]
    new = "content/partners/oak-society.md"
    assert desk.text(new) == (
        "---\nname: Oak Society\ntype: Nonprofit\nrelationship: potential\nlisting:\n  reviewed: 2026-11-23\n---\n"
    )
    answer = desk.fill("edit/invite/new?partner=oak-society", member="Zoe Oak", sender="jo")
    assert "/edit/invite/1" in answer.headers["Location"]
    added = "- member: Zoe Oak\n  partner: oak-society\n  sender: jo\n  status: idea\n"
    assert desk.text("content/invites.yml") == INVITES + added
    assert desk.post("edit/partner/oak-society/remove", {}).status_code == 409
    assert desk.post("edit/invite/1/remove", {}).status_code == 303
    assert desk.text("content/invites.yml") == INVITES
    assert desk.post("edit/partner/oak-society/remove", {}).status_code == 303
    assert not (desk.project / new).exists()
    desk.post("edit/undo", {})
    assert "Oak Society" in desk.text(new)
    answer = desk.fill("edit/page/new", title="How we decide", audience="public", body="Together.")
    assert desk.text("content/pages/how-we-decide.md") == (
        "---\ntitle: How we decide\naudience: public\n---\nTogether.\n"
    )


def test_an_area_says_more_and_a_partner_gets_another_address(desk: Editing) -> None:
    assert desk.get("edit/area/nothing").status_code == 404
    assert desk.fill("edit/area/housing-stability", figure__en="1 in 4", body="Rents.").status_code == 303
    assert desk.text("content/areas/housing-stability.md") == "---\nfigure: 1 in 4\n---\nRents.\n"
    assert desk.post("edit/partner/elm-fund/rename", {"new": "../x"}).status_code == 409
    answer = desk.post("edit/partner/elm-fund/rename", {"new": "elm-bank"})
    assert answer.headers["Location"] == f"/{desk.gate.place}/edit/partner/elm-bank"
    assert "partner: elm-bank" in desk.text("content/invites.yml")
    assert "- elm-fund" in desk.text("content/partners/elm-bank.md")
    desk.post("edit/undo", {})
    assert (desk.text(PATH), desk.text("content/invites.yml")) == (PARTNER, INVITES)


def test_a_packaged_letter_becomes_our_own(desk: Editing) -> None:
    answer = desk.post("edit/letters", {"name": "invitation"})
    assert answer.status_code == 303
    shown = desk.get("edit/letter/invitation")
    assert "{{ member }}" in shown.text
    assert desk.post("edit/letter/invitation", controls_of(shown.text)).status_code == 303
    assert desk.post("edit/letters", {"name": "../../x"}).status_code == 404


def test_problems_are_told_while_somebody_types(desk: Editing) -> None:
    answer = desk.post("edit/check/partner/elm-fund", desk.form("edit/partner/elm-fund", website="elm"))
    assert answer.json is not None
    assert answer.json["problems"] == {
        "website": ["'elm' is not a web address. Write the whole address, beginning with https://."]
    }
    assert desk.text(PATH) == PARTNER


def test_pages_of_the_workbook_lead_to_their_forms_only_here(desk: Editing) -> None:
    desk.server._preview.refresh()
    for path, address in (
        ("partners/elm-fund.html", "partner/elm-fund"),
        ("invites.html", "invites"),
        ("letters/ada-moreno.html", "invite/0"),
        ("pages/about.html", "page/about"),
    ):
        assert f'href="/{desk.gate.place}/edit/{address}"' in desk.get(f"workbook/{path}").text
    assert "edit-link" not in desk.get("site/partners/elm-fund.html").text
    answer = desk.get("edit/place", query_string={"at": f"{PATH}: listing.consent"})
    assert answer.headers["Location"] == f"/{desk.gate.place}/edit/partner/elm-fund#field-listing.consent"
    answer = desk.get("edit/place", query_string={"at": f"{PATH}: listing"})
    assert answer.headers["Location"].endswith("/edit/partner/elm-fund#field-listing.consent")
    answer = desk.get("edit/place", query_string={"at": 'content/invites.yml: address of "Ada Moreno"'})
    assert answer.headers["Location"] == f"/{desk.gate.place}/edit/invite/0#field-address"
    assert desk.get("edit/place", query_string={"at": "../../etc/passwd: x"}).status_code == 404


def test_what_is_typed_can_be_looked_at_before_it_is_saved(desk: Editing) -> None:
    form = desk.form("edit/partner/elm-fund", body="Lends a greenhouse.")
    assert desk.post("edit/look/partner/elm-fund", form).json == {"drawn": True}
    for site in ("site", "workbook"):
        looked = desk.get(f"edit/draft/{site}/partners/elm-fund.html")
        assert "Lends a greenhouse." in looked.text
        assert "script-src 'none'" in looked.headers["Content-Security-Policy"]
    assert desk.text(PATH) == PARTNER


def test_a_repository_adds_links_to_pages_and_only_then(desk: Editing) -> None:
    preview = desk.server._preview
    for words in ("Edit this page", "propose a correction"):
        preview.refresh()
        path = "workbook" if words.startswith("Edit") else "site"
        assert words not in desk.get(f"{path}/partners/elm-fund.html").text
    desk.fill("edit/settings/who", repository="https://github.com/elm/site")
    preview.refresh()
    edit = "https://github.com/elm/site/edit/main/content/partners/elm-fund.md"
    assert f'<a href="{edit}">Edit this page</a>' in desk.get("workbook/partners/elm-fund.html").text
    assert "propose a correction</a>" in desk.get("site/partners/elm-fund.html").text


def test_the_preview_shows_what_was_saved_without_reading_it_again(desk: Editing) -> None:
    session, preview = desk.desk.session, desk.desk.preview
    desk.get("edit/")
    saves = [
        ("partner/elm-fund", {"body": "Lends."}),
        ("partner/new", {"name__en": "Ash Club", "type": "nonprofit", "relationship": "existing"}),
        ("page/new", {"title": "A word", "audience": "public"}),
        ("area/housing-stability", {"body": "Evictions doubled."}),
        ("invite/0", {"note": "Met."}),
    ]
    for path, touched in saves:
        desk.fill(f"edit/{path}", **touched)
        known = session.checked
        assert preview.refresh() is known
        fresh = check(desk.project, TODAY)
        assert (known.validated.coalition, known.validated.problems) == (
            fresh.validated.coalition,
            fresh.validated.problems,
        )
        assert list(known.content.of(PAGES)) == list(fresh.content.of(PAGES))
    known = preview.refresh()
    for path in (PATH, "templates/site/home.html"):
        (desk.project / path).parent.mkdir(parents=True, exist_ok=True)
        (desk.project / path).write_text(PARTNER, encoding="utf-8")
        again = preview.refresh()
        assert again is not known
        assert again.validated.problems == check(desk.project, TODAY).validated.problems
        known = again


def test_what_others_write_while_a_form_is_saved_is_read(desk: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    form = desk.form("edit/partner/elm-fund", body="Lends.")

    def both(project: Path, change: Change) -> None:
        write_change(project, change)
        (project / "content/invites.yml").write_text(INVITES.replace("Ada", "Eva"), encoding="utf-8")

    monkeypatch.setattr("coalition_site.forms.session.write_change", both)
    assert desk.post("edit/partner/elm-fund", form).status_code == 303
    assert desk.desk.session.coalition == check(desk.project, TODAY).validated.coalition


def test_the_examples_of_a_new_coalition_go_with_a_click_and_come_back(tmp_path: Path) -> None:
    project = tmp_path / "elm"
    words = ["new", str(project), "--name", "Elm", "--community", "Elm Creek", "--contact", "Jo Park <jo@elm.example>"]
    assert coalition(*words, "--language", "en", "--today", str(TODAY)).returncode == 0
    file = project / "content/partners/example-bakery.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Example Bakery", "Corner Bakery"), encoding="utf-8")
    before = {each: each.read_bytes() for each in project.rglob("content/**/*") if each.is_file()}
    with editing(project) as desk:
        assert "Remove the examples" in words_of_page(desk.get("edit/").text)
        assert desk.post("edit/examples", {}).status_code == 303
        shown = words_of_page(desk.get("edit/").text)
        assert "they stay: partners/example-bakery.md." in shown
        assert "Remove the examples" not in shown
        assert [each.name for each in (project / "content/partners").iterdir()] == ["example-bakery.md"]
        assert check(project, TODAY).validated.coalition is not None
        assert desk.post("edit/examples", {}).status_code == 404
        desk.post("edit/undo", {})
    assert {each: each.read_bytes() for each in project.rglob("content/**/*") if each.is_file()} == before


def test_a_wording_of_ones_own_is_begun_by_its_subject(desk: Editing) -> None:
    answer = desk.fill("edit/letter/new", subject="Come to supper", body="Please come.")
    assert answer.headers["Location"].partition("?")[0].endswith("/edit/letter/come-to-supper")
    assert desk.text("content/letters/come-to-supper.md") == "---\nsubject: Come to supper\n---\nPlease come.\n"


def test_every_link_that_a_form_offers_leads_somewhere(desk: Editing) -> None:
    pages = ("needs", "partner/elm-fund", "page/about", "settings/who", "vocabulary", "invite/0", "area/broadband")
    addresses: set[str] = set()
    for page in pages:
        link = rf'href="/{re.escape(desk.gate.place)}/(edit/[^"#]*)'
        addresses |= set(re.findall(link, desk.get(f"edit/{page}").text))
    assert {"edit/versions/settings", "edit/versions/page/about", "edit/invite/0/happened"} <= addresses
    assert [each for each in addresses if desk.get(each).status_code != 200] == []


def test_what_is_not_there_is_said_on_a_page_of_the_editor(desk: Editing) -> None:
    answer = desk.get("edit/partner/nobody")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


@pytest.mark.parametrize("kind", ["page", "letter"])
def test_an_empty_new_form_says_that_nothing_is_filled_in_and_leads_nowhere(kind: str, untouched: Editing) -> None:
    answer = untouched.post(f"edit/{kind}/new", {"base": "{}"})
    assert answer.status_code == 422
    assert "Nothing is filled in yet, so there is nothing to save." in words_of_page(answer.text)


def test_the_day_is_that_of_the_request_and_not_of_the_start(desk: Editing) -> None:
    """What a day alone changes, such as whose consent holds, is told of each day on which somebody looks."""
    agreed = PARTNER.replace("consent: 2026-01-02", "consent: 2026-01-02\n  until: 2026-12-31")
    (desk.project / PATH).write_text(agreed, encoding="utf-8")
    assert "has ended" not in words_of_page(desk.get("edit/partner/elm-fund").text)
    desk.day = date(2027, 1, 4)
    page = words_of_page(desk.get("edit/partner/elm-fund").text)
    assert "Their agreement to be named has ended" in page
    assert "They agreed today, January 4, 2027" in page
    assert desk.desk.preview.day() == desk.day


def test_a_removal_that_the_system_refuses_is_not_laid_on_other_records(
    desk: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlink(place: object, **_others: object) -> None:
        raise PermissionError(13, "Permission denied", str(place))

    desk.fill("edit/partner/new?relationship=potential", name__en="Oak Society", type="nonprofit")
    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", unlink)
        answer = desk.post("edit/partner/oak-society/remove", {})
    assert answer.status_code == 409
    said = words_of_page(answer.text)
    assert "the content could not be written: Permission denied" in said
    assert "is named elsewhere" not in said
    assert "Oak Society" in desk.text("content/partners/oak-society.md")

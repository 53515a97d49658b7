"""Texts in further languages: forms beside the original, files of their own, and the ways that lead there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_site.validate.project import check
from tests.support.building import SMALL, TODAY, small_project
from tests.support.editing import PARTNER, Editing, controls_of, editing, words_of_page

FILES = {
    "coalition.yml": SMALL + "languages:\n  - en\n  - es\n  - so\nsite_languages:\n  - en\n  - es\n  - ar\n",
    "partners/elm-fund.md": PARTNER,
    "pages/about.md": "---\ntitle: About\naudience: public\ndescription: Who we are\n---\nUs.\n",
    "areas/housing-stability.md": "---\nfigure: Half of us rent\n---\nRents rose.\n",
    "needs.yml": "areas:\n  - Housing stability\n",
    "meetings/2027-01-14-first.md": "---\ntitle: First\naudience: public\n---\nSupper.\n",
    "letters/own.md": "---\nsubject: Come\n---\nPlease come.\n",
    "invites.yml": "- member: Ada Moreno\n  partner: elm-fund\n  sender: jo\n  status: drafted\n",
}
PLACES = {
    "content/partners/elm-fund.es.md": "partner/elm-fund.es",
    "content/areas/housing-stability.md": "area/housing-stability",
    "content/areas/housing-stability.ar.md": "area/housing-stability.ar",
    "content/pages/about.es.md": "page/about.es",
    "content/coalition.yml: senders.jo.title": "settings/senders#field-senders.0.title",
    "content/coalition.yml: name": "settings/who#field-name",
    "content/partners/elm-fund.md: serves, works_on, assets": "partner/elm-fund#field-serves",
    "content/partners/elm-fund.md: outreach.roles.1.role": "partner/elm-fund#field-outreach.roles",
    "content/invites.yml: address de «Ada Moreno»": "invite/0#field-address",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    with editing(small_project(tmp_path / "project", FILES)) as desk:
        yield desk


@pytest.mark.parametrize(
    ("address", "typed", "path", "text"),
    [
        ("partner/elm-fund.es", {"body": "Da."}, "partners/elm-fund.es.md", "Da.\n"),
        ("area/housing-stability.ar", {"body": "ارتفعت"}, "areas/housing-stability.ar.md", "ارتفعت\n"),
        ("meeting/2027-01-14-first.es", {"body": "Cena."}, "meetings/2027-01-14-first.es.md", "Cena.\n"),
        (
            "page/about.es",
            {"title": "Quiénes somos", "body": "Somos."},
            "pages/about.es.md",
            "---\ntitle: Quiénes somos\naudience: public\n---\nSomos.\n",
        ),
        (
            "letter/own.es",
            {"subject": "Venga", "body": "Venga."},
            "letters/own.es.md",
            "---\nsubject: Venga\n---\nVenga.\n",
        ),
    ],
)
def test_a_translation_is_written_changed_and_removed(
    address: str, typed: dict[str, str], path: str, text: str, desk: Editing
) -> None:
    file = desk.project / "content" / path
    answer = desk.fill(f"edit/{address}", **typed)
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
        303,
        f"/{desk.gate.place}/edit/{address}",
    )
    assert file.read_text(encoding="utf-8") == text
    assert check(desk.project, TODAY).validated.coalition is not None
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    again = desk.fill(f"edit/{address}", body="Otra vez.\r\n\r\nY otra.")
    assert again.status_code == 303
    assert file.read_bytes().endswith(b"Otra vez.\r\n\r\nY otra.\r\n")
    assert desk.post(f"edit/{address}/remove", {}).status_code == 303
    assert not file.exists()
    desk.post("edit/undo", {})
    assert file.read_bytes().endswith(b"Y otra.\r\n")


def test_the_original_stands_beside_and_each_language_is_a_click_away(desk: Editing) -> None:
    original = desk.get("edit/page/about").text
    assert "Spanish not written yet" in words_of_page(original)
    assert f'href="/{desk.gate.place}/edit/page/about.es"' in original
    shown = desk.get("edit/page/about.es").text
    assert set(controls_of(shown)) == {"base", "title", "description", "body"}
    for text in ("About", "Who we are", "Us."):
        assert f'<div class="original__text" lang="en" dir="auto">{text}</div>' in shown
    assert 'data-show="site/es/pages/about.html"' in shown


def test_languages_that_nobody_sees_have_no_form(desk: Editing) -> None:
    for address in ("partner/elm-fund.fr", "partner/elm-fund.en", "partner/gone.es", "partner/elm-fund.es/benefit"):
        assert desk.get(f"edit/{address}").status_code == 404
    assert desk.get("edit/letter/own.ar").status_code == 404


def test_wordings_that_nobody_has_translated_are_listed(desk: Editing) -> None:
    shown = desk.get("edit/letters").text
    assert f'href="/{desk.gate.place}/edit/letter/own.so"' in shown
    assert f'href="/{desk.gate.place}/edit/letter/invitation.so"' in shown
    assert "edit/letter/invitation.es" not in shown
    assert 'lang="en" dir="auto">' in desk.get("edit/letter/invitation.so").text


def test_what_is_removed_takes_its_translations_along(desk: Editing) -> None:
    desk.fill("edit/page/about.es", title="Quiénes somos", body="Somos.")
    assert desk.post("edit/page/about/remove", {}).status_code == 303
    assert list((desk.project / "content").glob("pages/*")) == []
    desk.post("edit/undo", {})
    assert {file.name for file in (desk.project / "content" / "pages").iterdir()} == {"about.md", "about.es.md"}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_in_words_leads_to_the_very_field(place: str, desk: Editing) -> None:
    file = desk.project / "content" / "coalition.yml"
    file.write_text(file.read_text().replace("    name: Jo Park\n", "    name: Jo Park\n    title: Mayor\n"))
    answer = desk.get("edit/place", query_string={"at": place})
    assert answer.headers["Location"] == f"/{desk.gate.place}/edit/{PLACES[place]}"
    page, _, field = PLACES[place].partition("#")
    shown = desk.get(f"edit/{page}")
    assert shown.status_code == 200
    assert not field or f'id="{field}"' in shown.text


def test_every_line_of_data_quality_leads_to_a_form(desk: Editing) -> None:
    desk.server._preview.refresh()
    shown = desk.get("workbook/quality.html").text
    places = [part.partition("<")[0] for part in shown.split('<code class="finding__place">')[1:]]
    assert any(place.endswith("about.ar.md") for place in places)
    for place in places:
        answer = desk.get("edit/place", query_string={"at": place.replace("&#34;", '"')})
        assert answer.status_code == 302, place
        assert desk.get(answer.headers["Location"].split("/", 2)[2]).status_code == 200, place

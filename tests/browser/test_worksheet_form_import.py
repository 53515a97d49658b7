"""The circle by keyboard alone: the form is filled, left, saved, and imported by the command into content files."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import Partner, Relationship
from coalition_site.model.vocabulary import NEED_LISTS, Choice
from coalition_site.model.worksheet_form import FORM_VERSION, FORMAT
from tests.support.browser import Places
from tests.support.browser_form import Keyboard, form, said, saved, saved_file, texts
from tests.support.building import PROJECT, TODAY, coalition_of, small_project

CAFE = "Café <Ñandú> & Sons"
NUR = "جمعية النور"
VETERANS = "Veterans & <night-shift> workers"
MOTIVATIONS = 'They said: "más cerca".\n<b>Second</b> line & the end'
STRENGTHS = "Todos los conocen. نعم"
BARRIERS = "Few hands\n\nNo bus after 6"


@dataclass(frozen=True)
class _Words:
    """How the keyboard finds what to choose, and what is then saved."""

    other: str
    second_type: str
    first_group: str


WORDS = {
    "en": _Words("Other", "Tribal government", "People of color"),
    "es": _Words("Otro", "Gobierno tribal", "Personas de color"),
}


def _fill(page: Page, language: str) -> dict[str, Any]:
    """Fills something in all five parts; returns what the file must hold."""
    keys, words = Keyboard(page), WORDS[language]
    keys.tick("groups.young-people", "groups.other")
    keys.write("groups.other_text", f"{VETERANS}; Refugiados")
    keys.tick("areas.housing-stability", "areas.just-policing", "assets.convening-power")

    keys.write("table1.1.name", CAFE)
    keys.to("table1.1.type")
    page.keyboard.type(words.other)
    keys.write("table1.1.type.which", "Café & <bar>")
    keys.to("table1.1.serves")
    keys.to_button(texts(language).choose)
    keys.press("Enter", "Tab", "Space", "Escape")
    keys.write("table1.1.assets", "Una furgoneta; مطبخ كبير")
    keys.write("table1.2.name", "Second & last")
    keys.to_button(texts(language).add)
    keys.press("Enter")
    page.keyboard.type("Third row")
    keys.to("table1.3.type")
    keys.press("ArrowDown", "ArrowDown")

    keys.write("table2.1.name", NUR)
    keys.to("table2.1.type")
    keys.press("ArrowDown", "ArrowDown")
    keys.write("table2.1.serves", f"{words.other}: {VETERANS}")

    keys.write("table3.1.partner", CAFE)
    keys.write("table3.1.initiatives", "Ágora <1>; Mesa & pan")
    keys.write("table3.1.motivations", MOTIVATIONS)
    keys.write("table3.1.roles", "champion (Ana Núñez)")
    keys.write("table3.1.strengths", STRENGTHS)
    keys.write("table3.1.barriers", BARRIERS)

    keys.write("table4.1.member", "Zoë O'Neil <zoe>")
    keys.write("table4.1.organization", CAFE)
    keys.write("table4.1.sender", "Jo Park")
    keys.to_button(texts(language).add)
    keys.press("Enter")
    page.keyboard.type("نور حداد")
    keys.write("table4.3.sender", "Jo Park")
    boxes = ("groups.young-people", "groups.other", "areas.housing-stability", "areas.just-policing")
    return {
        **dict.fromkeys((*boxes, "assets.convening-power"), True),
        "groups.other_text": f"{VETERANS}; Refugiados",
        "table1.1.name": CAFE,
        "table1.1.type": f"{words.other}: Café & <bar>",
        "table1.1.serves": words.first_group,
        "table1.1.assets": "Una furgoneta; مطبخ كبير",
        "table1.2.name": "Second & last",
        "table1.3.name": "Third row",
        "table1.3.type": words.second_type,
        "table2.1.name": NUR,
        "table2.1.type": words.second_type,
        "table2.1.serves": f"{words.other}: {VETERANS}",
        "table3.1.partner": CAFE,
        "table3.1.initiatives": "Ágora <1>; Mesa & pan",
        "table3.1.motivations": MOTIVATIONS,
        "table3.1.roles": "champion (Ana Núñez)",
        "table3.1.strengths": STRENGTHS,
        "table3.1.barriers": BARRIERS,
        "table4.1.member": "Zoë O'Neil <zoe>",
        "table4.1.organization": CAFE,
        "table4.1.sender": "Jo Park",
        "table4.3.member": "نور حداد",
        "table4.3.sender": "Jo Park",
    }


def _import(file: Path, project: Path) -> str:
    """Runs the command as somebody would; returns what it says."""
    command = [sys.executable, "-m", "coalition_site", "import", str(file), "--yes"]
    where = ["--project", str(project), "--today", TODAY.isoformat()]
    done = subprocess.run([*command, *where], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _partner(coalition: Coalition, name: str) -> Partner:
    return next(each for each in coalition.partners.values() if each.name.in_language("en", "en") == name)


@pytest.mark.parametrize(
    "language",
    ["en", pytest.param("es", marks=pytest.mark.slow("the same in Spanish"))],
)
def test_what_is_filled_by_keyboard_reaches_the_content(
    browser: Browser, places: Places, tmp_path: Path, language: str
) -> None:
    with form(browser, places, language) as tab:
        typed = _fill(tab.page, language)
        # The browser writes down what a page keeps a moment after the page asked for it; nobody reloads within that.
        tab.page.wait_for_timeout(500)
        tab.page.reload()
        expect(tab.page.locator("#kept")).to_have_text(said("kept_before", language))
        assert saved(tab.page, language) == {
            "format": FORMAT,
            "version": FORM_VERSION,
            "language": language,
            "fields": typed,
        }
        file = tmp_path / "worksheet.json"
        file.write_bytes(saved_file(tab.page, language).read_bytes())

    project = small_project(tmp_path / "town")
    _import(file, project)
    coalition = coalition_of(project)
    assert {str(name): [*coalition.needs.chosen(name)] for name in NEED_LISTS} == {
        "groups": [Choice("young-people"), Choice("other", VETERANS), Choice("other", "Refugiados")],
        "areas": [Choice("housing-stability"), Choice("just-policing")],
        "assets": [Choice("convening-power")],
    }

    cafe = _partner(coalition, CAFE)
    assert (cafe.type, cafe.relationship) == (Choice("other", "Café & <bar>"), Relationship.EXISTING)
    assert cafe.serves == (Choice("people-of-color"),)
    assert [each.text for each in cafe.assets] == ["Una furgoneta", "مطبخ كبير"]
    assert cafe.initiatives == ("Ágora <1>", "Mesa & pan")
    assert [(str(each.role.plain), each.person) for each in cafe.outreach.roles] == [("champion", "Ana Núñez")]
    assert (cafe.team.motivations, cafe.team.strengths, cafe.team.barriers) == (MOTIVATIONS, STRENGTHS, BARRIERS)
    assert _partner(coalition, "Second & last").relationship is Relationship.EXISTING
    assert _partner(coalition, "Third row").type == Choice("tribal-government")
    nur = _partner(coalition, NUR)
    assert (nur.type, nur.relationship) == (Choice("tribal-government"), Relationship.POTENTIAL)
    assert nur.serves == (Choice("other", VETERANS),)

    invited = [(each.member, each.partner, each.sender) for each in coalition.invites]
    assert invited == [("Zoë O'Neil <zoe>", cafe.id, "jo"), ("نور حداد", "", "jo")]
    written = "".join(each.read_text(encoding="utf-8") for each in (project / "content").rglob("*.*"))
    for text in (CAFE, NUR, VETERANS, "Ágora <1>", "<b>Second</b> line & the end", STRENGTHS, "مطبخ كبير"):
        assert text in written

    assert "Nothing is new; nothing was written." in _import(file, project)

"""What could become public: a plan names it with its cells, and the public site shows it when the plan says so."""

from pathlib import Path

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.importers.plan.plan import PublicValue, Shown
from coalition_site.importers.plan.plan_json import plan_data
from coalition_site.importers.plan.report import report
from tests.support.building import SMALL, small_project
from tests.support.importing import TODAY, Import, coalition_in, imported, planned

UNNAMED = (
    "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: {relationship}\nwebsite: https://elm.example/\n"
    "{listing}---\nGives to all.\n"
)
SHEET = (
    "Organization,Type,Mission,Website,Initiatives,Assets,Description,Consent,Timestamp\n"
    "Oak Society,Nonprofit,Plants trees.,oak.example,Tree day,A spade,Chair is difficult.,Yes,11/16/2026 10:30:00\n"
    "River Arts,Nonprofit,Paints walls.,river.example,Wall day,A ladder,Owes us rent.,,\n"
)
NEEDS = "Groups\nYoung people\nNight workers\n"


def brought(folder: Path, table: str, partner: str = "", *, write: bool = False) -> Import:
    """The import of a table into a small project, perhaps with a partner, Elm Fund."""
    files = {"partners/elm-fund.md": partner} if partner else {}
    project = folder / "town" if (folder / "town").exists() else small_project(folder / "town", files)
    (folder / "p.csv").write_text(table, encoding="utf-8")
    return (imported if write else planned)(project, folder / "p.csv")


def texts(values: tuple[PublicValue, ...], shown: Shown) -> list[str]:
    """What people wrote themselves."""
    return [text for value in values if value.shown is shown and not value.from_list for text in value.texts]


def test_the_public_site_shows_what_the_plan_says_and_when(tmp_path: Path) -> None:
    plan = brought(tmp_path, SHEET, write=True).plan
    shown = repr(public_view(coalition_in(tmp_path / "town"), TODAY))
    at_once, once_named = texts(plan.public, Shown.AT_ONCE), texts(plan.public, Shown.ONCE_NAMED)
    assert at_once[0] == "2026-11-16"
    assert at_once[1:] == ["Plants trees.", "Oak Society", "https://oak.example", "A spade", "Tree day"]
    assert once_named == ["Paints walls.", "River Arts", "https://river.example", "A ladder", "Wall day"]
    assert [text for text in at_once[1:] if text not in shown] == []
    assert [text for text in once_named if text in shown] == []
    assert "difficult" not in repr(plan.public)
    assert "Owes" not in repr(plan.public)


def test_each_value_has_its_cell(tmp_path: Path) -> None:
    public = brought(tmp_path, SHEET).plan.public
    cells = {(value.partner, value.key): value.source for value in public}
    assert cells["Oak Society", "named"] == "p.csv, H2"
    assert cells["Oak Society", "profile"] == "p.csv, C2"
    assert cells["River Arts", "initiatives"] == "p.csv, E3"
    assert cells["River Arts", "name"] == "p.csv, A3"


def test_what_two_rows_say_of_a_list_has_both_cells(tmp_path: Path) -> None:
    table = "Organization,Website,Initiatives\nOak Society,oak.example,Tree day\nOak Society,oak.test,Leaf day\n"
    public = brought(tmp_path, table).plan.public
    cells = {value.key: value.source for value in public}
    assert cells["initiatives"] == "p.csv, C2 and C3"
    assert cells["website"] == "p.csv, B2"


def test_needs_are_public_at_once(tmp_path: Path) -> None:
    public = brought(tmp_path, NEEDS).plan.public
    said = [(value.shown, value.key, value.texts, value.source) for value in public]
    assert said == [
        (Shown.AT_ONCE, "groups", ("Other: Night workers",), "p.csv, A2 and A3"),
        (Shown.AT_ONCE, "groups", ("Young people",), "p.csv, A2 and A3"),
    ]


@pytest.mark.parametrize(
    ("listing", "relationship", "shown"),
    [
        ("", "existing", Shown.ONCE_NAMED),
        ("listing:\n  consent: refused\n", "existing", Shown.ONCE_NAMED),
        ("listing:\n  consent: 2026-01-02\n", "existing", Shown.AT_ONCE),
        ("listing:\n  consent: 2026-01-02\n  until: 2026-02-01\n", "existing", Shown.ONCE_NAMED),
        ("listing:\n  consent: 2026-12-24\n", "existing", Shown.ONCE_NAMED),
        ("listing:\n  consent: 2026-01-02\n", "former", Shown.ONCE_NAMED),
    ],
    ids=["not asked", "refused", "agreed", "expired", "begins later", "former"],
)
def test_consent_says_when(listing: str, relationship: str, shown: Shown, tmp_path: Path) -> None:
    partner = UNNAMED.format(listing=listing, relationship=relationship)
    plan = brought(tmp_path, "Organization,Initiatives\nElm Fund,Open purse\n", partner, write=True).plan
    assert [(value.shown, value.texts) for value in plan.public] == [(shown, ("Open purse",))]
    view = repr(public_view(coalition_in(tmp_path / "town"), TODAY))
    assert ("Open purse" in view) is (shown is Shown.AT_ONCE)


def test_consent_makes_public_what_the_content_says_already(tmp_path: Path) -> None:
    partner = UNNAMED.format(listing="", relationship="existing")
    table = "Timestamp,Organization,May we list your organization?\n11/16/2026 10:30:00,Elm Fund,Yes\n"
    public = brought(tmp_path, table, partner).plan.public
    said = {value.key: (value.shown, value.source) for value in public}
    assert said["named"] == (Shown.AT_ONCE, "p.csv, C2")
    assert said["profile"] == (Shown.AT_ONCE, "content/partners/elm-fund.md")


def test_what_is_public_already_is_not_said_again(tmp_path: Path) -> None:
    partner = UNNAMED.format(listing="listing:\n  consent: 2026-01-02\n", relationship="existing")
    plan = brought(tmp_path, "Organization,Website,Notes\nElm Fund,https://elm.example,Owes rent\n", partner).plan
    assert plan.public == ()
    assert plan.changed != []
    assert report(plan).startswith("What could become public: nothing\n\nColumns of p.csv")


def test_every_plan_begins_with_it(tmp_path: Path) -> None:
    plan = brought(tmp_path, SHEET).plan
    assert report(plan).startswith("What could become public: ")
    data = plan_data(plan, [], [])
    assert next(iter(data)) == "public"
    (profile,) = [each for each in data["public"] if each["key"] == "profile" and each["partner"] == "River Arts"]
    assert profile == {
        "shown": "once named",
        "key": "profile",
        "partner": "River Arts",
        "texts": ["Paints walls."],
        "cells": [{"file": "p.csv", "sheet": "", "row": 3, "cell": "C3"}],
        "source": "p.csv, C3",
        "from_list": False,
    }


def test_a_long_plan_is_cut_by_kind_so_that_no_kind_is_hidden(tmp_path: Path) -> None:
    rows = "".join(f"Place {number},Story {number}. {'More of it. ' * 60}End {number}.\n" for number in range(12))
    plan = brought(tmp_path, f"Organization,Mission\n{rows}").plan
    short, whole = report(plan).partition("\n\n")[0], report(plan, whole=True).partition("\n\n")[0]
    assert short.count("profile of Place") == 10
    assert short.count("name: Place") == 10
    assert short.count("… and 2 more; --long shows them") == 2
    assert "End 0." not in short
    assert [number for number in range(12) if f"End {number}. (p.csv, B{number + 2})" not in whole] == []


def test_an_open_folder_is_read_before_anybody_is_named(tmp_path: Path) -> None:
    project = small_project(tmp_path / "town", {})
    (project / "content/coalition.yml").write_text(f"{SMALL}team_content: ../team\n", encoding="utf-8")
    (tmp_path / "team").mkdir()
    plan = brought(tmp_path, "Organization,Type\nOak Society,Nonprofit\nBo Finch,Resident\n").plan
    said = report(plan).partition("\n\n")[0]
    assert said.endswith("All of it stands in content/ at once, for whoever may look into that folder.")
    # A resident who did not agree has no file there at all.
    assert {value.partner for value in plan.public} == {"Oak Society"}


def test_profiles_of_a_second_table_are_asked_about_too(tmp_path: Path) -> None:
    table = "Organization,Type\nOak Society,Nonprofit\n\nOrganization,Description\nRiver Arts,Owes us rent.\n"
    plan = brought(tmp_path, table).plan
    assert [(question.about, question.words, question.samples) for question in plan.questions] == [
        ("profile", "Description", ("Owes us rent.",))
    ]
    assert all(not file.body for file in plan.files)


def test_nothing_of_the_teams_is_among_what_could_become_public(tmp_path: Path) -> None:
    open_heads = ("Organization", "Short name", "Assets", "Initiatives", "Website", "Mission")
    candid = ("Motivations", "Strengths", "Barriers", "Notes", "Contact", "Title", "Email", "Phone", "Address", "Roles")
    heads = (*open_heads, *candid, "Description", "What nobody knows", "Type")
    words = {head: f"Marker {number}" for number, head in enumerate(heads)}
    words |= {"Website": "https://marker4.example", "Email": "marker@river.example", "Type": "Nonprofit"}
    table = f"{','.join(heads)}\n{','.join(words[head] for head in heads)}\n"
    public = brought(tmp_path, table).plan.public
    said = {text for value in public if not value.from_list for text in value.texts}
    assert said == {words[head] for head in open_heads}


@pytest.mark.parametrize(
    ("head", "is_public"),
    [
        ("Mission", True),
        ("Mission statement (for the website)", True),
        ("Mission/Summary", True),
        ("What is your organization\N{RIGHT SINGLE QUOTATION MARK}s mission?", True),
        ("About us", True),
        ("Public description", True),
        ("Summary", False),
        ("About", False),
        ("Profile", False),
        ("Mision statment", False),
        ("What do you think of the mission of our coalition?", False),
        ("Please describe your organization", False),
        ("Account Description", False),
    ],
)
def test_a_head_says_beyond_doubt_that_everybody_may_read(head: str, is_public: bool, tmp_path: Path) -> None:
    plan = brought(tmp_path, f"Organization,Type,{head}\nOak Society,Nonprofit,Plants trees.\n").plan
    (partner,) = plan.files
    assert partner.body == ("Plants trees.\n" if is_public else "")
    proposed = {question.proposed for question in plan.questions}
    assert proposed == ({"public profile"} if is_public else {"notes"})

"""The editor where the team has a folder of its own: each value goes to its side of the two."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.validate.project import check
from tests.support.building import TODAY, small_project
from tests.support.editing import PARTNER, Editing, controls_of, editing, words_of_page

OPEN, TEAM = "content/partners/elm-fund.md", "../team/partners/elm-fund.md"
OF_TEAM = "---\nteam:\n  notes: Careful.   # said in May\n---\n"
NEEDS = "# Ours\ngroups:\n  - young-people\n  - option: Residents with low incomes\nareas:\n  - Housing stability\n"
NOTES = "groups:\n  - option: Young people # asked\n    note: Ask the school.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    project = small_project(tmp_path / "town", {"partners/elm-fund.md": PARTNER, "needs.yml": NEEDS})
    settings = project / "content/coalition.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "team_content: ../team\n", encoding="utf-8")
    (tmp_path / "team/partners").mkdir(parents=True)
    (tmp_path / "team/partners/elm-fund.md").write_text(OF_TEAM, encoding="utf-8")
    (tmp_path / "team/needs.yml").write_text(NOTES, encoding="utf-8")
    with editing(project) as desk:
        yield desk


def test_what_is_the_teams_goes_into_its_folder_and_comes_back_by_undoing(desk: Editing) -> None:
    touched = {
        "website": "https://elm.example",
        "team__motivations": "Roofs.",
        "outreach__because__en": "You are near.",
    }
    assert desk.fill("edit/partner/elm-fund", listing__how="By letter", body="Lends.", **touched).status_code == 303
    public = PARTNER.replace("type:", "website: https://elm.example\ntype:").replace("Gives", "Lends")
    assert desk.text(OPEN) == public
    team = desk.text(TEAM)
    assert "  notes: Careful.   # said in May\n" in team
    assert all(text in team for text in ("motivations: Roofs.", "because: You are near.", "listing:\n  how: By letter"))
    form = controls_of(desk.get("edit/partner/elm-fund").text)
    assert (form["team.motivations"], form["website"]) == (["Roofs."], ["https://elm.example"])
    desk.post("edit/undo", {})
    assert (desk.text(OPEN), desk.text(TEAM)) == (PARTNER, OF_TEAM)


def test_a_form_that_nobody_touched_changes_neither_side(desk: Editing) -> None:
    for path in ("partner/elm-fund", "needs"):
        assert desk.post(f"edit/{path}", desk.form(f"edit/{path}")).status_code == 303
    texts = [desk.text(path) for path in (OPEN, TEAM, "content/needs.yml", "../team/needs.yml")]
    assert texts == [PARTNER, OF_TEAM, NEEDS, NOTES]


def test_who_stands_in_the_teams_folder_whole_is_seen_by_nobody_else(desk: Editing) -> None:
    (desk.project / "../team/partners/ash.md").write_text(PARTNER.replace("Elm", "Ash"), encoding="utf-8")
    coalition = check(desk.project, TODAY).validated.coalition
    assert coalition is not None
    assert [partner.id for partner in public_view(coalition, TODAY).partners] == ["elm-fund"]
    told = "This partner stands in the team's own folder: the public site neither names nor counts it."
    assert told in words_of_page(desk.get("edit/partner/ash").text)
    assert "everybody can read this" in words_of_page(desk.get("edit/partner/elm-fund").text)


def test_a_new_partner_has_its_notes_there_and_is_removed_from_both(desk: Editing) -> None:
    desk.fill("edit/partner/new", name__en="Oak Society", type="nonprofit", relationship="potential")
    assert desk.fill("edit/partner/oak-society", team__notes="Slow.").status_code == 303
    assert desk.text("../team/partners/oak-society.md") == "---\nteam:\n  notes: Slow.\n---\n"
    assert "Slow" not in desk.text("content/partners/oak-society.md")
    assert desk.post("edit/partner/oak-society/rename", {"new": "oak"}).status_code == 303
    assert desk.text("../team/partners/oak.md") == "---\nteam:\n  notes: Slow.\n---\n"
    assert desk.post("edit/partner/oak/remove", {}).status_code == 303
    assert sorted(file.name for file in (desk.project.parent / "team/partners").iterdir()) == ["elm-fund.md"]
    desk.post("edit/undo", {})
    assert desk.text("../team/partners/oak.md") == "---\nteam:\n  notes: Slow.\n---\n"


def test_notes_of_needs_stand_in_the_teams_folder(desk: Editing) -> None:
    form = desk.form("edit/needs")
    assert form["groups.note.young-people"] == ["Ask the school."]
    low, housing = "groups.note.residents-with-low-incomes", "areas.note.housing-stability"
    assert desk.post("edit/needs", form | {low: "Half rent.", housing: "Evictions."}).status_code == 303
    assert desk.text("content/needs.yml") == NEEDS
    assert desk.text("../team/needs.yml") == (
        f"{NOTES}  - option: Residents with low incomes\n    note: Half rent.\n"
        "areas:\n  - option: Housing stability\n    note: Evictions.\n"
    )
    # What is needed no more takes its note along; another note changes one line.
    form = desk.form("edit/needs", areas=[]) | {"groups.note.young-people": "Ask the choir."}
    assert desk.post("edit/needs", form).status_code == 303
    assert desk.text("content/needs.yml") == NEEDS.replace("  - Housing stability\n", "")
    assert desk.text("../team/needs.yml") == (
        f"{NOTES.replace('school', 'choir')}  - option: Residents with low incomes\n    note: Half rent.\nareas:\n"
    )


def test_invites_and_pages_of_the_team_are_begun_there(desk: Editing) -> None:
    desk.fill("edit/invite/new?partner=elm-fund", member="Ada Moreno", sender="jo")
    assert "- member: Ada Moreno\n" in desk.text("../team/invites.yml")
    desk.fill("edit/page/new", title="How we pay", audience="team", body="Cash.")
    assert desk.text("../team/pages/how-we-pay.md").endswith("audience: team\n---\nCash.\n")
    desk.fill("edit/page/how-we-pay", body="Checks.")
    assert desk.text("../team/pages/how-we-pay.md").endswith("Checks.\n")
    assert not (desk.project / "content/invites.yml").exists()
    assert not (desk.project / "content/pages").exists()
    assert desk.desk.session.coalition is not None


def test_what_others_wrote_there_meanwhile_is_asked_for(desk: Editing) -> None:
    form = desk.form("edit/partner/elm-fund", team__notes="Bold.")
    (desk.project / TEAM).write_text(OF_TEAM.replace("Careful", "Shy"), encoding="utf-8")
    answer = desk.post("edit/partner/elm-fund", form)
    assert answer.status_code == 409
    assert "Shy." in answer.text
    assert desk.text(TEAM) == OF_TEAM.replace("Careful", "Shy")


def test_without_the_folder_the_public_part_is_saved_and_no_half_of_it_is_made(desk: Editing) -> None:
    (desk.project.parent / "team").rename(desk.project.parent / "gone")
    assert desk.fill("edit/partner/elm-fund", website="https://elm.example").status_code == 303
    answer = desk.fill("edit/partner/elm-fund", team__notes="Bold.")
    assert answer.status_code == 422
    assert "The team's folder ../team is not here" in words_of_page(answer.text)
    assert controls_of(answer.text)["team.notes"] == ["Bold."]
    assert not (desk.project.parent / "team").exists()

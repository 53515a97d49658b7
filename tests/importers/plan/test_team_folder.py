"""Imports where the team has a folder of its own: what is candid lands there, what is public in the content."""

from pathlib import Path

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.importers.plan.report import report
from tests.support.building import SMALL, small_project
from tests.support.importing import TODAY, coalition_in, imported, planned

PARTNER = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\nGives.\n"
SHEET = """Organization,Type,Assets,Contact,Phone,Notes,Strengths,Roles
Elm Fund,Nonprofit,A bus,Ana Ruiz,0155,Owes rent,Feeds all,Champion (Ana Ruiz)
Harbor Legal Aid,Nonprofit,,Noor Haddad,0156,,,
Plain Store,Business,,,,,,
"""
INVITES = "Member,Organization,Sender,Status\nAna Ruiz,Elm Fund,Jo Park,sent\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = small_project(tmp_path / "town", {"partners/elm-fund.md": PARTNER})
    (made / "content/coalition.yml").write_text(f"{SMALL}team_content: ../team\n", encoding="utf-8")
    (tmp_path / "team").mkdir()
    (tmp_path / "team/README.md").write_text("Ours.\n", encoding="utf-8")
    (tmp_path / "p.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "i.csv").write_text(INVITES, encoding="utf-8")
    return made


def test_candid_columns_land_in_the_teams_folder(project: Path, tmp_path: Path) -> None:
    done = imported(project, tmp_path / "p.csv", tmp_path / "i.csv")
    assert [*done.change.files] == [
        "content/partners/elm-fund.md",
        "../team/partners/elm-fund.md",
        "content/partners/harbor-legal-aid.md",
        "../team/partners/harbor-legal-aid.md",
        "content/partners/plain-store.md",
        "../team/invites.yml",
    ]
    said = report(done.plan)
    assert "Added: 2 partners, 1 file of the team's, 1 invite\n" in said
    assert "Changed: 1 partner, 1 file of the team's\n" in said
    assert "  ../team/partners/elm-fund.md (p.csv, row 2)\n    outreach.roles: + Champion (Ana Ruiz)" in said
    open_texts = "".join(
        file.read_text(encoding="utf-8") for file in (project / "content").rglob("*") if file.is_file()
    )
    assert [
        word for word in ("Owes", "Feeds", "Ana Ruiz", "Noor", "0155", "0156", "Champion") if word in open_texts
    ] == []
    assert "- A bus\n" in open_texts
    assert (tmp_path / "team/partners/harbor-legal-aid.md").read_text(encoding="utf-8") == (
        "---\nteam:\n  people:\n    - name: Noor Haddad\n      phone: 0156\n---\n"
    )
    partner = coalition_in(project).partners["elm-fund"]
    assert (partner.team.notes, partner.team.strengths) == ("Owes rent", "Feeds all")
    assert [invite.partner for invite in coalition_in(project).invites] == ["elm-fund"]
    assert not planned(project, tmp_path / "p.csv", tmp_path / "i.csv").change


def test_what_is_there_is_changed_where_it_stands(project: Path, tmp_path: Path) -> None:
    (tmp_path / "team/partners").mkdir()
    file = tmp_path / "team/partners/elm-fund.md"
    file.write_text("---\n# Ours.\nteam:\n  people:\n    - name: Ana Ruiz\n---\n", encoding="utf-8")
    imported(project, tmp_path / "p.csv")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("---\n# Ours.\n")
    assert "    - name: Ana Ruiz\n      phone: 0155\n" in text
    assert "  strengths: Feeds all\n" in text


RESIDENTS = """Timestamp,Your name,Email,Name of your organization,What type of organization are you?,May we list you?
10/14/2026 10:00:00,Rosa Peña,rosa@home.example,Rosa Peña,Resident,"No, please keep my name private"
10/15/2026 11:00:00,Tom Hall,tom@home.example,Tom Hall,Resident,Yes
"""


def test_a_resident_who_refuses_stands_in_the_teams_folder_whole(project: Path, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(RESIDENTS, encoding="utf-8")
    before = public_view(coalition_in(project), TODAY)
    done = imported(project, tmp_path / "r.csv")
    assert [*done.change.files] == [
        "../team/partners/resident-1.md",
        "content/partners/tom-hall.md",
        "../team/partners/tom-hall.md",
    ]
    open_texts = "".join(
        file.read_text(encoding="utf-8") + file.name for file in (project / "content").rglob("*") if file.is_file()
    )
    assert [word for word in ("Rosa", "Peña", "rosa", "resident-1", "refused") if word in open_texts] == []
    coalition = coalition_in(project)
    assert coalition.team_partners == {"resident-1"}
    resident = coalition.partners["resident-1"]
    assert (resident.listing.consent, resident.team.people[0].name) == ("refused", "Rosa Peña")
    assert coalition.partner_file("resident-1", "name") == "../team/partners/resident-1.md"
    # Nobody sees from the public site that there is one more, and the second time nothing is new.
    (project / "content/partners/tom-hall.md").unlink()
    (tmp_path / "team/partners/tom-hall.md").unlink()
    assert public_view(coalition_in(project), TODAY) == before
    (tmp_path / "r.csv").write_text("\n".join(RESIDENTS.split("\n")[:2]), encoding="utf-8")
    assert not planned(project, tmp_path / "r.csv").change

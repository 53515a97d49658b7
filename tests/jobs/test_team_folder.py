"""The team's own folder: the same sites from two places, nothing private in the open one, and builds without it."""

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from coalition_site.derive.team.assemble import team_view
from coalition_site.jobs.build import BuildOptions, build
from coalition_site.jobs.changes import what_changed
from coalition_site.model.audience import Audience
from coalition_site.model.coalition import Coalition
from coalition_site.progress import QuietProgress
from tests.support.building import (
    PROJECT,
    TODAY,
    build_project,
    coalition_of,
    files_of_sites,
    small_project,
    with_small_documents,
)
from tests.support.canary import Canaries, write_canaries
from tests.support.repositories import Repository, partner_file, repository
from tests.support.starting import new_coalition, run

pytestmark = pytest.mark.xdist_group("team-folder")
DAY = TODAY.isoformat()


@dataclass(frozen=True)
class Town:
    """A coalition whose every text is a marker, separated; and its coalition as it was in one folder."""

    project: Path
    team: Path
    canaries: Canaries
    before: Coalition


def _separate(project: Path, *words: str) -> str:
    done = run("team-folder", "../team", "--project", str(project), "--today", DAY, *words)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("separated")
    project = folder / "town"
    canaries = write_canaries(project)
    # What no stage reads stays where it is.
    for file in (project / "content").rglob("*bystander*"):
        file.unlink()
    before = coalition_of(project)
    _separate(project)
    return Town(project, folder / "team", canaries, before)


def _texts(folder: Path, but: str = "") -> str:
    return "\n".join(
        f"{file.relative_to(folder)}\n{file.read_bytes().decode('utf-8', 'replace')}"
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.parent.name != but
    )


def test_nothing_of_the_teams_stays_in_the_open_folder(town: Town) -> None:
    team = [text for text in town.canaries.team if text.startswith("zq-") and "-bystander-" not in text]
    assert len(team) > 60
    # Pictures stay, as signatures do, and the command says so; the texts that show them go.
    everywhere = _texts(town.project / "content", but="images")
    there = _texts(town.team) + _texts(town.project / "content/images")
    assert [text for text in team if text in everywhere] == []
    assert [text for text in team if text not in there] == []
    # Of what is said to a partner, the team's folder has all of partners and invites; settings and wording stay.
    said = [text for text in town.canaries.letters if f"zq-{Audience.PARTNER}-invite" in text or "-because-" in text]
    assert said
    assert [text for text in said if text in everywhere] == []


def test_it_is_the_same_coalition(town: Town) -> None:
    after = coalition_of(town.project)
    for name in ("partners", "needs", "invites", "pages", "vocabulary"):
        assert getattr(after, name) == getattr(town.before, name), name
    assert after.team_folder == "../team"
    assert not after.public_only


def test_the_public_site_is_the_same_without_the_teams_folder(town: Town, tmp_path: Path) -> None:
    """Nothing that is not public is found in what is the same bytes as a site made by somebody who has none of it."""
    with_team, absent = tmp_path / "with", tmp_path / "town" / "content"
    build_project(town.project, with_team, with_pdf=False)
    shutil.copytree(town.project / "content", absent)
    built = build_project(absent.parent, tmp_path / "without", with_pdf=False)
    assert built.public_only
    assert not (tmp_path / "without/workbook").exists()
    one, other = files_of_sites(with_team), files_of_sites(tmp_path / "without")
    assert {path for path in one if path.startswith("site/")} == other.keys()
    assert [path for path, data in other.items() if one[path] != data] == []
    everything = b"".join(other.values()).decode("utf-8", "replace")
    assert [text for text in town.canaries.not_public if text.startswith("zq-") and text in everything] == []
    shown = "".join(data.decode("utf-8", "replace") for path, data in one.items() if path.endswith(".html"))
    assert [text for text in town.canaries.team if "-team-notes-" in text and text not in shown] == []


def test_the_last_workbook_stays_where_the_teams_folder_is_gone(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "town")
    _separate(project)
    build_project(project, project / "build", with_pdf=False)
    before = files_of_sites(project / "build")
    (tmp_path / "team").rename(tmp_path / "gone")
    done = run("build", "--no-pdf", "--project", str(project), "--today", DAY)
    assert done.exit_code == 0
    assert "warning[team-content-absent]" in done.output
    assert "letters and tables: the team's folder ../team is not here; those of the last build stay" in done.output
    assert files_of_sites(project / "build") == before
    sheet = tmp_path / "partners.csv"
    sheet.write_text("Organization,Type\nElm Fund,Nonprofit\n", encoding="utf-8")
    for command in (("letters",), ("sent", "Alex Example"), ("import", str(sheet), "--yes")):
        refused = run(*command, "--project", str(project))
        assert refused.exit_code == 1, command
        assert "the team's folder ../team is not here, and invites stand there" in refused.output
    checked = run("check", "--project", str(project), "--today", DAY)
    assert (checked.exit_code, "0 errors, 1 warning" in checked.output) == (0, True)


def _pdfs_in_store(output: Path) -> set[str]:
    return {file.name for file in (output / ".cache/store").iterdir() if b"%PDF" in file.read_bytes()[:20]}


@pytest.mark.slow("builds five times")
def test_without_the_teams_folder_nothing_piles_up_and_nothing_of_the_team_is_forgotten(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "town")
    _separate(project)
    output = project / "build"
    build_project(project, output, with_pdf=False)
    workbook = {file: file.stat().st_ino for file in (output / "workbook").rglob("*.html")}
    (tmp_path / "team").rename(tmp_path / "gone")
    settings, sizes = project / "content/coalition.yml", []
    for number in range(3):
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("community: ", f"community: {number} "), encoding="utf-8")
        assert build_project(project, output, with_pdf=False).public_only
        sizes.append(len(list((output / ".cache/store").iterdir())))
    assert len(set(sizes)) == 1
    settings.write_text(settings.read_text(encoding="utf-8").replace("2 1 0 ", ""), encoding="utf-8")
    (tmp_path / "gone").rename(tmp_path / "team")
    build_project(project, output, with_pdf=False)
    again = {file for file, number in workbook.items() if file.stat().st_ino == number}
    assert {file.name for file in workbook.keys() - again} <= {
        "404.html",
        "worksheet-form.html",
        "worksheet-form.es.html",
    }


def test_a_change_in_the_teams_folder_makes_again_what_shows_it_and_nothing_else(tmp_path: Path) -> None:
    project, team = small_project(tmp_path / "town", {"partners/elm-fund.md": PARTNER}), tmp_path / "team"
    _separate(project)
    output = with_small_documents(project / "build")
    build_project(project, output)
    stored, before = _pdfs_in_store(output), files_of_sites(output)
    file = team / "partners/elm-fund.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  people:", "  barriers: Nobody answers the phone.\n  people:"), encoding="utf-8")
    build_project(project, output)
    now = files_of_sites(output)
    # The home page of the workbook says how large the worksheet is, which may be another number.
    changed = {path for path, data in now.items() if before.get(path) != data} - {"workbook/index.html"}
    assert changed == {
        "workbook/assets/coalition/search-index.en.js",
        "workbook/coalition.json",
        "workbook/partners.pdf",
        "workbook/partners/elm-fund.html",
        "workbook/worksheet-large.pdf",
        "workbook/worksheet.html",
        "workbook/worksheet.pdf",
    }
    # Of what is stored, only the documents that show it are new, with the pieces that they are bound from.
    pdfs = {path for path in changed if path.endswith(".pdf")}
    new = _pdfs_in_store(output) - stored
    assert len(pdfs) <= len(new) < len(stored) / 3
    # Without the folder, the public site has the same documents too.
    team.rename(tmp_path / "gone")
    assert build_project(project, output).public_only
    assert "site/worksheet-blank.pdf" in now
    assert files_of_sites(output) == now


@pytest.mark.parametrize("example", [PROJECT, PROJECT / "examples/drug-free-communities"])
def test_every_example_can_be_separated(example: Path, tmp_path: Path) -> None:
    shutil.copytree(example / "content", tmp_path / "town/content")
    before = coalition_of(tmp_path / "town")
    _separate(tmp_path / "town")
    after = coalition_of(tmp_path / "town")
    places = {key: getattr(before, key) for key in ("settings", "team_folder", "images", "team_meetings")}
    assert {copy.text for copy in after.sent.values()} == {copy.text for copy in before.sent.values()}
    assert replace(after, **places, sent=before.sent) == before
    done = run("team-folder", "../other", "--project", str(tmp_path / "town"), "--today", DAY)
    assert (done.exit_code, "names ../team as the team's folder already" in done.output) == (1, True)


def test_separating_is_shown_first_and_overwrites_nothing(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "town")
    before = _texts(tmp_path)
    said = _separate(project, "--dry-run")
    assert "written  ../team/partners/example-savings-circle.md" in said
    assert "moved    content/invites.yml" in said
    assert _texts(tmp_path) == before
    (tmp_path / "team").mkdir()
    (tmp_path / "team/invites.yml").write_text("- member: Mine\n", encoding="utf-8")
    done = run("team-folder", "../team", "--project", str(project), "--today", DAY)
    assert done.exit_code == 1
    assert f"these exist already in {project}, and nothing is overwritten:\n  ../team/invites.yml\n" in done.output
    assert (tmp_path / "team/invites.yml").read_text(encoding="utf-8") == "- member: Mine\n"
    for wrong in ("content", "build", "..", "~/team"):
        refused = run("team-folder", wrong, "--project", str(project), "--today", DAY)
        assert (refused.exit_code, refused.output.endswith("Nothing was moved.\n")) == (1, True)


PARTNER = """\
---
name: Elm Fund
type: Nonprofit
relationship: potential
# Told by Noor.
team: # all of it
  notes: |-
    One.

    Two.
  people:
  - name: Ana Ruiz
# A word about the listing.
listing:
  consent: 2026-01-02
  how: By phone # in May
---
Gives.

team: is no key here.
"""


def test_a_moved_block_takes_its_comments_and_leaves_every_other_line(tmp_path: Path) -> None:
    project = small_project(tmp_path / "town", {"partners/elm-fund.md": PARTNER})
    _separate(project)
    moved = "# Told by Noor.\nteam: # all of it\n  notes: |-\n    One.\n\n    Two.\n  people:\n  - name: Ana Ruiz\n"
    how = "  how: By phone # in May\n"
    left = (project / "content/partners/elm-fund.md").read_text(encoding="utf-8")
    assert left == PARTNER.replace(moved, "").replace(how, "")
    assert (tmp_path / "team/partners/elm-fund.md").read_text("utf-8") == f"---\n{moved}listing:\n{how}---\n"


def test_what_cannot_be_moved_line_by_line_is_said(tmp_path: Path) -> None:
    text = "---\n{name: Elm Fund, type: Nonprofit, relationship: potential, team: {notes: They owe rent.}}\n---\n"
    project = small_project(tmp_path / "town", {"partners/elm-fund.md": text})
    done = run("team-folder", "../team", "--project", str(project), "--today", DAY)
    assert done.exit_code == 1
    assert "content/partners/elm-fund.md:2:" in done.output
    assert "move team by hand" in done.output
    assert not (tmp_path / "team").exists()


INVITE = "- member: Ana Ruiz\n  partner: clinic\n  sender: jo\n  status: {}\n"


def _town_with_history(folder: Path) -> tuple[Repository, Repository]:
    town, team = repository(folder / "town"), repository(folder / "team")
    settings = (small_project(folder / "small") / "content/coalition.yml").read_text(encoding="utf-8")
    town.commit(
        "2026-06-10T12:00:00Z",
        {
            "content/coalition.yml": f"{settings}team_content: ../team\n",
            "content/partners/clinic.md": partner_file("Forest City Clinic"),
        },
    )
    return town, team


def test_what_changed_is_known_from_the_history_of_both_folders(tmp_path: Path) -> None:
    town, team = _town_with_history(tmp_path)
    team.commit("2026-06-10T12:00:00Z", {"invites.yml": INVITE.format("sent"), "sent/note.txt": ""})
    team.write({"invites.yml": INVITE.format("accepted")})
    changes = what_changed(coalition_of(town.folder), town.folder, TODAY, date(2026, 11, 1))
    assert changes is not None
    assert [str(each) for each in changes.found] == ["Forest City Clinic accepted"]
    assert not changes.partly


def test_without_a_history_of_the_teams_folder_invites_are_left_out(tmp_path: Path) -> None:
    town, team = _town_with_history(tmp_path)
    team.write({"invites.yml": INVITE.format("accepted")})
    town.commit("2026-11-10T12:00:00Z", {"content/partners/elm.md": partner_file("Elm Fund")})
    changes = what_changed(coalition_of(town.folder), town.folder, TODAY, date(2026, 11, 1))
    assert changes is not None
    assert [str(each) for each in changes.found] == ["Elm Fund was added as an existing partner"]
    assert changes.partly
    options = BuildOptions(town.folder, town.folder / "build", TODAY, changes_since=date(2026, 11, 1), with_pdf=False)
    build(coalition_of(town.folder), options, QuietProgress())
    assert "Elm Fund" in (town.folder / "build/workbook/changes.html").read_text(encoding="utf-8")


def test_a_letter_that_was_sent_is_kept_in_the_teams_folder(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "town")
    _separate(project)
    done = run("sent", "Sam Example", "--project", str(project), "--with-gaps")
    assert done.exit_code == 0, done.output
    assert "  ../team/invites.yml: status: sent" in done.output
    assert [file.suffix for file in sorted((tmp_path / "team/sent").iterdir())] == [".pdf", ".txt"]
    assert not (project / "content/sent").exists()
    assert "status: sent\n" in (tmp_path / "team/invites.yml").read_text(encoding="utf-8")


def test_gaps_and_what_to_mend_name_the_file_that_holds_them(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "town")
    _separate(project)
    for name, taken in (
        ("invites.yml", "  address:\n    - 31 Elm Street\n    - Our Town 00000\n"),
        ("partners/example-bakery.md", "  people:\n    - name: Sam Example\n"),
    ):
        file = tmp_path / "team" / name
        text = file.read_text(encoding="utf-8")
        assert taken in text
        left = text.replace(taken, "").replace("      title: Owner\n      email: sam@bakery.example\n", "")
        file.write_text(left, encoding="utf-8")
    public = project / "content/partners/example-bakery.md"
    public.write_text(public.read_text(encoding="utf-8").replace(f"  reviewed: {TODAY}\n", ""), encoding="utf-8")
    view = team_view(coalition_of(project), TODAY)
    places = [finding.place for kind in view.quality for finding in kind.findings]
    assert '../team/invites.yml: address of "Sam Example"' in places
    assert "../team/partners/example-bakery.md: team.people" in places
    assert "content/partners/example-bakery.md: listing.reviewed" in places
    gaps = [place for letter in view.letters for place in letter.gap_places]
    assert gaps == ['../team/invites.yml: address of "Sam Example"']

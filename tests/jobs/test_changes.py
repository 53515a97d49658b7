"""What changed, in a whole build: in the workbook, never on the public site, and only where there is a history."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from coalition_site.derive.changes.record import Changes
from coalition_site.derive.team.assemble import team_view
from coalition_site.jobs.build import BuildOptions, build
from coalition_site.jobs.changes import what_changed
from coalition_site.progress import QuietProgress
from coalition_site.render.environment import html_environment
from coalition_site.render.pages import Offered
from coalition_site.render.workbook import render_workbook
from tests.support.building import coalition_of, small_project, with_templates
from tests.support.command_line import coalition
from tests.support.repositories import SETTINGS, Repository, partner_file, repository

TODAY = date(2026, 11, 23)
INVITE = "- member: Ana Ruiz\n  partner: clinic\n  sender: jo\n  status: {}\n"
NEEDS = "areas: [Housing stability, Digital access]\n"


@pytest.fixture
def town(tmp_path: Path) -> Repository:
    """A clinic that was invited in summer, and accepted in a file that is not committed."""
    made = repository(tmp_path / "town")
    first = {"content/coalition.yml": SETTINGS, "content/needs.yml": NEEDS}
    clinic = {
        "content/partners/clinic.md": partner_file("Forest City Clinic"),
        "content/invites.yml": INVITE.format("sent"),
    }
    made.commit("2026-06-10T12:00:00Z", first | clinic)
    for name in ("one", "two", "three"):
        works = {"works_on": "[Housing stability]"}
        made.commit("2026-11-10T12:00:00Z", {f"content/partners/{name}.md": partner_file(f"New {name}", **works)})
    made.write({"content/invites.yml": INVITE.format("accepted")})
    return made


def _changes(made: Repository, since: date | None = None) -> Changes | None:
    return what_changed(coalition_of(made.folder, TODAY), made.folder, TODAY, since)


def _found(changes: Changes | None) -> list[str]:
    assert changes is not None
    return [str(change) for change in changes.found]


def _pages(made: Repository, since: date | None = None) -> dict[str, str]:
    """The pages of the workbook as HTML, by their paths."""
    view = team_view(coalition_of(made.folder, TODAY), TODAY, changes=_changes(made, since))
    pages = render_workbook(view, html_environment(None, "en"), offered=Offered(with_pdf=False)).pages
    return {str(page.path): page.html for page in pages}


def test_the_workbook_says_what_changed_in_the_coalitions_words(town: Repository) -> None:
    pages = _pages(town)
    assert "since October 24, 2026" in pages["changes.md"]
    for words in (
        ">Forest City Clinic</a> accepted",
        ">New one</a> was added",
        ">Housing stability</a> is no longer a gap",
    ):
        assert words in pages["changes.md"]
    for words in ("Forest City Clinic accepted", "Housing stability is no longer a gap"):
        assert words in pages["index.md"]


def test_the_public_site_is_the_same_with_and_without_a_history(town: Repository, tmp_path: Path) -> None:
    sites = []
    for name in ("with", "without"):
        output = with_templates(tmp_path / name)
        build(
            coalition_of(town.folder, TODAY), BuildOptions(town.folder, output, TODAY, with_pdf=False), QuietProgress()
        )
        assert (output / "workbook" / "changes.html").exists() is (name == "with")
        assert ("What changed" in (output / "workbook" / "index.html").read_text("utf-8")) is (name == "with")
        site = output / "site"
        sites.append({file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()})
        shutil.rmtree(town.folder / ".git", ignore_errors=True)
    assert sites[0] == sites[1]


def test_a_day_may_be_asked_for(town: Repository) -> None:
    assert _found(_changes(town, date(2026, 11, 20))) == ["Forest City Clinic accepted"]
    first = _changes(town, date(2026, 1, 1))
    assert first is not None
    assert first.first == date(2026, 6, 10)
    page = _pages(town, date(2026, 1, 1))["changes.md"]
    assert "since the content came into git on June 10, 2026" in page


def test_the_last_meeting_is_taken_once_it_is_over(town: Repository) -> None:
    town.write({"content/coalition.yml": SETTINGS + "meeting:\n  date: 2026-11-12\n"})
    assert _found(_changes(town)) == ["Forest City Clinic accepted"]
    assert "since the meeting on November 12, 2026" in _pages(town)["changes.md"]


def test_without_changes_the_page_says_so(town: Repository) -> None:
    town.commit("2026-11-15T12:00:00Z", {})
    page = _pages(town, date(2026, 11, 20))["changes.md"]
    assert "Nothing changed since November 20, 2026." in page
    assert "are as they were" in page


def test_mistakes_of_the_past_do_not_stop_a_build(town: Repository) -> None:
    town.commit("2026-11-12T12:00:00Z", {"content/partners/clinic.md": "broken"})
    town.write({"content/partners/clinic.md": partner_file("Forest City Clinic")})
    changes = _changes(town, date(2026, 11, 15))
    assert changes is not None
    assert changes.partly
    assert "has mistakes and cannot be read" in _pages(town, date(2026, 11, 15))["changes.md"]
    town.commit("2026-11-16T12:00:00Z", {"content/coalition.yml": "broken: ["})
    town.write({"content/coalition.yml": SETTINGS})
    assert "changes.md" in _pages(town, date(2026, 11, 20))
    town.commit("2026-11-17T12:00:00Z", {"content/vocabulary.yml": "broken: ["})
    town.write({"content/vocabulary.yml": None})
    assert _changes(town, date(2026, 11, 20)) is None
    assert "changes.md" not in _pages(town, date(2026, 11, 20))


def test_the_program_says_when_it_cannot_tell(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    with_templates(project / "build")
    words = ("build", "--no-pdf", "--project", str(project), "--changes-since")
    assert "What changed  cannot be told" in coalition(*words, "2026-10-01").stdout
    wrong = coalition(*words, "soon")
    assert (wrong.returncode, "--changes-since" in wrong.stderr) == (2, True)


def test_the_answer_is_the_same_in_every_copy(town: Repository) -> None:
    told = _changes(town)
    copy = town.folder.parent / "elsewhere" / "copy"
    shutil.copytree(town.folder, copy)
    assert _found(told)
    assert told == _changes(town) == _changes(Repository(copy))

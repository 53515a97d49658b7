"""`coalition selftest`: it says that the wall holds where it does, and names what stands on the wrong side of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

import pytest

from coalition_site.derive.public.view import PublicView, public_views
from coalition_site.jobs import build as building
from coalition_site.jobs import selftest as job
from coalition_site.jobs.selftest import SelftestOptions, selftest
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Refused
from coalition_site.progress import QuietProgress
from coalition_site.publish.output.folder import only_one
from coalition_site.selftest import fill, search
from coalition_site.validate.project import check
from tests.support.building import PROJECT, TODAY, small_project
from tests.support.command_line import coalition

BANK = """\
---
name: Elm Bank
type: Business
relationship: existing
listing: {consent: 2026-01-02}
team:
  notes: They are slow to answer.
  people:
    - name: Ana Pinto
      email: ana@bank.example
      phone: (573) 555-0147
---
Lends.
"""
CLINIC = (
    "---\nname: River Clinic\ntype: Nonprofit\nrelationship: existing\nwebsite: https://clinic.example/\n---\nHeals.\n"
)
INVITES = "- member: Ana Pinto\n  partner: bank\n  sender: jo\n  status: sent\n  sent: 2026-10-05\n  language: en\n"
FILES = {"partners/bank.md": BANK, "partners/clinic.md": CLINIC, "invites.yml": INVITES}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return small_project(tmp_path / "town", FILES)


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where self-tests work; nothing may be left of any."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(job, "TemporaryDirectory", partial(TemporaryDirectory, dir=folder))
    yield folder
    assert list(folder.iterdir()) == []


def _selftest(project: Path, *words: str) -> CompletedProcess[str]:
    return coalition("selftest", "--quiet", "--today", str(TODAY), *words, folder=project)


def _files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_wall_holds_and_nothing_of_the_coalition_is_touched(town: Path) -> None:
    with only_one(town / "build"):
        # Somebody has the folder open in the editor.
        before = _files(town)
        done = _selftest(town, "--no-pdf", "--details")
        assert _files(town) == before
    assert (done.returncode, done.stderr) == (0, "")
    *details, line = done.stdout.splitlines()
    assert re.fullmatch(
        r"The wall holds: \d+ private values were marked, none is in the \d+ files of the public site\.", line
    )
    assert "  telephone number: 1" in details
    assert any(each.startswith("  content/partners/bank.md: team.notes, team.people.0.name") for each in details)
    assert any(re.search(r"in these files: .*\d+ \.html", each) for each in details)


def _with_leaks(marked: Coalition, today: date) -> tuple[PublicView, ...]:
    """Views for everybody that say what they must not: a name, notes, a number, an address, a day."""
    views = public_views(marked, today)
    (bank, clinic) = sorted(marked.partners.values(), key=lambda partner: not partner.is_named(today))
    (person,), (invite,) = bank.team.people, marked.invites
    assert invite.sent is not None
    said = f"{bank.team.notes} and {person.phone}, since {invite.sent:%B} {invite.sent.day}, {invite.sent.year}"
    name, website = clinic.name.plain, f"https://x.example/?to={person.email}"
    return tuple(
        replace(
            view,
            partners=tuple(replace(each, profile=said, short_name=name, website=website) for each in view.partners),
        )
        for view in views
    )


def test_what_leaks_is_named_with_its_place_and_the_file_it_is_in(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "public_views", _with_leaks)
    done = _selftest(town, "--no-pdf")
    assert (done.returncode, done.stdout) == (1, "")
    first, *lines = done.stderr.splitlines()
    assert re.fullmatch(
        r"The wall does not hold: \d+ private values were marked, and these are in the \d+ files of .*:", first
    )
    for place in (
        "content/partners/bank.md: team.notes (text): in site/partners/bank.html, its text",
        "content/partners/bank.md: team.people.0.phone (telephone number): in site/partners/bank.html, its text",
        "content/partners/bank.md: team.people.0.email (e-mail address): in site/partners/bank.html, its text",
        "content/partners/clinic.md: name (text): in site/partners/bank.html, its text",
        "content/invites.yml: 0.sent (day): in site/partners/bank.html, its text",
    ):
        assert f"  {place}" in lines
    assert not any("clinic.html" in line or "0.status" in line for line in lines)


@pytest.mark.slow("lays out 70 documents")
def test_the_wall_of_the_included_content_holds_in_its_documents_too() -> None:
    done = _selftest(PROJECT, "--details")
    assert done.returncode == 0, done.stderr
    number = re.search(r"The wall holds: ([\d,]+) private values .* in the (\d+) files", done.stdout)
    assert number is not None
    assert int(number[1].replace(",", "")) > 800
    assert int(number[2]) > 200
    assert re.search(r"in these files: .*\d+ \.pdf", done.stdout)


@pytest.mark.slow("lays out the documents of a small coalition")
def test_a_leak_in_a_document_is_found(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "public_views", _with_leaks)
    said = _selftest(town).stderr
    assert re.search(r"bank\.md: team\.notes \(text\): in site/\S+\.pdf, page \d", said), said


def _options(project: Path) -> SelftestOptions:
    return SelftestOptions(project, TODAY, with_pdf=False)


def test_a_reader_that_cannot_read_proves_nothing(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "readings", lambda name, data: iter([(name, "")]))  # noqa: ARG005  as it is called
    checked = check(town, TODAY)
    assert checked.validated.coalition is not None
    with pytest.raises(Refused, match=r"was not found in the \.html files"):
        selftest(checked, checked.validated.coalition, _options(town), QuietProgress())


def test_a_value_that_no_mark_can_stand_for_stays_and_is_named(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fill, "_are_languages", lambda annotation: False)  # noqa: ARG005  as it is called
    monkeypatch.setattr(fill, "_TEXT_CHECKS", [*fill._TEXT_CHECKS, *_checks_of_languages()])
    done = _selftest(town, "--no-pdf", "--details")
    assert done.returncode == 0, done.stderr
    assert "Left as it is, since a mark is wrong there:\n  content/invites.yml: 0.language\n" in done.stdout


def _checks_of_languages() -> list[object]:
    from coalition_site.model.invite import Invite

    return [mark.func for mark in Invite.model_fields["language"].metadata if hasattr(mark, "func")]


def test_content_with_errors_is_not_tried(town: Path) -> None:
    (town / "content/invites.yml").write_text("- member: Bo\n", encoding="utf-8")
    done = _selftest(town, "--no-pdf")
    assert done.returncode == 1
    assert "Nothing was done" in done.stderr

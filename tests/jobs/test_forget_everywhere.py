"""`coalition forget` and all that the program keeps of a person: the bytes that are left are read by another reader."""

import re
from pathlib import Path

import pytest

from coalition_site.publish.output.folder import only_one
from coalition_site.selftest.reader import readings
from tests.support.building import small_project, with_templates
from tests.support.command_line import coalition
from tests.support.editing import editing
from tests.support.repositories import SETTINGS, Repository, repository

NAME, EMAIL, PHONE = "Dana Reyes", "dana@bank.example", "(573) 555-0142"
BANK = f"""\
---
name: Elm Bank
type: Business
relationship: existing
team:
  people:
    - name: {NAME}
      email: {EMAIL}
      phone: {PHONE}
    - name: Bo Lee
---
Lends.
"""
INVITES = """\
- member: Dana Reyes
  partner: bank
  sender: jo
  status: sent
  sent: 2026-11-02
- member: Bo Lee
  partner: bank
  sender: jo
  status: drafted
"""
SENT = "2026-11-02-dana-reyes.bank.invitation"
FILES = {"content/coalition.yml": SETTINGS, "content/partners/bank.md": BANK, "content/invites.yml": INVITES}
LETTER = {f"content/sent/{SENT}.pdf": "%PDF-1.4\nDear Dana Reyes", f"content/sent/{SENT}.txt": "Dear Dana Reyes"}


def _coalition(project: Path, *words: str) -> str:
    done = coalition(*words, "--today", "2026-11-23", folder=project)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _says(path: str, data: bytes) -> bool:
    """Whether a file says the person in any notation that the self-test's reader knows."""
    number = re.sub(r"\D", "", PHONE)
    for _, text in readings(path, data):
        joined = re.sub(r"[\W_]+", " ", text.lower())
        if NAME.lower() in joined or EMAIL in text or number in re.sub(r"\D", "", text):
            return True
    return False


def _holding(folder: Path, *parts: str) -> set[str]:
    files = [file for part in parts for file in (folder / part).rglob("*") if file.is_file()]
    paths = {file.relative_to(folder).as_posix(): file for file in files if ".git" not in file.parts}
    return {path for path, file in paths.items() if _says(path, file.read_bytes())}


@pytest.fixture
def town(tmp_path: Path) -> Repository:
    """A coalition in git whose editor has saved the person's file, with a site, a workbook and a packet in build/."""
    made = repository(tmp_path / "town")
    made.write({".gitignore": "/build/\n"})
    made.commit("2026-06-10T12:00:00Z", FILES | LETTER)
    with_templates(made.folder / "build")
    with editing(made.folder) as desk:
        desk.desk.session.keep_changes_in(made.folder / "build/.cache/changes")
        desk.fill("edit/partner/bank", name__en="Elm Street Bank")
    _coalition(made.folder, "build", "--no-pdf", "--quiet")
    made.write({"build/reviews/bank/letter.eml": "Subject: =?utf-8?Q?Dana_R=65yes?=\n\nHello.\n"})
    return made


def test_nothing_that_is_built_or_kept_holds_a_forgotten_person(town: Repository) -> None:
    before = _holding(town.folder, "build", "content")
    kept = ("build/.cache/changes/", "build/workbook/letters", "build/workbook/invites", "build/reviews/")
    for part in (*kept, "content/sent/"):
        assert any(path.startswith(part) for path in before), (part, before)
    plan = _coalition(town.folder, "forget", NAME)
    assert "what the editor keeps to take changes back: 1 file" in plan
    assert _holding(town.folder, "build", "content") == before
    said = _coalition(town.folder, "forget", NAME, "--yes")
    assert _holding(town.folder, "build", "content") == set()
    assert "none holds the person" in said
    assert "coalition build" in said
    # What it cannot reach is named: the version that was committed, and the letter.
    assert re.search(r"3 versions? of|4 versions? of", said), said
    assert re.search(r"1 commit that .*: [0-9a-f]{10} \(2026-06-10\)", said)
    assert f"  {EMAIL}==>(removed)" in said
    # Whoever is not forgotten stays, and the next build is whole and says nobody who was forgotten.
    assert "Bo Lee" in (town.folder / "content/partners/bank.md").read_text(encoding="utf-8")
    _coalition(town.folder, "build", "--no-pdf", "--quiet", "--changes-since", "2026-11-01")
    assert _holding(town.folder, "build") == set()
    changes = (town.folder / "build/workbook/changes.html").read_text(encoding="utf-8")
    assert "1 person was taken off the invite list" in changes


def test_a_person_of_whom_only_traces_are_left_is_found(town: Repository) -> None:
    gone = BANK.replace(f"    - name: {NAME}\n      email: {EMAIL}\n      phone: {PHONE}\n", "")
    town.write(
        {
            "content/partners/bank.md": gone + f"\nWrite to {EMAIL}.\n",
            "content/invites.yml": INVITES.partition("- member: Bo")[1] + INVITES.partition("- member: Bo")[2],
            f"content/sent/{SENT}.pdf": None,
            f"content/sent/{SENT}.txt": None,
            "old/list.csv": f"name,phone\nSomebody,{PHONE}\n",
        }
    )
    said = _coalition(town.folder, "forget", NAME, "--yes")
    # The address and the number are known from earlier versions alone.
    assert f"content/partners/bank.md:11:10: Write to {EMAIL}." in said
    assert "remove or replace it by hand:\n  old/list.csv" in said
    assert _holding(town.folder, "build") == set()
    assert _holding(town.folder, "content", "old") == {"content/partners/bank.md", "old/list.csv"}
    assert "2 files still hold the person" in said


def test_while_the_editor_is_open_nothing_is_forgotten(town: Repository) -> None:
    before = _holding(town.folder, "build", "content")
    with only_one(town.folder / "build"):
        done = coalition("forget", NAME, "--yes", "--today", "2026-11-23", folder=town.folder)
    assert done.returncode == 1
    assert "The editor is open in this folder" in done.stderr
    assert _holding(town.folder, "build", "content") == before


def test_particles_of_a_name_are_no_traces(tmp_path: Path) -> None:
    files = {
        "partners/bank.md": BANK.replace(NAME, "María del Carmen de la Cruz"),
        "pages/about.md": "---\ntitle: About\naudience: public\n---\nLa casa del río, de la ciudad.\n\nCarmen helps.\n",
    }
    said = _coalition(small_project(tmp_path / "town", files), "forget", "María del Carmen de la Cruz")
    assert "content/pages/about.md:7:1: Carmen helps." in said
    assert "La casa" not in said
    assert said.count("content/pages/about.md") == 1

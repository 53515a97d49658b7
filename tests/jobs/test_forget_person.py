"""`coalition forget`: nothing holds a person afterwards but what was listed for somebody to change."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.building import PROJECT, coalition_of, small_project
from tests.support.command_line import coalition


def _forget(project: Path, name: str, *words: str) -> str:
    done = coalition("forget", name, "--today", "2026-11-23", *words, folder=project)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _holding(project: Path, texts: Sequence[str]) -> set[str]:
    """The files that say one of the texts, in their names or in any of their bytes."""
    files = [each for each in (project / "content").rglob("*") if each.is_file()]
    return {
        each.relative_to(project).as_posix()
        for each in files
        if any(text.encode() in each.read_bytes() or text.lower().replace(" ", "-") in each.name for text in texts)
    }


MINUTES = ("content/meetings/2026-10-22-steering-circle.md", "content/meetings/2026-11-12-data-walk.md")
NOTES = MINUTES[0]
SENT = "content/sent/2026-11-02-walter-lindqvist.forest-city-chamber-of-commerce.invitation"
# Name, other texts, the files that hold them before and after.
PEOPLE: list[tuple[str, list[str], set[str], set[str]]] = [
    (
        "Dana Reyes",
        ["dana@assetbuilders.example"],
        {"content/invites.yml", "content/partners/forest-city-asset-builders.md"},
        # How the consent was given is for people to change.
        {"content/partners/forest-city-asset-builders.md"},
    ),
    (
        "Rosa Delgado Muñoz",
        ["(573) 555-0191"],
        {"content/invites.yml", "content/partners/resident-east-side.md"},
        set(),
    ),
    (
        "walter  LINDQVIST",
        ["Walter Lindqvist"],
        {"content/invites.yml", "content/partners/forest-city-chamber-of-commerce.md", NOTES}
        | {f"{SENT}.pdf", f"{SENT}.txt"},
        {"content/partners/forest-city-chamber-of-commerce.md", NOTES},
    ),
]


@pytest.mark.parametrize(("name", "texts", "before", "after"), PEOPLE, ids=lambda value: str(value)[:10])
def test_a_person_of_the_included_content(
    name: str, texts: list[str], before: set[str], after: set[str], tmp_path: Path
) -> None:
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    assert _holding(tmp_path, [name, *texts]) == before
    original = {each: each.read_bytes() for each in (tmp_path / "content").rglob("*") if each.is_file()}
    assert "Nothing was written. To write this, add --yes." in _forget(tmp_path, name)
    assert {each: each.read_bytes() for each in original} == original
    said = _forget(tmp_path, name, "--yes")
    assert _holding(tmp_path, [name, *texts]) == after
    by_hand = said.partition("change it by hand:\n")[2].partition("\nSays a part")[0]
    assert {found for found in re.findall(r"^  (content/[^:]+)", by_hand, re.MULTILINE) if found in before} == after
    assert "git filter-repo --replace-text" in said
    # The rest is as it was, and whole.
    coalition_of(tmp_path)
    changed = {each.relative_to(tmp_path).as_posix() for each, data in original.items() if _bytes(each) != data}
    # A partner's translations go with its file.
    assert {re.sub(r"\.[a-z]{2}\.md$", ".md", each) for each in changed} <= before | {*MINUTES}
    kept = {each.name.partition(".")[0] for each in (tmp_path / "content/partners").glob("*.*.md")}
    assert all((tmp_path / f"content/partners/{each}.md").is_file() for each in kept)
    assert _forget(tmp_path, name, "--yes").count("Taken out:") == 0


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def test_images_roles_notes_and_first_names_are_listed(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{}</title></svg>'
    bank = """\
---
name: Bank
type: Business
relationship: existing
outreach:
  roles:
    - role: Champion
      person: Ana Pinto
team:
  notes: >-
    Ana was away; write to
    Ana
    Pinto or +1 573 555.0147.
  people:
    - name: Ana Pinto # at the counter
      phone: (573) 555-0147
    - name: Bo Lee
---
"""
    files = {"partners/bank.md": bank, "images/ana-pinto.svg": drawing.format("A face")}
    project = small_project(tmp_path, files | {"images/desk.svg": drawing.format("The desk of Ana Pinto")})
    said = _forget(project, "Ana Pinto", "--yes")
    assert "content/partners/bank.md:15:7: the contact" in said
    assert "content/partners/bank.md:8:15: the person of a role" in said
    assert "content/images/ana-pinto.svg: the name of the file" in said
    assert "content/images/desk.svg: what is in the file" in said
    assert "content/partners/bank.md:11:5: Ana" in said
    assert "content/partners/bank.md:12:17: Pinto or +1 573 555.0147." in said
    assert (
        "Says a part of the name; whether it is this person you know:\n  content/partners/bank.md:10:5: Ana was" in said
    )
    assert "  (573) 555-0147==>(removed)" in said
    text = (project / "content" / "partners" / "bank.md").read_text(encoding="utf-8")
    assert "- role: Champion\nteam:" in text
    assert "people:\n    - name: Bo Lee\n---" in text


def test_who_is_nowhere_is_said(tmp_path: Path) -> None:
    said = _forget(small_project(tmp_path), "Ana Pinto")
    assert said == "Nothing in the content says Ana Pinto, nor in build/ or another file of this folder.\n"


def test_whoever_is_forgotten_was_at_no_meeting_any_more(tmp_path: Path) -> None:
    meeting = (
        "---\ntitle: Circle\naudience: team\nteam:\n  present:\n    - Ada Lark\n    - Bo\n  excused: [ada  lark]\n"
        "  decisions:\n    - text: Ada Lark calls the mayor.\n      who: Ada Lark\n  notes: Ada Lark was late.\n---\n"
    )
    project = small_project(tmp_path / "town", {"meetings/2026-10-22-circle.md": meeting})
    said = _forget(project, "Ada Lark", "--yes")
    left = (project / "content/meetings/2026-10-22-circle.md").read_text(encoding="utf-8")
    assert "    - Ada Lark\n" not in left
    assert "who:" not in left
    assert "ada  lark" not in left
    assert "    - Bo\n" in left
    for line in ("Ada Lark calls the mayor.", "Ada Lark was late."):
        # What somebody wrote about them is listed, for a person to change.
        assert line in left
        assert line in said

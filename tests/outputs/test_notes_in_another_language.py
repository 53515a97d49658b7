"""What the team writes in the coalition's language says so in a workbook of another one (WCAG 3.1.2)."""

import re
from pathlib import Path

import pytest

from coalition_site.jobs.build import derive
from coalition_site.render.outputs import render_outputs
from coalition_site.validate.project import check
from tests.support.building import SMALL, TODAY, small_project

NOTES = {
    name: f"They said {name} to us."
    for name in ("motivations", "strengths", "barriers", "notes", "because", "message", "how", "role", "note", "step")
}
PARTNER = """---
name: Elm Fund
type: Nonprofit
relationship: existing
initiatives: [Come to the supper]
assets: [A van for eight people]
role: {role}
listing:
  consent: 2026-01-02
  how: {how}
outreach:
  because: {because}
  message: {message}
  roles:
    - role: Driver of the van
team:
  motivations: {motivations}
  strengths: {strengths}
  barriers: {barriers}
  notes: {notes}
  people:
    - name: Ada Moreno
      title: Head of the house
---
Gives money.
"""
INVITES = """- member: Ada Moreno
  partner: elm-fund
  sender: jo
  status: drafted
  note: {note}
  history:
    - {{day: 2026-01-05, what: called, note: {step}}}
"""
NEEDS = """areas:
  - option: Housing stability
    note: The rent went up again.
groups:
  - "Other: People by the river"
"""
ALL = (*NOTES.values(), "Come to the supper", "A van for eight people", "Driver of the van", "Head of the house")
_PARENT = r'<(?:span|p|div)[^>]* lang="en" dir="ltr">[^<]*{}'


@pytest.mark.parametrize("language", ["ar", "en"])
def test_notes_carry_their_language_in_pages_and_documents(language: str, tmp_path: Path) -> None:
    files = {
        "coalition.yml": f"{SMALL}workbook_language: {language}\n",
        "partners/elm-fund.md": PARTNER.format(**NOTES),
        "invites.yml": INVITES.format(**NOTES),
        "needs.yml": NEEDS,
    }
    coalition = check(small_project(tmp_path / "project", files), TODAY).validated.coalition
    assert coalition is not None
    outputs = render_outputs(derive(coalition, TODAY), coalition, None, with_pdf=True)
    pages = {page.path.as_posix(): page.html for page in outputs.workbook.pages}
    documents = {each.path.name: each.html for each in outputs.documents() if each in outputs.workbook.files}
    wanted = {
        pages["partners/elm-fund.md"]: ALL,
        documents["partners.pdf"]: [each for each in ALL if each not in {NOTES["note"], NOTES["step"]}],
        documents["worksheet.pdf"]: [NOTES["motivations"], NOTES["strengths"], "People by the river"],
        pages["coverage.md"]: ["The rent went up again."],
        pages["invites.md"]: [NOTES["note"]],
        pages["agreements.md"]: [],
    }
    for html, texts in wanted.items():
        for text in texts:
            marked = [re.search(_PARENT.format(re.escape(text)), html) is not None, text in html]
            assert marked == [language == "ar", True], text

"""`coalition build` publishes nothing where something that is not public would be on the public site."""

import re
import subprocess
from pathlib import Path

from tests.support.building import small_project, with_templates
from tests.support.command_line import coalition

RESIDENT = """\
---
name: Resident, river side
type: Resident
relationship: existing
listing:
  consent: 2026-10-05
team:
  notes: >-
    She brings soup.
    Two of her bakers have asylum cases pending, and nobody knows.
  people:
    - name: Ana Lourdes Pinto
      phone: (573) 555-0147
---
A neighbor.
"""
PAGE = "---\ntitle: Soup\naudience: public\n---\nOn Fridays there is soup.\n"


def _build(project: Path) -> subprocess.CompletedProcess[str]:
    if not (project / "build").exists():
        with_templates(project / "build")
    return coalition("build", "--no-pdf", "--today", "2026-11-23", folder=project)


def test_a_private_value_on_the_public_site_stops_publishing_until_it_is_gone_or_acknowledged(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"partners/river-side.md": RESIDENT, "pages/soup.md": PAGE})
    done = _build(project)
    assert done.returncode == 0, done.stderr
    # Her name, number and sentence, the sender's name.
    assert re.search(r"^Leak check    checked 4 private values against \d+ files$", done.stdout, re.MULTILINE)
    page = project / "content" / "pages" / "soup.md"
    before = (project / "build" / "site" / "pages" / "soup.html").read_bytes()

    page.write_text(PAGE + "\nCall Ana: 573-555-0147. Two of her bakers left.\n", encoding="utf-8")
    done = _build(project)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "content/partners/river-side.md:13:14: error[private-published]: this is not public" in said
    assert "site/pages/soup.html line " in said
    assert "content/pages/soup.md:7:1 says it" in said
    assert "the last build is as it was" in said
    assert (project / "build" / "site" / "pages" / "soup.html").read_bytes() == before

    # The hint, followed to the letter, works.
    (entry,) = re.findall(r"coalition\.yml: (- \{.*\})$", said, re.MULTILINE)
    settings = project / "content" / "coalition.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"acknowledge:\n{entry}\n", encoding="utf-8")
    done = _build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "checked 3 private values" in done.stdout


def test_a_note_is_found_by_its_beginning_at_its_line(tmp_path: Path) -> None:
    page = PAGE + "\nTwo of her bakers have\nasylum cases pending, and nobody knows.\n"
    project = small_project(tmp_path, {"partners/river-side.md": RESIDENT, "pages/soup.md": page})
    done = _build(project)
    assert done.returncode == 1
    assert "content/partners/river-side.md:10:5: error[private-published]" in done.stdout + done.stderr, done.stdout
    assert not (project / "build" / "site").exists()

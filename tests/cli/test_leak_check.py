"""`coalition build` publishes nothing where something that is not public would be on the public site."""

import re
import subprocess
from pathlib import Path

from tests.support.building import PROJECT, small_project, with_templates
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


def test_what_a_public_text_says_is_found_by_the_check_and_nothing_is_built_until_it_is_gone_or_acknowledged(
    tmp_path: Path,
) -> None:
    project = small_project(tmp_path, {"partners/river-side.md": RESIDENT, "pages/soup.md": PAGE})
    done = _build(project)
    assert done.returncode == 0, done.stderr
    # Her name, number and sentence, the sender's name.
    assert re.search(r"^Leak check    checked 4 private values against \d+ files$", done.stdout, re.MULTILINE)
    page = project / "content" / "pages" / "soup.md"
    before = (project / "build" / "site" / "pages" / "soup.html").read_bytes()

    page.write_text(PAGE + "\nCall Ana: 573-555-0147. Two of her bakers left.\n", encoding="utf-8")
    checked, built = coalition("check", "--today", "2026-11-23", folder=project), _build(project)
    assert (checked.returncode, built.returncode) == (1, 1)
    said = built.stdout + built.stderr
    for shown in (checked.stdout + checked.stderr, said):
        assert "content/pages/soup.md:7:11: error[private-in-public]: this is public, and says" in shown
        assert "that stands in content/partners/river-side.md:13:14" in shown
    assert (project / "build" / "site" / "pages" / "soup.html").read_bytes() == before

    # The hint, followed to the letter, works; what it asks for first comes first.
    assert re.search("hint: take it out here; or, .* public_contact: .*; or, .* acknowledge", said)
    (entry,) = re.findall(r"coalition\.yml: (- \{.*\})$", said, re.MULTILINE)
    settings = project / "content" / "coalition.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"acknowledge:\n{entry}\n", encoding="utf-8")
    done = _build(project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors, 0 warnings" in coalition("check", "--today", "2026-11-23", folder=project).stdout

    # It holds for that page alone.
    other = project / "content" / "pages" / "bread.md"
    other.write_text(PAGE.replace("Soup", "Bread") + "\nOr 573-555-0147.\n", encoding="utf-8")
    done = _build(project)
    assert done.returncode == 1
    assert "content/pages/bread.md:7:4: error[private-in-public]" in done.stdout + done.stderr
    assert "soup.md" not in done.stdout + done.stderr


def test_what_a_template_shows_stops_publishing_until_it_is_acknowledged_for_that_page(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"partners/river-side.md": RESIDENT, "pages/soup.md": PAGE})
    template = project / "templates" / "site" / "page.html"
    template.parent.mkdir(parents=True)
    packaged = (PROJECT / "templates" / "site" / "page.html").read_text(encoding="utf-8")
    template.write_text(packaged.replace("</article>", "<p>Call 573.555.0147.</p></article>", 1), encoding="utf-8")
    done = _build(project)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "content/partners/river-side.md:13:14: error[private-published]: this is not public" in said
    assert "site/pages/soup.html line " in said
    assert "the last build is as it was" in said
    assert not (project / "build" / "site").exists()
    entries = re.findall(r"coalition\.yml: (- \{.*?\})(?:, and the same for each other page)?$", said, re.MULTILINE)
    settings = project / "content" / "coalition.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "acknowledge:\n" + "\n".join(entries), encoding="utf-8")
    done = _build(project)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_note_is_found_by_its_beginning_at_its_line(tmp_path: Path) -> None:
    page = PAGE + "\nTwo of her bakers have\nasylum cases pending, and nobody knows.\n"
    project = small_project(tmp_path, {"partners/river-side.md": RESIDENT, "pages/soup.md": page})
    done = _build(project)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "content/pages/soup.md:7:1: error[private-in-public]" in said, said
    assert "that stands in content/partners/river-side.md:10:5" in said
    assert not (project / "build" / "site").exists()

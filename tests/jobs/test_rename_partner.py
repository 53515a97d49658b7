"""`coalition rename`: everything that names a partner follows, and its old address leads on."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.edit.whole_files import write_change
from coalition_site.jobs.changes import what_changed
from coalition_site.jobs.rename_partner import plan_renaming
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Refused
from coalition_site.render.environment import html_environment
from coalition_site.render.redirects import Moved, redirects
from coalition_site.validate.project import Checked, check
from tests.support.building import PROJECT, TODAY

LATER = date(2099, 1, 1)
OLD, NEW = "forest-city-chamber-of-commerce", "chamber"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    return tmp_path


def _checked(town: Path) -> tuple[Checked, Coalition]:
    checked = check(town, TODAY)
    assert checked.validated.coalition is not None, checked.validated.problems
    return checked, checked.validated.coalition


def _rename(town: Path, old: str, new: str) -> None:
    write_change(town, plan_renaming(town, *_checked(town), old, new, TODAY).change)


def test_everything_that_names_a_partner_follows(town: Path) -> None:
    page = town / "content" / "pages" / "questions-people-ask.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\nAsk [the chamber](../partners/{OLD}.md#who).\n", "utf-8")
    before = _checked(town)[1]
    _rename(town, OLD, NEW)
    after = _checked(town)[1]
    assert [invite.partner for invite in after.invites] == [
        NEW if invite.partner == OLD else invite.partner for invite in before.invites
    ]
    assert after.partners[NEW].old_addresses == (OLD,)
    assert after.partners[NEW].name == before.partners[OLD].name
    assert after.partners.keys() == before.partners.keys() - {OLD} | {NEW}
    assert [name.replace(NEW, OLD) for name in after.sent] == [*before.sent]
    assert f"(../partners/{NEW}.md#who)" in page.read_text(encoding="utf-8")
    left = [path for path in (town / "content").rglob("*") if OLD in path.name]
    assert left == []


def test_minutes_follow_a_partner_under_its_new_name(town: Path) -> None:
    path = "content/meetings/2026-10-22-steering-circle.md"
    before = (town / path).read_text(encoding="utf-8")
    text = before.replace("    - Luis Arrieta", f"    - {OLD}").replace("who: everybody", f"who: {OLD}")
    text = text.replace("- **Fair Streets.**", f"- [They](../partners/{OLD}.md) came late.\n    - **Fair Streets.**")
    (town / path).write_text(text, encoding="utf-8")
    checked, coalition = _checked(town)
    plan = plan_renaming(town, checked, coalition, OLD, NEW, TODAY)
    assert f"{path}: at a meeting" in plan.lines
    write_change(town, plan.change)
    assert (town / path).read_text(encoding="utf-8") == text.replace(OLD, NEW)


def test_there_and_back_is_as_it_was(town: Path) -> None:
    before = _checked(town)[1].partners[OLD]
    _rename(town, OLD, NEW)
    _rename(town, NEW, OLD)
    after = _checked(town)[1]
    assert after.partners[OLD].old_addresses == (NEW,)
    assert after.partners[OLD].model_copy(update={"old_addresses": ()}) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("forest-city-chamber-of-comerce", NEW, f"did you mean {OLD}?"),
        (OLD, "radio-bosque", "is another partner"),
        (OLD, "Chamber", "lower-case letters"),
        (OLD, "index", "cannot be the name of a file"),
    ],
)
def test_what_cannot_be_is_refused(town: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(Refused, match=said.replace("?", r"\?")):
        _rename(town, old, new)


def test_a_rename_is_no_change_of_the_content(town: Path) -> None:
    def git(*words: str) -> None:
        given = ["-c", "user.name=Ana", "-c", "user.email=ana@elm.example"]
        subprocess.run(["git", *given, *words], cwd=town, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "Everything", "--date", "2026-11-20T12:00:00")
    _rename(town, OLD, NEW)
    changes = what_changed(_checked(town)[1], town, LATER, LATER)
    assert changes is not None
    assert changes.found == ()


def test_a_page_leads_from_each_old_address() -> None:
    moved = [Moved("new", "The <Library>", ("old", "older"))]
    pages = redirects(moved, html_environment(None, "en"), "en", "https://elm.example/")
    assert {str(path) for path in pages} == {"partners/old.html", "partners/older.html"}
    html = next(iter(pages.values())).decode()
    assert '<meta http-equiv="refresh" content="0; url=new.html">' in html
    assert '<link rel="canonical" href="https://elm.example/partners/new.html">' in html
    assert "The &lt;Library&gt;" in html


def test_who_is_not_named_has_no_old_address_in_public(town: Path) -> None:
    _rename(town, OLD, NEW)
    coalition = _checked(town)[1]
    held = not coalition.partners[NEW].is_named(TODAY)
    assert held == (OLD not in repr(public_view(coalition, TODAY)))

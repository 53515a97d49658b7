"""A plan that grows old: what somebody saves while a question stands is never lost, and nothing of the plan is left."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_site.edit.change import Change
from coalition_site.edit.whole_files import write_change
from coalition_site.jobs.forget_person import plan_forgetting
from coalition_site.jobs.rename_partner import plan_renaming
from coalition_site.jobs.separate_team import plan_separation
from coalition_site.problems import Refused
from coalition_site.validate.project import check
from tests.support.building import TODAY, small_project
from tests.support.importing import planned

ELM, OAK, INVITES = "content/partners/elm-fund.md", "content/partners/oak-circle.md", "content/invites.yml"
CONTENT = {
    "partners/elm-fund.md": "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n"
    "team:\n  people:\n    - name: Ada Moreno\n      email: ada@elm.example\n---\nLends.\n",
    "partners/oak-circle.md": "---\nname: Oak Circle\ntype: Nonprofit\nrelationship: existing\n---\n"
    "Works with [the fund](elm-fund.md).\n",
    "invites.yml": "- member: Ada Moreno\n  sender: jo\n  status: drafted\n",
    "partners/ada-moreno.md": "---\nname: Ada Moreno\ntype: Resident\nrelationship: potential\n---\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = small_project(tmp_path / "town", CONTENT)
    (tmp_path / "more.csv").write_text("Organization,Website,Phone\nElm Fund,https://elm.example,\n", encoding="utf-8")
    return made


def files_of(project: Path) -> dict[str, bytes]:
    files = (file for file in project.parent.rglob("*") if file.is_file())
    return {str(file.relative_to(project.parent)): file.read_bytes() for file in files}


def answered(project: Path, words: tuple[str, ...], meanwhile: Callable[[], object]) -> tuple[int, str]:
    """The exit code and the words of a command on a terminal, whose question is answered after something happened."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "coalition_site", *words, "--project", str(project), "--today", str(TODAY)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while not shown.rstrip().endswith(b"[y/N]:"):
            shown += os.read(ours, 4096)
        meanwhile()
        os.write(ours, b"y\n")
        try:
            while said := os.read(ours, 4096):
                shown += said
        except OSError:
            # The other end of a terminal that nobody has any more.
            pass
        os.close(ours)
    return process.returncode, shown.decode().replace("\r\n", "\n")


RENAME, FORGET, IMPORT = ("rename", "elm-fund", "elm"), ("forget", "Ada Moreno"), ("import", "../more.csv")


@pytest.mark.parametrize(
    ("words", "path", "outcome"),
    [
        (RENAME, ELM, "Nothing was renamed."),
        (RENAME, OAK, "Nothing was renamed."),
        (FORGET, ELM, "Nothing was written."),
        (FORGET, INVITES, "Nothing was written."),
        (FORGET, "content/partners/ada-moreno.md", "Nothing was written."),
        (IMPORT, ELM, "Nothing was imported."),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else Path(value).name,
)
def test_what_is_saved_while_a_question_stands_stays(
    project: Path, words: tuple[str, ...], path: str, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    saved = (project / path).read_bytes() + b"# Saved while the question stood.\n"
    wanted = {**files_of(project), f"town/{path}": saved}
    code, said = answered(project, words, lambda: (project / path).write_bytes(saved))
    assert code == 1, said
    assert f"{path} was changed by somebody else meanwhile; run the command again\n{outcome}\n" in said
    assert files_of(project) == wanted


def test_a_new_invite_that_names_the_old_partner_is_not_left_without_one(project: Path) -> None:
    text = CONTENT["invites.yml"] + "- member: Bo Lund\n  partner: elm-fund\n  sender: jo\n  status: idea\n"
    wanted = {**files_of(project), f"town/{INVITES}": text.encode()}
    code, said = answered(project, RENAME, lambda: (project / INVITES).write_text(text, encoding="utf-8"))
    assert code == 1, said
    assert "With the new name, the content would be wrong:\ncontent/invites.yml:5:12: " in said
    assert said.endswith("Nothing was renamed.\n")
    assert files_of(project) == wanted
    assert check(project, TODAY).validated.coalition is not None


def renaming(project: Path) -> Change:
    checked = check(project, TODAY)
    assert checked.validated.coalition is not None
    return plan_renaming(project, checked, checked.validated.coalition, "elm-fund", "elm", TODAY).change


def forgetting(project: Path) -> Change:
    checked = check(project, TODAY)
    assert checked.validated.coalition is not None
    return plan_forgetting(project, checked, checked.validated.coalition, "Ada Moreno", TODAY).change


def separation(project: Path) -> Change:
    checked = check(project, TODAY)
    assert checked.validated.coalition is not None
    return plan_separation(project, checked, checked.validated.coalition, "../team", TODAY)


def importing(project: Path) -> Change:
    return planned(project, project.parent / "more.csv").change


@pytest.mark.parametrize("plan", [renaming, forgetting, separation, importing], ids=lambda plan: plan.__name__)
def test_a_plan_that_grew_old_is_refused_whichever_of_its_files_was_saved(
    project: Path, plan: Callable[[Path], Change]
) -> None:
    before_all, change = files_of(project), plan(project)
    assert change
    for path, (before, _) in change.files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(b"saved by somebody")
        saved = files_of(project)
        with pytest.raises(Refused, match=f"^{path} was changed by somebody else meanwhile"):
            write_change(project, change)
        assert files_of(project) == saved
        if before is None:
            (project / path).unlink()
        else:
            (project / path).write_bytes(before)
    write_change(project, change)
    assert check(project, TODAY).validated.coalition is not None
    write_change(project, change.undone())
    assert files_of(project) == before_all

"""Files in which a merge was not settled: nothing edits them by itself, and every command says why, in clear words."""

from pathlib import Path

import pytest

from coalition_site.edit.editor import edited
from coalition_site.edit.edits import SetValue
from coalition_site.jobs.mend import mend
from coalition_site.problems import Refused
from tests.support.building import TODAY, small_project
from tests.support.command_line import coalition

PARTNER = """---
name: Elm Fund
type: Nonprofit
Relationship: existing
<<<<<<< HEAD
website: https://elm.example
=======
website: https://elm-fund.example
>>>>>>> maria/website
---
Gives.
"""
INVITES = """- member: Ana
  partner: elm-fund
  sender: jo
<<<<<<< HEAD
  status: drafted
=======
  status: idea
>>>>>>> maria/website
"""
SAYS = "a merge joined two versions here, and nobody has chosen yet"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = small_project(tmp_path / "p", {"partners/elm-fund.md": PARTNER, "invites.yml": INVITES})
    (folder / "partners.csv").write_text("Organization,Website\nElm Fund,https://elm.example\n", "utf-8")
    return folder


def contents(project: Path) -> dict[str, str]:
    return {str(file): file.read_text("utf-8") for file in sorted((project / "content").rglob("*")) if file.is_file()}


def test_the_one_editor_refuses_such_a_file() -> None:
    path = "content/partners/elm-fund.md"
    with pytest.raises(Refused, match=r"content/partners/elm-fund\.md:5:1: a merge joined two versions here.*keep"):
        edited(PARTNER.encode(), path, [SetValue(("name",), "Elm")])


def test_mending_makes_what_is_beyond_doubt_and_chooses_no_version(project: Path) -> None:
    (data,) = mend(project, TODAY).change.written.values()
    assert data.decode() == PARTNER.replace("Relationship", "relationship")


@pytest.mark.parametrize(
    "words",
    [
        ("sent", "Ana"),
        ("rename", "elm-fund", "elm"),
        ("forget", "Ana"),
        ("add", "invite", "Bo", "--partner", "elm-fund"),
        ("add", "partner", "Oak Fund"),
        ("answered", "Ana", "accepted"),
        ("review", "elm-fund"),
        ("team-folder", "../team"),
        ("build", "--no-pdf"),
        ("list", "partners"),
        ("letters",),
        ("called", "Ana"),
        ("import", "partners.csv"),
    ],
    ids=lambda words: words[0],
)
def test_commands_refuse_in_clear_words_and_write_nothing(project: Path, words: tuple[str, ...]) -> None:
    before = contents(project)
    done = coalition(*words, folder=project)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert SAYS in said
    assert "Traceback" not in said
    assert "mistake of the program" not in said
    assert contents(project) == before

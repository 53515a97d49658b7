"""A translation whose original was changed after it: what the check says, and what settles it.

Each test runs with git and without: then a build or the editor has kept digests while the translation was new.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_site.jobs.seen_translations import keep_seen
from coalition_site.model.content_files import PARTNERS
from coalition_site.model.older_translation import OlderTranslation, OriginalPassage
from coalition_site.problems import Problem, Severity
from coalition_site.read.content import Content
from coalition_site.read.earlier_originals import SEEN
from coalition_site.read.passages import passages_of_text
from coalition_site.validate.older_translations import older_problems
from coalition_site.validate.project import check
from tests.support.building import SMALL, TODAY, small_project
from tests.support.repositories import partner_file, repository

ENGLISH, SPANISH = "content/partners/elm.md", "content/partners/elm.es.md"
FRONT = partner_file("Elm Fund")
PANTRY = "We also run a food pantry."
TEXTS = {
    "coalition.yml": f"{SMALL}languages: [en, es]\nsite_languages: [en, es]\n",
    "partners/elm.md": f"{FRONT}Gives.\n\nReads to children. {PANTRY}\n",
    "partners/elm.es.md": "Da.\n\nLee a los niños. También tenemos una despensa.\n",
}
WAYS = ("git", "digests")


def _kept_by_git(project: Path) -> None:
    made = repository(project)
    made.commit("2026-10-01T12:00:00Z", {})


def _kept_by_the_tool(project: Path) -> None:
    keep_seen(project, check(project, TODAY).content)


KEEPERS: dict[str, Callable[[Path], None]] = {"git": _kept_by_git, "digests": _kept_by_the_tool}


@pytest.fixture(params=WAYS)
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A coalition with a partner in two languages, both as they should be."""
    project = small_project(tmp_path / "town", TEXTS)
    KEEPERS[request.param](project)
    return project


def _older(project: Path, **unsaved: bytes) -> list[Problem]:
    typed = {{"english": ENGLISH, "spanish": SPANISH}[name]: data for name, data in unsaved.items()}
    checked = check(project, TODAY, typed)
    return [problem for problem in checked.validated.problems if problem.code == "translation-older"]


def _write(project: Path, path: str, old: str, new: str) -> None:
    file = project / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sentence_that_was_taken_out_is_a_warning_at_the_translation(town: Path) -> None:
    assert _older(town) == []
    _write(town, ENGLISH, f" {PANTRY}", "")
    (problem,) = _older(town)
    assert (problem.position.path, problem.position.line) == (SPANISH, 3)
    assert problem.severity is Severity.WARNING
    assert check(town, TODAY).validated.coalition is not None
    said = f"it no longer says “{PANTRY}”"
    said_by_digests = "something is gone or worded otherwise after “Reads to children.”"
    assert problem.message.removeprefix("elm.md was changed after this translation: ") in {said, said_by_digests}


def test_what_is_new_is_named(town: Path) -> None:
    _write(town, ENGLISH, "Gives.", "Gives. Closed in July.")
    (problem,) = _older(town)
    assert (problem.position.line, problem.message) == (
        1,
        "elm.md was changed after this translation: it now says “Closed in July.”",
    )


def test_the_hint_followed_to_the_letter_settles_it(town: Path) -> None:
    _write(town, ENGLISH, PANTRY, "")
    assert "add an empty line at the end of this file" in _older(town)[0].hint
    with (town / SPANISH).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert _older(town) == []


def test_a_translation_that_was_mended_is_as_new_as_its_original(town: Path) -> None:
    _write(town, ENGLISH, PANTRY, "")
    _write(town, SPANISH, " También tenemos una despensa.", "")
    assert _older(town) == []


def test_an_original_that_is_as_it_was_again_is_no_change(town: Path) -> None:
    _write(town, ENGLISH, PANTRY, "")
    _write(town, ENGLISH, "children. ", f"children. {PANTRY}")
    assert _older(town) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("Gives.", "Gives!"), ("Reads to children.", "*Reads* to\nchildren."), ("name: Elm Fund", "name: Elm Trust")],
)
def test_signs_and_keys_are_no_change(old: str, new: str, town: Path) -> None:
    _write(town, ENGLISH, old, new)
    assert _older(town) == []


def test_other_line_ends_are_no_change(town: Path) -> None:
    for path in (ENGLISH, SPANISH):
        (town / path).write_bytes(b"\xef\xbb\xbf" + (town / path).read_bytes().replace(b"\n", b"\r\n"))
    assert _older(town) == []
    _write(town, ENGLISH, PANTRY, "")
    assert len(_older(town)) == 1


def test_what_is_typed_in_an_editor_counts(town: Path) -> None:
    typed = (town / ENGLISH).read_text(encoding="utf-8").replace(PANTRY, "").encode()
    assert len(_older(town, english=typed)) == 1
    assert _older(town, english=typed, spanish=b"Da.\n\nLee.\n") == []
    assert _older(town) == []


def test_an_original_with_mistakes_says_nothing(town: Path) -> None:
    (town / ENGLISH).write_text("---\nname: [\n", encoding="utf-8")
    assert _older(town) == []


def test_a_repeated_change_after_an_unkept_one_is_told_where_it_was_seen(tmp_path: Path) -> None:
    project = small_project(tmp_path / "town", TEXTS)
    _kept_by_git(project)
    _write(project, SPANISH, "Da.", "Dona.")
    _kept_by_the_tool(project)
    _write(project, ENGLISH, PANTRY, "")
    assert len(_older(project)) == 1, "git does not know this translation, the digests do"
    (project / SEEN).unlink()
    assert _older(project) == []


def test_what_was_never_seen_says_nothing(tmp_path: Path) -> None:
    project = small_project(tmp_path / "town", TEXTS)
    _write(project, ENGLISH, PANTRY, "")
    assert _older(project) == []
    assert not (project / SEEN).exists(), "the check writes nothing"


def test_a_commit_of_both_takes_them_as_made_together(tmp_path: Path) -> None:
    project = small_project(tmp_path / "town", TEXTS)
    made = repository(project)
    made.commit("2026-10-01T12:00:00Z", {})
    _write(project, ENGLISH, PANTRY, "")
    made.commit("2026-10-02T12:00:00Z", {})
    assert len(_older(project)) == 1
    _write(project, SPANISH, " También tenemos una despensa.", "")
    made.commit("2026-10-03T12:00:00Z", {})
    assert _older(project) == []
    _write(project, ENGLISH, "Gives.", "Gives much.")
    _write(project, SPANISH, "Da.", "Da mucho.")
    made.commit("2026-10-04T12:00:00Z", {})
    assert _older(project) == []


def test_nothing_that_anybody_wrote_is_kept(tmp_path: Path) -> None:
    project = small_project(tmp_path / "town", TEXTS)
    _kept_by_the_tool(project)
    data = (project / SEEN).read_bytes()
    ((name, (state,)),) = json.loads(data)["translations"].items()
    assert set(state) == {"translation", "original", "passages"}
    digests = [name, state["translation"], state["original"], *state["passages"]]
    assert len(digests) == 3 + len(passages_of_text(f"Gives.\n\nReads to children. {PANTRY}"))
    assert all(set(digest) <= set("0123456789abcdef") for digest in digests)
    assert b"elm" not in data, "not even the name of a file, which may be a person's"


# How it is said


def _said(removed: tuple[str, ...] = (), added: tuple[str, ...] = ()) -> str:
    gone, new = (tuple(map(OriginalPassage, texts)) for texts in (removed, added))
    older = OlderTranslation(SPANISH, ENGLISH, PARTNERS, "elm", "es", 1, gone, new)
    (problem,) = older_problems([older], Content())
    return problem.message.removeprefix("elm.md was changed after this translation: ")


def test_several_passages_are_named_as_far_as_they_fit() -> None:
    assert _said(("One.", "Two.")) == "it no longer says “One.” and “Two.”"
    assert _said(("One.", "Two.", "Three.")) == "it no longer says “One.”, “Two.” and “Three.”"
    assert _said(("word " * 25, "Two." * 20, "Three.")) == f"it no longer says “{'word ' * 25}” and 2 more"
    assert _said(("word " * 40,)) == f"it no longer says “{'word ' * 25}word …”"


def test_a_long_passage_begins_near_what_is_different() -> None:
    same = "This sentence is as it was for a long while before anything in it is another word: "
    both = [f"“… anything in it is another word: {word}.”" for word in ("one", "two")]
    assert _said((f"{same}one.",), (f"{same}two.",)) == f"it no longer says {both[0]}; it now says {both[1]}"

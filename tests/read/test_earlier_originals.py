"""What an original said when its translation was last changed: from real repositories, friendly and hostile."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from coalition_site.read import git_objects
from coalition_site.read.earlier_originals import SEEN, earlier_originals
from coalition_site.read.team_folder import read_project
from coalition_site.read.translated_files import translated_files
from coalition_site.read.translation_states import EarlierOriginal, SeenTogether, as_kept, kept_under, text_digest
from tests.support.repositories import SETTINGS, Repository, partner_file, repository
from tests.support.traps import hostile_repository

COALITION = {"content/coalition.yml": SETTINGS}
ENGLISH, SPANISH = "content/partners/elm.md", "content/partners/elm.es.md"


def _elm(text: str) -> dict[str, str | None]:
    return {ENGLISH: f"{partner_file('Elm')}{text}\n"}


def _es(text: str) -> dict[str, str | None]:
    return {SPANISH: f"{text}\n"}


def _told(folder: Path) -> dict[str, tuple[EarlierOriginal, ...]]:
    return earlier_originals(folder, read_project(folder))


def _body(folder: Path, path: str = SPANISH) -> str | None:
    """The last line of the original that git tells of; None where nothing is told."""
    told: Mapping[str, tuple[EarlierOriginal, ...]] = _told(folder)
    lines = told[path][0].lines if path in told else None
    return lines[-2] if lines is not None else None


@pytest.fixture
def town(tmp_path: Path) -> Repository:
    """An original that was changed twice after it was translated."""
    made = repository(tmp_path / "town")
    made.commit("2026-06-10T12:00:00Z", COALITION | _elm("One.") | _es("Uno."))
    made.commit("2026-07-10T12:00:00Z", _elm("Two."))
    made.commit("2026-08-10T12:00:00Z", _elm("Three."))
    return made


def test_the_original_as_it_was_when_the_translation_came(town: Repository) -> None:
    (told,) = _told(town.folder)[SPANISH]
    assert told == EarlierOriginal(text_digest(("Uno.", "")), (*f"{partner_file('Elm')}One.\n".split("\n"),))


def test_a_later_change_of_the_translation_counts(town: Repository) -> None:
    town.commit("2026-09-10T12:00:00Z", _es("Tres."))
    assert _body(town.folder) == "Three."
    town.commit("2026-09-11T12:00:00Z", _elm("Four."))
    assert _body(town.folder) == "Three."


def test_what_is_not_committed_is_not_known_as_it_is(town: Repository) -> None:
    town.write(_es("Dos."))
    (told,) = _told(town.folder)[SPANISH]
    assert told.translation == text_digest(("Uno.", ""))
    town.write({"content/partners/elm.fr.md": "Un.\n"})
    assert set(_told(town.folder)) == {SPANISH}


def test_a_branch_that_was_merged_says_what_its_writer_saw(town: Repository) -> None:
    town.git("switch", "--quiet", "--create", "spanish", "HEAD~1")
    town.commit("2026-08-20T12:00:00Z", _es("Dos."))
    town.git("switch", "--quiet", "main")
    town.git("merge", "--quiet", "--no-ff", "--message", "merged", "spanish", at="2026-09-01T12:00:00Z")
    assert _body(town.folder) == "Two."


def test_what_a_merge_itself_wrote_is_of_the_merge(town: Repository) -> None:
    town.git("switch", "--quiet", "--create", "side", "HEAD~2")
    town.commit("2026-08-20T12:00:00Z", _es("Zwei."))
    town.git("switch", "--quiet", "main")
    town.commit("2026-08-25T12:00:00Z", _es("Drei."))
    town.git("merge", "--quiet", "--strategy", "ours", "--message", "merged", "side", at="2026-09-01T12:00:00Z")
    town.write(_es("Tres.") | _elm("Both."))
    town.git("commit", "--quiet", "--all", "--amend", "--no-edit", at="2026-09-01T12:00:00Z")
    assert _body(town.folder) == "Both."


def test_a_project_may_be_a_folder_within_a_repository(tmp_path: Path) -> None:
    made = repository(tmp_path / "county")
    inside = "towns/river [town] *"
    for at, files in (("2026-06-10", COALITION | _elm("One.") | _es("Uno.")), ("2026-07-10", _elm("Two."))):
        made.commit(f"{at}T12:00:00Z", {f"{inside}/{path}": text for path, text in files.items()})
    made.commit("2026-08-10T12:00:00Z", COALITION | _elm("Other.") | _es("Otro."))
    assert _body(made.folder / inside) == "One."
    assert _body(made.folder) == "Other."


def test_every_kind_of_translation_is_known(tmp_path: Path) -> None:
    made = repository(tmp_path / "town")
    names = ("partners/elm", "pages/about", "areas/housing-stability", "meetings/2026-12-01-supper", "letters/own")
    texts = {f"content/{name}.md": "---\nkey: value\n---\nOne.\n" for name in names}
    translations = {f"content/{name}.es.md": "---\nkey: value\n---\nUno.\n" for name in names}
    made.commit("2026-06-10T12:00:00Z", {**COALITION, **texts, **translations})
    made.commit("2026-07-10T12:00:00Z", dict.fromkeys(texts, "---\nkey: value\n---\nTwo.\n"))
    assert {path: _body(made.folder, path) for path in translations} == dict.fromkeys(translations, "One.")


def test_the_teams_own_folder_has_a_history_of_its_own(tmp_path: Path) -> None:
    made, team = repository(tmp_path / "town"), repository(tmp_path / "team")
    made.commit("2026-06-10T12:00:00Z", {"content/coalition.yml": f"{SETTINGS}team_content: ../team\n"})
    page = "---\ntitle: Ours\naudience: team\n---\n"
    team.commit("2026-06-10T12:00:00Z", {"pages/ours.md": f"{page}One.\n", "pages/ours.es.md": f"{page}Uno.\n"})
    team.commit("2026-07-10T12:00:00Z", {"pages/ours.md": f"{page}Two.\n"})
    assert _body(made.folder, "../team/pages/ours.es.md") == "One."


def test_a_translation_in_the_coalitions_own_language_or_alone_is_none(town: Repository) -> None:
    files = {"content/partners/elm.en.md": "One.\n", "content/partners/oak.es.md": "Uno.\n"}
    town.commit("2026-09-10T12:00:00Z", {**files, "content/letters/own.es.md": "---\nsubject: Sí\n---\n"})
    assert [file.path for file in translated_files(read_project(town.folder))] == [SPANISH]


# Where nothing can be told


def test_a_short_clone_tells_nothing_of_what_came_before(town: Repository, tmp_path: Path) -> None:
    for depth, expected in ((1, None), (2, None), (10, "One.")):
        clone = tmp_path / f"clone-{depth}"
        town.git("clone", "--quiet", "--depth", str(depth), town.folder.as_uri(), str(clone))
        # The oldest commit of a short clone seems to bring all files; only the whole history has a true one.
        assert _body(clone) == expected
    town.commit("2026-09-10T12:00:00Z", _es("Tres."))
    town.commit("2026-09-11T12:00:00Z", _elm("Four."))
    town.git("clone", "--quiet", "--depth", "3", town.folder.as_uri(), str(tmp_path / "enough"))
    assert _body(tmp_path / "enough") == "Three."


def test_a_new_name_is_a_new_translation(town: Repository) -> None:
    town.git("mv", ENGLISH, "content/partners/oak.md")
    town.git("mv", SPANISH, "content/partners/oak.es.md")
    town.commit("2026-09-10T12:00:00Z", {})
    assert _body(town.folder, "content/partners/oak.es.md") == "Three."


def test_an_original_that_came_later_is_not_known(tmp_path: Path) -> None:
    made = repository(tmp_path / "town")
    made.commit("2026-06-10T12:00:00Z", COALITION | _es("Uno."))
    made.commit("2026-07-10T12:00:00Z", _elm("Two."))
    assert _told(made.folder) == {}


def test_nothing_is_told_without_git_a_repository_or_a_commit(
    town: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = shutil.copytree(town.folder, tmp_path / "plain", ignore=shutil.ignore_patterns(".git"))
    assert _told(plain) == {}
    empty = repository(tmp_path / "empty")
    empty.write(COALITION | _elm("One.") | _es("Uno."))
    assert _told(empty.folder) == {}
    monkeypatch.setenv("PATH", "")
    assert _told(town.folder) == {}


def test_a_broken_repository_is_passed_over(town: Repository) -> None:
    shutil.rmtree(town.folder / ".git" / "objects")
    (town.folder / ".git" / "objects").mkdir()
    assert _told(town.folder) == {}


def test_a_folder_that_git_does_not_trust_is_passed_over(town: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(git_objects._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert _told(town.folder) == {}


# How git is asked


def test_git_is_asked_for_all_at_once_and_once_for_a_commit(town: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    more = {f"content/partners/p{number}{end}": text for number in range(30) for end, text in _pair().items()}
    town.commit("2026-09-10T12:00:00Z", more)
    asked: list[str] = []
    ask = git_objects.GitObjects.ask

    def counted(repository: git_objects.GitObjects, *words: str, typed: str = "") -> bytes:
        asked.append(words[0])
        return ask(repository, *words, typed=typed)

    monkeypatch.setattr(git_objects.GitObjects, "ask", counted)
    assert len(_told(town.folder)) == 31
    assert asked == ["rev-parse", "rev-list", "diff-tree", "cat-file"]
    assert len(_told(town.folder)) == 31
    assert asked[4:] == ["rev-parse"]


def _pair() -> dict[str, str]:
    return {".md": f"{partner_file('P')}One.\n", ".es.md": "Uno.\n"}


def test_git_is_not_asked_where_nothing_is_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = repository(tmp_path / "town")
    made.commit("2026-06-10T12:00:00Z", COALITION | _elm("One."))
    monkeypatch.setattr(git_objects.GitObjects, "ask", lambda *_: pytest.fail("git was asked"))
    assert _told(made.folder) == {}


def test_no_setting_of_a_repository_runs_anything(town: Repository, tmp_path: Path) -> None:
    attributes = "* filter=evil diff=evil\n"
    town.commit("2026-09-01T12:00:00Z", {".gitattributes": attributes, "content/.gitattributes": attributes})
    mark = hostile_repository(town, tmp_path)
    assert _body(town.folder) == "One."
    assert not mark.exists()


def test_a_partial_clone_fetches_nothing(town: Repository, tmp_path: Path) -> None:
    town.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    town.git("clone", "--quiet", "--filter=blob:none", town.folder.as_uri(), str(clone))
    mark = hostile_repository(Repository(clone), tmp_path)
    assert _body(clone) is None
    assert not mark.exists()


# Digests that were kept


def test_what_was_kept_comes_after_what_git_tells(town: Repository) -> None:
    seen = SeenTogether("translation", "original", ("a", "b"))
    file = town.folder / SEEN
    file.parent.mkdir(parents=True)
    file.write_bytes(as_kept({kept_under(SPANISH): (seen, seen), kept_under("content/partners/gone.es.md"): (seen,)}))
    told = _told(town.folder)
    assert set(told) == {SPANISH}
    assert [each.lines is not None for each in told[SPANISH]] == [True, False]
    assert told[SPANISH][1] == EarlierOriginal("translation", seen=seen)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"version": 2, "translations": {}}',
        b'{"version": 1, "translations": []}',
        f'{{"version": 1, "translations": {{"{kept_under(SPANISH)}": [3]}}}}'.encode(),
        f'{{"version": 1, "translations": {{"{kept_under(SPANISH)}": []}}}}'.encode(),
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_damaged_digests_say_nothing(data: bytes, tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.write(COALITION | _elm("One.") | _es("Uno."))
    (tmp_path / SEEN).parent.mkdir(parents=True)
    (tmp_path / SEEN).write_bytes(data)
    assert _told(tmp_path) == {}

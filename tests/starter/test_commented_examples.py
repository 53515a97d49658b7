"""Every commented example of a new coalition works by removing the comment signs alone."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from coalition_site.problems import describe
from coalition_site.read.changed_files import with_files
from coalition_site.read.team_folder import read_project
from coalition_site.starter.answers import Answers
from coalition_site.validate.project import check_content
from tests.support.commented_examples import WAYS, examples, used
from tests.support.starting import RIVER_TOWN, new_coalition, run

DAY = date(2026, 11, 23)
LANGUAGES = ("en", "es")
KINDS = ("examples", "empty", "examples removed")
LEAST = {"examples": 8, "empty": 12, "examples removed": 12}


@pytest.fixture(scope="module", params=[(language, kind) for language in LANGUAGES for kind in KINDS], ids=" ".join)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    language, kind = request.param
    answers = Answers(RIVER_TOWN.name, RIVER_TOWN.community, RIVER_TOWN.contact, RIVER_TOWN.email, language)
    folder = tmp_path_factory.mktemp("towns") / "river"
    new_coalition(folder, *(["--empty"] if kind == "empty" else []), answers=answers)
    if kind == "examples removed":
        assert run("remove-examples", "--project", str(folder)).exit_code == 0
    return folder, kind


def files(project: Path) -> Iterator[tuple[str, str]]:
    for file in sorted((project / "content").rglob("*")):
        if file.suffix in {".yml", ".md"}:
            yield file.relative_to(project).as_posix(), file.read_text(encoding="utf-8")


def problems_with(project: Path, path: str, text: str) -> list[str]:
    """What is wrong, down to warnings, when a file holds another text."""
    checked = check_content(with_files(read_project(project), {path: text.encode()}), DAY)
    problems = [each for each in checked.validated.problems if each.code != "words-unread"]
    return [describe(each, checked.line_at) for each in problems]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_each_example_works_alone_and_all_of_a_file_together(
    project: tuple[Path, str], way: Callable[[str], str]
) -> None:
    folder, kind = project
    found = 0
    for path, text in files(folder):
        all_of_file = list(examples(text))
        together = tuple(number for numbers in all_of_file for number in numbers)
        for numbers in [*all_of_file, together]:
            after = used(text, numbers, way)
            assert problems_with(folder, path, after) == [], after
        found += len(all_of_file)
    assert found >= LEAST[kind]


def test_what_an_example_says_is_read(tmp_path: Path) -> None:
    """An example that came out as a comment, or as part of another value, would be no mistake to the check."""
    folder = new_coalition(tmp_path / "river", "--empty")
    for path, text in files(folder):
        numbers = tuple(number for each in examples(text) for number in each)
        (folder / path).write_text(used(text, numbers, WAYS["the sign"]), encoding="utf-8")
    coalition = check_content(read_project(folder), DAY).validated.coalition
    assert coalition is not None
    settings = coalition.settings
    assert settings.summary is not None
    assert settings.summary.plain.startswith("One paragraph that says who you are.")
    assert (settings.contact.phone, settings.address) == ("(555) 555-0100", ("12 Elm Street", "Our town 00000"))
    assert settings.time_zone == "America/New_York"
    assert settings.brand.primary == "#1f5a43"
    assert [sender.title is not None for sender in settings.senders.values()] == [True]
    assert (len(coalition.needs.groups), len(coalition.needs.areas), len(coalition.needs.assets)) == (2, 1, 1)
    assert [(invite.member, invite.sender) for invite in coalition.invites] == [("Dana Reyes", "jo-park")]


def test_what_looks_like_an_example_is_one(project: tuple[Path, str]) -> None:
    """A key behind a # and a space would be no example to the other tests, and one to every reader."""
    folder, _ = project
    for path, text in files(folder):
        for line in text.split("\n"):
            assert not re.match(r"\s*# +(- )?[a-z_]+:(\s|$)", line), f"{path}: {line}"


@pytest.mark.parametrize("line", ["    #titel: Director", "    #title: [Director", "    #logo: logo.svg"])
def test_an_example_that_breaks_would_be_found(tmp_path: Path, line: str) -> None:
    folder = new_coalition(tmp_path / "river", "--empty")
    path = "content/coalition.yml"
    text = (folder / path).read_text(encoding="utf-8").replace("    #title: Coalition Director", line)
    broken = [numbers for numbers in examples(text) if problems_with(folder, path, used(text, numbers, str))]
    assert broken == []
    way = WAYS["the sign"]
    broken = [numbers for numbers in examples(text) if problems_with(folder, path, used(text, numbers, way))]
    assert [text.split("\n")[number] for numbers in broken for number in numbers] == [line]

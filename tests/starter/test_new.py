"""`coalition new`: a coalition that builds at once, whatever its name is."""

import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.cli.build_summary import summary_lines
from coalition_site.problems import Refused
from coalition_site.read.changed_files import with_files
from coalition_site.read.content import Content
from coalition_site.starter.answers import Answers, contact_of, one_line
from coalition_site.starter.files import content_files, starter_files
from coalition_site.starter.program import program_wheel
from coalition_site.validate.project import check, check_content
from tests.support.building import build_project
from tests.support.hostile import texts
from tests.support.starting import RIVER_TOWN, files_of, new_coalition, run

DAY = date(2026, 11, 23)


# An answer with marks of direction is refused.
LINES = [one_line(text) for name, text in texts().items() if name != "right-to-left"]
THREES = [LINES[start : start + 3] for start in range(0, len(LINES), 3)]
MORE = pytest.mark.slow("more of the corpus; each of its texts is a name of content in other tests")


@pytest.mark.parametrize("words", [(), ("--empty",)], ids=["examples", "empty"])
def test_the_first_build_works_at_once(tmp_path: Path, words: tuple[str, ...]) -> None:
    project = new_coalition(tmp_path / "river", *words)
    built = build_project(project, project / "build", with_pdf=False)
    assert built.named_partners == (0 if words else 1)
    unmet = "no needs are chosen yet" if words else "; ".join(built.gaps)
    assert f"Nobody meets  {unmet}" in summary_lines(built, None)
    assert "River Town Coalition" in (project / "build/site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "es", "es-mx", "vi", "ar"])
@pytest.mark.parametrize("words", [(), ("--empty",)], ids=["examples", "empty"])
def test_nothing_is_wrong_with_it_in_any_language(tmp_path: Path, language: str, words: tuple[str, ...]) -> None:
    answers = Answers("River Town Coalition", "River Town", "Jo Park", "jo@river.example", language)
    validated = check(new_coalition(tmp_path / "river", *words, answers=answers), DAY).validated
    assert validated.coalition is not None
    # The check says which letters have to be translated, and that no native speaker has read the words of pages.
    expected: set[str] = set() if language == "en" else {"translation-missing", "words-unread"}
    assert {problem.code for problem in validated.problems} <= expected


def test_what_is_not_given_is_not_guessed(tmp_path: Path) -> None:
    done = run("new", str(tmp_path / "river"), "--name", "River Town Coalition")
    assert done.exit_code == 2
    assert "--community, --contact, --language" in done.stderr
    assert not (tmp_path / "river").exists()


def test_a_terminal_is_asked_until_the_answer_can_be_used(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "coalition_site", "new", str(tmp_path / "river"), "--community", "River Town"]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        os.close(theirs)
        os.write(ours, b"  River   Town Coalition \nJo Park\nJo Park <jo@river.example>\n\n")
        said, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0, said
    assert "write a name and an e-mail address, like Jo Park <jo@river.example>, not 'Jo Park'" in said
    coalition = check(tmp_path / "river", DAY).validated.coalition
    assert coalition is not None
    assert coalition.settings.name.plain == "River Town Coalition"
    assert coalition.settings.language == "en"


@pytest.mark.parametrize(
    "three",
    [*THREES[::3], *(pytest.param(three, marks=MORE) for place in (1, 2) for three in THREES[place::3])],
    ids=lambda three: three[0][:20],
)
def test_hostile_answers_come_out_as_they_were_typed(tmp_path: Path, three: list[str]) -> None:
    name, community, contact = (*three, *three)[:3]
    answers = Answers(name, community, contact.replace("<", "(").replace(">", ")"), "a@b.example", "en")
    project = new_coalition(tmp_path / "river", answers=answers)
    coalition = check(project, DAY).validated.coalition
    assert coalition is not None
    settings = coalition.settings
    assert (settings.name.plain, settings.community.plain) == (answers.name, answers.community)
    assert [sender.name for sender in settings.senders.values()] == [answers.contact]
    assert (settings.contact.name, settings.contact.email) == (answers.contact, "a@b.example")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["river"]


def test_a_hostile_name_is_built(tmp_path: Path) -> None:
    name = one_line(" ".join(text for name, text in texts().items() if name.startswith(("yaml-", "script-"))))
    answers = Answers(name, "</title><script>alert(2)</script>", "Jo Park", "jo@river.example", "es")
    project = new_coalition(tmp_path / "river", answers=answers)
    build_project(project, project / "build", with_pdf=False)
    page = (project / "build/site/index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_any_answer_is_kept_or_refused(name: str, person: str) -> None:
    try:
        answers = Answers(one_line(name), "River Town", one_line(person), "a@b.example", "en")
    except Refused:
        return
    files = content_files(answers, DAY, "always") | content_files(answers, DAY, "examples")
    yaml = {path: data for path, data in files.items() if path.endswith(".yml") or "/partners/" in path}
    coalition = check_content(with_files(Content(), yaml), DAY).validated.coalition
    assert coalition is not None
    assert coalition.settings.name.plain == answers.name
    assert coalition.settings.contact.name == answers.contact


@pytest.mark.parametrize(
    "text", ["", "Jo", "Jo <>", "Jo <jo>", "<jo@river.example>", "Jo <a@b.example> x", "Jo <a@b@c.d>"]
)
def test_a_contact_is_a_name_and_an_address(text: str) -> None:
    with pytest.raises(Refused):
        contact_of(text)


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "a\x1b[31m", "\u200b", "\n", "\ud800"])
def test_invisible_signs_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        one_line(text)


def test_a_refused_answer_names_its_option(tmp_path: Path) -> None:
    done = run(
        *("new", str(tmp_path / "river"), "--name", "R", "--community", "R", "--contact", "Jo", "--language", "en")
    )
    assert done.exit_code == 2
    assert "--contact" in done.stderr
    assert not (tmp_path / "river").exists()


def test_nothing_is_overwritten_and_nothing_is_left_half(tmp_path: Path) -> None:
    river = tmp_path / "river"
    (river / ".git").mkdir(parents=True)
    (river / "README.md").write_text("Mine.", encoding="utf-8")
    before = files_of(river)
    done = run(*words_for(river))
    assert done.exit_code == 1
    assert "  README.md" in done.stderr
    assert files_of(river) == before
    (river / "README.md").unlink()
    assert run(*words_for(river)).exit_code == 0
    after = files_of(river)
    again = run(*words_for(river))
    assert again.exit_code == 1
    assert files_of(river) == after


@pytest.mark.parametrize("in_the_way", ["file", "link in the folder", "link for a file"])
def test_what_stands_in_the_way_is_not_followed(tmp_path: Path, in_the_way: str) -> None:
    river, elsewhere = tmp_path / "river", tmp_path / "elsewhere"
    elsewhere.mkdir()
    if in_the_way == "file":
        river.write_text("a file", encoding="utf-8")
    else:
        river.mkdir()
        name = "content" if in_the_way == "link in the folder" else "README.md"
        (river / name).symlink_to(elsewhere / ("" if name == "content" else "nothing"))
    assert run(*words_for(river)).exit_code == 1
    assert list(elsewhere.iterdir()) == []


def words_for(folder: Path) -> list[str]:
    answers = ["--name", "R", "--community", "R", "--contact", "Jo <jo@river.example>", "--language", "en"]
    return ["new", str(folder), *answers]


def test_every_file_is_text_that_ends_in_a_line_end_and_has_no_open_token() -> None:
    for path, data in starter_files(RIVER_TOWN, DAY, program_wheel(), with_examples=True).items():
        if path.endswith(".whl"):
            continue
        text = data.decode()
        assert text.endswith("\n"), path
        assert "\r" not in text
        for token in ("@name@", "@version@", "@sender@", "@today@", "@language@", "@languages@"):
            assert token not in text, path


def test_both_languages_hold_the_same_files_and_say_the_same_about_partners() -> None:
    kinds = ("always", "empty", "examples")
    for kind in kinds:
        english = content_files(RIVER_TOWN, DAY, kind)
        spanish = content_files(Answers("R", "R", "Jo Park", "jo@river.example", "es"), DAY, kind)
        assert len(english) == len(spanish)
    models = []
    for language in ("en", "es"):
        answers = Answers("R", "R", "Jo Park", "jo@river.example", language)
        files = {
            path: data for kind in ("always", "examples") for path, data in content_files(answers, DAY, kind).items()
        }
        yaml = {path: data for path, data in files.items() if "/pages/" not in path}
        coalition = check_content(with_files(Content(), yaml), DAY).validated.coalition
        assert coalition is not None
        partners = sorted(
            (str(p.type.option), str(p.relationship), p.serves, p.works_on) for p in coalition.partners.values()
        )
        models.append((partners, coalition.needs.groups and [need.option for need in coalition.needs.areas]))
    assert models[0] == models[1]

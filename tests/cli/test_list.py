"""`coalition list`: partners for whom something holds, and questions that nobody can answer."""

import json

import pytest
from typer.testing import CliRunner

from coalition_site.cli.commands import app
from tests.support.building import PROJECT

OPTIONS = ("--project", str(PROJECT), "--today", "2026-11-23")


def asked(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["list", *arguments, *OPTIONS])
    return result.exit_code, result.stdout, result.stderr


def test_all_conditions_must_hold() -> None:
    code, said, _ = asked("serves: English-language learners, works on: Housing stability")
    assert (code, said.splitlines()[-1]) == (0, "1 partner of 31.")
    assert "content/partners/resident-east-side.md" in said


def test_everybody_is_listed_where_nothing_is_asked() -> None:
    assert asked()[1].endswith("31 partners of 31.\n")


def test_a_comma_in_a_label_parts_no_conditions() -> None:
    label = "Representation of the group(s) that will be directly affected by the work"
    code, said, _ = asked(f"brings: {label}, relationship: Existing", "--json")
    found = json.loads(said)
    assert code == 0
    assert found
    assert all(each["relationship"] == "existing" and label in each["assets"] for each in found)
    assert list(found[0]) == ["id", "name", "type", "relationship", "serves", "works_on", "assets"]


def test_what_a_partner_filled_in_can_be_asked_for() -> None:
    assert asked("brings: interpreters for evening meetings")[1].splitlines()[-1] != "0 partners of 31."


@pytest.mark.parametrize(
    ("question", "instead"),
    [
        ("serve: Young people", "there is no key 'serve'; did you mean serves?"),
        ("age: 12", "the keys are serves, works on, brings, type, relationship"),
        ("Young people", "write for example serves: Young people"),
        ("serves: Yuong people", "did you mean Young people?"),
        ("serves: Astronauts", "docs/reference/options.md lists them all"),
        ("relationship: good", "write one of existing, potential, former"),
    ],
)
def test_a_question_that_nobody_can_answer_is_told_what_to_type(question: str, instead: str) -> None:
    code, said, why = asked(question)
    assert (code, said) == (1, "")
    assert instead in why

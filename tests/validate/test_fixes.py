"""Fixes of problems: what is offered, what is one way of several, and that both do what the hint beside them says."""

from pathlib import Path

import pytest

from coalition_site.edit.mending import as_text
from coalition_site.fixes import FileFix, ValueFix, Way, without_block, without_lines
from coalition_site.problems import Problem
from coalition_site.validate.project import check
from tests.support.building import TODAY, small_project

PARTNER = "---\nname: Elm\ntype: Nonprofit\nrelationship: existing\n{}---\n"


def _problem(folder: Path, files: dict[str, str], code: str) -> Problem:
    problems = check(small_project(folder / "project", files), TODAY).validated.problems
    (problem,) = [problem for problem in problems if problem.code == code]
    return problem


def test_a_word_that_belongs_elsewhere_brings_no_fix_of_another_hint(tmp_path: Path) -> None:
    """The hint said where the word belongs, and its quick fix would have made an option of one's own of it."""
    problem = _problem(tmp_path, {"needs.yml": "areas:\n  - supportive\n"}, "option-unknown")
    assert problem.hint == "that is a position: write it under team in the partner's file, as position: supportive"
    assert problem.fix is None


@pytest.mark.parametrize(
    ("files", "code", "parts"),
    [
        (
            {"partners/elm.md": PARTNER.format("website: elm\n")},
            "value-url",
            (ValueFix(("website",), "https://example.org"),),
        ),
        ({"needs.yaml": "areas: []\n"}, "file-extension", (FileFix("content/needs.yml"),)),
        (
            {"partners/elm.md": PARTNER.format("barriers: {en: Money}\n")},
            "key-unknown",
            (ValueFix(("barriers",), ""), ValueFix(("team", "barriers"), {"en": "Money"})),
        ),
    ],
    ids=["an example", "a file", "a move"],
)
def test_what_leaves_something_to_its_reader_is_told_and_not_offered(
    tmp_path: Path, files: dict[str, str], code: str, parts: tuple[object, ...]
) -> None:
    problem = _problem(tmp_path, files, code)
    assert problem.fix == Way(parts)  # type: ignore[arg-type]
    assert not problem.fix.safe
    assert as_text(problem.fix, problem.position.path, ("website: elm",)) is None


def test_lines_are_taken_out_alone_or_with_what_is_set_in_below() -> None:
    lines = ("one:", "  two: 2", "", "  three: 3", "four: 4")
    assert without_block(lines, 1).applied(lines) == ("four: 4",)
    assert without_block(lines, 5).applied(lines) == lines[:4]
    assert without_block(lines, 2).applied(lines) == (lines[0], *lines[2:])
    assert without_lines(lines, {2, 4}).applied(lines) == ("one:", "", "four: 4")
    assert without_lines(lines, {4, 5}).applied(lines) == lines[:3]

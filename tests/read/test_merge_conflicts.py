"""Merge conflicts: which lines are markers, what belongs to which version, and what is read meanwhile."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.problems import Severity
from coalition_site.read.merge_conflicts import MergeConflict, Side, as_chosen, merge_conflicts
from coalition_site.read.merge_problems import Origin, origin_of
from coalition_site.validate.project import check
from tests.support.building import TODAY, small_project

HEAD, MIDDLE, END = "<<<<<<< HEAD", "=======", ">>>>>>> phones"
YAML, TEXT, PAGE = "content/needs.yml", "content/partners/elm.es.md", "content/pages/a.md"
LIKE_MARKERS = (
    "<<<<<<",
    "<<<<<<<<",
    " <<<<<<<",
    "<<<<<<<x",
    ">>>>>>>.",
    "=======x",
    "========",
    "||||||| ",
    "\t>>>>>>>",
)


def test_a_place_has_two_versions_with_their_names() -> None:
    lines = ["a: 1", HEAD, "b: 2", MIDDLE, "b: 3", "c: 4", END]
    upper, lower = Side("HEAD", range(3, 4)), Side("phones", range(5, 7))
    (conflict,) = merge_conflicts(lines, YAML)
    assert conflict == MergeConflict(2, 7, (2, 4, 7), upper, lower)
    assert as_chosen(lines, YAML, lower=False) == ("a: 1", "", "b: 2", "", "", "", "")
    assert as_chosen(lines, YAML, lower=True) == ("a: 1", "", "", "", "b: 3", "c: 4", "")


def test_what_both_began_with_is_no_version() -> None:
    lines = [HEAD, "b: 2", "||||||| 1a2b3c4", "b: 0", "=======", "b: 3", END]
    (conflict,) = merge_conflicts(lines, YAML)
    assert conflict.sides == (Side("HEAD", range(2, 3)), Side("phones", range(6, 7)))


@pytest.mark.parametrize("line", LIKE_MARKERS)
def test_lines_that_resemble_markers_are_none(line: str) -> None:
    assert merge_conflicts(["a: 1", line, "b: 2"], YAML) == ()


def test_equal_signs_alone_underline_a_heading_and_are_no_heading_in_front_matter() -> None:
    assert merge_conflicts(["Title", MIDDLE, "", "---", "", "Other", MIDDLE], TEXT) == ()
    page = ["---", "title: A", "---", "Title", MIDDLE]
    assert merge_conflicts(page, "content/pages/a.md") == ()
    assert merge_conflicts([*page[:2], MIDDLE, *page[2:]], "content/pages/a.md") == (MergeConflict(3, 3, (3,)),)
    assert merge_conflicts(["a: 1", MIDDLE], YAML) == (MergeConflict(2, 2, (2,)),)


def test_what_is_left_of_a_half_settled_merge_is_told_once() -> None:
    assert merge_conflicts(["a", HEAD, "b"], TEXT) == (MergeConflict(2, 2, (2,)),)
    assert merge_conflicts(["a", END, "b"], TEXT) == (MergeConflict(2, 2, (2,)),)
    lower = Side("phones", range(3, 4))
    (below,) = merge_conflicts(["a", MIDDLE, "b", END], TEXT)
    assert below == MergeConflict(2, 4, (2, 4), lower=lower)
    assert below.left_out(lower=False) == {2, 3, 4}
    (above,) = merge_conflicts([HEAD, "a", MIDDLE, "b"], TEXT)
    assert above == MergeConflict(1, 3, (1, 3), upper=Side("HEAD", range(2, 3)))
    assert above.left_out(lower=True) == {1, 2, 3}
    assert merge_conflicts([HEAD, "a", END], TEXT)[0].markers == (1, 3)


def test_a_merge_within_a_version_belongs_to_it_and_stays_where_the_outer_one_is_left_half() -> None:
    inner = [HEAD, "one", MIDDLE, "two", END]
    (outer,) = merge_conflicts([HEAD, *inner, MIDDLE, "three", END], TEXT)
    assert outer.sides == (Side("HEAD", range(2, 7)), Side("phones", range(8, 9)))
    left, whole = merge_conflicts([HEAD, *inner], TEXT)
    assert (left.markers, whole.markers) == ((1,), (2, 4, 6))


@given(st.lists(st.sampled_from([HEAD, "||||||| b", MIDDLE, END, "---", "text", ""]), max_size=24))
def test_any_order_of_markers_leaves_none_that_is_not_told_of(lines: list[str]) -> None:
    """What is read of a file holds no marker but equal signs below a text, nothing moves, and places are in order."""
    conflicts = merge_conflicts(lines, PAGE)
    for lower in (False, True):
        chosen = as_chosen(lines, PAGE, lower=lower)
        assert len(chosen) == len(lines)
        assert merge_conflicts(chosen, PAGE) == ()
    assert [each.first for each in conflicts] == sorted(each.first for each in conflicts)
    told = {number for each in conflicts for number in range(each.first, each.last + 1)}
    assert {number for number, line in enumerate(lines, 1) if line in {HEAD, END}} <= told


@pytest.mark.parametrize(
    ("label", "is_upper", "expected"),
    [
        ("HEAD", True, (Origin.HERE, "")),
        ("HEAD:content/partners/elm.md", True, (Origin.HERE, "")),
        ("Updated upstream", True, (Origin.HERE, "")),
        ("Stashed changes", False, (Origin.ASIDE, "")),
        ("theirs", False, (Origin.CAME, "")),
        (".r12", False, (Origin.CAME, "")),
        ("8d3f1c2b7a9e4d5f6a7b8c9d0e1f2a3b4c5d6e7f", False, (Origin.CAME, "")),
        ("1a2b3c4 (Correct the telephone (again))", False, (Origin.NAMED, "Correct the telephone (again)")),
        ("1a2b3c4... Correct", False, (Origin.NAMED, "1a2b3c4... Correct")),
        ("maria/phones", False, (Origin.NAMED, "maria/phones")),
        ("", True, (Origin.HERE, "")),
        ("", False, (Origin.CAME, "")),
    ],
)
def test_names_that_programs_write_say_whose_a_version_is(
    label: str, is_upper: bool, expected: tuple[Origin, str]
) -> None:
    assert origin_of(label, is_upper=is_upper) == expected


PARTNER = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\nwebsite: https://elm.example\n---\nOne.\n\nTwo.\n\nThree.\n\nGives.\n"


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_what_git_writes_is_one_error_at_its_place(tmp_path: Path, style: str) -> None:
    """A real merge of two branches, in each style that git has."""
    project = small_project(tmp_path / "p", {"partners/elm-fund.md": PARTNER})
    file = project / "content/partners/elm-fund.md"

    def git(*words: str, fine: bool = True) -> None:
        settings = ("-c", "user.name=R", "-c", "user.email=r@elm.example", "-c", f"merge.conflictStyle={style}")
        subprocess.run(["git", *settings, *words], cwd=project, check=fine, capture_output=True)

    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "--message=Begun")
    git("checkout", "--quiet", "-b", "maria/website")
    file.write_text(PARTNER.replace("elm.example", "elm-fund.example").replace("Gives.", "Gives much."), "utf-8")
    git("commit", "--quiet", "--all", "--message=Theirs")
    git("checkout", "--quiet", "main")
    file.write_text(PARTNER.replace("elm.example", "fund.example").replace("Gives.", "Gives more."), "utf-8")
    git("commit", "--quiet", "--all", "--message=Ours")
    git("merge", "maria/website", fine=False)
    problems = check(project, TODAY).validated.problems
    errors = [each for each in problems if each.severity is Severity.ERROR]
    assert [(each.code, each.position.line, each.position.column) for each in errors] == [
        ("merge-unsettled", 5, 1),
        ("merge-unsettled", 17 if style == "merge" else 19, 1),
    ]
    assert "the version that was here (HEAD), line 6, says 'website: https://fund.example'" in errors[0].message
    assert "the version of 'maria/website'" in errors[0].message
    assert "says 'website: https://elm-fund.example'" in errors[0].message

"""Fixes in files: one piece of text changes, the rest stays byte for byte."""

import pytest

from coalition_site.edit.mending import as_text, mended
from coalition_site.fixes import TextFix, ValueFix
from coalition_site.problems import Refused

PATH = "content/needs.yml"
FILE = "# Ours\ngroups:\n  - Yuong people   # for now\nareas: [Housing stability, Jobs]\nreviewed: 2026-1-5"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_text_is_replaced_where_it_stands(newline: str, mark: str) -> None:
    data = (mark + FILE.replace("\n", newline)).encode()
    fix = TextFix(3, 5, "Yuong", "Young")
    assert mended(data, PATH, fix) == data.replace(b"Yuong", b"Young")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_come_and_go_with_the_line_ends_of_the_file(newline: str) -> None:
    data = FILE.replace("\n", newline).encode()
    gone = mended(data, PATH, TextFix(1, 1, "# Ours\n", ""))
    assert gone == FILE.removeprefix("# Ours\n").replace("\n", newline).encode()
    more = mended(data, PATH, TextFix(2, 8, "", "\n  - Seniors"))
    assert more == FILE.replace("groups:", "groups:\n  - Seniors").replace("\n", newline).encode()


def test_a_text_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match=r"content/needs.yml:3:5: another text stands here"):
        mended(FILE.encode(), PATH, TextFix(3, 5, "Old people", "Young people"))
    with pytest.raises(Refused):
        mended(FILE.encode(), PATH, TextFix(30, 1, "", "x"))


CHANGES = [
    ValueFix(("groups", 0), "Young people"),
    ValueFix(("groups", 0), ""),
    ValueFix(("groups",), ""),
    ValueFix(("groups",), ["Young people", "Seniors"]),
    ValueFix(("areas", 1), "Jobs paying living wages"),
    ValueFix(("areas",), ["Jobs: many", "Schools"]),
    ValueFix(("reviewed",), "2026-01-05"),
    ValueFix(("reviewed",), ["2026-01-05", "2026-01-06"]),
]


@pytest.mark.parametrize("fix", CHANGES)
def test_a_changed_value_is_one_changed_piece_of_text(fix: ValueFix) -> None:
    whole = mended(FILE.encode(), PATH, fix)
    piece = as_text(fix, PATH, FILE.split("\n"))
    assert piece is not None
    assert mended(FILE.encode(), PATH, piece) == whole
    assert len(piece.old) < len(FILE) / 2
    assert whole.startswith(b"# Ours\n")


def test_what_cannot_be_changed_has_no_text() -> None:
    assert as_text(ValueFix(("groups", 0), "x"), PATH, ["groups: [a", "b: c: d"]) is None
    assert as_text(ValueFix(("groups",), "a"), PATH, ["groups: a"]) is None

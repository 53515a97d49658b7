"""A place that a merge left is settled: what is kept stays byte for byte, and nothing else is touched."""

import pytest

from coalition_site.edit.settle_merge import Kept, with_kept
from coalition_site.problems import Refused

PATH = "content/partners/elm.es.md"
PLACE = "one\n<<<<<<< HEAD\ntwo\n||||||| base\nold\n=======\nthree\nfour\n>>>>>>> b\nfive"
HALF = "one\n<<<<<<< HEAD\ntwo\nthree\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(
    ("kept", "parted", "expected"),
    [
        (Kept.UPPER, False, "one\ntwo\nfive"),
        (Kept.LOWER, False, "one\nthree\nfour\nfive"),
        (Kept.BOTH, False, "one\ntwo\nthree\nfour\nfive"),
        (Kept.BOTH, True, "one\ntwo\n\nthree\nfour\nfive"),
    ],
)
def test_what_is_kept_stays_and_the_rest_goes(mark: str, end: str, kept: Kept, parted: bool, expected: str) -> None:
    before, after = ((mark + text.replace("\n", end)).encode() for text in (PLACE, expected))
    assert with_kept(before, PATH, 0, kept, parted=parted) == after


def test_no_empty_line_is_added_where_one_stands_already() -> None:
    text = "<<<<<<< HEAD\ntwo\n\n=======\nthree\n>>>>>>> b\n"
    assert with_kept(text.encode(), PATH, 0, Kept.BOTH, parted=True) == b"two\n\nthree\n"


def test_a_place_that_ends_a_file_is_settled_too() -> None:
    text = "one\n<<<<<<< HEAD\n=======\nthree\n>>>>>>> b"
    assert with_kept(text.encode(), PATH, 0, Kept.LOWER) == b"one\nthree\n"
    assert with_kept(text.encode(), PATH, 0, Kept.UPPER) == b"one\n"


def test_a_byte_order_mark_before_a_marker_stays() -> None:
    text = "\ufeff<<<<<<< HEAD\ntwo\n=======\n>>>>>>> b\n"
    assert with_kept(text.encode(), PATH, 0, Kept.UPPER) == "\ufefftwo\n".encode()


def test_the_second_place_is_settled_without_the_first() -> None:
    text = f"{PLACE}\n{PLACE}"
    assert with_kept(text.encode(), PATH, 1, Kept.UPPER) == f"{PLACE}\none\ntwo\nfive".encode()


def test_of_a_half_settled_place_only_the_markers_go() -> None:
    assert with_kept(HALF.encode(), PATH, 0, Kept.TEXT) == b"one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("text", "number", "kept"),
    [
        (PLACE, 1, Kept.UPPER),
        (PLACE, -1, Kept.UPPER),
        (PLACE, 0, Kept.TEXT),
        (HALF, 0, Kept.LOWER),
        ("a", 0, Kept.TEXT),
    ],
)
def test_what_is_not_there_is_refused(text: str, number: int, kept: Kept) -> None:
    with pytest.raises(Refused):
        with_kept(text.encode(), PATH, number, kept)
    with pytest.raises(Refused, match="not UTF-8"):
        with_kept(b"\xff", PATH, 0, kept)

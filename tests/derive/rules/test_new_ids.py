import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.derive.rules.new_ids import new_id
from coalition_site.model.content_files import is_name

EXPECTED = {
    "River Library": "river-library",
    "Anna's Café": "annas-cafe",
    "Nguyễn Đình": "nguyen-dinh",
    "Анна Иванова": "anna-ivanova",
    "Ελένη": "eleni",
    "王小明": "wang-xiao-ming",
    "Happy Kids 🎈": "happy-kids",
    "🎈 ❤️": "partner",
    "김민수": "gim-min-su",
    "さくら": "sakura",
    "YMCA": "ymca",
    "McDonald House": "mcdonald-house",
    "index": "partner-index",
    "Con": "partner-con",
    "…": "partner",
    "a" * 100: "a" * 64,
}


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_an_id_is_written_as_the_name_sounds(name: str, expected: str) -> None:
    assert new_id(name, (), "partner") == expected


def test_a_second_one_gets_a_number_and_stays_short_enough() -> None:
    assert new_id("Elm", {"elm", "elm-2"}, "partner") == "elm-3"
    second = new_id("a" * 100, {"a" * 64}, "partner")
    assert second == "a" * 58 + "-2"


@given(st.text(max_size=80), st.sets(st.sampled_from(["a", "b", "partner", "partner-2"])))
def test_every_name_gets_an_id(name: str, taken: set[str]) -> None:
    found = new_id(name, taken, "partner")
    assert is_name(found)
    assert found not in taken

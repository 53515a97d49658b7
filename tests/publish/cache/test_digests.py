"""Equal digests mean equal values: whatever differs, and however deep, has another digest."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import combinations
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from coalition_site.model.partner import Person
from coalition_site.publish.cache.digests import Digests, Unknown
from tests.support.examples import examples

PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.floats(allow_nan=False) | st.dates()
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@dataclass(frozen=True, slots=True)
class Record:
    name: str
    inside: object = ()


class Color(Enum):
    RED = 1
    BLUE = 2


def kinds(value: object) -> object:
    """A value with the kind of everything in it: `1`, `True` and `1.0` are three values."""
    if isinstance(value, dict):
        return ("dict", [(key, kinds(each)) for key, each in value.items()])
    if isinstance(value, list | tuple):
        return (type(value).__name__, [kinds(each) for each in value])
    return (type(value).__name__, repr(value))


def made_again(value: object) -> object:
    """An equal value that shares nothing with this one but what Python keeps only once."""
    if isinstance(value, dict):
        return {made_again(key): made_again(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(made_again(each) for each in value)
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")
    return bytes(bytearray(value)) if isinstance(value, bytes) else value


@given(VALUES)
def test_equal_values_have_equal_digests(value: object) -> None:
    assert Digests().of(value) == Digests().of(made_again(value))
    assert Digests().of(Record("a", value)) == Digests().of(Record("a", made_again(value)))


# So few that two of them are often equal, or alike in all but their kind or their nesting.
ALIKE = st.recursive(
    st.sampled_from([None, False, True, 0, 1, 0.0, 1.0, "", "0", "1", b"", b"1", date(2026, 1, 2), "2026-01-02"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.lists(inner, max_size=2).map(tuple)
        | st.dictionaries(st.sampled_from(["", "0", "1"]), inner, max_size=2)
    ),
    max_leaves=3,
)


@settings(max_examples=examples(300, 3000))
@given(st.lists(ALIKE, min_size=2, max_size=12))
def test_digests_are_equal_where_values_are(values: list[object]) -> None:
    for one, other in combinations(values, 2):
        assert (Digests().of(one) == Digests().of(other)) == (kinds(one) == kinds(other)), (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record("a"), Record("b")),
        (Record("a", (Record("b"),)), Record("a", (Record("c"),))),
        (Color.RED, Color.BLUE),
        (Markup("a"), "a"),
        (PurePosixPath("a"), "a"),
        (date(2026, 1, 2), "2026-01-02"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (MappingProxyType({"a": Record("a")}), MappingProxyType({"a": Record("b")})),
        (Person(name="Ana"), Person(name="Ana", title="Director")),
        (frozenset({"a", "b"}), frozenset({"a", "c"})),
    ],
)
def test_other_values_have_other_digests(one: object, other: object) -> None:
    digests = Digests()
    assert digests.of(one) != digests.of(other)
    assert digests.of(one) == Digests().of(one)


def test_what_is_no_data_has_no_digest() -> None:
    for value in (print, object(), Record("a", [lambda: None])):
        with pytest.raises(Unknown):
            Digests().of(value)


def test_the_next_run_finds_the_same_digest() -> None:
    code = (
        "from coalition_site.publish.cache.digests import Digests\n"
        "print(Digests().of([frozenset({'ab', 'cd', 'ef'}), {'a': 1}]).hex())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3])},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1

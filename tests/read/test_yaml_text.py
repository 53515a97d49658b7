import json
import time
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from coalition_site.problems import Problem
from coalition_site.read.values import Place, Value
from coalition_site.read.yaml_text import parse_yaml

LONGEST_SECONDS = 2.0

# What a file can hold once text_file.py has let it through: no control characters, and "\n" as the only line end.
CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\ufeff\ufffe\uffff"
)
LINES = st.lists(st.text(CHARACTERS | st.sampled_from("\t #:-[]{},&*!|>'\"%@`?~"), max_size=30), max_size=8)
# Pieces of content, put together in ways nobody meant.
PIECES = st.sampled_from(
    [
        "groups:",
        "  - Young people",
        "- ",
        "  ",
        "name: ",
        "&Co ",
        "*a ",
        "!x ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "? ",
        ": ",
        ":",
        "#1f5a43",
        " #x",
        "'",
        '"',
        "|",
        ">-",
        "\t",
        "---",
        "...",
        "<<: ",
        "%TAG ! x",
        "\n",
        "\n",
        "\n",
        "\n  ",
        "option: ",
    ]
)
TEXTS = LINES.map("\n".join) | st.lists(PIECES, max_size=25).map("".join)


def _parse(text: str, first_line: int = 1) -> tuple[Value | None, Place, list[Problem]]:
    return parse_yaml(text, "content/x.yml", tuple(text.split("\n")), first_line)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _places(place: Place) -> Iterator[Place]:
    yield place
    for inner in place.inside.values():
        yield from _places(inner)


@given(TEXTS)
@example("{a: b, c")
@example("*a : b\nc: d")
@example("[[" * 60)
@example("%YAML 2.0\n---\na")
@example("? [a]\n: {b: c}")
def test_any_text_is_read_without_raising_and_every_place_is_in_it(text: str) -> None:
    lines = text.split("\n")
    value, place, problems = _parse(text)
    for each in problems:
        assert 1 <= each.position.line <= len(lines)
        assert 1 <= each.position.column <= len(lines[each.position.line - 1]) + 1
        assert each.message
        assert each.hint
    for inner in _places(place):
        for line in (inner.line, inner.key_line):
            assert 1 <= line <= len(lines) + 1
    if value is None:
        assert problems or not text.strip() or all(line.lstrip()[:1] in {"", "#", "-", "."} for line in lines)


PLAIN = st.text(CHARACTERS, min_size=1, max_size=40)


@given(st.dictionaries(PLAIN.filter(str.strip).map(str.strip), PLAIN, min_size=1, max_size=5))
def test_quoted_texts_come_back_as_they_were_written(written: dict[str, str]) -> None:
    text = "".join(f"{_quoted(key)}: {_quoted(value)}\n" for key, value in written.items())
    value, place, problems = _parse(text)
    assert problems == []
    assert value == written
    assert [place.find([key]).line for key in written] == list(range(1, len(written) + 1))


@given(st.dictionaries(PLAIN.filter(str.strip).map(str.strip), st.lists(PLAIN, max_size=3), min_size=1, max_size=4))
def test_what_the_library_writes_is_read_the_same(written: dict[str, list[str]]) -> None:
    text = yaml.safe_dump(written, allow_unicode=True, default_style='"', width=10_000)
    assert _parse(text)[0] == written


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "no",
        "yes",
        "on",
        "null",
        "~",
        "02134",
        "1.10",
        "0x1F",
        "1e3",
        "+15735550100",
        "12:30",
        "1:30:00",
        ".5",
        "-7",
        "2026-10-05",
        "true",
        "True",
        "=",
        "<<",
        "A#1",
        "http://x#y",
        "o'clock",
        'say "hi"',
        "50%",
        "a: ",
        "Nguyễn Thị Hạnh",
    ],
)
def test_a_scalar_stays_as_it_is_written(scalar: str) -> None:
    written = scalar if not scalar.endswith(": ") else f'"{scalar}"'
    assert _parse(f"key: {written}\nlist:\n  - {written}\n") == (
        {"key": scalar, "list": [scalar]},
        _parse(f"key: {written}\nlist:\n  - {written}\n")[1],
        [],
    )


@pytest.mark.parametrize("empty", ["", '""', "''", " ", " # a comment", " |", " >-"])
def test_an_empty_value_is_absent_but_its_place_is_known(empty: str) -> None:
    value, place, problems = _parse(f"a: {empty}\nb: c\nd:\n  - {empty}\n  - e\n")
    assert problems == []
    assert value == {"b": "c", "d": ["e"]}
    assert place.find(["a"]).key_line == 1
    assert place.find(["d", 0]).line == 5


def test_positions_are_those_of_the_file_and_not_of_the_front_matter() -> None:
    text = "name: Ana\nserves:\n  - Young people\n  - option: Digital access\n"
    lines = ("---", *text.split("\n"))
    _, place, _ = parse_yaml(text, "content/partners/x.md", lines, first_line=2)
    found = place.find(["serves", 1, "option"])
    assert (found.line, found.column, found.key_line, found.key_column) == (5, 13, 5, 5)
    missing = place.find(["serves", 1, "note"])
    assert (missing.line, missing.column) == (5, 5)


def test_a_text_over_several_lines() -> None:
    value, _, problems = _parse("a: >-\n  one\n  two\n\n  three\nb: |\n  one\n  two\nc: one\n  two\n")
    assert problems == []
    assert value == {"a": "one two\nthree", "b": "one\ntwo", "c": "one two"}


@pytest.mark.parametrize("sign", ["[", "{", "[ #", "] #", "#", " ", "'", '"', "&a ", "- ", "a: ", "\\", "|", "? ", "%"])
def test_a_long_hostile_line_is_read_at_once(sign: str) -> None:
    """Found by the mutants: a pattern that begins anew at every bracket takes minutes for sixty thousand of them."""
    line = "x: " + sign * 60_000
    begun = time.process_time()
    parse_yaml(line, "a.yml", (line,))
    assert time.process_time() - begun < LONGEST_SECONDS

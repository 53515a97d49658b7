import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.model.wording import PLACEHOLDERS, Condition, Part, Placeholder, placeholders
from coalition_site.problems import Position
from coalition_site.validate.wording import parse_wording, walk_texts

START = Position("content/letters/x.md", 7, 3)
PIECES = st.sampled_from(
    [
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{",
        "}",
        "\n",
        " ",
        "member",
        " ask ",
        "if ask",
        " else ",
        " endif ",
        "partner.name",
        "{{ member }}",
        "{% if ask %}",
        "{% else %}",
        "{% endif %}",
        "text",
        "''.__class__",
        "team.notes",
    ]
)
TEXTS = st.lists(PIECES, max_size=20).map("".join) | st.text()


@given(TEXTS)
def test_any_text_is_parsed_without_raising_and_every_place_is_in_it(text: str) -> None:
    parts, problems = parse_wording(text, START)
    lines = text.split("\n")
    for each in problems:
        line = each.position.line - START.line
        assert 0 <= line < len(lines)
        begin = START.column if line == 0 else 1
        assert begin <= each.position.column <= begin + len(lines[line])
    for placeholder in placeholders(parts):
        if not problems:
            assert placeholder.name in PLACEHOLDERS


@given(st.text().filter(lambda text: not re.search(r"\{[{%#]|[}%]\}", text)))
def test_text_without_tags_comes_back_unchanged(text: str) -> None:
    parts, problems = parse_wording(text, START)
    assert problems == []
    assert "".join(walk_texts(parts)) == text


@given(TEXTS)
def test_a_tag_is_understood_or_reported(text: str) -> None:
    parts, problems = parse_wording(text, START)
    if not problems:
        assert not re.search(r"\{\{|\{%|\{#", "".join(walk_texts(parts)))


def _parse(text: str) -> tuple[Part, ...]:
    parts, problems = parse_wording(text, Position("x.md"))
    assert problems == []
    return tuple(part for part in parts if part != "")


def test_placeholders_and_nested_ifs() -> None:
    text = "Dear {{ member }},{% if ask %} be {{ask}}{% if respond_by %}!{% endif %}{% else %}?{% endif %}"
    inner = Condition("respond_by", 1, 42, ("!",), ())
    then = (" be ", Placeholder("ask", 1, 35), inner, "")
    assert [_without_empty(part) for part in _parse(text)] == [
        "Dear ",
        Placeholder("member", 1, 6),
        ",",
        _without_empty(Condition("ask", 1, 19, then, ("?",))),
    ]


def _without_empty(part: Part) -> Part:
    if not isinstance(part, Condition):
        return part
    return Condition(
        part.name,
        part.line,
        part.column,
        tuple(_without_empty(each) for each in part.then if each != ""),
        tuple(_without_empty(each) for each in part.otherwise if each != ""),
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n{% if ask %}\nb\n{% endif %}\nc", "a\nb\nc"),
        ("a\n  {% if ask %}  \nb\n\t{% endif %}\nc", "a\nb\nc"),
        ("a {% if ask %}\nb\n{% endif %} c", "a \nb\n c"),
        ("{% if ask %}\na\n{% else %}\nb\n{% endif %}", "a\nb\n"),
        ("{{ ask }}\na", "\na"),
    ],
)
def test_a_line_with_nothing_but_an_order_leaves_no_empty_line(text: str, shown: str) -> None:
    assert "".join(walk_texts(_parse(text))) == shown


def test_places_behind_an_order_on_its_own_line() -> None:
    found = list(placeholders(_parse("{% if ask %}\n{{ ask }} {{ member }}\n{% endif %}\n{{ respond_by }}")))
    assert [(each.name, each.line, each.column) for each in found] == [
        ("ask", 1, 1),
        ("ask", 2, 1),
        ("member", 2, 11),
        ("respond_by", 4, 1),
    ]

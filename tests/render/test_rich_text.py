"""Markdown as paragraphs and runs: every construct as what it is, and the same words as the HTML."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.render.markdown import parse_tokens, tokens_to_html
from coalition_site.render.rich_text import Block, Run, blocks_of, plain_runs, plain_text


def read(markdown: str) -> tuple[Block, ...]:
    tokens = parse_tokens(markdown)
    tokens_to_html(tokens)
    return blocks_of(tokens)


@pytest.mark.parametrize(
    ("markdown", "runs"),
    [
        ("plain", [Run("plain")]),
        ("**a**", [Run("a", bold=True)]),
        ("*a*", [Run("a", italic=True)]),
        ("~~a~~", [Run("a", struck=True)]),
        ("***a***", [Run("a", bold=True, italic=True)]),
        ("a **b *c*** d", [Run("a "), Run("b ", bold=True), Run("c", bold=True, italic=True), Run(" d")]),
        ("**a __b__ c** d", [Run("a b c", bold=True), Run(" d")]),
        ("*a _b_ c* d", [Run("a b c", italic=True), Run(" d")]),
        ("[a](https://x.example)", [Run("a", link="https://x.example")]),
        ("[a **b**](tel:+1555)", [Run("a ", link="tel:+1555"), Run("b", bold=True, link="tel:+1555")]),
        ("<https://x.example>", [Run("https://x.example", link="https://x.example")]),
        ("[a](HTTPS://x.example)", [Run("a", link="HTTPS://x.example")]),
        ("[a](javascript:alert(1))", [Run("a")]),
        ("[a](file:///etc/passwd) b", [Run("a b")]),
        ("[a](../letter.html)", [Run("a")]),
        ("[a](//x.example)", [Run("a")]),
        ("one\ntwo", [Run("one two")]),
        ("one  \ntwo", [Run("one\ntwo")]),
        ("one\\\n**two**", [Run("one\n"), Run("two", bold=True)]),
        ("`a_b_`", [Run("a_b_")]),
        ("<b>a</b> &amp; b", [Run("<b>a</b> & b")]),
        ("![a picture](https://x.example/x.png)", [Run("a picture")]),
        ("A & <b> </w:t>", [Run("A & <b> </w:t>")]),
        (r"\*a\*", [Run("*a*")]),
    ],
)
def test_inline(markdown: str, runs: list[Run]) -> None:
    assert read(markdown) == (Block("paragraph", tuple(runs)),)


def block(kind: str, text: str = "", depth: int = 0, number: int = 0) -> Block:
    return Block(kind, (Run(text),) if text else (), depth, number)


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("", []),
        ("a\n\nb", [block("paragraph", "a"), block("paragraph", "b")]),
        ("- a\n- b", [block("bullet", "a"), block("bullet", "b")]),
        ("- a\n\n- b", [block("bullet", "a"), block("bullet", "b")]),
        ("1. a\n2. b", [block("number", "a", number=1), block("number", "b", number=2)]),
        ("7. a\n7. b", [block("number", "a", number=7), block("number", "b", number=8)]),
        ("0. a", [block("number", "a", number=0)]),
        ("- a\n\n  b\n- c", [block("bullet", "a"), block("continued", "b"), block("bullet", "c")]),
        ("- a\n  1. b\n- c", [block("bullet", "a"), block("number", "b", 1, 1), block("bullet", "c")]),
        ("> a\n>\n> b", [block("quote", "a"), block("quote", "b")]),
        ("> > a\n\nb", [block("quote", "a", 1), block("paragraph", "b")]),
        ("> - a", [block("bullet", "a")]),
        ("# a\n\n## b", [block("heading", "a", number=2), block("heading", "b", number=3)]),
        ("a\n\n---\n\nb", [block("paragraph", "a"), block("rule"), block("paragraph", "b")]),
        ("```\na\n  b\n```", [block("code", "a\n  b")]),
        ("| a | b |\n|---|---|\n| c | **d** |", [block("paragraph", "a | b"), block("paragraph", "c | d")]),
    ],
)
def test_blocks(markdown: str, blocks: list[Block]) -> None:
    assert list(read(markdown)) == blocks


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a\n\nb", "a\n\nb"),
        ("a\n\n- b\n- c\n\nd", "a\n\n- b\n- c\n\nd"),
        ("3. a\n4. b", "3. a\n4. b"),
        ("- a\n  1. b\n     - c", "- a\n  1. b\n    - c"),
        ("- a\\\n  b", "- a\n  b"),
        ("> a\\\n> b", "> a\n> b"),
        ("see [this](https://x.example/a)", "see this (https://x.example/a)"),
        ("see [th**is**](https://x.example/a) now", "see this (https://x.example/a) now"),
        ("see <https://x.example/a>", "see https://x.example/a"),
        ("[x.example](https://x.example/)", "x.example (https://x.example/)"),
        ("[a@b.example](mailto:a@b.example)", "a@b.example"),
        ("[write](mailto:a@b.example)", "write (a@b.example)"),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    assert plain_text(read(markdown)) == text


def test_neighbouring_links_each_say_their_address() -> None:
    runs = (Run("a", link="https://x.example"), Run("b", link="https://y.example"))
    assert plain_runs(runs) == "a (https://x.example)b (https://y.example)"


MARKDOWN = st.text(st.sampled_from("ab *_~`[]()<>#->1.\n\\!&|"), max_size=60)


@given(MARKDOWN)
def test_the_words_are_those_of_the_html(markdown: str) -> None:
    tokens = parse_tokens(markdown)
    html = re.sub(r"<[^>]*>", " ", str(tokens_to_html(tokens)))
    runs = "".join(block.text() for block in blocks_of(tokens))
    assert re.sub(r"[\s|]", "", runs) == re.sub(r"[\s|]", "", unescape(html))

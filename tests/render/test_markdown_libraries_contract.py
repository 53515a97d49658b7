"""What this program takes for granted of markdown-it-py and nh3: kinds of tokens, and how safe HTML is spelled."""

import nh3
import pytest

from coalition_site.read.markdown import plain_parser
from coalition_site.render.markdown import markdown_to_html

BLOCKS = {
    "a": ["paragraph_open", "inline", "paragraph_close"],
    "# a": ["heading_open", "inline", "heading_close"],
    "- a": [
        *("bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close"),
        *("list_item_close", "bullet_list_close"),
    ],
    "> a": ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"],
    "---": ["hr"],
    "```\na\n```": ["fence"],
    "    a": ["code_block"],
    "|a|\n|-|\n|b|": [
        *("table_open", "thead_open", "tr_open", "th_open", "inline", "th_close", "tr_close", "thead_close"),
        *("tbody_open", "tr_open", "td_open", "inline", "td_close", "tr_close", "tbody_close", "table_close"),
    ],
}
PIECES = {
    "a **b** c": ["text", "strong_open", "text", "strong_close", "text"],
    "*a* ~~b~~": ["em_open", "text", "em_close", "text", "s_open", "text", "s_close"],
    "[a](b)": ["link_open", "text", "link_close"],
    "![a](b)": ["image"],
    "a\nb": ["text", "softbreak", "text"],
    "a  \nb": ["text", "hardbreak", "text"],
    "`a`": ["code_inline"],
}


@pytest.mark.parametrize("written", BLOCKS)
def test_blocks_are_tokens_of_these_kinds(written: str) -> None:
    assert [token.type for token in plain_parser().parse(written)] == BLOCKS[written]


@pytest.mark.parametrize("written", PIECES)
def test_pieces_of_a_line_are_children_of_these_kinds(written: str) -> None:
    (inline,) = (token for token in plain_parser().parse(written) if token.type == "inline")
    shown = [child for child in inline.children or () if child.type != "text" or child.content]
    assert [child.type for child in shown] == PIECES[written]


def test_tokens_know_their_tag_their_list_number_and_their_line() -> None:
    heading, _, _, numbered, *_ = plain_parser().parse("\n### a\n\n7. b")
    assert (heading.tag, heading.map, heading.nesting) == ("h3", [1, 2], 1)
    assert (numbered.type, numbered.attrs) == ("ordered_list_open", {"start": 7})


def test_every_target_of_a_link_is_let_through_to_our_own_judgement() -> None:
    (_, inline, _) = plain_parser().parse("[a](javascript:b)")
    assert [child.attrGet("href") for child in inline.children or () if child.type == "link_open"] == ["javascript:b"]


def test_html_is_text_until_it_is_asked_for() -> None:
    parser = plain_parser()
    assert [child.type for child in parser.parse("a <b>")[1].children or ()] == ["text"]
    parser.options["html"] = True
    assert [child.type for child in parser.parse("a <b>")[1].children or ()] == ["text", "html_inline"]
    assert [token.type for token in parser.parse("<div>\n")] == ["html_block"]


def test_cleaning_changes_nothing_in_what_the_parser_writes() -> None:
    written = '# "a" & b\n\n- c\n- d\n\n7. e\n\n|f|\n|-|\n|g|\n\nh  \ni\n\n---\n\n`<j>` [k](https://l.example/?m=1&n=2)'
    assert str(markdown_to_html(written)) == (
        '<h2>"a" &amp; b</h2>\n<ul>\n<li>c</li>\n<li>d</li>\n</ul>\n<ol start="7">\n<li>e</li>\n</ol>\n'
        '<table>\n<thead>\n<tr>\n<th scope="col">f</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>g</td>\n</tr>\n</tbody>\n'
        "</table>\n<p>h<br>\ni</p>\n<hr>\n"
        '<p><code>&lt;j&gt;</code> <a href="https://l.example/?m=1&amp;n=2">k</a></p>\n'
    )


def test_what_is_not_listed_loses_its_tags_and_scripts_their_words() -> None:
    assert nh3.clean("<p>a<u>b</u><script>c</script></p>", tags={"p"}, attributes={}, link_rel=None) == "<p>ab</p>"

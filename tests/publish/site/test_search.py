"""The words of a page as the search finds them, and the index that holds them."""

import json
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from coalition_site.publish.site.search import PageWords, index_line, index_script
from coalition_site.publish.site.tree import inert
from coalition_site.render.pages import SitePage
from coalition_site.render.search_page import SEARCH_PAGE


def parts(html: str, path: str = "partners/one.md") -> list[str]:
    page = SitePage(PurePosixPath(path), "One", "", html)
    words = PageWords(inert(page.html))
    assert words.unusual == ""
    address, title, found = json.loads(index_line(page, words))
    assert (address, title) == ("partners/one.html", "One")
    assert isinstance(found, list)
    return found


def test_sections_begin_at_headings_with_an_id() -> None:
    html = '<h1>One</h1><p>First.</p><h2 id="two">Two <em>words</em></h2><p>Second.</p><h2>No id</h2><p>Third.</p>'
    assert parts(html) == ["", "", "One\nFirst.", "two", "Two words", "Second.\nNo id\nThird."]


def test_blocks_stand_in_lines_and_words_apart() -> None:
    html = "<dl><dt>Works on</dt><dd><span>Child</span><span>care</span><wbr>.</dd></dl><table><tr><td>a</td><td>b</td>"
    assert parts(f"{html}</tr></table><p>one<br>two</p><p>mid<b>dle</b> of&nbsp;it</p>") == [
        *("", "", "Works on\nChild care.\na\nb\none\ntwo\nmiddle of it")
    ]


def test_what_is_left_out_is_not_found() -> None:
    html = "<div data-search-exclude><p>no<span>no</span></p></div><select><option>no</option></select><p>yes</p>"
    assert parts(f'{html}<script src="a.js" defer></script>') == ["", "", "yes"]


def test_text_is_text() -> None:
    assert parts("<p>A &amp; B &lt;script&gt; &#39;x&#39;</p>") == ["", "", "A & B <script> 'x'"]


def test_the_search_page_does_not_find_itself() -> None:
    page = SitePage(SEARCH_PAGE, "Search", "", "<p>a</p>")
    assert index_line(page, PageWords(page.html)) == ""


def test_a_title_in_another_language_than_the_site_says_so() -> None:
    page = SitePage(PurePosixPath("a.md"), "A", "", "<p>a</p>", title_language="es")
    assert json.loads(index_line(page, PageWords(page.html)))[3] == "es"


def test_the_index_is_a_script_with_a_line_for_each_page() -> None:
    script = index_script(['["a.html","A",[]]', "", '["b.html","\u2028ب",[]]']).decode()
    assert script == 'var coalitionSearchIndex = [\n["a.html","A",[]],\n["b.html","\u2028ب",[]]\n];\n'


WORDS = st.text(alphabet="ab \n&<'é", max_size=6)
TAGS = st.sampled_from(["p", "li", "ul", "div", "section", "h1", "h2", "h3", "pre", "td", "span", "sup", "a"])
ELEMENTS = st.recursive(
    WORDS.map(lambda text: (str(escape(text)), text)),
    lambda inner: st.builds(
        lambda tag, inside: (
            f"<{tag}>{''.join(html for html, _ in inside)}</{tag}>",
            " ".join(text for _, text in inside),
        ),
        TAGS,
        st.lists(inner, max_size=4),
    ),
    max_leaves=24,
)


@given(st.lists(ELEMENTS, max_size=4))
def test_every_word_of_a_page_is_found(elements: list[tuple[str, str]]) -> None:
    words = PageWords(inert("".join(html for html, _ in elements)))
    (section,) = words.sections
    assert words.unusual == ""
    assert "".join("".join(section.text).split()) == "".join("".join(text for _, text in elements).split())


@pytest.mark.parametrize(
    "html",
    [
        "<p>a & b</p>",
        "<p>a > b</p>",
        "<script>1</script>",
        "<style><p></style>",
        "<p title=x>a</p>",
        "<p",
        "<p>a</b>",
    ],
)
def test_what_our_templates_never_write_is_told(html: str) -> None:
    assert PageWords(html).unusual

import pytest
import tinyhtml5

from coalition_site.publish.pdf.checks import link_names, structure_problems, text_of, unlink_relative
from tests.support.documents import whole_page


def problems(body: str) -> list[str]:
    return structure_problems(tinyhtml5.parse(whole_page(body), namespace_html_elements=False))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<h2>A</h2>", "“A” is of level 2 but is the first heading: use level 1"),
        ("<h1>A</h1><h3>B <b>c</b></h3>", "“B c” is of level 3 but follows a heading of level 1: use level 2"),
        ('<h1>A</h1><img src="x.png">', "“x.png” has no alternative text"),
        ('<h1>A</h1><img src="x.png" alt=" ">', "“x.png” has no alternative text"),
        ("<h1>A</h1><svg></svg>", "a drawing has no <title>"),
        ("<h1>A</h1><table><tr><td>a<td>b<tr><td>c</table>", "rows of 1 and 2 cells"),
        ('<h1>A</h1><input name="x">', "“x” has no title"),
        ("<h1>A</h1><!--piece--><p>B</p>", "its pieces (<!--piece-->) stand in no <main>"),
        ('<main class="a"><h1>A</h1><!--piece--><p>B</p></main>', "write it without attributes"),
    ],
)
def test_mistakes_are_named(body: str, words: str) -> None:
    (problem,) = problems(body)
    assert words in problem


@pytest.mark.parametrize(
    "body",
    [
        "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2><!-- note -->",
        "<h1>A</h1><table><tr><td colspan=2>a<tr><td>b<td>c</table>",
        "<h1>A</h1><table><thead><tr><th rowspan=2>a<th>b<tr><th>c<tbody><tr><td>d<td>e</table>",
        "<h1>A</h1><table><tr><td><table><tr><td>a<td>b</table></table>",
        "<p>A letter without headings</p>",
        "<main><h1>A</h1><!--piece--><p>B</p></main>",
    ],
)
def test_sound_pages_have_no_problems(body: str) -> None:
    assert problems(body) == []


def test_language_and_title_are_asked_for() -> None:
    root = tinyhtml5.parse("<p>a</p>", namespace_html_elements=False)
    assert [problem.split(":")[0] for problem in structure_problems(root)] == [
        "the document has no language",
        "the document has no title",
    ]


def test_links_that_lead_nowhere_become_text() -> None:
    body = (
        '<a href="x/">a</a><a href="#b">b</a><a href="HTTPS://c.example">c</a><a href="tel:1">d</a><a href="//e">e</a>'
    )
    root = tinyhtml5.parse(whole_page(body), namespace_html_elements=False)
    unlink_relative(root)
    assert [element.get("href") for element in root.iter("a")] == [None, "#b", "HTTPS://c.example", "tel:1", None]
    assert link_names(root) == {"b": "b", "HTTPS://c.example": "c", "tel:1": "d"}


def test_link_with_two_texts_keeps_its_address_for_a_name() -> None:
    root = tinyhtml5.parse(whole_page('<a href="#b">b</a><a href="#b">here</a>'), namespace_html_elements=False)
    assert link_names(root) == {}


def test_text_reads_pictures_by_their_alternative_text() -> None:
    root = tinyhtml5.parse(whole_page('<p>a <b>b</b>  c <img alt="d"></p> e'), namespace_html_elements=False)
    (paragraph,) = root.iter("p")
    assert text_of(paragraph) == "a b c d"

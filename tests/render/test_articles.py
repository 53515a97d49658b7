"""Long texts with sections to jump to, and the first sentences that stand for a text in a list."""

from time import process_time

import pytest

from coalition_site.render.markdown import markdown_article, opening


def test_the_sections_of_an_article_are_named_and_lead_to_its_headings() -> None:
    article = markdown_article("Before.\n\n# What we *do*\n\n## Within\n\n# <h2> & more\n\nText.\n")
    assert article.sections == (("section-1", "What we do"), ("section-3", "<h2> & more"))
    html = str(article.html)
    assert '<h2 id="section-1">What we <em>do</em></h2>' in html
    assert '<h3 id="section-2">Within</h3>' in html
    assert '<h2 id="section-3">&lt;h2&gt; &amp; more</h2>' in html


def test_an_article_without_headings_has_no_sections() -> None:
    article = markdown_article("Only a paragraph.")
    assert article.sections == ()
    assert article.html == "<p>Only a paragraph.</p>\n"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ""),
        ("- a list\n- alone\n", ""),
        (
            "# Heading\n\nOne **bold**\nline with [a link](https://x.example/).\n\nAnother.",
            "One bold line with a link.",
        ),
        (
            "We meet at eight in the old mill on Pine Street. Then we walk on to the river.",
            "We meet at eight in the old mill on Pine Street.",
        ),
        (
            "Dr. Imani Brooks founded this clinic beside the river in the year of the great flood.",
            "Dr. Imani Brooks founded this clinic beside the river in…",
        ),
    ],
)
def test_the_opening_of_a_text_is_plain_and_ends_with_a_sentence_or_a_word(written: str, said: str) -> None:
    assert opening(written, limit=60) == said


def test_an_article_of_many_headings_takes_as_long_as_its_text() -> None:
    headings = "# A\n" * 25_000
    begun = process_time()
    article = markdown_article(headings)
    assert process_time() - begun < 5
    assert article.sections[-1] == ("section-25000", "A")
    assert article.html.count(' id="section-') == 25_000
    assert article.html.endswith('<h2 id="section-25000">A</h2>\n')

"""Passages in another language: a few words in brackets, or a paragraph, and nothing else in braces."""

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from coalition_site.publish.letters.word_text import WordText
from coalition_site.render.markdown import markdown_article, markdown_to_html, opening, parse_tokens, tokens_to_html
from coalition_site.render.rich_text import blocks_of, plain_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We say [Hola a *todos*]{lang=es} too.",
            '<p>We say <span lang="es" dir="ltr">Hola a <em>todos</em></span> too.</p>',
        ),
        ("[שמש]{lang=he}", '<p><span lang="he" dir="rtl">שמש</span></p>'),
        ("[你好]{lang=zh-Hans}", '<p><span lang="zh-hans" dir="ltr">你好</span></p>'),
        ("También escribimos. {lang=es}", '<p lang="es" dir="ltr">También escribimos.</p>'),
        ("También\nescribimos.\n{lang=es}", '<p lang="es" dir="ltr">También\nescribimos.</p>'),
        ("- Hola {lang=es}\n- Hello", '<ul>\n<li><span lang="es" dir="ltr">Hola</span></li>\n<li>Hello</li>\n</ul>'),
        ("> Hola. {lang=es}", '<blockquote>\n<p lang="es" dir="ltr">Hola.</p>\n</blockquote>'),
        (
            "[A [nested](https://a.example) one]{lang=es}",
            '<p><span lang="es" dir="ltr">A <a href="https://a.example">nested</a> one</span></p>',
        ),
        # Nothing else has a meaning.
        ("Hello {lang=español}", "<p>Hello {lang=español}</p>"),
        ("Hello {.note} and [words]{#id}", "<p>Hello {.note} and [words]{#id}</p>"),
        ("# Heading {lang=es}", "<h2>Heading {lang=es}</h2>"),
        ("[Hola] {lang=es}", '<p lang="es" dir="ltr">[Hola]</p>'),
        ("`[code]{lang=es}`", "<p><code>[code]{lang=es}</code></p>"),
        ("\\[Hola]{lang=es} said", "<p>[Hola]{lang=es} said</p>"),
        ("{lang=es}", "<p>{lang=es}</p>"),
        ("[never closed{lang=es} there", "<p>[never closed{lang=es} there</p>"),
        ('[x]{lang=es onclick="a"}', '<p>[x]{lang=es onclick="a"}</p>'),
    ],
)
def test_what_a_text_becomes_on_a_page(text: str, expected: str) -> None:
    assert str(markdown_to_html(text)).strip() == expected


def test_articles_and_openings_say_the_words_alone() -> None:
    text = "Antes [de]{lang=es} todo, dijo. {lang=es}\n\n## [Uno]{lang=es}\n\n## Two\n\n## Three"
    assert opening(text) == "Antes de todo, dijo."
    assert [title for _, title in markdown_article(text).sections] == ["Uno", "Two", "Three"]


def test_word_and_mail_have_the_words_and_word_their_language() -> None:
    tokens = parse_tokens("We say [Hola]{lang=es} too.\n\nשמש {lang=he}\n\n- 你好 {lang=zh}\n- Hello")
    tokens_to_html(tokens)
    blocks = blocks_of(tokens)
    assert plain_text(blocks) == "We say Hola too.\n\nשמש\n\n- 你好\n- Hello"
    assert [(run.text, run.language) for block in blocks for run in block.runs] == [
        ("We say ", ""),
        ("Hola", "es"),
        (" too.", ""),
        ("שמש", "he"),
        ("你好", "zh"),
        ("Hello", ""),
    ]
    document = Document()
    text = WordText(document, right_to_left=False)
    for block in blocks:
        text.block(block)
    said = {
        element.getparent().getparent().findtext(qn("w:t")): dict(element.attrib)
        for element in document.element.body.iter(qn("w:lang"))
    }
    assert said == {"Hola": {qn("w:val"): "es"}, "שמש": {qn("w:bidi"): "he"}, "你好": {qn("w:eastAsia"): "zh"}}


def test_the_document_opens(tmp_path: Path) -> None:
    document = Document()
    WordText(document, right_to_left=True).block(blocks_of(parse_tokens("[Hola 12]{lang=es}"))[0])
    document.save(str(tmp_path / "letter.docx"))
    assert "Hola" in Document(str(tmp_path / "letter.docx")).paragraphs[0].text

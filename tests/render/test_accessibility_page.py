"""The accessibility page says what is true of the site's words: translated or not, read by a native speaker or not."""

from dataclasses import replace

import pytest

from coalition_site.derive.words.catalogue import words_of
from coalition_site.jobs.build import derive
from coalition_site.render.environment import html_environment
from coalition_site.render.outputs import render_outputs
from tests.support.canary import TODAY
from tests.support.compiled_words import made
from tests.support.making import make_coalition, make_settings

ENGLISH = "Headings and buttons are in English, even where a coalition writes in another language."
UNREAD = (
    "Headings and buttons were translated, and no native speaker of this language has read them yet. "
    "If something sounds wrong, tell us."
)


@pytest.mark.parametrize(
    ("language", "own", "reader", "said"),
    [
        ("en", False, "", ""),
        ("en-gb", False, "", ""),
        ("fr", False, "", UNREAD),
        ("fr", False, "Ana Ruiz", ""),
        ("tl", False, "", ENGLISH),
        ("tl", True, "", UNREAD),
        ("tl", True, "Ana Ruiz", ""),
    ],
)
def test_what_the_page_says_of_its_words(language: str, own: bool, reader: str, said: str) -> None:
    coalition = make_coalition(settings=make_settings(language=language))
    words = {language: made("fr", {"Join us": "Rejoignez-nous"})} if own else {}
    coalition = replace(coalition, words=words, word_readers={language: reader} if reader else {})
    outputs = render_outputs(derive(coalition, TODAY), coalition, None, with_pdf=False)
    page = next(each for each in outputs.sites[0].pages if each.path.name == "accessibility.md")
    speaking = html_environment(None, words_of(coalition))
    sentences = {each: str(speaking.from_string("{{ _(said) }}").render(said=each)) for each in (ENGLISH, UNREAD)}
    assert [each for each, text in sentences.items() if text in page.html] == ([said] if said else [])

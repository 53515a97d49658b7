"""The languages that people say a meeting is held in."""

import pytest

from coalition_site.derive.words.spoken import languages_named


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("English and Spanish", "en", ("en", "es")),
        ("Filipino, Hmong and Hawaiian", "en", ("fil", "hmn", "haw")),
        # Each of these is the name of a language too.
        ("Even the Dan of us all", "en", ()),
        ("Nos hemos ido", "es", ()),
        ("Nobody has said", "en", ()),
    ],
)
def test_languages_are_known_by_their_names_and_words_are_none(
    text: str, language: str, named: tuple[str, ...]
) -> None:
    assert languages_named(text, language) == named

"""Which languages are written in the letters that every program can put into the fields of a PDF."""

import pytest

from coalition_site.derive.words.dates import is_latin


@pytest.mark.parametrize("language", ["en", "es", "vi", "ht", "so", "haw", "tr", "qqq"])
def test_languages_in_latin_letters(language: str) -> None:
    assert is_latin(language)


@pytest.mark.parametrize("language", ["ar", "ru", "zh", "zh-hant", "ko", "am", "el", "km"])
def test_languages_in_other_letters(language: str) -> None:
    assert not is_latin(language)

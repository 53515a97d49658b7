"""A sentence in all its plural forms, by the categories that browsers know."""

import pytest

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.plural_forms import plural_forms
from tests.support.compiled_words import made

"""What keeps the parts of a value in order where a language is written from right to left."""

PAGES = ("%(num)s page", "%(num)s pages")


@pytest.mark.parametrize(
    ("language", "forms", "said"),
    [
        ("en", ("{0} page", "{0} pages"), {"one": "{n} page", "other": "{n} pages"}),
        ("ko", ("{0} 페이지",), {"other": "{n} 페이지"}),
        ("ht", ("{0} paj", "{0} paj yo"), {"one": "{n} paj", "other": "{n} paj yo"}),
        (
            "ru",
            ("{0} страница", "{0} страницы", "{0} страниц"),
            {"few": "{n} страницы", "many": "{n} страниц", "one": "{n} страница"},
        ),
        (
            "ar",
            ("لا", "صفحة", "صفحتان", "{0} صفحات", "{0} صفحة", "{0} صفحةً"),
            # A value is set apart where the language runs the other way.
            {
                "few": "\u2068{n}\u2069 صفحات",
                "many": "\u2068{n}\u2069 صفحةً",
                "one": "صفحة",
                "other": "\u2068{n}\u2069 صفحة",
                "two": "صفحتان",
                "zero": "لا",
            },
        ),
    ],
)
def test_every_category_of_a_language_has_its_form(language: str, forms: tuple[str, ...], said: dict[str, str]) -> None:
    own = {language: made(language, {PAGES: tuple(form.format("%(num)s") for form in forms)})}
    assert plural_forms(catalogue(language, own), *PAGES, num="{n}") == said

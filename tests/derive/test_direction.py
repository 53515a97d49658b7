"""Which languages run from right to left, and what is set apart within their sentences."""

import pytest
from babel import Locale, localedata

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.direction import direction_of, set_apart
from coalition_site.render.environment import html_environment

# CLDR says so of languages that no catalogue and no coalition of the United States is known to have.
NOT_OURS = {"apc", "rhg", "skr", "trw"}


def test_directions_are_those_of_cldr() -> None:
    # A country changes nothing, a script does.
    codes = [
        code for code in localedata.locale_identifiers() if len(code.split("_")[-1]) != len("US") or "_" not in code
    ]
    for code in codes:
        if code.partition("_")[0] not in NOT_OURS:
            assert (direction_of(code.replace("_", "-")) == "rtl") == (Locale.parse(code).text_direction == "rtl"), code


@pytest.mark.parametrize("language", ["ar", "ar-eg", "ckb", "fa", "he", "ps", "ur", "yi", "uz-arab"])
def test_a_name_in_latin_letters_is_set_apart(language: str) -> None:
    assert direction_of(language) == "rtl"
    assert set_apart("Elm Street 12", language) == "\u2068Elm Street 12\u2069"
    assert set_apart("بيت Elm", language) == "بيت Elm"
    assert set_apart("", language) == ""


def test_other_languages_stay_as_they_are() -> None:
    for language in ("en", "es", "ko", "uz", "az-latn", "pa"):
        assert set_apart("(573) 555-0142", language) == "(573) 555-0142"


def test_sentences_set_their_values_apart_but_not_addresses_in_tags() -> None:
    words = catalogue("he")
    assert words.gettext("Call %(number)s", number="(573) 555-0142") == "Call \u2068(573) 555-0142\u2069"
    assert words.ngettext("%(num)s partner", "%(num)s partners", 3) == "3 partners"
    template = html_environment(None, "he").from_string(
        '{% trans to=to, name=name %}<a href="{{ to }}">{{ name }}</a>{% endtrans %} {{ name | apart }}'
    )
    made = template.render(to="join.html", name="A & B")
    assert made == '<a href="join.html">\u2068A &amp; B\u2069</a> <bdi dir="ltr">A &amp; B</bdi>'

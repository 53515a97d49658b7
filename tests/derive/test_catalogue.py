"""Interface words: the catalogue's own words, plural forms, and a coalition's words before them."""

import pytest

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.render.environment import html_environment
from coalition_site.validate.message_parts import lost_parts
from tests.support.compiled_words import made

PARTNERS = ("%(num)s hand", "%(num)s hands")


def test_a_message_without_a_translation_is_said_as_it_stands() -> None:
    words = catalogue("so")
    assert words.gettext("Of %(name)s: 100 %%", name="Ana") == "Of Ana: 100 %"
    assert [words.ngettext(*PARTNERS, number) for number in (1, 2)] == ["1 hand", "2 hands"]


def test_plural_forms_are_those_of_the_language() -> None:
    forms = ("zero", "one", "two", "%(num)s few", "%(num)s other", "%(num)s many")
    words = catalogue("ar", {"ar": made("ar", {PARTNERS: forms})})
    said = [words.ngettext(*PARTNERS, number) for number in (0, 1, 2, 3, 11, 100)]
    assert said == ["zero", "one", "two", "3 few", "11 many", "100 other"]


def test_a_coalitions_own_words_serve_its_regional_language_and_english_too() -> None:
    own = {"es": made("es", {"A hand": "Una mano"}), "en": made("en", {"A hand": "A helping hand"})}
    assert catalogue("es-mx", own).gettext("A hand") == "Una mano"
    assert catalogue("en", own).gettext("A hand") == "A helping hand"


def test_templates_keep_a_messages_tags_and_escape_its_values() -> None:
    own = {"es": made("es", {"Ask <b>%(name)s</b>": "Pregunte a <b>%(name)s</b>"})}
    environment = html_environment(None, catalogue("es", own))
    template = "{% trans name=name %}Ask <b>{{ name }}</b>{% endtrans %} {{ _('Ask <b>%(name)s</b>', name=name) }}"
    said = "Pregunte a <b>&lt;i&gt;</b>"
    assert environment.from_string(template).render(name="<i>") == f"{said} {said}"


@pytest.mark.parametrize(
    ("originals", "translation", "lost"),
    [
        (["Ask %(name)s"], "Pregunte", ["%(name)s is missing"]),
        (["Ask %(name)s"], "Pregunte a %(nombre)s", ["%(name)s is missing", "%(nombre)s is not in the message"]),
        (["<b>Ask</b>"], '<b onclick="x">Pregunte</b>', ["<b> is missing", '<b onclick="x"> is not in the message']),
        (["%(num)s hand", "%(num)s hands"], "una mano", []),
        (["Half"], "50 %", ["% is not in the message"]),
        (["Half"], "50 %%", []),
    ],
)
def test_a_translation_keeps_the_values_and_tags_of_its_message(
    originals: list[str], translation: str, lost: list[str]
) -> None:
    assert lost_parts(originals, translation) == lost

"""Interface words: the catalogue's own words, plural forms, and a coalition's words before them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import coalition_site
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.render.environment import html_environment
from coalition_site.validate.own_words import lost_parts
from tests.support.compiled_words import made

SAYING = {"gettext", "ngettext", "pgettext", "npgettext"}
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
        (["Half"], 'Mitad" onclick="x', ['" is not in the message']),
        (["Half"], "Mitad & más", ["& is not in the message"]),
        (['The sheet "%(title)s"'], 'La hoja "%(title)s"', []),
        (["Half"], "50 %%", []),
    ],
)
def test_a_translation_keeps_the_values_and_tags_of_its_message(
    originals: list[str], translation: str, lost: list[str]
) -> None:
    assert lost_parts(originals, translation) == lost


def _sources() -> list[Path]:
    package = Path(coalition_site.__file__).parent
    return [file for folder in ("derive", "render", "publish") for file in sorted((package / folder).rglob("*.py"))]


def _unseen(tree: ast.AST) -> Iterator[str]:
    """What the extraction of messages passes over: functions under another name, and forms that are no message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            pairs = [(node.targets[0], node.value)]
            if isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(node.targets[0].elts, node.value.elts, strict=False))
            for target, value in pairs:
                if isinstance(value, ast.Attribute) and value.attr in SAYING and ast.unparse(target) != value.attr:
                    yield f"{ast.unparse(target)} is no name that messages are found by: call it {value.attr}"
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            said = ast.unparse(node.args[0]) if node.args else ""
            if called in SAYING and isinstance(node.args[0], ast.JoinedStr):
                yield f"{said} is no message: name its values"
            if called == "N_" and "%(num)" in said:
                yield f"{said} is a form of a message: say both with ngettext"


def test_every_message_is_found() -> None:
    trees = {str(file): ast.parse(file.read_text(encoding="utf-8")) for file in _sources()}
    assert [f"{name}: {said}" for name, tree in trees.items() for said in _unseen(tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "said = words.gettext",
        "look, say = Look(), words.catalogue.pgettext",
        'words.gettext(f"Letter to {member}")',
        'FORMS = N_("%(num)s page"), N_("%(num)s pages")',
    ],
)
def test_a_message_that_no_translator_would_see_is_found(source: str) -> None:
    assert list(_unseen(ast.parse(source)))

"""Templates write no words of their own: whatever is read stands in a message, which translators are shown."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_site.resources import templates_folder

FOLDERS = ("letters", "partials", "print", "search", "site", "workbook", "worksheet_form")
_STYLE_SHEETS = {"_large.html", "_sheets.html"}
NAMES = {"PDF", "ICS", "vCard", "CSV", "Word", "Excel"}
"""Names of kinds of files and programs, the same in every language."""

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_MESSAGE = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", re.DOTALL)
# Style sheets, blocks within tags and within the head's style, class names, what is compared and what is typed.
_CODE_OF_OTHERS = re.compile(
    r"<(style|script|code|pre)\b.*?</\1>"
    r"|\{% block (?:style|kind) %\}.*?\{% endblock %\}"
    r"|\{% block marking %\} data-marking=|data-document="
    r"|\bclass=\"(?:[^\"{]|\{\{.*?\}\}|\{%.*?%\})*\""
    r"|(?:==|!=) '[^']*'|'[^']*'\)? \| term\(|\"[a-z]+\": "
    r"|<!--.*?-->",
    re.DOTALL,
)
_CODE = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_CALL = re.compile(r"""\b(?:_|n?p?gettext)\((?:\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?)+""")
_LITERAL = re.compile(r""""([^"]*)"|'([^']*)'""")
_TAG = re.compile(r"<[^<>]*>")
_HEARD = re.compile(r'\s(?:aria-label|alt|title|placeholder|summary|label)="([^"]*)"')
_WORD = re.compile(r"[A-Za-z]{2,}")
_NOT_SAID = re.compile(r" ?[a-z]+--|Coalition S")  # classes and fonts
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,.:;?!]? [A-Za-z]{2,}|^[A-Z][a-z]+$|[a-z] $|^ [a-z]{2,}")


def _templates() -> list[Path]:
    files = [file for folder in FOLDERS for file in sorted((templates_folder() / folder).iterdir())]
    return [each for each in files if each.suffix in {".html", ".svg"} and each.name not in _STYLE_SHEETS]


def words_in(template: str) -> Iterator[str]:
    """The words that a template writes outside messages, in its text, its attributes and its expressions."""
    text = _CODE_OF_OTHERS.sub("", _MESSAGE.sub("", _COMMENT.sub("", template)))
    for code in _CODE.findall(text):
        literals = (each[1] or each[2] or "" for each in _LITERAL.finditer(_CALL.sub("", code)))
        yield from (each for each in literals if _SENTENCE.search(each) and not _NOT_SAID.match(each))
    plain = _CODE.sub("", text)
    for heard in _HEARD.findall(plain):
        yield from set(_WORD.findall(heard)) - NAMES
    yield from set(_WORD.findall(re.sub("&[a-z]+;", "", _TAG.sub(" ", plain)))) - NAMES


@pytest.mark.parametrize("file", _templates(), ids=lambda file: file.relative_to(templates_folder()).as_posix())
def test_a_template_has_no_words_of_its_own(file: Path) -> None:
    assert list(words_in(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Join</p>", ["Join"]),
        ('<p>{{ _("Join us") }}{% trans %}Ask <b>us</b>{% endtrans %}{# A note #}</p>', []),
        ('<nav aria-label="Main"></nav>', ["Main"]),
        ("{{ 'Other areas' if many else 'Areas' }}", ["Other areas", "Areas"]),
        ("{{ number ~ ' more' }}", [" more"]),
        ('{{ ngettext("%(num)s area", "%(num)s areas", n, name="Somebody") }}', ["Somebody"]),
        ("<li class=\"{{ 'card card--small' if small }}\">{{ date | replace('https://', '') }} (PDF)</li>", []),
    ],
)
def test_words_are_found(template: str, words: list[str]) -> None:
    assert list(words_in(template)) == words

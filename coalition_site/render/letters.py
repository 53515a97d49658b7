"""A letter: the wording's Markdown with its values put in, as one HTML for preview and print.

Values are put in after the Markdown was read, as plain text: a name with asterisks, brackets or tags stays a name.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup, escape

from coalition_site.derive.letters import LetterView
from coalition_site.model.texts import LetterTexts
from coalition_site.model.wording import Condition, Part
from coalition_site.render.markdown import parse_tokens, tokens_to_html

if TYPE_CHECKING:
    from markdown_it.token import Token

_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
# Private characters that stand for values while the Markdown is read; in an address they appear encoded.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_MARK_IN_ADDRESS = re.compile("(?:%EE%80%80|\ue000)(\\d+)(?:%EE%80%81|\ue001)")


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands in a place: a text, or the words of a gap."""

    text: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is ready to be laid out: what its template may see."""

    view: LetterView
    direction: str
    draft: bool
    subject: str
    salutation: Markup
    body: Markup
    closing: Markup
    address_gap: str


def _fill(parts: tuple[Part, ...], values: Mapping[str, str], texts: LetterTexts) -> Iterator[str | _Value]:
    """The texts and values of the parts that are printed, in order."""
    for part in parts:
        if isinstance(part, str):
            yield part.replace(_OPEN, "").replace(_CLOSE, "")
        elif isinstance(part, Condition):
            yield from _fill(part.then if values.get(part.name) else part.otherwise, values, texts)
        else:
            value = values.get(part.name, "")
            yield _Value(value or texts.gap_for(part.name), gap=not value)


def _plain(parts: tuple[Part, ...], view: LetterView) -> str:
    filled = _fill(parts, view.values, view.texts)
    return "".join(each if isinstance(each, str) else each.text for each in filled).strip()


def _line(parts: tuple[Part, ...], view: LetterView) -> Markup:
    """One line of plain text, in which only gaps are marked."""
    filled = _fill(parts, view.values, view.texts)
    return (
        Markup("").join(_gap(each) if isinstance(each, _Value) and each.gap else _text(each) for each in filled).strip()
    )


def _text(part: str | _Value) -> Markup:
    return escape(part if isinstance(part, str) else part.text)


def _gap(value: _Value) -> Markup:
    return Markup('<span class="gap">{}</span>').format(value.text)


def _markdown(parts: tuple[Part, ...], view: LetterView) -> Markup:
    values: list[_Value] = []
    source = ""
    for each in _fill(parts, view.values, view.texts):
        if isinstance(each, str):
            source += each
        else:
            source += f"{_OPEN}{len(values)}{_CLOSE}"
            values.append(each)
    tokens = parse_tokens(source)
    for token in tokens:
        _put_in(token, values)
    return tokens_to_html(tokens)


def _put_in(token: "Token", values: list[_Value]) -> None:
    """Puts the values into one token and its children, as text."""

    def value(found: re.Match[str]) -> str:
        return values[int(found[1])].text

    for name, attribute in token.attrs.items():
        if isinstance(attribute, str):
            token.attrs[name] = _MARK_IN_ADDRESS.sub(value, attribute)
    if token.children is None:
        token.content = _MARK.sub(value, token.content)
        return
    children: list[Token] = []
    for child in token.children:
        if child.type == "text" and _MARK.search(child.content):
            children += _split(child, values)
        else:
            _put_in(child, values)
            children.append(child)
    token.children = children


def _split(token: "Token", values: list[_Value]) -> "Iterator[Token]":
    """A text with values in it as several texts; a gap becomes a marked one."""
    for number, piece in enumerate(_MARK.split(token.content)):
        is_value = number % 2 == 1
        if is_value and values[int(piece)].gap:
            yield token.copy(type="html_inline", content=str(_gap(values[int(piece)])))
        elif piece:
            yield token.copy(content=values[int(piece)].text if is_value else piece)


def compose(view: LetterView) -> Letter:
    """The letter of a view, with its values put in and its gaps marked."""
    wording, texts = view.wording, view.texts
    address_missing = "address" in view.gaps
    return Letter(
        view=view,
        direction="rtl" if view.language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr",
        draft=not view.sent,
        subject=_plain(wording.subject, view),
        salutation=_line(wording.salutation, view),
        body=_markdown(wording.body, view),
        closing=_line(wording.closing, view),
        address_gap=texts.gap_for("address") if address_missing else "",
    )


def letter_article(letter: Letter, environment: Environment, *, images: str = "images/") -> Markup:
    """The letter as one `<article>`, the same for the preview on a page and for print.

    `images` is the address of the folder of images, seen from where the letter will stand.
    """
    html = environment.get_template("letters/letter.html").render(letter=letter, view=letter.view, images=images)
    return Markup(html)  # noqa: S704  made by a template that escapes everything

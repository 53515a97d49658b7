"""Letters: the wording's Markdown with its values put in, as HTML and as runs.

The HTML serves the preview, print and mail; the runs serve word processors and plain mail. Both are made of one
reading of the Markdown. Values are put in after it was read, as plain text: a name with asterisks, brackets or tags
stays a name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from markupsafe import Markup, escape

from coalition_site.derive.letters.view import LetterKind, LetterView
from coalition_site.derive.words.direction import direction_of
from coalition_site.model.wording import Condition, Part
from coalition_site.render.direction import isolated
from coalition_site.render.environment import phone_address, trusted
from coalition_site.render.markdown import parse_tokens, tokens_to_html
from coalition_site.render.rich_text import GAP, VALUE, Block, Run, blocks_of, merged, text_of

if TYPE_CHECKING:
    from markdown_it.token import Token

# Private characters that stand for values while the Markdown is read; in an address they appear encoded.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
# In the name of a host, markdown-it writes them as IDNA does.
_HOST_PART = re.compile(r"xn--([a-z0-9-]+)")
_MARK_IN_ADDRESS = re.compile("(?:%EE%80%80|\ue000)(\\d+)(?:%EE%80%81|\ue001)")
_SPACE: dict[str, Any] = {"type": "text", "content": " ", "tag": "", "nesting": 0, "attrs": {}, "children": None}


_TEMPLATES = {
    LetterKind.LETTER: "letters/letter.html",
    LetterKind.CALL: "letters/call_sheet.html",
    LetterKind.AGREEMENT: "letters/agreement.html",
}


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands in a place: a text, or the words of a gap. `link` is the address that a text leads to, or empty."""

    text: str
    gap: bool
    link: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is ready to be laid out: what its template may see.

    `blocks` are the paragraphs of `body`. `date` is the day of sending, or the marked words for an open one;
    `address_gap` is empty where there is a postal address, or none is needed. `phone` is the number to call, on the
    sheet of whoever calls. `also` is the same letter in a further language.
    """

    view: LetterView
    direction: str
    draft: bool
    date: Run
    subject: str
    subject_runs: tuple[Run, ...]
    salutation: Markup
    salutation_runs: tuple[Run, ...]
    body: Markup
    blocks: tuple[Block, ...]
    closing: Markup
    closing_runs: tuple[Run, ...]
    address_gap: str
    phone: str = ""
    also: tuple["Letter", ...] = ()


def _fill(parts: tuple[Part, ...], view: LetterView) -> Iterator[str | _Value]:
    """The texts and values of the parts that are printed, in order."""
    for part in parts:
        if isinstance(part, str):
            yield part.replace(_OPEN, "").replace(_CLOSE, "")
        elif isinstance(part, Condition):
            yield from _fill(part.then if view.values.get(part.name) else part.otherwise, view)
        else:
            value = view.values.get(part.name, "")
            link = _address_of(part.name, value) if value else ""
            if part.name.endswith(".phone"):
                # A number that breaks at the end of a line is two numbers.
                value = value.replace(" ", "\N{NO-BREAK SPACE}")
            yield _Value(value or view.texts.gap_for(part.name), not value, link)


def _address_of(name: str, value: str) -> str:
    """Where a value leads by which people are reached; empty for any other."""
    match name.rpartition(".")[2]:
        case "email":
            return f"mailto:{value}"
        case "phone":
            return phone_address(value)
        case "site_url":
            return value
    return ""


def _line(parts: tuple[Part, ...], view: LetterView) -> tuple[Run, ...]:
    """One line of plain text, in which only gaps are marked."""
    filled = (_Value(each, gap=False) if isinstance(each, str) else each for each in _fill(parts, view))
    runs = list(merged(Run(" ".join(each.text.splitlines()), gap=each.gap) for each in filled))
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(runs)


def _html(runs: Iterable[Run], member: str, direction: str) -> Markup:
    """Runs of a line as HTML, with the person's name set apart where the writing goes the other way."""
    return Markup("").join(_gap(run.text) if run.gap else _named(run.text, member, direction) for run in runs)


def _named(text: str, member: str, direction: str) -> Markup:
    if direction == "ltr" or not member:
        return escape(text)
    return isolated(member, direction).join(text.split(member))


def _gap(text: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(GAP, text)


def _tokens(parts: tuple[Part, ...], view: LetterView) -> "list[Token]":
    """The Markdown of the parts, read, with the values put in."""
    values: list[_Value] = []
    source = ""
    for each in _fill(parts, view):
        if isinstance(each, str):
            source += each
        else:
            source += f"{_OPEN}{len(values)}{_CLOSE}"
            values.append(each)
    tokens = parse_tokens(source)
    for token in tokens:
        _put_in(token, values, direction_of(view.language))
    return tokens


def _put_in(token: "Token", values: list[_Value], direction: str) -> None:
    """Puts the values into one token and its children, as text."""

    def value(found: re.Match[str]) -> str:
        return values[int(found[1])].text

    for name, attribute in token.attrs.items():
        if isinstance(attribute, str):
            token.attrs[name] = _MARK_IN_ADDRESS.sub(value, _HOST_PART.sub(_decoded, attribute))
    token.children, children = None if token.children is None else [], token.children or []
    put_in = token.children if token.children is not None else []
    open_links: list[list[_Value]] = []
    for child in children:
        if child.type == "link_open":
            open_links.append(_gaps_of(child, values))
        gaps = open_links[-1] if child.type in {"link_open", "link_close"} else _gaps_of(child, values)
        if child.type == "text" and _MARK.search(child.content):
            put_in += _split(child, values, direction, linked=bool(open_links))
        elif not gaps or child.type == "image":
            _put_in(child, values, direction)
            put_in.append(child)
        if gaps and child.type != "link_open":
            shown = {each.meta.get(GAP) for each in put_in}
            hidden = (gap for gap in gaps if gap.text not in shown)
            put_in += (each for gap in hidden for each in (child.copy(**_SPACE), _gap_token(child, gap)))
        if child.type == "link_close":
            open_links.pop()
    # What has children has its text in them, but for a picture, which is printed as its alternative text.
    token.content = _MARK.sub(value, token.content)


def _gaps_of(token: "Token", values: list[_Value]) -> list[_Value]:
    """The gaps within a token's addresses and titles: nothing would show them, so they are printed behind it."""
    marks = (
        mark
        for attribute in token.attrs.values()
        if isinstance(attribute, str)
        for mark in _MARK_IN_ADDRESS.findall(_HOST_PART.sub(_decoded, attribute))
    )
    return [values[int(mark)] for mark in dict.fromkeys(marks) if values[int(mark)].gap]


def _gap_token(token: "Token", gap: _Value) -> "Token":
    """A gap as a token of its own, beside another."""
    given = {"tag": "", "nesting": 0, "attrs": {}, "children": None}
    return token.copy(type="html_inline", content=str(_gap(gap.text)), meta={GAP: gap.text}, **given)


def _decoded(part: re.Match[str]) -> str:
    """A part of a host's name that holds marks, as it was written; any other as it is."""
    try:
        written = part[1].encode("ascii").decode("punycode")
    except UnicodeError:
        return part[0]
    return written if _MARK.search(written) else part[0]


def _split(token: "Token", values: list[_Value], direction: str, *, linked: bool) -> "Iterator[Token]":
    """A text with values in it as several texts; a gap becomes a marked one.

    What leads somewhere becomes a link, unless the text is `linked` as it is.
    """
    for number, piece in enumerate(_MARK.split(token.content)):
        if number % 2 == 0:
            if piece:
                yield token.copy(content=piece)
            continue
        value = values[int(piece)]
        html = _gap(value.text) if value.gap else isolated(value.text, direction)
        put_in = token.copy(type="html_inline", content=str(html), meta={GAP if value.gap else VALUE: value.text})
        if value.link and not linked:
            yield token.copy(type="link_open", tag="a", nesting=1, attrs={"href": value.link}, content="")
            yield put_in
            yield token.copy(type="link_close", tag="a", nesting=-1, content="")
        else:
            yield put_in


def compose(view: LetterView, phone: str = "") -> Letter:
    """The letter of a view, with its values put in and its gaps marked; `phone` is the number on a call sheet."""
    wording, texts = view.wording, view.texts
    direction = direction_of(view.language)
    subject, salutation, closing = (
        _line(parts, view) for parts in (wording.subject, wording.salutation, wording.closing)
    )
    tokens = _tokens(wording.body, view)
    # The HTML comes first: it settles the tokens (headings, links, pictures), and the blocks are made of what it left.
    body = tokens_to_html(tokens)
    return Letter(
        view=view,
        direction=direction,
        draft=not view.sent,
        date=Run(view.sent or texts.date, gap=not view.sent),
        subject=text_of(subject),
        subject_runs=subject,
        salutation=_html(salutation, view.member, direction),
        salutation_runs=salutation,
        body=body,
        blocks=blocks_of(tokens),
        closing=_html(closing, view.member, direction),
        closing_runs=closing,
        address_gap=texts.gap_for("address") if "address" in view.gaps else "",
        phone=phone,
        also=tuple(compose(each, phone) for each in view.also),
    )


@dataclass(frozen=True, slots=True)
class SheetFact:
    """A fact at the head of a call sheet or an agreement: what it is, and what it says; empty is a line to fill in."""

    label: str
    value: str
    gap: bool = False


def sheet_facts(letter: Letter) -> tuple[SheetFact, ...]:
    """What stands at the head of a call sheet or an agreement, in the letter's language."""
    view, labels = letter.view, letter.view.texts.labels
    organization = (SheetFact(labels["organization"], view.organization),) if view.organization else ()
    if view.kind is LetterKind.CALL:
        number = SheetFact(labels["phone"], letter.phone or view.texts.gap_for("phone"), gap=not letter.phone)
        return (number, *organization, SheetFact(labels["caller"], view.sender.name))
    agreed, role = view.agreement, SheetFact(labels["role"], view.values["ask"])
    return (
        *organization,
        *((role,) if role.value else ()),
        SheetFact(labels["term"], labels["until"].replace("{day}", agreed.until) if agreed.until else ""),
        SheetFact(labels["represented_by"], agreed.represented_by),
        SheetFact(labels["alternate"], agreed.alternate),
    )


def letter_article(letter: Letter, environment: Environment, *, images: str = "images/", level: int = 1) -> Markup:
    """The letter as one `<article>`, one for each of its languages, the same for the preview on a page and for print.

    `images` is the address of the folder of images, seen from where the letter will stand; `level` that of its heading.
    """
    template = environment.get_template(_TEMPLATES[letter.view.kind])
    articles = []
    for each in (letter, *letter.also):
        facts = sheet_facts(each) if each.view.kind is not LetterKind.LETTER else ()
        articles.append(template.render(letter=each, view=each.view, facts=facts, images=images, level=level))
    return trusted("".join(articles))


@dataclass(frozen=True)
class LateLetter:
    """A letter that is composed when somebody needs more of it than its view, and then kept.

    `phone` is the number to call, for a call sheet alone: a letter does not tell people their own.
    """

    view: LetterView
    phone: str = ""

    @cached_property
    def letter(self) -> Letter:
        """The letter, with its values put in and its gaps marked."""
        return compose(self.view, self.phone)


@dataclass(frozen=True, slots=True)
class LateArticle:
    """A letter's `<article>` that is made when a page or document shows it; `level` is that of its heading."""

    letter: LateLetter
    environment: Environment
    images: str
    level: int = 1

    def __html__(self) -> str:
        return letter_article(self.letter.letter, self.environment, images=self.images, level=self.level)


@dataclass(frozen=True, slots=True)
class LateSubject:
    """A letter's subject, which is made when a page shows it."""

    letter: LateLetter

    def __str__(self) -> str:
        return self.letter.letter.subject

    def __html__(self) -> str:
        return escape(str(self))

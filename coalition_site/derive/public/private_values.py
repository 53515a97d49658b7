"""Private values: what the content says, is not public, and would be known again if it stood on the public site.

The audiences that the models declare decide what is private. What is too short or too common to mean something, such
as a title or a status, is left out: it would be found by chance.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache

from pydantic import BaseModel

from coalition_site.derive.public.view import PublicView
from coalition_site.derive.rules.comparable import comparable
from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.coalition import Coalition
from coalition_site.model.localized import Localized
from coalition_site.model.page import PageAudience
from coalition_site.model.partner import RESIDENT, is_for_team_folder
from coalition_site.model.vocabulary import Choice
from coalition_site.read.pictures import names_in

Steps = tuple[str | int, ...]

BODY = "body"
"""The step that leads to the text below front matter."""

_MAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:.\"]+")
_PHONE = re.compile(r"\+?\(?\d(?:[\s().+/-]{0,3}\d){6,17}")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d\d?[/.]\d\d?[/.]\d{4}\b")
_SENTENCE = re.compile(r"(?<=[.!?…。؟])\s+|\n\s*(?:\n|[-*#|]|\d+\.)|\s*\|\s*")
_WORD = re.compile(r"\w+")
# A picture in Markdown: its words are a sentence of their own, and the name of its file is one of those of images.
_PICTURE = re.compile(r"!\[([^][]*)\]\([^()]*\)")
_NAMES = {"name", "short_name", "member", "represented_by", "alternate", "present", "excused", "who"}
_IMAGES = {"logo", "signature"}
_PHONE_KEY, _ADDRESS, _TITLE = "phone", "address", "title"
_WEB = ("http://", "https://")
# The other lines of an address, such as the town's, are those of many.
_HOUSE = re.compile(r"\d+\w?\s")
_TEXTS = (str, Localized, Choice)
# What the file's name and the text below its front matter are to people.
_WRITTEN = {"id": "name", "profile": BODY}
_RANK = {Audience.PUBLIC: 0, Audience.PARTNER: 1, Audience.TEAM: 2}

# In letters and digits (bytes, so that a sign of Chinese counts for three), and in words.
_SHORTEST_NAME, _SHORTEST_WORD, _SHORTEST_SENTENCE = 6, 9, 30
_FEWEST_WORDS = 5
_BYTES_OF_A_LETTER = 4
_LONGEST = 60
# Digits of a telephone number that tell it from others, what stands before them is the country's; of one in its town.
_OWN_DIGITS, _TOWN_DIGITS = 10, 7


@dataclass(frozen=True, slots=True)
class PrivateValue:
    """A value that is looked for: as it is written, and the file and the steps at which it is.

    `letters` are what is compared, at most 60 of them. Where `alone`, it counts only if no letter or digit stands
    right before or behind it. Where `mentionable`, what the coalition itself writes as public text may say it: what
    is said to a partner is no secret, and the names and addresses of organizations are known to many.
    """

    text: str
    letters: bytes
    file: str
    steps: Steps
    alone: bool
    mentionable: bool


def private_values(
    coalition: Coalition, views: tuple[PublicView, ...], printed: object = ()
) -> tuple[PrivateValue, ...]:
    """Every private value once, with the strictest rule that holds for it. `views` are what everybody may see.

    `printed` is what the program itself prints for everybody, blank worksheets with their examples: whoever wrote one
    of these sentences says nothing that is not known.
    """
    examples = b" ".join(map(comparable, _said(printed)))
    texts = [*_said(views), *(each.value for each in coalition.settings.acknowledge)]
    known = set(map(_letters, texts))
    numbers = tuple(_letters(text) for text in texts if _PHONE.fullmatch(text))
    found: dict[bytes, PrivateValue] = {}
    for value in _values(coalition, views[0].today):
        if value.letters in known or value.letters in examples or any(n.endswith(value.letters) for n in numbers):
            continue
        other = found.get(value.letters)
        if other is None or (other.mentionable and not value.mentionable):
            found[value.letters] = value
    return tuple(found.values())


def _letters(text: str) -> bytes:
    """What of a text is compared: of a telephone number its own digits, of a long text the beginning."""
    letters = comparable(text)
    return letters[-_OWN_DIGITS:] if _PHONE.fullmatch(text) else letters[:_LONGEST]


def public_text(views: tuple[PublicView, ...]) -> bytes:
    """All that the content says in public, as it is compared."""
    return b" ".join(map(comparable, _said(views)))


def _said(view: object) -> Collection[str]:
    """Every text within a view, once; what stands in several places of it, such as a partner, is gone through once."""
    texts: dict[str, None] = {}
    seen: set[int] = set()
    waiting = [view]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            texts[value] = None
        elif isinstance(value, tuple):
            waiting += value
        elif is_dataclass(value) and id(value) not in seen:
            seen.add(id(value))
            waiting += [getattr(value, each.name) for each in fields(value)]
    return texts


@dataclass(frozen=True, slots=True)
class _Origin:
    """The file that values come from, that of the team's part of them, and whether they are about a person."""

    file: str
    team_file: str = ""
    person: bool = False

    def file_of(self, steps: Steps) -> str:
        return self.team_file if self.team_file and is_for_team_folder(steps) else self.file


def _values(coalition: Coalition, today: date) -> Iterator[PrivateValue]:
    team, public = coalition.team_folder, Audience.PUBLIC
    persons = {partner.id for partner in coalition.partners.values() if partner.type.option == RESIDENT}
    meeting = coalition.settings.meeting
    left_out = {"acknowledge", "meeting"} if meeting is not None and meeting.public else {"acknowledge"}
    yield from _within(coalition.settings, public, _Origin("content/coalition.yml"), (), left_out)
    yield from _within(coalition.needs, public, _Origin(f"{team}/needs.yml"), ())
    for partner in coalition.partners.values():
        audience = public if partner.is_named(today) else Audience.PARTNER
        # Who stands in the team's own folder whole is the team's, whatever is said of consent there.
        whole = partner.id in coalition.team_partners
        name = f"partners/{partner.id}.md"
        origin = _Origin(f"{team if whole else 'content'}/{name}", f"{team}/{name}", partner.id in persons)
        yield from _within(partner, Audience.TEAM if whole else audience, origin, ())
    for number, invite in enumerate(coalition.invites):
        origin = _Origin(f"{team}/invites.yml", person=invite.partner in persons)
        yield from _within(invite, public, origin, (number,))
    for each in coalition.meetings:
        whole, name = each.id in coalition.team_meetings, f"meetings/{each.id}.md"
        origin = _Origin(f"{team if whole else 'content'}/{name}", f"{team}/{name}")
        yield from _within(each, public if each.is_public else Audience.TEAM, origin, (), {"id"})
    for page in coalition.pages:
        if page.audience is PageAudience.TEAM:
            yield from _within(page, Audience.TEAM, _Origin(f"{team}/pages/{page.id}.md"), (), {"id"})


def _within(
    model: BaseModel, audience: Audience, origin: _Origin, steps: Steps, left_out: Collection[str] = ()
) -> Iterator[PrivateValue]:
    """The private values of a model that stands where the steps lead, within a block of some audience."""
    for name, own in _audiences(type(model)):
        inner = getattr(model, name)
        narrower = own if _RANK[own] > _RANK[audience] else audience
        # Most values are public texts, or missing; passing them by here takes half the time.
        if inner and name not in left_out and (narrower is not Audience.PUBLIC or not isinstance(inner, _TEXTS)):
            yield from _found(inner, narrower, origin, (*steps, _WRITTEN.get(name, name)))


@cache
def _audiences(model: type[BaseModel]) -> tuple[tuple[str, Audience], ...]:
    return tuple((name, field_audience(field)) for name, field in model.model_fields.items())


def _found(value: object, audience: Audience, origin: _Origin, steps: Steps) -> Iterator[PrivateValue]:
    match value:
        case BaseModel():
            yield from _within(value, audience, origin, steps)
        case tuple():
            for number, inner in enumerate(value):
                yield from _found(inner, audience, origin, (*steps, number))
        case dict():
            for key, inner in value.items():
                yield from _found(inner, audience, origin, (*steps, key))
        case _ if audience is not Audience.PUBLIC:
            for text in _wordings(value):
                yield from _meaningful(text, audience, origin, steps)


def _wordings(value: object) -> Collection[str]:
    if isinstance(value, Localized):
        return value.texts()
    text = value.text if isinstance(value, Choice) else value
    return (text,) if isinstance(text, str) else ()


def _meaningful(text: str, audience: Audience, origin: _Origin, steps: Steps) -> Iterator[PrivateValue]:
    """What of a text is long or rare enough: addresses, numbers, names, and sentences."""
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    of_team = audience is Audience.TEAM

    def value(part: str, *, alone: bool, mentionable: bool) -> PrivateValue:
        return PrivateValue(part, _letters(part), origin.file_of(steps), steps, alone, mentionable)

    for part in (*(_MAIL.findall(text) if "@" in text else ()), *_numbers(text, key)):
        yield value(part, alone=True, mentionable=not of_team)
    if key in _NAMES or key == _ADDRESS:
        if _is_rare_name(text) and (key in _NAMES or _HOUSE.match(text)):
            yield value(text, alone=True, mentionable=not origin.person)
    elif key in _IMAGES or text.startswith(_WEB):
        bare = text.partition("://")[2].removeprefix("www.").strip("/") or text
        if len(_letters(bare)) >= _SHORTEST_WORD:
            yield value(bare, alone=True, mentionable=True)
    else:
        for name in (each for each in names_in(text) if len(_letters(each)) >= _SHORTEST_WORD):
            yield value(name, alone=True, mentionable=True)
        for sentence in filter(_is_rare_sentence, _sentences(text)):
            yield value(sentence, alone=False, mentionable=not of_team or key == _TITLE)


def _sentences(text: str) -> Iterator[str]:
    return map(str.strip, _SENTENCE.split(_PICTURE.sub(r"\n\n\1\n\n", text) if "![" in text else text))


def _numbers(text: str, key: str) -> Iterator[str]:
    """The telephone numbers in a text. Seven digits are one only where one is expected."""
    if not _PHONE.search(text):
        return
    fewest = _TOWN_DIGITS if key == _PHONE_KEY else _OWN_DIGITS
    for number in _PHONE.findall(_DAY.sub("", text)):
        if len(_letters(number)) >= fewest:
            yield number


def _is_rare_name(text: str) -> bool:
    return len(_letters(text)) >= (_SHORTEST_NAME if len(_WORD.findall(text)) > 1 else _SHORTEST_WORD)


def _is_rare_sentence(text: str) -> bool:
    if len(text) * _BYTES_OF_A_LETTER < _SHORTEST_SENTENCE:
        return False
    letters = comparable(text)
    # Scripts that part no words take several bytes for a letter.
    return len(letters) >= _SHORTEST_SENTENCE and (
        len(_WORD.findall(text)) >= _FEWEST_WORDS or len(letters) > 2 * len(text)
    )

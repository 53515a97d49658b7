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
from coalition_site.derive.rules.consent import Naming, naming
from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.coalition import Coalition
from coalition_site.model.localized import Localized
from coalition_site.model.page import PageAudience
from coalition_site.model.partner import Partner
from coalition_site.model.vocabulary import Choice

Steps = tuple[str | int, ...]

BODY = "body"
"""The step that leads to the text below front matter."""

_MAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:.\"]+")
_PHONE = re.compile(r"\+?\(?\d(?:[\s().+/-]{0,3}\d){6,17}")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d\d?[/.]\d\d?[/.]\d{4}\b")
_SENTENCE = re.compile(r"(?<=[.!?…。؟])\s+|\n\s*(?:\n|[-*#|]|\d+\.)|\s*\|\s*")
_WORD = re.compile(r"\w+")
_NAMES = {"name", "short_name", "member", "represented_by", "alternate"}
_IMAGES = {"logo", "signature"}
_PHONE_KEY, _ADDRESS, _TITLE = "phone", "address", "title"
_WEB = ("http://", "https://")
# The other lines of an address, such as the town's, are those of many.
_HOUSE = re.compile(r"\d+\w?\s")
_RESIDENT = "resident"
_RANK = {Audience.PUBLIC: 0, Audience.PARTNER: 1, Audience.TEAM: 2}

# In letters and digits (bytes, so that a sign of Chinese counts for three), and in words.
_SHORTEST_NAME, _SHORTEST_WORD, _SHORTEST_SENTENCE = 6, 9, 30
_FEWEST_WORDS = 5
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


def private_values(coalition: Coalition, view: PublicView, printed: object = ()) -> tuple[PrivateValue, ...]:
    """Every private value once, with the strictest rule that holds for it. `view` is what everybody may see.

    `printed` is what the program itself prints for everybody, blank worksheets with their examples: whoever wrote one
    of these sentences says nothing that is not known.
    """
    examples = b" ".join(map(comparable, _texts(printed)))
    texts = [*_texts(view), *(each.value for each in coalition.settings.acknowledge)]
    known = set(map(_letters, texts))
    numbers = tuple(_letters(text) for text in texts if _PHONE.fullmatch(text))
    found: dict[bytes, PrivateValue] = {}
    for value in _values(coalition, view.today):
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


def public_text(view: PublicView) -> bytes:
    """All that the content says in public, as it is compared."""
    return b" ".join(map(comparable, _texts(view)))


def _texts(view: object) -> Collection[str]:
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
class _Record:
    """Where a model is written, the audience of what surrounds it, and whether it is about a person."""

    file: str
    audience: Audience
    person: bool = False


def _values(coalition: Coalition, today: date) -> Iterator[PrivateValue]:
    team = coalition.team_folder
    settings, persons = _Record("content/coalition.yml", Audience.PUBLIC), _residents(coalition)
    meeting = coalition.settings.meeting
    left_out = {"acknowledge", "meeting"} if meeting is not None and meeting.public else {"acknowledge"}
    yield from _within(coalition.settings, settings, (), left_out)
    yield from _within(coalition.needs, _Record(f"{team}/needs.yml", Audience.PUBLIC), ())
    for partner in coalition.partners.values():
        named = naming(partner, today) is Naming.NAMED
        audience = Audience.PUBLIC if named else Audience.PARTNER
        yield from _of_partner(coalition, partner, audience)
    for number, invite in enumerate(coalition.invites):
        record = _Record(f"{team}/invites.yml", Audience.PUBLIC, invite.partner in persons)
        yield from _within(invite, record, (number,))
    for page in coalition.pages:
        if page.audience is PageAudience.TEAM:
            record = _Record(f"{team}/pages/{page.id}.md", Audience.TEAM)
            yield from _within(page, record, ())


def _residents(coalition: Coalition) -> Collection[str]:
    return {partner.id for partner in coalition.partners.values() if partner.type.option == _RESIDENT}


def _of_partner(coalition: Coalition, partner: Partner, audience: Audience) -> Iterator[PrivateValue]:
    person = partner.type.option == _RESIDENT
    for key in type(partner).model_fields:
        record = _Record(coalition.partner_file(partner.id, key), audience, person)
        inner = _field(partner, key, record)
        yield from _found(
            getattr(partner, key), inner, ("name",) if key == "id" else (BODY,) if key == "profile" else (key,)
        )


def _within(model: BaseModel, record: _Record, steps: Steps, left_out: Collection[str] = ()) -> Iterator[PrivateValue]:
    """The private values of a model that stands where the steps lead."""
    for name in type(model).model_fields:
        if name not in left_out:
            yield from _found(getattr(model, name), _field(model, name, record), (*steps, name))


def _field(model: BaseModel, name: str, record: _Record) -> _Record:
    """A record for what stands within a field: never for more people than what surrounds it."""
    audience = max(record.audience, _audiences(type(model))[name], key=_RANK.__getitem__)
    return record if audience is record.audience else _Record(record.file, audience, record.person)


@cache
def _audiences(model: type[BaseModel]) -> dict[str, Audience]:
    return {name: field_audience(field) for name, field in model.model_fields.items()}


def _found(value: object, record: _Record, steps: Steps) -> Iterator[PrivateValue]:
    match value:
        case BaseModel():
            yield from _within(value, record, steps)
        case tuple():
            for number, inner in enumerate(value):
                yield from _found(inner, record, (*steps, number))
        case dict():
            for key, inner in value.items():
                yield from _found(inner, record, (*steps, key))
        case Localized():
            for text in value.texts():
                yield from _found(text, record, steps)
        case Choice():
            yield from _found(value.text, record, steps)
        case str() if value and record.audience is not Audience.PUBLIC:
            yield from _meaningful(value, record, steps)


def _meaningful(text: str, record: _Record, steps: Steps) -> Iterator[PrivateValue]:
    """What of a text is long or rare enough: addresses, numbers, names, and sentences."""
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    of_team = record.audience is Audience.TEAM

    def value(part: str, *, alone: bool, mentionable: bool) -> PrivateValue:
        return PrivateValue(part, _letters(part), record.file, steps, alone, mentionable)

    for part in (*_MAIL.findall(text), *_numbers(text, key)):
        yield value(part, alone=True, mentionable=not of_team)
    if key in _NAMES or key == _ADDRESS:
        if _is_rare_name(text) and (key in _NAMES or _HOUSE.match(text)):
            yield value(text, alone=True, mentionable=not record.person)
    elif key in _IMAGES or text.startswith(_WEB):
        bare = text.partition("://")[2].removeprefix("www.").strip("/") or text
        if len(_letters(bare)) >= _SHORTEST_WORD:
            yield value(bare, alone=True, mentionable=True)
    else:
        for sentence in map(str.strip, _SENTENCE.split(text)):
            if _is_rare_sentence(sentence):
                yield value(sentence, alone=False, mentionable=not of_team or key == _TITLE)


def _numbers(text: str, key: str) -> Iterator[str]:
    """The telephone numbers in a text. Seven digits are one only where one is expected."""
    fewest = _TOWN_DIGITS if key == _PHONE_KEY else _OWN_DIGITS
    for number in _PHONE.findall(_DAY.sub("", text)):
        if len(_letters(number)) >= fewest:
            yield number


def _is_rare_name(text: str) -> bool:
    return len(_letters(text)) >= (_SHORTEST_NAME if len(_WORD.findall(text)) > 1 else _SHORTEST_WORD)


def _is_rare_sentence(text: str) -> bool:
    letters = comparable(text)
    # Scripts that part no words take several bytes for a letter.
    return len(letters) >= _SHORTEST_SENTENCE and (
        len(_WORD.findall(text)) >= _FEWEST_WORDS or len(letters) > 2 * len(text)
    )

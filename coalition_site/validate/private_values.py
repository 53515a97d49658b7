"""Private values: what the content says, is not public, and would be known again if it stood on the public site.

The audiences that the models declare decide what is private. What is too short or too common to mean something, such
as a title or a status, is left out: it would be found by chance.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from coalition_site.model.coalition import Coalition
from coalition_site.model.comparable import comparable
from coalition_site.read.pictures import names_in
from coalition_site.validate.declared_texts import BODY, TRANSLATIONS, DeclaredText, Steps, private_texts, public_texts
from coalition_site.validate.value_patterns import as_shown

LONGEST = 60
"""How many letters of a value are compared."""

_MAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:.\"]+")
_PHONE = re.compile(r"\+?\(?\d(?:[\s().+/-]{0,3}\d){6,17}")
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d\d?[/.]\d\d?[/.]\d{4}\b")
_SENTENCE = re.compile(r"(?<=[.!?…。؟])\s+|\n\s*(?:\n|[-*#|]|\d+\.)|\s*\|\s*")
_WORD = re.compile(r"\w+")
# A picture in Markdown: its words are a sentence of their own, and the name of its file is one of those of images.
_PICTURE = re.compile(r"!\[([^][]*)\]\([^()]*\)")
_NAMES = {"name", "short_name", "member", "represented_by", "alternate", "present", "excused", "who"}
_IMAGES = {"logo", "signature"}
_PHONE_KEY, _ADDRESS, _TITLE = "phone", "address", "title"
# What of the public fields is there to reach or to name somebody: who wrote a value there meant it to be known.
_SAID_ON_PURPOSE = {*_NAMES, *_IMAGES, _PHONE_KEY, _ADDRESS, "email", "website", "online", "site_url", "repository"}
_WEB = ("http://", "https://")
# The other lines of an address, such as the town's, are those of many.
_HOUSE = re.compile(r"\d+\w?\s")

# In letters and digits (bytes, so that a sign of Chinese counts for three), and in words.
_SHORTEST_NAME, _SHORTEST_WORD, _SHORTEST_SENTENCE = 6, 9, 30
_FEWEST_WORDS = 5
_BYTES_OF_A_LETTER = 4
# In characters; of texts that fields hold, none that is known as a whole is longer.
_LONGEST_FIELD = 400
# Digits of a telephone number that tell it from others, what stands before them is the country's; of one in its town.
_OWN_DIGITS, _TOWN_DIGITS = 10, 7


@dataclass(frozen=True, slots=True)
class PrivateValue:
    """A value that is looked for: as it is written, and the file and the steps at which it is.

    `letters` are what is compared, at most LONGEST of them. Where `alone`, it counts only if no letter or digit stands
    right before or behind it. Where `mentionable`, what the coalition itself writes as public text may say it: what
    is said to a partner is no secret, and the names and addresses of organizations are known to many. `acknowledged`
    are the files of the content and the pages in which it may stand.
    """

    text: str
    letters: bytes
    file: str
    steps: Steps
    alone: bool
    mentionable: bool
    acknowledged: tuple[str, ...] = ()


class Part(NamedTuple):
    """What of a text means something: as written and as compared, and the rules for a private value of that kind."""

    text: str
    letters: bytes
    alone: bool
    mentionable: bool


def private_values(coalition: Coalition, today: date) -> tuple[PrivateValue, ...]:
    """Every private value once, with the strictest rule that holds for it on a day."""
    known = KnownTexts(public_texts(coalition, today), coalition)
    values = values_of(private_texts(coalition, today), coalition)
    return tuple(value for value in values if not known.holds(value))


def values_of(private: Iterable[DeclaredText], coalition: Coalition) -> tuple[PrivateValue, ...]:
    """The values of private texts, known or not, each once, with the strictest rule that holds for it."""
    acknowledged = acknowledged_places(coalition)
    return tuple(value_of(part, text, acknowledged) for part, text in strictest_parts(private).values())


def strictest_parts(private: Iterable[DeclaredText]) -> dict[bytes, tuple[Part, DeclaredText]]:
    """What of private texts means something, by what is compared of it, each with the text of the strictest rule."""
    strictest: dict[bytes, tuple[Part, DeclaredText]] = {}
    for text in private:
        for part in _parts(text.text, text.key, text.of_team, text.origin.person):
            other = strictest.get(part.letters)
            if other is None or (other[0].mentionable and not part.mentionable):
                strictest[part.letters] = part, text
    return strictest


def value_of(part: Part, text: DeclaredText, acknowledged: Mapping[bytes, tuple[str, ...]]) -> PrivateValue:
    """The value that a part of a text is."""
    places = acknowledged.get(part.letters, ())
    return PrivateValue(part.text, part.letters, text.file, text.steps, part.alone, part.mentionable, places)


def acknowledged_places(coalition: Coalition) -> dict[bytes, tuple[str, ...]]:
    """The places in which each value was acknowledged, by what is compared of it; an empty place is anywhere."""
    places: dict[bytes, tuple[str, ...]] = {}
    for entry in coalition.settings.acknowledge:
        letters = letters_of(entry.value)
        places[letters] = (*places.get(letters, ()), entry.where)
    return places


class KnownTexts:
    """What everybody may know although something private says it too: what public fields and the worksheet say.

    A value is known where a public field that is there to reach or to name somebody says it. A sentence is known where
    it is the whole of a public field; not where it is one of several, or a profile or page.
    """

    def __init__(self, public: Iterable[DeclaredText], coalition: Coalition) -> None:
        self._acknowledged = {letters_of(each.value) for each in coalition.settings.acknowledge if not each.where}
        self._whole: set[bytes] = set()
        self._on_purpose: set[bytes] = set()
        self._numbers: list[bytes] = []
        self._texts = coalition.texts
        self._examples = b""
        for text in public:
            if text.key in _SAID_ON_PURPOSE:
                self._on_purpose.add(letters_of(text.text))
                if _PHONE.fullmatch(text.text):
                    self._numbers.append(letters_of(text.text))
            elif text.key != BODY and text.steps[:1] != (TRANSLATIONS,) and len(text.text) < _LONGEST_FIELD:
                self._whole.add(comparable(text.text))

    def holds(self, value: PrivateValue) -> bool:
        """Whether everybody may know the value."""
        if value.letters in self._on_purpose or value.letters in self._acknowledged:
            return True
        if value.letters.isdigit() and any(number.endswith(value.letters) for number in self._numbers):
            return True
        return value.letters in self._printed() or (not value.alone and comparable(value.text) in self._whole)

    def _printed(self) -> bytes:
        """What the worksheet says to everybody: whoever wrote one of its examples says nothing that is not known."""
        self._examples = self._examples or b"\n".join(map(comparable, strings_within(self._texts.worksheet)))
        return self._examples


def letters_of(text: str) -> bytes:
    """What of a text is compared: of a telephone number its own digits, of a long text the beginning."""
    letters = comparable(text)
    return letters[-_OWN_DIGITS:] if _PHONE.fullmatch(text) else letters[:LONGEST]


def strings_within(value: object) -> Iterator[str]:
    """Every text within a dataclass, a tuple or a mapping."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_within(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from strings_within(tuple(value.values()))
    elif isinstance(value, tuple):
        for inner in value:
            yield from strings_within(inner)


# An editor asks for the parts of the same texts at each key that is pressed.
@lru_cache(maxsize=32_768)
def _parts(text: str, key: str, of_team: bool, person: bool) -> tuple[Part, ...]:
    """What of a text is long or rare enough: addresses, numbers, names, and sentences."""
    parts = [
        _part(part, alone=True, mentionable=not of_team)
        for part in (*(_MAIL.findall(text) if "@" in text else ()), *_numbers(text, key))
    ]
    if key in _NAMES or key == _ADDRESS:
        if _is_rare_name(text) and (key in _NAMES or _HOUSE.match(text)):
            parts.append(_part(text, alone=True, mentionable=not person))
    elif key in _IMAGES or text.startswith(_WEB):
        bare = text.partition("://")[2].removeprefix("www.").strip("/") or text
        if _is_long(bare):
            parts.append(_part(bare, alone=True, mentionable=True))
    else:
        names = names_in(text) if "![" in text else ()
        parts += [_part(name, alone=True, mentionable=True) for name in names if _is_long(name)]
        for sentence in _sentences(text):
            letters = _letters_of_rare(sentence)
            if letters:
                parts.append(Part(sentence, letters[:LONGEST], False, not of_team or key == _TITLE))  # noqa: FBT003
    return tuple(parts)


def _part(text: str, *, alone: bool, mentionable: bool) -> Part:
    return Part(text, letters_of(text), alone, mentionable)


def _is_long(word: str) -> bool:
    return len(letters_of(word)) >= _SHORTEST_WORD


def _sentences(text: str) -> Iterator[str]:
    return map(str.strip, _SENTENCE.split(_PICTURE.sub(r"\n\n\1\n\n", text) if "![" in text else text))


def _numbers(text: str, key: str) -> Iterator[str]:
    """The telephone numbers in a text. Seven digits are one only where one is expected."""
    if not (_DIGIT.search(text) and _PHONE.search(text)):
        return
    fewest = _TOWN_DIGITS if key == _PHONE_KEY else _OWN_DIGITS
    for number in _PHONE.findall(_DAY.sub("", text)):
        if len(letters_of(number)) >= fewest:
            yield number


def _is_rare_name(text: str) -> bool:
    return len(letters_of(text)) >= (_SHORTEST_NAME if len(_WORD.findall(text)) > 1 else _SHORTEST_WORD)


def _letters_of_rare(sentence: str) -> bytes:
    """The letters of a sentence, as it is shown, that is long enough to be one of its own; nothing of any other.

    Where its links lead is no part of it: two sentences with the same address would begin alike.
    """
    if len(sentence) * _BYTES_OF_A_LETTER < _SHORTEST_SENTENCE:
        return b""
    letters = comparable(as_shown(sentence))
    # Scripts that part no words take several bytes for a letter.
    is_rare = len(letters) >= _SHORTEST_SENTENCE and (
        len(_WORD.findall(sentence)) >= _FEWEST_WORDS or len(letters) > 2 * len(sentence)
    )
    return letters if is_rare else b""

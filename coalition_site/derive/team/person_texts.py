"""Texts that tell a person, wherever they are written: name, addresses and numbers, and the parts of the name."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from coalition_site.derive.rules.new_ids import plain_id
from coalition_site.model.comparable import comparable
from coalition_site.model.vocabulary import plain
from coalition_site.read.values import Value

_SHORTEST_PART = 3
_SHORTEST_LETTERS = 8
"""Letters and digits of a text that is known wherever it stands within others: shorter ones are there by chance."""

_PARTICLES = """
ab abd abu af al and ap av bar bin bint da dal das de degli dei del dela della delle den der des di do don
dona dos doña dr du el ex fitz ibn ibu ii iii in iv jr la las le les lo lord los madame mc miss monsieur mr
mrs ms mx ng of op os phd prof rev saint san santa señor señora sir sr sra sta ste sto te ten ter the tot umm
und van vander vda vom von y zu zum zur
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Words of names that many share or that stand in any text: alone, they tell nobody."""


@dataclass(frozen=True)
class PersonTexts:
    """What tells a person: the name as it was asked for first, then its other spellings, addresses and numbers."""

    texts: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name as it was asked for."""
        return self.texts[0]

    @cached_property
    def in_lines(self) -> tuple[re.Pattern[str], ...]:
        """Patterns for the texts in what people write, whatever the case, the spaces and how a number is written."""
        return tuple(_pattern(text, r"\s+") for text in self.texts)

    @cached_property
    def part(self) -> re.Pattern[str] | None:
        """A pattern for a part of the name by itself, None where each is too short or too common to tell anybody."""
        spellings = [text for text in self.texts if plain(text) == plain(self.name)]
        words = dict.fromkeys(word for text in spellings for word in re.findall(r"\w+", text))
        telling = [word for word in words if len(word) >= _SHORTEST_PART and word.lower() not in PARTICLES]
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, telling))})(?!\w)") if telling else None

    def stand_in(self, text: str) -> bool:
        """Whether a text that was made from files says one of the texts, in whatever way its words are joined."""
        whole = comparable(text)
        near = [letters for letters in self._letters if letters in whole]
        if any(len(letters) >= _SHORTEST_LETTERS and not letters.isdigit() for letters in near):
            return True
        composed = normalize("NFC", text) if near else ""
        return any(self._letters[letters].search(composed) for letters in near)

    @cached_property
    def _letters(self) -> Mapping[bytes, re.Pattern[str]]:
        """A pattern for each text, by its letters, without which no text has it."""
        # Names of files say a name in the letters a to z.
        texts = (*(normalize("NFC", text) for text in self.texts), plain_id(self.name).replace("-", " "))
        return {letters: _pattern(text, r"[\W_]{1,8}") for text in texts if (letters := comparable(text))}


def _pattern(text: str, between: str) -> re.Pattern[str]:
    digits = re.sub(r"\D", "", text)
    if len(digits) >= len(re.sub(r"\W", "", text)) > 0:
        return re.compile(r"[\s().+/-]{0,3}".join(digits) + r"(?!\d)")
    words = between.join(map(re.escape, text.split()))
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE)


def texts_of_person(value: Value, name: str) -> Iterator[str]:
    """What tells a person in one file of any day: name, address and number of each record with that name."""
    if isinstance(value, dict):
        if any(isinstance(value.get(key), str) and plain(str(value[key])) == plain(name) for key in ("name", "member")):
            yield from (
                str(value[key]) for key in ("name", "member", "email", "phone") if isinstance(value.get(key), str)
            )
        for inner in value.values():
            yield from texts_of_person(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of_person(inner, name)


def joined_texts(name: str, *others: Collection[str]) -> PersonTexts:
    """The texts of a person, each once, the name as it was asked for first."""
    return PersonTexts(
        tuple(dict.fromkeys(text for text in (name, *(each for more in others for each in more)) if text))
    )

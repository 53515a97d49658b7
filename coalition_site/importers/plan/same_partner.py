"""Names of partners: which one each means, and which perhaps mean the same one."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from coalition_site.derive.rules.new_ids import new_id
from coalition_site.importers.understand.foreign_words import without_accents, word_set
from coalition_site.model.likeness import KnownTexts
from coalition_site.model.partner import Partner
from coalition_site.model.vocabulary import plain

_ALIKE = 0.87
_COMPARED_AT_MOST = 40
_SHORTEST_ABBREVIATION = 2


@lru_cache(maxsize=1 << 15)
def _words(name: str) -> tuple[str, ...]:
    found = re.findall(r"\w+", without_accents(name.casefold()).replace("'", ""))
    return tuple(word for word in found if word not in word_set("small_words")) or tuple(found)


def _beginning(words: tuple[str, ...]) -> str:
    return words[0][:3] if words else ""


def _abbreviations(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """`Forest City AB` and `FCAB` for `Forest City Asset Builders`: its beginning, and the initials of all the rest."""
    for same in range(len(words) - _SHORTEST_ABBREVIATION + 1):
        yield (*words[:same], "".join(word[0] for word in words[same:]))


@dataclass(slots=True)
class KnownPartners:
    """Partners by everything they are called; new ones join as they are met."""

    names: dict[str, str] = field(default_factory=dict)
    _by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _by_joined: dict[str, str] = field(default_factory=dict)
    _by_beginning: dict[str, KnownTexts] = field(default_factory=lambda: defaultdict(KnownTexts))
    _by_short: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, partner_id: str, names: tuple[str, ...]) -> None:
        """Adds a partner; the first name is the full one."""
        self.names[partner_id] = names[0]
        for name in (*names, partner_id):
            self._by_name[plain(name)].add(partner_id)
        words = _words(names[0])
        self._by_words[" ".join(sorted(words))].append(partner_id)
        joined = " ".join(words)
        begun_alike = self._by_beginning[_beginning(words)]
        if joined not in self._by_joined and len(begun_alike) < _COMPARED_AT_MOST:
            self._by_joined[joined] = partner_id
            begun_alike.add(joined)
        for short in _abbreviations(words):
            self._by_short[short].append(partner_id)

    def add_name(self, partner_id: str, name: str) -> None:
        """Adds what else a partner is called, such as the name of a resident that a label stands for."""
        self._by_name[plain(name)].add(partner_id)

    def add_partner(self, partner_id: str, partner: Partner) -> None:
        """Adds a partner of the content, with its short names and translations."""
        short = partner.short_name.texts() if partner.short_name is not None else ()
        self.add(partner_id, (*partner.name.texts(), *short))

    def find(self, name: str) -> set[str]:
        """The partners of exactly this name, short name or id, whatever its case."""
        return self._by_name.get(plain(name), set())

    def abbreviated(self, name: str) -> str | None:
        """The one partner that a short form stands for; None if none or several."""
        found = self._by_short.get(_words(name), [])
        return found[0] if len(found) == 1 else None

    def alike(self, name: str) -> str | None:
        """A partner whose name resembles this one so much that it may be the same."""
        words = _words(name)
        same = self._by_words.get(" ".join(sorted(words)), [])
        if same:
            return same[0]
        begun_alike = self._by_beginning.get(_beginning(words))
        found = begun_alike.first_alike(" ".join(words), _ALIKE) if begun_alike is not None else None
        return self._by_joined[found] if found is not None else None

    def new_id(self, name: str) -> str:
        """A file name for a new partner that no other has."""
        return new_id(name, self.names, "partner")

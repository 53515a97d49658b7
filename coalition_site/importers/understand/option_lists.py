"""Lists in one cell, and the worksheet's options in whatever words people use for them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from types import MappingProxyType

from coalition_site.importers.understand.foreign_words import any_of, word_set
from coalition_site.model.likeness import KnownTexts
from coalition_site.model.vocabulary import Choice, Option, OptionList, plain

_BULLET = re.compile(r"^(?:[-*\u2022\u25aa\u25e6]\s+|\d{1,2}[.)]\s+)")
# The slash of "van w/ lift" parts nothing.
_WEAK = re.compile(r"([,|]|(?<!\bw)/)")
_WITH = re.compile(r"\bw/\s*(?=\w)")
_SHORTEST_MENTION = 5
_NEAR = 0.84
_LIKE = 0.7


@cache
def _joins() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What joins two items, and an item's beginning that joined it to another."""
    joins = any_of(word_set("joins"))
    return re.compile(rf"\s+{joins}\s+"), re.compile(rf"^{joins}\s+")


def strong_parts(text: str, whole: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """The items of a cell that are parted by ";" or line breaks, without bullets.

    `whole` are texts that stay together although they could be parted, as `kept_whole` gives them.
    """
    parts = [item for part in text.replace("\n", ";").split(";") if (item := _BULLET.sub("", part.strip()).strip(" ,"))]
    if not whole:
        return parts
    items, at = [], 0
    longest = max(text.count(";") for text in whole) + 1
    while at < len(parts):
        ends = range(min(len(parts), at + longest), at, -1)
        runs = ((end, whole.get(_joined(parts[at:end]), "")) for end in ends)
        end, item = next(((end, kept) for end, kept in runs if kept), (at + 1, parts[at]))
        items.append(item)
        at = end
    return items


def kept_whole(texts: Iterable[str]) -> Mapping[str, str]:
    """Texts that a list would part or shorten, by how they would come out of it."""
    out = {text: strong_parts(text) for text in texts}
    return {_joined(parts): text for text, parts in out.items() if parts and parts != [text]}


def _joined(parts: Sequence[str]) -> str:
    return plain("; ".join(parts))


def _spelled(text: str) -> str:
    return _WITH.sub("with ", text)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One item: the choice, or None where no option is near; `taken_for` is the label if the words were others."""

    text: str
    choice: Choice | None
    taken_for: str = ""
    perhaps: str = ""


@dataclass(slots=True)
class OptionReader:
    """Reads the options of one list; `free` keeps texts that are none; `language` is that of labels in messages.

    `own` are free texts that the coalition uses already, as they are compared: they are taken as they are. `whole` are
    its texts that a list would part.
    """

    options: OptionList
    language: str
    free: bool = False
    own: frozenset[str] = frozenset()
    whole: Mapping[str, str] = field(default_factory=dict)
    _names: dict[str, Option] = field(init=False)
    _known: KnownTexts = field(init=False)
    _longest: int = field(init=False)
    _mentions: re.Pattern[str] | None = field(init=False, default=None)
    _read: dict[str, Chosen] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        visible = self.options.visible()
        self._names = {name: option for option in visible if not option.fill_in for name in option.names()}
        self._known = KnownTexts(self._names)
        # Pieces and separators of the option that would be parted most often; a fill-in's text has its own.
        self._longest = max((len(_WEAK.split(name)) for option in visible for name in option.names()), default=1)

    def label(self, option: Option) -> str:
        """What the option is called."""
        return option.label.in_language(self.language, "en")

    def exact(self, text: str) -> Choice | None:
        """The choice for a label, an id or an alias, or for a fill-in with its text."""
        named = self.options.written(text)
        if named is None and ":" not in text:
            named = self.options.written(_spelled(text))
        return Choice(named[0].id, named[1]) if named is not None else None

    def one(self, text: str) -> Chosen:
        """What one item stands for."""
        if text not in self._read:
            self._read[text] = self._one(text)
        return self._read[text]

    def _one(self, text: str) -> Chosen:
        choice = self.exact(text)
        if choice is not None:
            return Chosen(text, choice)
        if plain(text) in self.own:
            return Chosen(text, Choice("", text))
        label, colon, rest = text.partition(":")
        begun = self.options.find(label) if colon and rest.strip() else None
        if self.options.find(text.rstrip(": ")) is not None or (begun is not None and begun.hidden):
            # A fill-in without its text, or an option that the coalition hides.
            return Chosen(text, None)
        if begun is not None:
            return Chosen(text, Choice(begun.id), taken_for=self.label(begun))
        spelled = plain(_spelled(text))
        like = self._known.likest(spelled, _LIKE)
        near = self.label(self._names[like]) if like else ""
        if like and SequenceMatcher(None, spelled, like).ratio() >= _NEAR:
            return Chosen(text, Choice(self._names[like].id), taken_for=near)
        return Chosen(text, Choice("", text) if self.free else None, perhaps=near)

    def mentioned(self, text: str) -> list[Choice]:
        """The options whose names stand in a longer text, in their order there, each once."""
        if self._mentions is None:
            names = sorted((name for name in self._names if len(name) >= _SHORTEST_MENTION), key=len, reverse=True)
            self._mentions = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b" if names else r"(?!)")
        found = (self._names[hit[0]] for hit in self._mentions.finditer(plain(text)))
        return [Choice(option_id) for option_id in dict.fromkeys(option.id for option in found)]

    def is_option(self, chosen: Chosen) -> bool:
        """Whether it is an option of the list, and not free text."""
        return chosen.choice is not None and bool(chosen.choice.option)

    def read(self, text: str, *, only_semicolons: bool = False) -> list[Chosen]:
        """The items of a cell, in order. An option whose label holds a comma, a slash or an "and" stays whole.

        With `only_semicolons` other separators part free text only if all its parts are options.
        """
        whole = self.exact(text)
        if whole is not None and not whole.text:
            return [Chosen(text, whole)]
        parts = strong_parts(text, self.whole)
        loosely = self.free and (only_semicolons or len(parts) > 1)
        return [chosen for part in parts for chosen in self._parted(part, loosely=loosely)]

    def _parted(self, text: str, *, loosely: bool) -> list[Chosen]:
        label, colon, _ = text.partition(":")
        option = self.options.find(label) if colon else None
        whole = self.one(text)
        exactly = self.is_option(whole) and not whole.taken_for
        if exactly or (option is not None and option.fill_in) or plain(text) in self.own:
            return [whole]
        pieces = [each for piece in self._longest_first(text) for each in self._at_and(piece)]
        # "People with disabilities, seniors" is near an option as a whole, and says more than that option.
        if self.is_option(whole):
            return pieces if any(map(self.is_option, pieces)) else [whole]
        if loosely and not all(map(self.is_option, pieces)):
            return [whole]
        return pieces

    def _begins_fill_in(self, text: str) -> bool:
        label, colon, _ = text.partition(":")
        option = self.options.find(label.strip()) if colon else None
        return option is not None and option.fill_in

    def _longest_first(self, text: str) -> Iterator[Chosen]:
        """Pieces parted at commas and slashes; neighbors that make an option together are one piece."""
        tokens = _WEAK.split(text)
        at = 0
        while at < len(tokens):
            # The longest run of neighbors that is an option as it stands, else the one piece alone.
            last = len(tokens) if self._begins_fill_in(tokens[at]) else min(len(tokens), at + self._longest)
            ends = (end for end in range(last, at + 1, -2) if self.exact("".join(tokens[at:end]).strip()))
            end = next(ends, at + 1)
            joined = _joins()[1].sub("", "".join(tokens[at:end]).strip())
            if joined:
                yield self.one(joined)
            at = end + 1

    def _at_and(self, piece: Chosen) -> list[Chosen]:
        """A piece, or what stands on both sides of its "and" where all of that are options."""
        if self.is_option(piece) and not piece.taken_for:
            return [piece]
        sides = [self.one(side) for side in _joins()[0].split(piece.text)]
        return sides if len(sides) > 1 and all(map(self.is_option, sides)) else [piece]

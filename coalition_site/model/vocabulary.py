"""The worksheet's lists of options: groups, areas, assets and actor types."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from coalition_site.model.likeness import NEAR, KnownTexts
from coalition_site.model.localized import Localized


class ListName(StrEnum):
    """The lists of the worksheet: Part 1's three questions, and the actor types of Figure 1."""

    GROUPS = "groups"
    AREAS = "areas"
    ASSETS = "assets"
    TYPES = "types"


_SHORT, _OTHER = 3, "other"


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """A text as it is compared: without regard to case, runs of spaces, and the shape of apostrophes."""
    return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().split())


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its stable id, its label per language, and what else people call it."""

    id: str
    label: Localized
    aliases: tuple[str, ...] = ()
    pillar: str = ""
    fill_in: bool = False
    hidden: bool = False

    def names(self) -> tuple[str, ...]:
        """Everything this option answers to, as it is compared."""
        return tuple(dict.fromkeys(plain(text) for text in (self.id, *self.label.texts(), *self.aliases)))


@dataclass(frozen=True, slots=True)
class Pillar:
    """One of the five pillars that the areas are grouped by."""

    id: str
    label: Localized


@dataclass(frozen=True)
class OptionList:
    """The options of one list, in the worksheet's order."""

    name: ListName
    options: tuple[Option, ...]
    _by_name: dict[str, Option] = field(init=False, repr=False, compare=False)
    _by_id: dict[str, Option] = field(init=False, repr=False, compare=False)
    _offered: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name = {name: option for option in reversed(self.options) for name in option.names()}
        object.__setattr__(self, "_by_name", by_name)
        object.__setattr__(self, "_by_id", {option.id: option for option in self.options})
        offered = tuple(name for option in self.visible() for name in option.names())
        object.__setattr__(self, "_offered", offered)

    def __iter__(self) -> Iterator[Option]:
        return iter(self.options)

    def find(self, text: str) -> Option | None:
        """The option that a label, an id or an alias names, in any case; None where there is none."""
        return self._by_name.get(plain(text))

    def __getitem__(self, option_id: str) -> Option:
        return self._by_id[option_id]

    def visible(self) -> tuple[Option, ...]:
        """The options that are offered; hidden ones are not."""
        return tuple(option for option in self.options if not option.hidden)

    def other(self) -> Option | None:
        """The fill-in for whatever no option says; None where the list has none. Further fill-ins ask for their own."""
        option = self._by_id.get(_OTHER)
        return option if option is not None and option.fill_in and not option.hidden else None

    def written(self, text: str) -> tuple[Option, str] | None:
        """The visible option that a text names, with what stands behind a fill-in; None where it names none."""
        option = self.find(text)
        if option is not None and not option.hidden:
            return (option, "") if not option.fill_in else None
        label, colon, rest = text.partition(":")
        option = self.find(label) if colon and rest.strip() else None
        return (option, rest.strip()) if option is not None and option.fill_in and not option.hidden else None

    def names(self) -> Iterable[str]:
        """Everything the visible options answer to, as it is compared."""
        return self._offered

    def nearest(self, text: str) -> Option | None:
        """The visible option that was probably meant; None where none is near."""
        near = self._compared.likest(plain(text), NEAR)
        return self._by_name[near] if near is not None else None

    def holding(self, text: str) -> list[Option]:
        """The visible options in whose names all words of a text begin a word: Housing affordability for housing."""
        words = [word.rstrip("s") if len(word) > _SHORT else word for word in plain(text).split()]
        if not words or max(map(len, words)) < _SHORT:
            return []
        return [
            option
            for option in self.visible()
            if any(all(f" {word}" in f" {name}" for word in words) for name in map(plain, option.label.texts()))
        ]

    @cached_property
    def _compared(self) -> KnownTexts:
        return KnownTexts(self._offered)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All lists of options, and the pillars."""

    groups: OptionList
    areas: OptionList
    assets: OptionList
    types: OptionList
    pillars: tuple[Pillar, ...]

    def list_of(self, name: ListName) -> OptionList:
        """The list of that name."""
        match name:
            case ListName.GROUPS:
                return self.groups
            case ListName.AREAS:
                return self.areas
            case ListName.ASSETS:
                return self.assets
            case ListName.TYPES:
                return self.types


NEED_LISTS = (ListName.GROUPS, ListName.AREAS, ListName.ASSETS)
"""The lists of the worksheet's Part 1, in its order: what the coalition needs, and what partners bring."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option somebody chose: the option's id, and the text of a fill-in; free text has no id."""

    option: str
    text: str = ""

    def key(self) -> tuple[str, str]:
        """Two choices are the same need when their keys are equal (fill-ins compare their texts, ignoring case)."""
        return self.option, plain(self.text) if self.text else ""


def each_once(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The choices in their order, without those that say the same as an earlier one."""
    chosen = tuple(choices)
    if not chosen[1:]:
        return chosen
    found: dict[tuple[str, str], Choice] = {}
    for choice in chosen:
        found.setdefault(choice.key(), choice)
    return tuple(found.values())

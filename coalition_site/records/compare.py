"""Comparison of what a record says with what came back of it: what is to be written, by the policy of the surface."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coalition_site.model.kinds import ValueKind
from coalition_site.model.vocabulary import plain
from coalition_site.read.values import Value
from coalition_site.records.fields import RecordField


class Policy(StrEnum):
    """What a surface may do to a value that is there."""

    REPLACE = "replace"
    """Whoever answers saw all of it: what is emptied goes, unless the record cannot be without it."""
    GROW = "grow"
    """Nothing is taken away: lists grow, and a text is replaced by another one."""
    ADD = "add"
    """As `GROW`, and a text that the one which is there holds already says nothing new."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: a `whole` value, or entries that a list gets `more`; `kept` are those it would lose."""

    whole: str | tuple[str, ...] | None = None
    more: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def compare(field: RecordField, before: str, value: Value, policy: Policy) -> Wanted:
    """What is to be written of a field that said one text (records/texts.py) and is given a value."""
    if not isinstance(value, list):
        text = str(value)
        stays = not text and (policy is not Policy.REPLACE or field.required)
        less = policy is Policy.ADD and " ".join(text.split()) in " ".join(before.split())
        return Wanted() if stays or less or same_text(text, before) else Wanted(text)
    entries, there = tuple(map(str, value)), tuple(filter(None, before.split("\n")))
    # The lines of an address are one value.
    if policy is Policy.REPLACE or field.kind is ValueKind.LINES:
        return Wanted() if same_text(" ".join(entries), before) else Wanted(entries)
    return Wanted(more=missing_texts(entries, there), kept=missing_texts(there, entries))


def same_text(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but spaces and line breaks."""
    return one.split() == other.split()


def missing_texts(new: Iterable[str], old: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not in the old ones, each once, whatever their case."""
    known = {plain(text) for text in old}
    first = {plain(text): text for text in reversed(tuple(new))}
    return tuple(text for key, text in reversed(first.items()) if key not in known)

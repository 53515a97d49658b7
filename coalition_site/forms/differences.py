"""Differences between two values of a record in words: what each says of every field in which they are not the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import language_name, long_date
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.forms.rendering import said_name, said_title
from coalition_site.model.fields import LANGUAGE_CODE
from coalition_site.read.values import Value
from coalition_site.records.fields import Control, RecordField


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with the labels that lead to it, and what two values say there; empty where one says nothing."""

    label: str
    one: str
    other: str


def differences(
    fields: Sequence[RecordField], one: Value, other: Value, words: Catalogue, above: str = ""
) -> Iterator[Difference]:
    """Each field that two values of a record differ in, those that a form asks for in its order, and others last."""
    mine, theirs = (each if isinstance(each, dict) else {} for each in (one, other))
    by_key = {field.key: field for field in fields}
    for key in dict.fromkeys((*by_key, *mine, *theirs)):
        there, here = theirs.get(key, ""), mine.get(key, "")
        if there == here:
            continue
        field = by_key.get(key)
        label = _below(above, words.gettext(field.label) if field is not None else _as_label(key, words))
        yield from _of_field(field, here, there, words, label)


def list_differences(
    fields: Sequence[RecordField], one: Value, other: Value, words: Catalogue, label: str = ""
) -> Iterator[Difference]:
    """What two lists of blocks differ in: entries of one name field by field, and others as a whole."""
    mine, theirs = (each if isinstance(each, list) else [] for each in (one, other))
    mine, theirs = ([entry for entry in each if entry not in rest] for each, rest in ((mine, theirs), (theirs, mine)))
    named = [[_named(entry) for entry in each] for each in (mine, theirs)]
    of_both = [name for name in named[0] if name and [each.count(name) for each in named] == [1, 1]]
    for name in of_both:
        here, there = (next((entry for entry in each if _named(entry) == name), "") for each in (mine, theirs))
        yield from differences(fields, here, there, words, _below(label, name))
    rest = ([entry for entry in each if _named(entry) not in of_both] for each in (mine, theirs))
    texts = ["\n".join(_in_words(fields, entry, words) for entry in entries) for entries in rest]
    if any(texts):
        yield Difference(label, *texts)


def _of_field(
    field: RecordField | None, one: Value, other: Value, words: Catalogue, label: str
) -> Iterator[Difference]:
    inner = field.inner if field is not None else ()
    if field is not None and field.control is Control.MAP:
        mine, theirs = (each if isinstance(each, dict) else {} for each in (one, other))
        for key in dict.fromkeys((*mine, *theirs)):
            named = _below(label, _named(mine.get(key, "")) or _named(theirs.get(key, "")) or key)
            yield from differences(inner, mine.get(key, ""), theirs.get(key, ""), words, named)
    elif isinstance(one, list) and isinstance(other, list):
        yield from list_differences(inner, one, other, words, label)
    elif inner and isinstance(one or {}, dict) and isinstance(other or {}, dict):
        yield from differences(inner, one, other, words, label)
    else:
        yield Difference(label, *(_text(field, each, words) for each in (one, other)))


def _text(field: RecordField | None, value: Value, words: Catalogue) -> str:
    """A value in words: options and statuses as people call them, days as they are written in a letter."""
    if isinstance(value, dict):
        return _in_words(field.inner if field is not None else (), value, words)
    if isinstance(value, list):
        return "\n".join(_text(field, entry, words) for entry in value)
    if field is not None and field.control is Control.WORD:
        return team_terms(words).get(field.key, {}).get(value.lower(), value)
    try:
        return long_date(date.fromisoformat(value), words.language)
    except ValueError:
        return value


def _in_words(fields: Sequence[RecordField], value: Value, words: Catalogue) -> str:
    """A block in one line, each value behind its label."""
    if not isinstance(value, dict):
        return _text(None, value, words)
    by_key = {field.key: field for field in fields}
    labels = {key: words.gettext(by_key[key].label) if key in by_key else _as_label(key, words) for key in value}
    return "; ".join(f"{labels[key]}: {_text(by_key.get(key), inner, words)}" for key, inner in value.items())


def _as_label(key: str, words: Catalogue) -> str:
    """What stands before a value that no form has a field for: a language by its name, else as it is written."""
    return language_name(key, words.language) if LANGUAGE_CODE.fullmatch(key) and len(key) in {2, 5} else key


def _named(value: Value) -> str:
    member = value.get("member", "") if isinstance(value, dict) else ""
    return said_name(value) or (member if isinstance(member, str) else "") or said_title(value)


def _below(above: str, label: str) -> str:
    return f"{above}: {label}" if above and label else above or label

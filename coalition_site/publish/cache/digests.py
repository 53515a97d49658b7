"""Digests of what templates are given: equal digests mean equal values, in every run of the same program.

digests = Digests()
digests.of(partner) == digests.of(replace(partner))  # True
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from pathlib import PurePath

from jinja2 import Environment
from markupsafe import Markup
from pydantic import BaseModel

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.model.localized import ForeignText
from coalition_site.render.environment import language_of

_NAMES: dict[type[object], tuple[str, ...]] = {}
_PLAIN = frozenset({str, bytes, int, float, bool, type(None)})


class Unknown(TypeError):
    """A value of a kind that no digest is known for: what is made from it cannot be told from anything else."""


class Digests:
    """Digests of values, each record once. It must not outlive a run: it holds the records that it was asked about."""

    def __init__(self) -> None:
        self._records: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object) -> bytes:
        """The digest of a value. Raises Unknown for one that holds something else than data."""
        return self._record(value) if _names(type(value)) else _digest(self._flat(value))

    def _record(self, record: object) -> bytes:
        found = self._records.get(id(record))
        if found is None:
            values = [self._flat(getattr(record, name)) for name in _names(type(record))]
            found = self._records[id(record)] = (record, _digest((repr(type(record)), values)))
        return found[1]

    def _flat(self, value: object) -> object:
        """The value as plain data whose written form tells it from every other."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if _names(kind):
            return self._record(value)
        return self._flat_other(value)

    def _flat_other(self, value: object) -> object:
        flat: object
        match value:
            case tuple() | list():
                flat = [self._flat(each) for each in value]
            case Mapping():
                flat = [(self._flat(key), self._flat(each)) for key, each in value.items()]
            case set() | frozenset():
                flat = sorted(repr(self._flat(each)) for each in value)
            case Enum():
                flat = value.name
            case Markup() | PurePath():
                flat = str(value)
            case ForeignText():
                flat = [str(value), value.language]
            case date():
                flat = value.isoformat()
            case Environment():
                # What it holds, templates and filters, is the same for all values of a run in one language.
                flat = language_of(value)
            case _:
                raise Unknown(f"{type(value).__module__}.{type(value).__qualname__}")
        return type(value).__name__, flat


def _digest(flat: object) -> bytes:
    return sha256(repr(flat).encode("utf-8", "surrogatepass")).digest()


def _names(kind: type[object]) -> tuple[str, ...]:
    """The names of a record's fields; none for what is no record."""
    found = _NAMES.get(kind)
    if found is None:
        named = fields(kind) if is_dataclass(kind) else ()
        found = tuple(each.name for each in named)
        if issubclass(kind, BaseModel):
            found = tuple(kind.model_fields)
        if kind is Catalogue:
            # The words of a language are the same for all values of a run.
            found = ("language",)
        _NAMES[kind] = found
    return found

"""Text in several languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Self, get_args

from pydantic import BaseModel


class ForeignText(str):
    """A text in another `language` than what it stands in; the content format knows it in one language only."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        """The text, written in a language."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def said_as(self, text: str) -> Self:
        """Another text in the same language, for the same reason."""
        return type(self)(text, self.language)


class FallbackText(ForeignText):
    """A text in another language than what it stands in, because nobody has translated it yet."""

    __slots__ = ()


def own_alone(text: str, own: str, wanted: str) -> str:
    """A text that is only ever written in the coalition's own language, for readers of another."""
    return ForeignText(text, own) if text and wanted != own else text


def untranslated(text: str, own: str, wanted: str) -> str:
    """A text in the coalition's own language that has no translation, for readers of another."""
    return FallbackText(text, own) if text and wanted != own else text


@dataclass(frozen=True, slots=True)
class Localized:
    """A text for every language (`plain`), or one text per language code (`by_language`)."""

    plain: str = ""
    by_language: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def in_language(self, language: str, own: str) -> str:
        """The text in a language; where it is missing, in the coalition's own, as a FallbackText.

        What is said to one partner only may stand in other languages alone; then it is the first of them.
        """
        if not self.by_language:
            return self.plain
        texts = self.by_language
        if texts.get(language):
            return texts[language]
        written_in = own if texts.get(own) else next(iter(texts))
        return FallbackText(texts[written_in], written_in)

    def texts(self) -> tuple[str, ...]:
        """Every wording of this text."""
        return tuple(self.by_language.values()) if self.by_language else (self.plain,)

    def as_written(self) -> str | dict[str, str]:
        """The text as the content format writes it."""
        return dict(self.by_language) if self.by_language else self.plain


_Steps = tuple[str | int, ...]


def localized_values(value: object) -> list[tuple[_Steps, Localized]]:
    """Every text in several languages within a model, and the steps that lead to it."""
    found: list[tuple[_Steps, Localized]] = []
    _gather(value, (), found)
    return found


def _gather(value: object, steps: _Steps, found: list[tuple[_Steps, Localized]]) -> None:
    inside: Iterable[tuple[str | int, object]]
    if isinstance(value, Localized):
        found.append((steps, value))
        return
    if isinstance(value, BaseModel):
        inside = ((name, getattr(value, name)) for name in _holding_texts(type(value)))
    elif isinstance(value, tuple):
        inside = enumerate(value)
    elif isinstance(value, dict):
        inside = value.items()
    else:
        return
    for step, inner in inside:
        if inner is not None:
            _gather(inner, (*steps, step), found)


@cache
def _holding_texts(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model in which there can be such texts: a few of many."""
    return tuple(name for name, field in model.model_fields.items() if _can_hold_texts(field.annotation))


def _can_hold_texts(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_holding_texts(annotation))
    return annotation in {Localized, Any, object} or any(map(_can_hold_texts, get_args(annotation)))

"""Text in several languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Localized:
    """A text for every language (`plain`), or one text per language code (`by_language`)."""

    plain: str = ""
    by_language: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def in_language(self, language: str, own: str) -> str:
        """The text in a language; where it is missing, in the coalition's own."""
        if not self.by_language:
            return self.plain
        return self.by_language.get(language) or self.by_language[own]

    def texts(self) -> tuple[str, ...]:
        """Every wording of this text."""
        return tuple(self.by_language.values()) if self.by_language else (self.plain,)

    def as_written(self) -> str | dict[str, str]:
        """The text as the content format writes it."""
        return dict(self.by_language) if self.by_language else self.plain


def localized_values(
    value: object, steps: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Localized]]:
    """Every text in several languages within a model, and the steps that lead to it."""
    if isinstance(value, Localized):
        yield steps, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            # Most of a record is plain: not looking into it takes a third of the time.
            if inner is not None and not isinstance(inner, str):
                yield from localized_values(inner, (*steps, name))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from localized_values(inner, (*steps, number))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from localized_values(inner, (*steps, key))

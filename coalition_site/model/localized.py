"""Text in several languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


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

"""What the PDF engine complains about while it works, in words that authors can act on."""

import contextlib
import logging
import re
from collections.abc import Iterable, Iterator

_MOST_SIGNS = 8
_MISSING_SIGN = re.compile(
    r'notdef glyph rendered for Unicode string unsupported by fonts: "(.*)" \((U\+.*)\)', re.DOTALL
)


def plain_words(messages: Iterable[str]) -> list[str]:
    """The PDF engine's warnings in our words where authors can cause them, all missing signs in one sentence."""
    signs, others = [], []
    for message in messages:
        if match := _MISSING_SIGN.search(message):
            signs.append(f"“{match[1]}” ({match[2]})")
        else:
            others.append(f"the PDF engine reports: {message}")
    if not signs:
        return others
    listed = ", ".join(signs[:_MOST_SIGNS]) + (
        f" and {len(signs) - _MOST_SIGNS} more" if len(signs) > _MOST_SIGNS else ""
    )
    return [f"the fonts have no sign for {listed}: write it in plain letters", *others]


class Collector(logging.Handler):
    """Keeps the engine's warnings, each text once, in the order they came, and the signs that no font had."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: dict[str, None] = {}
        self.signs: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning."""
        message = record.getMessage()
        self._messages[message] = None
        if match := _MISSING_SIGN.search(message):
            self.signs.add(match[1])

    def problems(self) -> list[str]:
        """The warnings so far, as sentence parts."""
        return plain_words(self._messages)


@contextlib.contextmanager
def engine_warnings() -> Iterator[Collector]:
    """Collect what the engine warns of while the block runs."""
    collector = Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    try:
        yield collector
    finally:
        logger.removeHandler(collector)

"""WeasyPrint's log, in words that authors can act on.

The name of its logger and the wording of its line on missing glyphs are documented nowhere.
"""

import contextlib
import logging
import re
from collections.abc import Iterable, Iterator

_LOGGER = "weasyprint"
_MOST_CHARACTERS = 8
_MISSING_GLYPH = re.compile(
    r'notdef glyph rendered for Unicode string unsupported by fonts: "(.*)" \((U\+.*)\)', re.DOTALL
)


def plain_words(messages: Iterable[str]) -> list[str]:
    """The PDF engine's warnings in our words where authors can cause them, all missing characters in one sentence."""
    missing, others = [], []
    for message in messages:
        if match := _MISSING_GLYPH.search(message):
            missing.append(f"“{match[1]}” ({match[2]})")
        else:
            others.append(f"the PDF engine reports: {message}")
    if not missing:
        return others
    more = f" and {len(missing) - _MOST_CHARACTERS} more" if len(missing) > _MOST_CHARACTERS else ""
    listed = ", ".join(missing[:_MOST_CHARACTERS]) + more
    return [f"the fonts have no sign for {listed}: write it in plain letters", *others]


class Collector(logging.Handler):
    """Keeps the engine's warnings, each text once, in the order they came, and the characters that no font had."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: dict[str, None] = {}
        self.characters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning."""
        message = record.getMessage()
        self._messages[message] = None
        if match := _MISSING_GLYPH.search(message):
            self.characters.add(match[1])

    def problems(self) -> list[str]:
        """The warnings so far, as sentence parts."""
        return plain_words(self._messages)


@contextlib.contextmanager
def engine_warnings() -> Iterator[Collector]:
    """Collect what the engine warns of while the block runs."""
    collector = Collector()
    logger = logging.getLogger(_LOGGER)
    logger.addHandler(collector)
    try:
        yield collector
    finally:
        logger.removeHandler(collector)

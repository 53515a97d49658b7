"""A coalition's own words of the interface: `content/words/<language>.po`, a gettext catalogue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from coalition_site.problems import Position, Problem
from coalition_site.read.catalogues import reader_in

_LINE = re.compile(r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s*)?"(?:\\.|[^"\\])*")?')


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """One message of a catalogue with its translation, and the place where it stands.

    `originals` are the message, and its plural form if it has one; `forms` one text, or one for each plural form.
    """

    position: Position
    context: str
    originals: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The messages that one file translates, and how many plural forms its language has.

    `reader` is the native speaker who has read the language's words, as the file's head names one (`Native reader:`).
    """

    path: str
    language: str
    plural_forms: int
    reader: str
    messages: tuple[OwnMessage, ...]

    def compiled(self) -> bytes:
        """The catalogue as gettext reads it, with the language's plural forms, whatever the file's head says."""
        from babel.messages.catalog import Catalog
        from babel.messages.mofile import write_mo

        catalog = Catalog(locale=self.language.replace("-", "_"))
        for message in self.messages:
            whole = len(message.originals) > 1
            catalog.add(
                message.originals if whole else message.originals[0],
                message.forms if whole else message.forms[0],
                context=message.context or None,
            )
        out = BytesIO()
        write_mo(out, catalog)
        return out.getvalue()


def read_own_words(lines: Sequence[str], path: str, language: str) -> tuple[OwnWords | None, list[Problem]]:
    """The translations of a catalogue's lines; drafts (`#, fuzzy`) and empty ones are passed over."""
    from babel.messages.catalog import Catalog  # read only where a coalition has words of its own
    from babel.messages.pofile import PoFileError, read_po

    # Babel takes a text without its closing quote, and leaves out its last letter.
    strange = [number for number, line in enumerate(lines, 1) if not _LINE.fullmatch(line.strip())]
    if strange:
        return None, [_problem(path, number, lines[number - 1]) for number in strange]
    try:
        catalog = read_po([f"{line}\n" for line in lines], abort_invalid=True)
    except PoFileError as error:
        return None, [_problem(path, max(error.lineno, 1), error.line)]
    except (ValueError, TypeError, IndexError) as error:
        message = f"this catalogue cannot be read: {error}"
        return None, [Problem(Position(path), "words-syntax", message, "open the file in Poedit and save it again")]
    forms = Catalog(locale=language.replace("-", "_")).num_plurals
    messages = tuple(
        OwnMessage(
            Position(path, message.lineno or 1), message.context or "", _texts(message.id), _texts(message.string)
        )
        for message in catalog
        if message.id and not message.fuzzy and any(_texts(message.string))
    )
    return OwnWords(path, language, forms, reader_in(lines), messages), []


def _problem(path: str, number: int, line: str) -> Problem:
    message = f"this is no line of a catalogue: {line.strip()!r}"
    hint = 'write msgid "…" and on the next line msgstr "…", or open the file in Poedit'
    return Problem(Position(path, number), "words-syntax", message, hint)


def _texts(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())

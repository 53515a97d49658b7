"""The search of a finished public site for private values, in one pass over each file that changed.

searched = search_for_leaks(folder / "site", values, said, store)
searched.leaks  # empty, or the site must not be published
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from ahocorasick_rs import BytesAhoCorasick

from coalition_site.derive.public.private_values import PrivateValue
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.sources import PROGRAM
from coalition_site.publish.cache.store import Store
from coalition_site.publish.leaks.texts import parts_of

_BETWEEN_LETTERS, _BETWEEN_DIGITS = r"[\W_]*", r"[\s\0().+/\u2010-\u2015-]{0,3}"
_NO_LETTER_BEFORE, _NO_LETTER_BEHIND = r"(?<![^\W_])", r"(?![^\W_])"
_COUNTRY, _NO_DIGIT_BEHIND = r"(?<![\d.])(?:(?:\+|00)?\d{1,3}[\s().-]{0,3})?", r"(?!\.?\d)"


@dataclass(frozen=True, slots=True)
class Leak:
    """A private value on the public site: in which file, by its path within the site, and where in that."""

    value: PrivateValue
    file: PurePosixPath
    place: str


@dataclass(frozen=True, slots=True)
class Searched:
    """How many values were looked for in how many files, and what was found."""

    values: int
    files: int
    leaks: tuple[Leak, ...]


class LeakFound(Exception):
    """Private values stand on what would have become the public site, so nothing was published."""

    def __init__(self, leaks: Sequence[Leak]) -> None:
        super().__init__(f"{len(leaks)} private values on the public site")
        self.leaks = tuple(leaks)


def search_for_leaks(site: Path, values: Sequence[PrivateValue], said: bytes, store: Store) -> Searched:
    """Searches every file of a site. `said` is all that the content says in public, as it is compared.

    What was found in a file is kept in the store: a file that did not change is searched again only for other values.
    """
    files = sorted(file for file in site.rglob("*") if file.is_file())
    by_letters = {value.letters.hex(): value for value in values}
    name = key_of("leaks", PROGRAM.key(), *sorted(value.letters for value in values))
    known: dict[str, list[str]] = json.loads(store.find(name) or b"{}")
    patterns = list(by_letters)
    automaton = BytesAhoCorasick([value.letters for value in values])
    seen: dict[str, list[str]] = {}
    leaks: list[Leak] = []
    for file in files:
        path, data = PurePosixPath(file.relative_to(site).as_posix()), file.read_bytes()
        key = sha256(f"{path}\0".encode() + data).hexdigest()
        found = known.get(key)
        if found is None:
            found = sorted({patterns[number] for number in _hits(automaton, str(path), data)})
        seen[key] = found
        leaks += _leaks([by_letters[letters] for letters in found], path, data, said)
    if seen != known:
        store.store(name, json.dumps(seen).encode())
    return Searched(len(values), len(files), tuple(leaks))


def _hits(automaton: BytesAhoCorasick, name: str, data: bytes) -> Iterator[int]:
    """The numbers of the patterns that occur in a file."""
    for part in parts_of(name, data):
        for number, _, _ in automaton.find_matches_as_indexes(part.letters(), overlapping=True):
            yield number


def _leaks(values: Iterable[PrivateValue], path: PurePosixPath, data: bytes, said: bytes) -> Iterator[Leak]:
    for value in values:
        if not (value.mentionable and value.letters in said):
            place = _place(value, str(path), data)
            if place is not None:
                yield Leak(value, path, place)


def _place(value: PrivateValue, name: str, data: bytes) -> str | None:
    """Where in a file a value is; None where other letters stand around what looked like it."""
    pattern, parts = _pattern(value), list(parts_of(name, data))
    written = next((_lines(data, pattern) for part in parts if not part.where), "")
    if written:
        return written
    for part in parts:
        if pattern.search(normalize("NFC", part.text())) or (not value.alone and value.letters in part.letters()):
            return part.where or "in its text"
    return None


def _lines(data: bytes, pattern: re.Pattern[str]) -> str:
    """Line and column of a pattern in a text file as it is written; empty where it is written otherwise."""
    text = data.decode("utf-8", "replace")
    match = pattern.search(text)
    if match is None:
        return ""
    line = text.count("\n", 0, match.start()) + 1
    return f"line {line}, column {match.start() - text.rfind(chr(10), 0, match.start())}"


def _pattern(value: PrivateValue) -> re.Pattern[str]:
    """A pattern for the value in a text as it is written."""
    letters = value.letters.decode("utf-8", "ignore")
    if letters.isdigit():
        return re.compile(_COUNTRY + _BETWEEN_DIGITS.join(letters) + _NO_DIGIT_BEHIND)
    spaced = _BETWEEN_LETTERS.join(map(re.escape, letters))
    around = (_NO_LETTER_BEFORE, _NO_LETTER_BEHIND) if value.alone else ("", "")
    return re.compile(spaced.join(around), re.IGNORECASE)

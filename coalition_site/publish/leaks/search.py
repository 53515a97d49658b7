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

from coalition_site.model.language_names import is_language
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.sources import PROGRAM
from coalition_site.publish.cache.store import Store
from coalition_site.publish.leaks.texts import blocks_of, parts_of
from coalition_site.render.search_page import index_path
from coalition_site.validate.private_values import PrivateValue
from coalition_site.validate.public_letters import PublicLetters
from coalition_site.validate.value_patterns import pattern_of

_PAGE = ".html"


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


def search_for_leaks(site: Path, values: Sequence[PrivateValue], said: PublicLetters, store: Store) -> Searched:
    """Searches every file of a site. `said` is what the content says in public, as it is compared.

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


def _leaks(values: Iterable[PrivateValue], path: PurePosixPath, data: bytes, said: PublicLetters) -> Iterator[Leak]:
    for value in values:
        if not (value.mentionable and value.letters in said.all) and not _is_acknowledged(value, path, data, said):
            place = _place(value, str(path), data)
            if place is not None:
                yield Leak(value, path, place)


def _is_acknowledged(value: PrivateValue, path: PurePosixPath, data: bytes, said: PublicLetters) -> bool:
    """Whether a value may stand in a file: it is the page, or shows the text, in which it was acknowledged."""
    if not value.acknowledged:
        return False
    if any(_is_page(where, path) for where in value.acknowledged):
        return True
    # It says what pages say, each of which is searched by itself.
    if path.match(index_path("*").as_posix()) and any(where.endswith(_PAGE) for where in value.acknowledged):
        return True
    letters = [part.letters() for part in parts_of(str(path), data)]
    return any(passage in part for passage in said.acknowledged.get(value.letters, ()) for part in letters)


def _is_page(where: str, path: PurePosixPath) -> bool:
    """Whether a place names this file of the site, or the same page in another language of it."""
    page = PurePosixPath(where.removeprefix("site/").lstrip("/"))
    is_translated = len(path.parts) > 1 and is_language(path.parts[0])
    return page in {path, PurePosixPath(*path.parts[1:]) if is_translated else path}


def _place(value: PrivateValue, name: str, data: bytes) -> str | None:
    """Where in a file a value is; None where other letters stand around what looked like it, or blocks part it."""
    pattern = pattern_of(value.text, value.letters, alone=value.alone)
    part = next((part for part in blocks_of(name, data) if pattern.search(normalize("NFC", part.text()))), None)
    if part is None and not value.alone:
        # A sentence is found by chance nowhere, so it is one however it is parted.
        part = next((part for part in parts_of(name, data) if value.letters in part.letters()), None)
    if part is None:
        return None
    return part.where or _lines(data, pattern) or "in its text"


def _lines(data: bytes, pattern: re.Pattern[str]) -> str:
    """Line and column of a pattern in a text file as it is written; empty where it is written otherwise."""
    text = data.decode("utf-8", "replace")
    match = pattern.search(text)
    if match is None:
        return ""
    line = text.count("\n", 0, match.start()) + 1
    return f"line {line}, column {match.start() - text.rfind(chr(10), 0, match.start())}"

"""Traces of a person outside the content: in what was built, in what the editor keeps, in other files, in git."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coalition_site.derive.team.person_texts import PersonTexts, joined_texts, texts_of_person
from coalition_site.edit.change import KEPT_CHANGES, Change
from coalition_site.edit.whole_files import remove_file
from coalition_site.jobs.decoded_files import texts_of
from coalition_site.model.content_files import CONTENT
from coalition_site.publish.cache.cache import CACHE
from coalition_site.publish.output.folder import MARKER, SITE, WORKBOOK, claimed
from coalition_site.read.changed_files import with_files
from coalition_site.read.content import Content
from coalition_site.read.history import all_stored, commits_with, has_history, is_data_file

LARGEST = 200_000_000
"""Bytes of a file that is searched; what is larger is named instead."""
_OTHERS = frozenset({".git", ".venv", "node_modules", "__pycache__"})
"""Folders that hold no file of a coalition: git's is searched by asking git."""


@dataclass(frozen=True, slots=True)
class Searched:
    """How many files were searched, those that hold a person, and those too large to search; paths below the folder."""

    files: int
    holding: tuple[str, ...]
    too_large: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryTraces:
    """What git keeps of a person: how many versions of which files, and the commits that put them in or took them out.

    `commits` are short names with days, the first one first. Where no history is here, none was `searched`.
    """

    searched: bool
    versions: int
    paths: tuple[str, ...]
    commits: tuple[str, ...]


def search_files(folder: Path, texts: PersonTexts, *, without: Sequence[Path] = ()) -> Searched:
    """Searches every file of a folder, decoded, but what lies in some others. Links are not followed."""
    number, holding, too_large = 0, [], []
    for file in _files(folder, frozenset(without)):
        path = file.relative_to(folder).as_posix()
        with suppress(OSError):
            if file.stat().st_size > LARGEST:
                too_large.append(path)
                continue
            number += 1
            if _holds(path, file.read_bytes(), texts):
                holding.append(path)
    return Searched(number, tuple(holding), tuple(too_large))


def _files(folder: Path, without: frozenset[Path]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if name not in _OTHERS and here / name not in without)
        yield from (here / name for name in sorted(names) if not (here / name).is_symlink())


def _holds(path: str, data: bytes, texts: PersonTexts) -> bool:
    return any(texts.stand_in(text) for text in texts_of(path, data))


def known_texts(folders: Sequence[Path], output: Path, texts: PersonTexts) -> tuple[PersonTexts, HistoryTraces]:
    """What else tells a person, from earlier versions of files, and what git keeps; `folders` are those with content.

    Addresses and numbers of somebody who is no longer in the content are found where the name stood beside them.
    """
    stored = [(folder, each) for folder in folders for each in all_stored(folder)]
    earlier = [*_kept_files(output), *((each.path, each.data) for _, each in stored if each.path)]
    every = joined_texts(texts.name, texts.texts, *(_texts_in(path, data, texts) for path, data in earlier))
    versions = {each.name: each for _, each in stored if _holds(each.path, each.data, every)}
    names = frozenset(versions)
    commits = dict.fromkeys(commit for folder in folders for commit in commits_with(folder, names))
    paths = dict.fromkeys(sorted(version.path for version in versions.values() if version.path))
    number = sum(bool(version.path) for version in versions.values())
    return every, HistoryTraces(any(map(has_history, folders)), number, tuple(paths), tuple(commits))


def _kept_files(output: Path) -> Iterator[tuple[str, bytes]]:
    """The files that the editor keeps to take changes back, as they were and as they are."""
    for file in sorted((output / CACHE / KEPT_CHANGES).glob("*.json")):
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            for path, held in Change.from_json(file.read_bytes()).files.items():
                yield from ((path, data) for data in held if data is not None)


def _texts_in(path: str, data: bytes, texts: PersonTexts) -> list[str]:
    """What tells the person in a version of a content file; in others there are no records."""
    # The team's own folder mirrors the content's.
    inside = path if path.startswith(f"{CONTENT}/") else f"{CONTENT}/{'/'.join(path.split('/')[-2:])}"
    inside = inside if is_data_file(inside) else f"{CONTENT}/{path.rpartition('/')[2]}"
    if not is_data_file(inside) or not texts.stand_in(data.decode("utf-8", "replace")):
        return []
    document = with_files(Content(), {inside: data}).documents.get(inside)
    return list(texts_of_person(document.value, texts.name)) if document is not None else []


def clear_output(output: Path, holding: Sequence[str]) -> tuple[str, ...]:
    """Removes from an output folder what is stale: the cache, the workbook, and whatever else holds a person.

    Returns the paths of what is gone, folders with `/` at their end. Raises Refused where a build is writing
    there, or where something cannot be removed.
    """
    if not (output / MARKER).is_file():
        return ()
    with claimed(output):
        whole = [CACHE, WORKBOOK, *([SITE] if any(path.startswith(f"{SITE}/") for path in holding) else [])]
        gone = [f"{name}/" for name in whole if (output / name).is_dir()]
        for name in gone:
            shutil.rmtree(output / name)
        others = [path for path in holding if path.partition("/")[0] not in whole]
        for path in others:
            remove_file(output, path)
        return (*gone, *others)

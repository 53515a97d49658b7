"""The cache's index of the output folder: by its path, what each file is made of. What is not stale is linked.

A file is stale if what it is made of has another key, or if it is not the one that was written: of that size, time and
number.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.sources import PROGRAM
from coalition_site.publish.cache.store import Store

_State = list[int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file: the key of what it is made of, the keys of the store that it rests on, and what its room notes of it.

    The note is what JSON can say, with lists for tuples.
    """

    key: str
    uses: Sequence[str] = ()
    note: Any = None


class Index:
    """The files of the build before this one, which stand in `output`, and those of this build.

    Paths are those below the output folder, with `/` between the parts.
    """

    def __init__(self, output: Path, store: Store) -> None:
        self._output, self._store = output, store
        self._name = key_of("index", PROGRAM.key())
        found = store.find(self._name)
        read: dict[str, tuple[str, list[str], Any, _State]] = json.loads(found) if found else {}
        self._before = {path: (Entry(key, uses, note), state) for path, (key, uses, note, state) in read.items()}
        self._now: dict[str, Entry] = {}

    @property
    def knows_any(self) -> bool:
        """Whether there was a build before this one, of the same program."""
        return bool(self._before)

    def before(self, path: str) -> Entry | None:
        """What the build before this one knew of a file."""
        return self._before[path][0] if path in self._before else None

    def link(self, path: str, key: str, target: Path) -> Entry | None:
        """Puts the file there unless it is stale. The target's folder must be there, the target not."""
        entry = self.before(path)
        if entry is None or not key or entry.key != key:
            return None
        try:
            os.link(self._output / path, target, follow_symlinks=False)
        except OSError:
            return None
        if _state(target) != self._before[path][1]:
            target.unlink()
            return None
        self._now[path] = entry
        return entry

    def add(self, path: str, entry: Entry) -> None:
        """Remembers a file of this build. One without a key is made again each time."""
        if entry.key:
            self._now[path] = entry

    def drop(self, folder: str) -> None:
        """Forgets the files that this build has added in a folder and below."""
        # Another thread adds documents meanwhile, so what is gone through is a copy.
        for path in [each for each in [*self._now] if each.startswith(f"{folder}/")]:
            del self._now[path]

    def key(self, path: str) -> str:
        """The key of what a file of this build is made of; empty for one that is not remembered."""
        return self._now[path].key if path in self._now else ""

    def save(self, folder: Path, stays: Callable[[str], bool]) -> None:
        """Stores what is known of the files of this build, which stand finished in a folder.

        `stays` says which paths this build was not asked for: what was known of them is still right.
        """
        left = {path: known for path, known in self._before.items() if path not in self._now and stays(path)}
        known = left | {path: (entry, _state(folder / path)) for path, entry in self._now.items()}
        for entry, _ in known.values():
            self._store.hold(entry.uses)
        rows = {path: (entry.key, entry.uses, entry.note, state) for path, (entry, state) in known.items()}
        self._store.store(self._name, json.dumps(rows).encode())


def _state(file: Path) -> _State:
    found = file.stat(follow_symlinks=False)
    return [found.st_size, found.st_mtime_ns, found.st_ino]

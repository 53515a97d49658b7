"""Files that stand in the output folder and are still right: the next build links them instead of writing them again.

A file is right while what it is made of has the same key, and while it is the one that was written: of that size, time
and number.
"""

import json
import os
from pathlib import Path

from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.rendering_key import program
from coalition_site.publish.cache.store import KeptFiles

_State = tuple[int, int, int]


class FinishedFiles:
    """The files that the build before this one left in `in_place`, the output folder, and those of this build.

    Their paths are those below the output folder, with `/` between the parts.
    """

    def __init__(self, in_place: Path, kept: KeptFiles) -> None:
        self._in_place, self._kept = in_place, kept
        self._name = key_of("finished files", program())
        found = kept.find(self._name)
        self._before: dict[str, tuple[str, list[int]]] = json.loads(found) if found else {}
        self._now: dict[str, str] = {}

    def link(self, path: str, key: str, target: Path) -> bool:
        """Puts the file there if it is still right. The target's folder must be there, the target not."""
        before, state = self._before.get(path, ("", []))
        if not key or before != key:
            return False
        try:
            os.link(self._in_place / path, target, follow_symlinks=False)
        except OSError:
            return False
        if list(_state(target)) != state:
            target.unlink()
            return False
        self._now[path] = key
        return True

    def made(self, path: str, key: str) -> None:
        """Remembers what a file of this build is made of."""
        self._now[path] = key

    def key(self, path: str) -> str:
        """The key of what a file of this build is made of; empty for one that is not remembered."""
        return self._now.get(path, "")

    def keep(self, folder: Path) -> None:
        """Keeps what is known of the files of this build, which stand finished in a folder."""
        known = {path: (key, _state(folder / path)) for path, key in self._now.items()}
        self._kept.store(self._name, json.dumps(known).encode())


def _state(file: Path) -> _State:
    found = file.stat(follow_symlinks=False)
    return found.st_size, found.st_mtime_ns, found.st_ino

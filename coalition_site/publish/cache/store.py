"""The cache's store: files by key, each the bytes of something finished.

store = Store(output / ".cache" / "store")
data = store.find(key) or store.store(key, make())
store.prune()

A file is named `<key>.<hash of its bytes>`: one whose bytes do not match, because something was cut short or written
over, is not used.
"""

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import get_ident

_UNFINISHED = "unfinished"


class Store:
    """The store in a folder of its own, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        """Look through the folder once; later changes by others are noticed when a file is read."""
        self._folder = folder
        self._files: dict[str, Path] = {}
        self._used: set[str] = set()
        if folder.is_dir():
            named = ((file.name.partition("."), file) for file in folder.iterdir())
            self._files = {key: file for (key, _, ending), file in named if ending != _UNFINISHED}

    def count(self) -> int:
        """How many there were at the start, and were stored since."""
        return len(self._files)

    def find(self, key: str) -> bytes | None:
        """The bytes of a key, None where there are none or they were damaged."""
        file = self._files.get(key)
        if file is None:
            return None
        try:
            data = file.read_bytes()
        except OSError:
            return None
        if file.name != f"{key}.{sha256(data).hexdigest()}":
            return None
        self._used.add(key)
        return data

    def hold(self, keys: Iterable[str]) -> None:
        """Keeps those of the keys that are there from being pruned."""
        self._used.update(key for key in keys if key in self._files)

    def store(self, key: str, data: bytes) -> bytes:
        """Store bytes in place of those of the same key, and return them.

        Whoever stops the program leaves the whole file or one without a good name, and never two of one key: which of
        them is stale, nothing would tell. Two threads may store one key at a time.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{key}.{sha256(data).hexdigest()}"
        unfinished = self._folder / f"{key}-{get_ident()}.{_UNFINISHED}"
        unfinished.write_bytes(data)
        if (old := self._files.get(key)) is not None:
            _remove(old)
        unfinished.replace(file)
        self._files[key] = file
        self._used.add(key)
        return data

    def prune(self) -> None:
        """Remove what was neither found, held nor stored since the start, at the end of a good build."""
        if not self._folder.is_dir():
            return
        used = {self._files[key] for key in self._used}
        for file in self._folder.iterdir():
            if file not in used and file.is_file():
                _remove(file)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()

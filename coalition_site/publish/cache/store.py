"""A store of finished things, named by everything they were made of, so that what did not change is not made again.

kept = KeptFiles(output / ".cache" / "pages")
data = kept.find(key) or kept.store(key, make())
kept.prune()

The store may be deleted at any time. A file is named `<key>.<hash of its bytes>`: one whose bytes do not match, because
something was cut short or written over, is not used.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

_UNFINISHED = ".unfinished"


class KeptFiles:
    """The store in a folder of its own, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        """Look through the folder once; later changes by others are noticed when a file is read."""
        self._folder = folder
        self._files: dict[str, Path] = {}
        self._used: set[str] = set()
        if folder.is_dir():
            self._files = {file.name.partition(".")[0]: file for file in sorted(folder.iterdir())}

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

    def hold(self, key: str) -> None:
        """Keeps a key from being pruned, if it is there."""
        if key in self._files:
            self._used.add(key)

    def store(self, key: str, data: bytes) -> bytes:
        """Keep bytes and return them. Whoever stops the program leaves the whole file or one without a good name."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{key}.{sha256(data).hexdigest()}"
        unfinished = self._folder / f"{key}{_UNFINISHED}"
        unfinished.write_bytes(data)
        unfinished.replace(file)
        self._files[key] = file
        self._used.add(key)
        return data

    def prune(self) -> None:
        """Remove what was neither found nor stored since the start, at the end of a good build."""
        if not self._folder.is_dir():
            return
        kept = {self._files[key] for key in self._used}
        for file in self._folder.iterdir():
            if file not in kept and file.is_file():
                with suppress(OSError):
                    file.unlink()

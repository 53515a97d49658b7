"""The changes that were made in the editor, kept so that each can be taken back, also after it was started again.

Each is a file of its own below the cache, so a save writes one and nothing grows. Whatever stands there is looked at as
it is read: a folder from elsewhere could bring a file that names others than those of the content.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from coalition_site.edit.change import Change
from coalition_site.model.content_files import CONTENT

_MOST = 50
_LARGEST = 8_000_000
"""Bytes of a change that is kept for the next start; larger ones can be taken back until the editor ends."""


@dataclass(slots=True)
class ChangesMade:
    """The last changes, the newest at the end; in a `folder` if there is one, below which `team` is the team's own."""

    folder: Path | None = None
    team: str = CONTENT
    _made: list[tuple[int, Change]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Reads what an earlier run has left."""
        self._made = list(self._left())

    def __iter__(self) -> Iterator[Change]:
        """All of them, the oldest first."""
        return (change for _, change in self._made)

    def last(self) -> Change | None:
        """The newest."""
        return self._made[-1][1] if self._made else None

    def add(self, change: Change) -> None:
        """Keeps one more, and lets go of the oldest where there are many."""
        number = self._made[-1][0] + 1 if self._made else 0
        self._made.append((number, change))
        data = change.to_json()
        if self.folder is not None and len(data) <= _LARGEST:
            # Without room on the disk it can still be taken back until the editor ends.
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                (self.folder / f"{number:08}.json").write_bytes(data)
        for old, _ in self._made[:-_MOST]:
            self._remove(old)
        del self._made[:-_MOST]

    def drop_last(self) -> None:
        """Forgets the newest, which was taken back."""
        number, _ = self._made.pop()
        self._remove(number)

    def clear(self) -> None:
        """Forgets all of them."""
        for number, _ in self._made:
            self._remove(number)
        self._made.clear()

    def _remove(self, number: int) -> None:
        if self.folder is not None:
            with suppress(OSError):
                (self.folder / f"{number:08}.json").unlink()

    def _left(self) -> Iterator[tuple[int, Change]]:
        if self.folder is None or not self.folder.is_dir():
            return
        for file in sorted(self.folder.glob("[0-9]*.json"))[-_MOST:]:
            with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
                change = Change.from_json(file.read_bytes())
                if all(self._is_content(path) for path in change.files):
                    yield int(file.stem), change

    def _is_content(self, path: str) -> bool:
        """Whether a path lies below the content, or the team's own folder, and nowhere else."""
        folder = next((each for each in (CONTENT, self.team) if path.startswith(f"{each}/")), None)
        rest = PurePosixPath(path.removeprefix(f"{folder}/"))
        return folder is not None and not rest.is_absolute() and ".." not in rest.parts and "\\" not in path

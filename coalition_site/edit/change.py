"""Changes of files below a project: what was read of each and what is wanted.

    change = Change({"content/needs.yml": (b"as read", b"as wanted"), "content/partners/old.md": (b"as read", None)})
    after = judged(checked, change, today)
    write_change(project, change)
    write_change(project, change.undone())

What a command or a form does is planned as a change, judged as a whole (`judgment.py`), shown and asked about, and
written only if each of its files is still as it was read (`whole_files.py`): what somebody saved meanwhile is not lost.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coalition_site.edit.editor import NO_ORDER, edited
from coalition_site.edit.edits import Edit, KeyOrder
from coalition_site.problems import Refused

KEPT_CHANGES = "changes"
"""The folder of changes that can be taken back, below the cache of an output folder."""

Contents = tuple[bytes | None, bytes | None]
"""What a file held when it was read, and what it is to hold; None: it is not there."""


@dataclass(frozen=True, slots=True)
class Change:
    """Files by their paths below a project, in the order in which they are written; the last makes the change count.

    Files that stay as they are are left out. `said` is what people are told of a change that they can take back.
    """

    files: Mapping[str, Contents] = field(default_factory=dict)
    said: str = ""

    def __post_init__(self) -> None:
        """Leaves out what stays as it is."""
        files = {path: (before, after) for path, (before, after) in self.files.items() if before != after}
        object.__setattr__(self, "files", files)

    def __bool__(self) -> bool:
        return bool(self.files)

    def __or__(self, other: "Change") -> "Change":
        """One change and another of further files."""
        return Change({**self.files, **other.files}, self.said)

    @property
    def written(self) -> dict[str, bytes]:
        """The files that are there afterwards, with what they hold."""
        return {path: after for path, (_, after) in self.files.items() if after is not None}

    @property
    def removed(self) -> tuple[str, ...]:
        """The files that are gone afterwards."""
        return tuple(path for path, (_, after) in self.files.items() if after is None)

    def undone(self) -> "Change":
        """The change that takes this one back."""
        return Change({path: (after, before) for path, (before, after) in self.files.items()}, self.said)

    def to_json(self) -> bytes:
        """The change as it is kept."""
        files = [(path, *(data and b64encode(data).decode() for data in both)) for path, both in self.files.items()]
        return json.dumps({"said": self.said, "files": files}).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Change":
        """A change that was kept. Raises ValueError, TypeError, KeyError and RecursionError for anything else."""
        value = json.loads(data)
        files = {str(path): (_bytes(before), _bytes(after)) for path, before, after in value["files"]}
        return cls(files, str(value["said"]))


def contents(project: Path, path: str) -> bytes | None:
    """What a file holds now; None where there is none."""
    file = project / path
    return file.read_bytes() if file.exists() else None


def edited_file(project: Path, path: str, edits: Sequence[Edit], order: KeyOrder = NO_ORDER) -> dict[str, Contents]:
    """A file of a change in which values are edited. Raises Refused where it cannot be edited as it is written."""
    before = (project / path).read_bytes()
    return {path: (before, edited(before, path, edits, order))}


def new_files(folder: Path, files: Mapping[str, bytes]) -> Change:
    """The change that adds files to a folder. Raises Refused where something is in the place of one."""
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file, not a folder")
    taken = [f"  {path}" for path in files if _is_taken(folder, folder / path)]
    if taken:
        raise Refused("\n".join([f"these exist already in {folder}, and nothing is overwritten:", *taken]))
    return Change({path: (None, data) for path, data in files.items()})


def removal(project: Path, paths: Iterable[str], said: str = "") -> Change:
    """The change that takes files away as they are now."""
    return Change({path: ((project / path).read_bytes(), None) for path in paths}, said)


def _is_taken(folder: Path, place: Path) -> bool:
    on_the_way = [parent for parent in place.parents if parent.is_relative_to(folder) and parent != folder]
    blocked = any(parent.is_symlink() or (parent.exists() and not parent.is_dir()) for parent in on_the_way)
    return blocked or place.is_symlink() or place.exists()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else b64decode(text, validate=True)

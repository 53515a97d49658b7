"""Undoable changes: what was written, with the files as they were and as they are, and how it is kept in a file."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass

KEPT_CHANGES = "changes"
"""The folder of kept changes, below the cache of an output folder."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """What was written, so that it can be taken back: the files as they were and as they are. `after` may be gone."""

    said: str
    files: tuple[tuple[str, bytes | None, bytes | None], ...]

    def to_json(self) -> bytes:
        """The change as it is kept."""
        files = [(path, _text(before), _text(after)) for path, before, after in self.files]
        return json.dumps({"said": self.said, "files": files}).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Undoable":
        """A change that was kept. Raises ValueError, TypeError, KeyError and RecursionError for anything else."""
        value = json.loads(data)
        files = [(str(path), _bytes(before), _bytes(after)) for path, before, after in value["files"]]
        return cls(str(value["said"]), tuple(files))


def _text(data: bytes | None) -> str | None:
    return None if data is None else b64encode(data).decode()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else b64decode(text, validate=True)

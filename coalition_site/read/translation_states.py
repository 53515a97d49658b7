"""States of translations: what is known of an original as it was beside one state of a translation, and digests of it.

Digests are kept in a file below the cache, where git does not know a translation as it is. They hold nothing that
anybody wrote, not even the names of files, which may be those of people; and may be deleted at any time.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

_VERSION = 1


@dataclass(frozen=True, slots=True)
class SeenTogether:
    """Digests of a translation, of its original beside which it was first seen, and of the original's passages."""

    translation: str
    original: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EarlierOriginal:
    """What is known of an original as it was beside one state of its translation.

    `translation` is the digest of that state. Of the original git knows the `lines`; of one that was only `seen`
    beside it, digests are known.
    """

    translation: str
    lines: tuple[str, ...] | None = None
    seen: SeenTogether | None = None


def text_digest(lines: tuple[str, ...]) -> str:
    """A digest of a file as it is read, whatever its line ends; an empty line at its end counts."""
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def kept_under(path: str) -> str:
    """What stands for a translation where digests of it are kept: a digest of its path."""
    return sha256(path.encode("utf-8", "surrogatepass")).hexdigest()


def as_kept(seen: Mapping[str, Sequence[SeenTogether]]) -> bytes:
    """What is kept of translations, by what stands for them and the last state first, as a file holds it."""
    translations = {key: [asdict(state) for state in states] for key, states in sorted(seen.items())}
    return json.dumps({"version": _VERSION, "translations": translations}, indent=1).encode()


def from_kept(data: bytes) -> dict[str, tuple[SeenTogether, ...]]:
    """What a file holds that `as_kept` made; nothing where it is damaged, or of another version."""
    try:
        value = json.loads(data)
        if value["version"] != _VERSION:
            return {}
        return {str(key): tuple(map(_seen, states)) for key, states in value["translations"].items() if states}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _seen(value: Any) -> SeenTogether:
    return SeenTogether(str(value["translation"]), str(value["original"]), tuple(map(str, value["passages"])))

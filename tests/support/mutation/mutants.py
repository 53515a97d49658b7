"""Content as it could go wrong: small, seeded accidents done to the files of a real coalition.

A mutant is the list of its changes, each a path below content/ and what lies there instead: bytes, or one of the
words `absent`, `folder`, `pipe`, `link`. The same seed gives the same mutant.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.support.mutation.accidents import ACCIDENTS

Lying = bytes | str
"""What lies at a path: the bytes of a file, or `absent`, `folder`, `pipe`, `link`."""

_NAMES = (
    "New File.md",
    "con.md",
    "UPPER.md",
    "index.md",
    "x.yaml",
    "x" * 70 + ".md",
    "a.md",
    "é.md",
    "a\x1b.md",
    ".hidden",
    "x.es.md",
    "x.xx.md",
    "x.svg",
    "noending",
)


@dataclass(slots=True)
class Mutant:
    """One mutant: what was done, in words, and what lies where."""

    seed: int
    done: list[str] = field(default_factory=list)
    changes: dict[str, Lying] = field(default_factory=dict)

    def now(self, path: str, original: Mapping[str, bytes]) -> bytes:
        """The bytes of a file after the changes so far."""
        lying = self.changes.get(path, original.get(path, b""))
        return lying if isinstance(lying, bytes) else b""


def _lie(rng: random.Random, made: Mutant, path: str, original: Mapping[str, bytes]) -> None:  # noqa: ARG001
    made.changes[path] = rng.choice(("absent", "absent", "folder", "pipe", "link"))


def _rename(rng: random.Random, made: Mutant, path: str, original: Mapping[str, bytes]) -> None:
    folder, _, name = path.rpartition("/")
    new = rng.choice((*_NAMES, name.upper(), name + ".bak", name.partition(".")[0]))
    made.changes[f"{folder}/{new}" if folder else new] = made.now(path, original)
    made.changes[path] = "absent"


def _copy(rng: random.Random, made: Mutant, path: str, original: Mapping[str, bytes]) -> None:
    other = _some_path(rng, original)
    made.changes[other] = made.now(path, original)


_OF_FILES: dict[str, Callable[[random.Random, Mutant, str, Mapping[str, bytes]], None]] = {
    "lie": _lie,
    "rename": _rename,
    "copy": _copy,
}


def mutant(original: Mapping[str, bytes], seed: int) -> Mutant:
    """The mutant of a seed: one to three accidents, mostly in one file."""
    rng = random.Random(seed)  # noqa: S311  accidents, not secrets
    made = Mutant(seed)
    path = _some_path(rng, original)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if rng.random() < 0.15:
            path = _some_path(rng, original)
        name = rng.choice((*ACCIDENTS, *_OF_FILES))
        if name in _OF_FILES:
            _OF_FILES[name](rng, made, path, original)
        else:
            made.changes[path] = ACCIDENTS[name](rng, made.now(path, original))
        made.done.append(f"{name}, {path}")
    return made


def _some_path(rng: random.Random, original: Mapping[str, bytes]) -> str:
    texts = [path for path in sorted(original) if path.endswith((".yml", ".md"))]
    # Settings and invites are few files and most of the format.
    return rng.choice(texts + [path for path in texts if path.endswith(".yml")] * 4 + sorted(original)[:2])

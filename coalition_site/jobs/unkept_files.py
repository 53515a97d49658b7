"""Files that the last version has not as they are, told by digests, as git would run the folder's filters."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from coalition_site.read.git_objects import object_name
from coalition_site.read.history import object_names

_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")
"""What Git LFS stores in the place of a file (its specification, "The Pointer")."""
_LONGEST_POINTER = 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a version: the name of its object, and that object's size in bytes."""

    name: str
    size: int


def unkept_files(
    project: Path, kept: Mapping[str, Kept], here: Iterable[str], stored: Callable[[str], bytes]
) -> tuple[str, ...]:
    """The paths of files that are not as a version has them; new and deleted ones too, in order.

    `kept` are the version's files, `here` those that git would keep now. `stored` gives the bytes of an object. What a
    filter changes on its way into git cannot be compared without it and counts as changed; Git LFS stores a digest.
    """
    return tuple(sorted(path for path in {*kept, *here} if not _is_kept(project / path, kept.get(path), stored)))


def _is_kept(file: Path, kept: Kept | None, stored: Callable[[str], bytes]) -> bool:
    """Whether a version has what is in the place of a file, or neither has anything."""
    if file.is_symlink():
        return kept is not None and object_name(os.fsencode(file.readlink()), kept.name) == kept.name
    if not file.is_file():
        return kept is None
    if kept is None:
        return False
    return kept.name in object_names(file, kept.name) or _is_pointed_at(file, kept, stored)


def _is_pointed_at(file: Path, kept: Kept, stored: Callable[[str], bytes]) -> bool:
    pointer = _POINTER.match(stored(kept.name)) if kept.size <= _LONGEST_POINTER else None
    return pointer is not None and pointer[1].decode() == hashlib.sha256(file.read_bytes()).hexdigest()

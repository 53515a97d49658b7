"""Keys: one name for everything that a thing is made of."""

import hashlib
from pathlib import Path


def key_of(*parts: str | bytes) -> str:
    """One key of several parts, in their order; where one part ends and the next begins counts."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def folder_key(folder: Path) -> str:
    """Key of all files in a folder, by their paths; empty for a folder that is not there."""
    if not folder.is_dir():
        return ""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return key_of(*(part for file in files for part in (file.relative_to(folder).as_posix(), file.read_bytes())))

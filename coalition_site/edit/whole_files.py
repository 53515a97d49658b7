"""Writes files below content/, and nothing else does but `new_files.py`: each whole, whatever happens in between."""

import os
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_BYTES_OF_NAME = 4
_LEFT = re.compile(f"[0-9a-f]{{{2 * _BYTES_OF_NAME}}}")


class ContentNotWritten(Exception):
    """Content could not be written; the text says why. Every file is whole."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file to write: its path below the project, what it held when read (None: it was not there), what it gets."""

    path: str
    before: bytes | None
    after: bytes


def write_content(project: Path, files: Sequence[ContentFile]) -> None:
    """Writes the files of one change, in order; the last one is what makes the change count.

    All are made beside their places first and moved there one by one, so a kill at any moment leaves each either old or
    new. A file that somebody changed since it was read is not overwritten, and no link is followed on the way to one.
    Raises ContentNotWritten.
    """
    made: list[tuple[Path, Path]] = []
    try:
        for file in files:
            _check_unchanged(project, file)
            target = project / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            _sweep(target)
            made.append((_beside(target, file.after), target))
        for file in files:
            _check_unchanged(project, file)
        for temporary, target in made:
            temporary.replace(target)
            _settle(target.parent)
    except OSError as error:
        what = f"{error.strerror or error}" + (f" ({error.filename})" if error.filename else "")
        raise ContentNotWritten(f"the content could not be written: {what}") from error
    finally:
        for temporary, _ in made:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def replace_file(file: Path, data: bytes) -> None:
    """Puts other bytes in the place of a file, whatever it holds, or makes it. Raises OSError; the old one stays."""
    _sweep(file)
    temporary = _beside(file, data)
    try:
        temporary.replace(file)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _settle(file.parent)


def _beside(target: Path, data: bytes) -> Path:
    """A hidden file in the same folder, which readers pass over: safe on the disk, with the rights of the old one."""
    temporary = target.parent / f".{target.name}.{secrets.token_hex(_BYTES_OF_NAME)}"
    with temporary.open("xb") as stream:
        try:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            with suppress(FileNotFoundError):
                temporary.chmod(target.stat().st_mode & 0o777)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return temporary


def _sweep(target: Path) -> None:
    """Removes what a writer that was killed left beside a file."""
    for left in target.parent.glob(f".{target.name}.*"):
        if _LEFT.fullmatch(left.name.removeprefix(f".{target.name}.")):
            left.unlink(missing_ok=True)


def _check_unchanged(project: Path, file: ContentFile) -> None:
    target, path = project / file.path, Path(file.path)
    # The name of a folder above the project, `..`, leads there as it is.
    links = (each for each in (path, *path.parents) if each.name not in {"", ".."} and (project / each).is_symlink())
    link = next(links, None)
    if link is not None:
        raise ContentNotWritten(f"{link.as_posix()} is a link to another place; links are not followed")
    now = target.read_bytes() if target.exists() else None
    if now != file.before:
        raise ContentNotWritten(f"{file.path} was changed by somebody else meanwhile; run the command again")


def _settle(folder: Path) -> None:
    """Makes a move survive a power cut, where the system lets folders be opened."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)

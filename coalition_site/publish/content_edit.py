"""The only writer below content/: whole files, old or new, whatever happens in between."""

import os
import re
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

_BYTES_OF_NAME = 4
_LEFT = re.compile(f"[0-9a-f]{{{2 * _BYTES_OF_NAME}}}")


class ContentNotWritten(Exception):  # noqa: N818  a state of the folder, not a mistake of the program
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
    new. A file that somebody changed since it was read is not overwritten. Raises ContentNotWritten.
    """
    made: list[tuple[Path, Path]] = []
    try:
        for file in files:
            target = project / file.path
            target.parent.mkdir(exist_ok=True)
            _sweep(target)
            made.append((_beside(target, file.after), target))
        for file in files:
            _check_unchanged(project / file.path, file)
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


def copy_sent(sent: Mapping[str, Path], folder: Path) -> None:
    """Copies letters as they were sent, by file name, into a folder that is made for them; none makes no folder."""
    for name, file in sorted(sent.items()):
        folder.mkdir(parents=True, exist_ok=True)
        copyfile(file, folder / name)


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


def _check_unchanged(target: Path, file: ContentFile) -> None:
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

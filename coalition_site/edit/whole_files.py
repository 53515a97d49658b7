"""Writers of files, each of them whole whatever happens in between. Nothing else writes people's content."""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from coalition_site.edit.change import Change, Contents, contents
from coalition_site.problems import Refused

_BYTES_OF_NAME = 4
_LEFT = re.compile(f"[0-9a-f]{{{2 * _BYTES_OF_NAME}}}")


def write_change(project: Path, change: Change) -> None:
    """Writes all files of a change, or none.

    New bytes are made beside their places first and moved there one by one, files that go away go last; so a kill at
    any moment leaves each file either old or new, and Ctrl-C all of them old. A file that somebody changed since it was
    read is not overwritten and not removed, and no link is followed on the way to one. Raises Refused; then every file
    is as it was.
    """
    made: dict[str, Path] = {}
    done: dict[str, Contents] = {}
    folders: list[Path] = []
    try:
        refuse_changed(project, change)
        for path, data in change.written.items():
            target = project / path
            _make_folder(target.parent, folders)
            sweep(target)
            made[path] = made_beside(target, data)
        refuse_changed(project, change)
        for path, temporary in made.items():
            temporary.replace(project / path)
            settle((project / path).parent)
            done[path] = change.files[path]
        for path in change.removed:
            remove_file(project, path)
            done[path] = change.files[path]
    except BaseException as error:
        _take_back(project, done)
        if not isinstance(error, OSError):
            raise
        what = f"{error.strerror or error}" + (f" ({error.filename})" if error.filename else "")
        raise Refused(f"the content could not be written: {what}") from error
    finally:
        for temporary in made.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        for folder in reversed(folders):
            # Only one that nothing was written into can be removed.
            with suppress(OSError):
                folder.rmdir()


def refuse_changed(project: Path, change: Change) -> None:
    """Raises Refused where a file is not as it was read, or where a link stands on the way to it."""
    links = (link for path in change.files if (link := _link_on_the_way(project, path)) is not None)
    for link in links:
        raise Refused(f"{link.as_posix()} is a link to another place; links are not followed")
    for path in changed_meanwhile(project, change):
        raise Refused(f"{path} was changed by somebody else meanwhile; run the command again")


def changed_meanwhile(project: Path, change: Change) -> Iterator[str]:
    """The files of a change that are not as they were read."""
    return (path for path, (before, _) in change.files.items() if contents(project, path) != before)


def replace_file(file: Path, data: bytes) -> None:
    """Puts other bytes in the place of a file, whatever it holds, or makes it. Raises OSError; the old one stays."""
    sweep(file)
    temporary = made_beside(file, data)
    try:
        temporary.replace(file)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    settle(file.parent)


def made_beside(target: Path, data: bytes) -> Path:
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


def sweep(target: Path) -> None:
    """Removes what a writer that was killed left beside a file."""
    for left in target.parent.glob(f".{target.name}.*"):
        if _LEFT.fullmatch(left.name.removeprefix(f".{target.name}.")):
            left.unlink(missing_ok=True)


def remove_file(project: Path, path: str) -> None:
    """Removes a file below a project, and the folders within it that nothing is left in. Raises OSError."""
    (project / path).unlink(missing_ok=True)
    for folder in Path(path).parents[:-1]:
        with suppress(OSError):
            (project / folder).rmdir()


def settle(folder: Path) -> None:
    """Makes a move survive a power cut, where the system lets folders be opened."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _take_back(project: Path, done: Mapping[str, Contents]) -> None:
    """Puts back what was written before somebody stopped it or the system refused a file, as far as it lets us."""
    for path, (before, _) in reversed([*done.items()]):
        with suppress(OSError):
            if before is None:
                remove_file(project, path)
            else:
                target = project / path
                target.parent.mkdir(parents=True, exist_ok=True)
                made_beside(target, before).replace(target)


def _link_on_the_way(project: Path, path: str) -> Path | None:
    # The name of a folder above the project, `..`, leads there as it is.
    places = (place for place in (Path(path), *Path(path).parents) if place.name not in {"", ".."})
    return next((place for place in places if (project / place).is_symlink()), None)


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Makes a folder and those above it, which are added to what was made, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for place in reversed(missing):
        place.mkdir()
        made.append(place)

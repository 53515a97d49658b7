"""The place that a site is published to: a folder or a zip file, what stands there, and whether it may be replaced."""

import os
import shlex
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from coalition_site.problems import Refused
from coalition_site.publish.web.marker import MARKER_FILE, Marker, read_marker
from coalition_site.resources import BUILD_FOLDER, BUILD_MARKER

_ZIP = ".zip"
_LARGEST_FILE = 500_000_000
_EXAMPLE = "name a folder that does not exist yet or is empty, such as ../web"
_LOST_AND_FOUND = "lost+found"
_CONTENT_FOLDERS = ("content", "templates", "tools")


UNFINISHED = ".coalition-site-new"
"""The folder within a published site that new files are written to before they are moved to their places."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place and what stands there.

    `files` are the files of the site that was published there, by path, `marker` what is known of it; None where none
    was. `others` are files that somebody else put there, and `servers` the entries at its top that are its server's,
    such as `.htaccess`: both stay. `read` gives the bytes of a file of the site.
    """

    path: Path
    is_zip: bool
    marker: Marker | None = None
    files: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    servers: tuple[str, ...] = ()
    read: Callable[[str], bytes] = field(default=lambda _: b"", compare=False)


def place_of(to: Path, project: Path, output: Path, kept: Mapping[str, Path]) -> Place:
    """Looks at a place. `kept` are folders that nothing is published into, by what they are called.

    Raises Refused for a link, a folder or zip file that is no published site and not empty, and whatever holds or
    belongs to the project.
    """
    path = Path(os.path.abspath(to))  # noqa: PTH100  a link at its end is to be seen, not followed
    if path.is_symlink():
        raise Refused(f"{to} is a link to another place; name the folder that it leads to: {path.resolve()}")
    path = path.parent.resolve() / path.name
    _refuse_own(to, path, project.resolve(), output.resolve(), kept)
    is_zip = path.suffix.lower() == _ZIP
    try:
        found = _status(path)
        if is_zip:
            return _zip_place(to, path, found)
        if found is not None and not stat.S_ISDIR(found.st_mode):
            raise Refused(f"{to} is a file; {_EXAMPLE}, or a file that ends in .zip")
        return _folder_place(to, path)
    except OSError as error:
        raise Refused(f"{error.filename or to} cannot be looked at: {error.strerror or error}") from error


def _refuse_own(to: Path, path: Path, project: Path, output: Path, kept: Mapping[str, Path]) -> None:
    if project.is_relative_to(path):
        what = "is the coalition's own folder" if project == path else "holds the coalition's own folder"
        raise Refused(f"{to} {what}; {_EXAMPLE}")
    own = {f"the folder {name}": project / name for name in (*_CONTENT_FOLDERS, BUILD_FOLDER)}
    for name, folder in (own | {"the folder of builds": output} | dict(kept)).items():
        if path.is_relative_to(folder.resolve()):
            raise Refused(f"{to} lies in {name} of the coalition; {_EXAMPLE}")
        if folder.resolve().is_relative_to(path):
            raise Refused(f"{to} holds {name} of the coalition; {_EXAMPLE}")
    inside = path.relative_to(project).parts if path.is_relative_to(project) else ()
    if inside and inside[0].startswith("."):
        raise Refused(f"{to} lies in a hidden folder of the coalition; {_EXAMPLE}")
    if any((folder / BUILD_MARKER).is_file() for folder in (path, *path.parents)):
        raise Refused(f"{to} lies in a folder that builds are written to; {_EXAMPLE}")


def _status(path: Path) -> os.stat_result | None:
    with suppress(FileNotFoundError):
        return path.stat()
    return None


def _folder_place(to: Path, path: Path) -> Place:
    names = sorted(entry.name for entry in path.iterdir()) if path.is_dir() else []
    marker = _marker_of(path) if MARKER_FILE in names else None
    servers = tuple(name for name in names if _is_the_servers(name) and not _is_ours(name))
    walked = frozenset(_walk(to, path)) if path.is_dir() else frozenset()
    if marker is None and walked:
        raise Refused(
            f"{to} is not empty, and holds no site that coalition publish put there ({min(walked)}). If it is a copy "
            f"of an earlier site, move it away, and publish again: mv {shlex.quote(str(to))} "
            f"{shlex.quote(f'{path}-before')}"
        )
    known = marker.files if marker is not None else frozenset()
    return Place(
        path,
        is_zip=False,
        marker=marker,
        files=walked & known,
        others=walked - known,
        servers=servers,
        read=lambda inner: (path / inner).read_bytes(),
    )


def _is_ours(name: str) -> bool:
    return name in {MARKER_FILE, UNFINISHED}


def _is_the_servers(name: str) -> bool:
    """Whether an entry at the top is of the server, or of a file system that begins there."""
    return name.startswith(".") or name == _LOST_AND_FOUND


def _marker_of(folder: Path) -> Marker | None:
    file = folder / MARKER_FILE
    return read_marker(file.read_bytes()) if file.is_file() and not file.is_symlink() else None


def _walk(to: Path, top: Path) -> Iterator[str]:
    """The files below a folder but for what is the server's at its top. Raises Refused for a link."""
    for folder, inner, names in os.walk(top, onerror=_raise):
        if Path(folder) == top:
            inner[:] = [name for name in inner if not _is_the_servers(name)]
            names[:] = [name for name in names if not _is_the_servers(name)]
        for file in (Path(folder, name) for name in (*inner, *names)):
            if file.is_symlink():
                remove = f"rm {shlex.quote(str(file))}"
                shown = file.relative_to(top)
                raise Refused(f"{to} holds a link, {shown}; links are not followed. Remove it: {remove}")
        yield from (Path(folder, name).relative_to(top).as_posix() for name in names)


def _raise(error: OSError) -> None:
    raise error


def _zip_place(to: Path, path: Path, found: os.stat_result | None) -> Place:
    if found is None:
        return Place(path, is_zip=True)
    foreign = Refused(
        f"{to} is there already, and no zip file that coalition publish has made; name another one, or remove it"
    )
    if not stat.S_ISREG(found.st_mode):
        raise foreign
    try:
        with zipfile.ZipFile(path) as packed:
            names = frozenset(packed.namelist())
            marker = read_marker(_member(packed, MARKER_FILE)) if MARKER_FILE in names else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise foreign from error
    if marker is None or names - marker.files - {MARKER_FILE}:
        raise foreign

    def read(inner: str) -> bytes:
        with zipfile.ZipFile(path) as packed:
            return _member(packed, inner)

    return Place(path, is_zip=True, marker=marker, files=names & marker.files, read=read)


def _member(packed: zipfile.ZipFile, name: str) -> bytes:
    if packed.getinfo(name).file_size > _LARGEST_FILE:
        raise ValueError(name)
    return packed.read(name)

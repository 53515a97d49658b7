"""A published folder: the site takes its place in one step where that can be, else file by file within it.

In one step: the site is made beside the folder and both change places. That is not possible where somebody else's
files lie in the folder, or where the folder itself is more than a folder: a mount, another owner's, one with rights of
its own. There what is no longer on the site goes first, then each file is moved into its place; the marker names the
files of both sites meanwhile, so that the next publish knows all of them if this one is killed.

Whoever serves the folder can read it, whatever the umask: files get 0644 and folders 0755.
"""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path, PurePosixPath

from coalition_site.problems import Refused
from coalition_site.publish.output.exchange import exchange
from coalition_site.publish.web.finished_site import FinishedSite
from coalition_site.publish.web.marker import MARKER_FILE, written_marker
from coalition_site.publish.web.place import UNFINISHED, Place

FILE_MODE, FOLDER_MODE = 0o644, 0o755
_FRESH = ".coalition-site-new-"
# What another file system, a mount or a folder of somebody else answers when it is asked to change places.
_NO_EXCHANGE = {errno.EXDEV, errno.EBUSY, errno.EPERM, errno.EACCES, errno.EROFS, errno.EINVAL}


def put_into_folder(site: FinishedSite, place: Place, day: date) -> None:
    """Makes a folder hold a site that was built on a day, and of its own earlier files nothing else.

    Raises Refused where a file of somebody else is in the way, SiteTouched, and OSError.
    """
    folder = place.path
    _refuse_what_is_in_the_way(site, place)
    _make_readable(folder.parent)
    with _alone_beside(folder):
        _sweep(folder)
        if not (_may_change_places(place) and _in_one_step(site, place, day)):
            _file_by_file(site, place, day)


def _refuse_what_is_in_the_way(site: FinishedSite, place: Place) -> None:
    for path in sorted(place.others):
        folders = {str(above) for above in PurePosixPath(path).parents}
        if path in site.files or not folders.isdisjoint(site.files):
            raise Refused(
                f"{place.path / path} was not put there by coalition publish, and the site has a file of that name; "
                "move it away"
            )
    needed = {str(above) for path in site.files for above in PurePosixPath(path).parents}
    for path in sorted(place.others & needed):
        raise Refused(f"{place.path / path} is a file, and the site has a folder of that name; move it away")


def _make_readable(folder: Path) -> None:
    """Makes the folders above that are not there yet, for others to read too."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        each.chmod(FOLDER_MODE)


@contextmanager
def _alone_beside(folder: Path) -> Iterator[None]:
    """Waits until no other publish writes beside this folder, as far as the system can tell."""
    try:
        import fcntl  # not there on Windows
    except ImportError:
        yield
        return
    descriptor = os.open(folder.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # A network share without locks: better a publish than none.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Removes what a publish that was killed left beside the folder: new sites, or the old one after the exchange."""
    begins = f".{folder.name}{_FRESH}"
    for left in [entry for entry in folder.parent.iterdir() if entry.name.startswith(begins)]:
        if not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _may_change_places(place: Place) -> bool:
    """Whether nothing is lost with the folder itself: nobody else's files, no mount, no owner or rights of its own."""
    folder = place.path
    if place.others or place.servers or not os.access(folder.parent, os.W_OK):
        return False
    if not folder.exists():
        return True
    found, above = folder.stat(), folder.parent.stat()
    if os.path.ismount(folder) or found.st_dev != above.st_dev:
        return False
    special = found.st_mode & (stat.S_ISUID | stat.S_ISGID | stat.S_ISVTX)
    group = above.st_gid if above.st_mode & stat.S_ISGID else _own_group(found.st_gid)
    return not special and found.st_uid == _own_user(found.st_uid) and found.st_gid == group


def _own_user(default: int) -> int:
    return os.geteuid() if hasattr(os, "geteuid") else default


def _own_group(default: int) -> int:
    return os.getegid() if hasattr(os, "getegid") else default


def _in_one_step(site: FinishedSite, place: Place, day: date) -> bool:
    """Makes the site beside the folder, and changes places with it; False where the system does not let them."""
    folder, earlier = place.path, place.files
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}{_FRESH}", dir=folder.parent))
    try:
        _write(fresh / MARKER_FILE, written_marker(day, site.files))
        for path in sorted(site.files):
            data, file = site.read(path), _with_folders(fresh, path)
            _write(file, data)
            if path in earlier and (folder / path).read_bytes() == data:
                # Servers tell by its time whether a browser has a file already.
                time = (folder / path).stat().st_mtime_ns
                os.utime(file, ns=(time, time))
        fresh.chmod(FOLDER_MODE)
        try:
            exchange(fresh, folder)
        except OSError as error:
            if error.errno in _NO_EXCHANGE:
                return False
            raise
        return True
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _file_by_file(site: FinishedSite, place: Place, day: date) -> None:
    folder = place.path
    _make_readable(folder)
    unfinished = folder / UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    try:
        new, marker = unfinished / "file", folder / MARKER_FILE
        known = place.marker.files if place.marker is not None else frozenset[str]()
        _put(written_marker(day, {*known, *site.files}), new, marker)
        for path in sorted(place.files - {*site.files}):
            (folder / path).unlink(missing_ok=True)
            _remove_empty(folder, PurePosixPath(path).parent)
        # Pages lead to what they show, so they come last.
        for path in sorted(site.files, key=lambda path: (path.endswith(".html"), path)):
            _put(site.read(path), new, _with_folders(folder, path))
        _put(written_marker(day, site.files), new, marker)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _put(data: bytes, new: Path, file: Path) -> None:
    """Moves new bytes to a place, unless they stand there."""
    if file.is_file() and file.read_bytes() == data:
        if stat.S_IMODE(file.stat().st_mode) != FILE_MODE:
            file.chmod(FILE_MODE)
        return
    _write(new, data)
    new.replace(file)


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    file.chmod(FILE_MODE)


def _with_folders(top: Path, path: str) -> Path:
    """The place of a file, with the folders to it."""
    file = top / path
    for folder in reversed(PurePosixPath(path).parents[:-1]):
        if not (top / folder).is_dir():
            (top / folder).mkdir()
            (top / folder).chmod(FOLDER_MODE)
    return file


def _remove_empty(top: Path, folder: PurePosixPath) -> None:
    """Removes a folder that nothing is left in, and those above it, up to the top."""
    while folder.parts:
        try:
            (top / folder).rmdir()
        except OSError:
            return
        folder = folder.parent

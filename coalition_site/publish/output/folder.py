"""The output folder: everything is made in a fresh folder inside it and put in its place when it is complete.

What a reader sees there is whole at any moment, also when a build is killed: `site` and `workbook` each change places
with their successors in one step (`exchange`). Between these two steps lie some millionths of a second; a build that is
killed within them leaves a new workbook beside the site of before, and a journal from which the next build goes on.
"""

import errno
import getpass
import json
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from coalition_site.problems import Refused
from coalition_site.publish.output.exchange import exchange
from coalition_site.publish.output.lock import Locked, locked
from coalition_site.resources import BUILD_MARKER

MARKER, LOCK, _EDIT_LOCK = BUILD_MARKER, ".lock", ".edit-lock"
_MARKER_TEXT = "Made by coalition build. Everything in this folder is made again by the next build.\n"
_FRESH = ".new-"
_JOURNAL = "complete.json"
SITE, WORKBOOK = "site", "workbook"
SITES = (WORKBOOK, SITE)
"""The folders that change places with their successors, in that order."""

# What went wrong -> what to say; {file} is the file it happened to.
_WORDS = {
    errno.ENOSPC: "the disk is full; make room, some 50 MB",
    errno.EDQUOT: "your share of the disk is full; make room, some 50 MB",
    errno.EFBIG: "{file} would be larger than this system lets a file be; check its limits (ulimit -f)",
    errno.EROFS: "{file} is on a disk that can only be read; choose another place with --output",
    errno.EACCES: "{file} may not be read or written by you; check its rights, or choose another place with --output",
    errno.EPERM: "{file} may not be read or written by you; check its rights, or choose another place with --output",
    errno.ENOENT: "{file} was there a moment ago and is gone now; build again when nobody changes the files",
    errno.ENOTDIR: "{file} cannot be, because a part of its path is a file; choose another place with --output",
    errno.EMFILE: "too many files are open; check the limits (ulimit -n)",
    errno.ENAMETOOLONG: "the path {file} is too long for this system; choose a place nearer to the root",
}


# A copied folder's failures are gathered in one error, each as text.
_INNER = re.compile(r"\[Errno (\d+)\]")


class AlreadyOpen(Exception):
    """Somebody else edits what the folder is made from; the text says who and since when."""


@contextmanager
def claimed(output: Path) -> Iterator[None]:
    """Makes the output folder ours for one build, and mends what a killed build left behind.

    Raises Refused for a folder with other people's files in it, a link, one that another build writes into, and
    for whatever the system refuses meanwhile: a full disk, missing rights, a file that is gone.
    """
    try:
        # Settings of fonts and lists of files are UTF-8, and a name of bytes that are not cannot stand in them.
        str(output.absolute()).encode()
        own_folder(output)
        with locked(output / LOCK):
            _recover(output)
            yield
    except Locked as holder:
        who = f" (process {holder})" if str(holder) else ""
        raise Refused(
            f"another build{who} is writing into {output}; wait until it is done, or choose another place with --output"
        ) from holder
    except UnicodeEncodeError as error:
        message = "has a name that is not UTF-8 text, or lies in a folder that has; rename it"
        raise Refused(f"{output} {message}, or choose another place with --output") from error
    except OSError as error:
        raise Refused(_said(error, output)) from error


def own_folder(output: Path) -> None:
    """Makes an output folder and marks it as ours. Raises Refused for a link, or one with other files."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise Refused(f"{output} is not a folder; choose another place with --output")
    if output.is_dir() and not (output / MARKER).exists() and any(output.iterdir()):
        raise Refused(f"{output} holds files that were not made by this program; choose an empty folder with --output")
    output.mkdir(parents=True, exist_ok=True)
    (output / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")


@contextmanager
def only_one(output: Path) -> Iterator[None]:
    """One person at a time edits what a folder is made from, and holds a lock that lies in it.

    Raises AlreadyOpen, Refused and OSError.
    """
    own_folder(output)
    since = datetime.now().astimezone().strftime("%H:%M")
    holder = f"{_somebody()} on {socket.gethostname()}, since {since} (process {os.getpid()})"
    try:
        with locked(output / _EDIT_LOCK, holder):
            yield
    except Locked as other:
        raise AlreadyOpen(str(other) or "another process") from other


def _somebody() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _said(error: OSError, output: Path) -> str:
    file, number = str(error.filename or output), error.errno
    if number is None and (inner := _INNER.search(str(error))):
        number = int(inner[1])
    if number in _WORDS:
        return _WORDS[number].format(file=file)
    return f"{file} could not be read or written: {error.strerror or error}"


def _recover(output: Path) -> None:
    """Ends a change of places that was interrupted, and removes what killed builds left half done."""
    for fresh in sorted(output.glob(f"{_FRESH}*")):
        _finish(output, fresh)
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def fresh_folder(output: Path, sites: Sequence[str] = SITES) -> Iterator[Path]:
    """A new empty folder inside the output folder; when the block ends well, its `sites` replace the last ones.

    When the block fails, the last build stays as it was.
    """
    fresh = Path(tempfile.mkdtemp(prefix=_FRESH, dir=output))
    try:
        yield fresh
        _put_in_place(output, fresh, sites)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _put_in_place(output: Path, fresh: Path, sites: Sequence[str]) -> None:
    """Makes what is in the fresh folder the visible output; on failure everything is as it was."""
    journal = fresh / _JOURNAL
    journal.write_text(json.dumps({name: (fresh / name).stat().st_ino for name in sites}), encoding="utf-8")
    before = {name: (output / name).exists() for name in sites}
    done: list[str] = []
    try:
        for name in sites:
            exchange(fresh / name, output / name)
            done.append(name)
    except OSError:
        journal.unlink()
        for name in done:
            if before[name]:
                exchange(fresh / name, output / name)
            else:
                (output / name).rename(fresh / name)
        raise


def _finish(output: Path, fresh: Path) -> None:
    """Goes on where a killed build stopped: a folder that is still the fresh one, by its number, is put in place."""
    try:
        numbers = json.loads((fresh / _JOURNAL).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return
    for name in SITES:
        folder = fresh / name
        if name in numbers and folder.exists() and folder.stat().st_ino == numbers[name]:
            exchange(folder, output / name)

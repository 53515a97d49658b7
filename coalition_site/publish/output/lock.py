"""One build at a time in an output folder. The system holds the lock, so that it ends with the process that has it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A network share without locks: better a build than none.
_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}


class Locked(Exception):
    """Another process holds the lock; the text is what it wrote into the file: its number, or who it is."""


@contextmanager
def locked(file: Path, holder: str = "") -> Iterator[None]:
    """Holds the lock of a file, which is made if need be and stays. Raises Locked, and OSError if it cannot be made.

    `holder` is what others are told of who has it; by default the number of this process.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(descriptor)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{holder or os.getpid()}\n".encode(), 0)
        yield
        # An output holds nothing that differs from one build to the next.
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        import fcntl  # not there on Windows, where two builds at once are not kept apart
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip()
        raise Locked(holder) from None
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE:
            raise

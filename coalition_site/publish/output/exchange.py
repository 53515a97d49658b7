"""Two folders change places: at once where the system can do that, in three steps elsewhere."""

import ctypes
import errno
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

_AT_CURRENT_FOLDER = -100
_EXCHANGE = 2
# The system, or the file system, has no such call; anything else is a real failure.
_NOT_POSSIBLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_ASIDE = ".aside"


def exchange(new: Path, place: Path) -> None:
    """Puts `new` at `place`, and what stood there, if anything did, where `new` was. Both are on one file system.

    On Linux the two change places in one step of the system (renameat2 with RENAME_EXCHANGE), so that there is never a
    moment without a whole folder at `place`. Raises OSError; then both are as they were.
    """
    if not os.path.lexists(place):
        new.rename(place)
    elif not _at_once(new, place):
        _in_steps(new, place)


@cache
def _rename_of_the_system() -> Callable[..., int] | None:
    """The call, looked up once: two exchanges in a row follow each other at once."""
    try:
        found: Callable[..., int] = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return None
    return found


def _at_once(new: Path, place: Path) -> bool:
    rename = _rename_of_the_system()
    if rename is None:
        return False
    if rename(_AT_CURRENT_FOLDER, os.fsencode(new), _AT_CURRENT_FOLDER, os.fsencode(place), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_POSSIBLE:
        return False
    raise OSError(code, os.strerror(code), str(place))


def _in_steps(new: Path, place: Path) -> None:
    aside = new.with_name(new.name + _ASIDE)
    place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        aside.rename(place)
        raise
    aside.rename(new)

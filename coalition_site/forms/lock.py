"""One person at a time edits a folder; a second one is told who has it open."""

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from coalition_site.publish.output.folder import own_folder
from coalition_site.publish.output.lock import Locked, locked

_FILE = ".edit-lock"


class AlreadyOpen(Exception):
    """Somebody else has the folder open; the text says who and since when."""


@contextmanager
def only_one(output: Path) -> Iterator[None]:
    """Holds a folder's lock, which lies in its output. Raises AlreadyOpen, OutputRefused and OSError."""
    own_folder(output)
    since = datetime.now().astimezone().strftime("%H:%M")
    holder = f"{_somebody()} on {socket.gethostname()}, since {since} (process {os.getpid()})"
    try:
        with locked(output / _FILE, holder):
            yield
    except Locked as other:
        raise AlreadyOpen(str(other) or "another process") from other


def _somebody() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"

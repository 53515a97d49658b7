"""What is slow to make and only looked at is made once for a whole run, whichever worker needs it first."""

import fcntl
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

_VARIABLE = "COALITION_TESTS_MADE_ONCE"


def open_folder() -> Callable[[], None]:
    """Makes the folder of a run, which its workers find through their environment. Gives what takes it away."""
    os.environ[_VARIABLE] = mkdtemp(prefix="coalition-tests-")
    return partial(shutil.rmtree, os.environ[_VARIABLE], ignore_errors=True)


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name, which `make` fills if nobody did. It belongs to all tests: nobody writes into it."""
    place = Path(os.environ[_VARIABLE])
    folder, whole = place / name, place / f"{name}.whole"
    with (place / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder

"""PDF workers that begin at once: each is a copy of one process that has loaded the engine already.

Loading takes half a second of the processor, and a test lays out its few words in a twentieth of that. Within, such a
worker is one like others: the environment, folder, limits and end of its process are its own.
"""

import atexit
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

_HERE = Path(__file__).parent


@cache
def _socket() -> Path:
    """Where the process that is copied waits, from its start to the end of this one."""
    from coalition_site.publish.pdf.process import worker_environment

    folder = Path(mkdtemp(prefix="workers-"))
    # It ends with this process, which holds the other end of its input.
    server = subprocess.Popen(
        [sys.executable, "-P", str(_HERE / "ready_worker_server.py"), str(folder / "socket")],
        stdin=subprocess.PIPE,
        env=worker_environment(),
        cwd=folder,
    )
    atexit.register(_end, server, folder)
    return folder / "socket"


def _end(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.communicate(b"")
    rmtree(folder)


def ready_worker() -> tuple[str, ...]:
    """The command line of a worker that begins at once."""
    return (sys.executable, "-I", "-S", str(_HERE / "ready_worker_client.py"), os.fspath(_socket()))


@cache
def _own_worker() -> Callable[[], tuple[str, ...]]:
    from coalition_site.publish.pdf import process

    return process.worker_program


def give_workers(*, ready: bool) -> None:
    """Says how workers of this process begin from now on, if what starts them is loaded."""
    if "coalition_site.publish.pdf.process" in sys.modules:
        from coalition_site.publish.pdf import process

        own = _own_worker()
        process.worker_program = ready_worker if ready else own

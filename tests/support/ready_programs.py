"""Programs that begin at once: each is a copy of a process that has loaded what it needs already.

Loading the PDF engine takes half a second of the processor, and a test lays out its few words in a twentieth of that;
MkDocs takes as long to load and to compile its theme as four small sites take. Within, such a program is one like
others: the environment, folder, limits and end of its process are its own.
"""

import atexit
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from types import ModuleType

_HERE = Path(__file__).parent

# The modules that start programs, what in them says how, and the program of `ready_program_server.py` that it is.
_STARTED_BY = {
    "coalition_site.publish.pdf.process": ("worker_program", "pdf-worker"),
    "coalition_site.publish.pdf.join.process": ("joining_program", "joining"),
    "coalition_site.publish.site.mkdocs": ("builder_program", "site-builder"),
}


@cache
def _socket(name: str) -> Path:
    """Where the process that is copied waits, from its start to the end of this one."""
    from coalition_site.publish.pdf.environment import worker_environment

    folder = Path(mkdtemp(prefix=f"{name}-"))
    # It ends with this process, which holds the other end of its input.
    server = subprocess.Popen(
        [sys.executable, "-P", str(_HERE / "ready_program_server.py"), str(folder / "socket"), name],
        stdin=subprocess.PIPE,
        env=worker_environment() | {"NO_MKDOCS_2_WARNING": "1"},
        cwd=folder,
    )
    atexit.register(_end, server, folder)
    return folder / "socket"


def _end(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.communicate(b"")
    rmtree(folder)


def ready_program(name: str) -> tuple[str, ...]:
    """The command line of a program that begins at once: `pdf-worker`, `joining` or `site-builder`."""
    return (sys.executable, "-I", "-S", str(_HERE / "ready_program_client.py"), os.fspath(_socket(name)))


@cache
def _own(module: ModuleType, said_by: str) -> Callable[[], tuple[str, ...]]:
    own: Callable[[], tuple[str, ...]] = getattr(module, said_by)
    return own


def give_programs(*, ready: bool) -> None:
    """Says how programs of this process begin from now on, as far as what starts them is loaded."""
    for name, (said_by, program) in _STARTED_BY.items():
        if module := sys.modules.get(name):
            own = _own(module, said_by)
            setattr(module, said_by, partial(ready_program, program) if ready else own)

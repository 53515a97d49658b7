"""A process of its own for a file that may be hostile: without the environment, with bounded time and memory.

A crash or a bomb ends that process alone. One side asks (`ask`), with what is sent to the other's standard input; the
other, a module of ours, first binds itself (`bind`) and answers on its standard output.
"""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

_CODE = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "SYSTEMROOT", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")


def ask(module: str, question: bytes, seconds: float) -> bytes | None:
    """What `python -m module` answers to a question; None where it takes longer than so many seconds."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        ended = subprocess.run(  # noqa: S603  our own interpreter and module
            [sys.executable, "-P", "-m", module],
            input=question,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment | {"PYTHONPATH": str(_CODE), "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return None
    return ended.stdout


def bind(memory: int, seconds: int) -> None:
    """Give this process so many bytes of memory and seconds of the processor, where the system knows such limits."""
    try:
        import resource  # not there on Windows
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CPU, seconds)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))

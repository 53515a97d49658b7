"""The process, how it begins and ends: garbage collection, signals, exit codes, and no traceback.

Exit codes: 0 all is well, 1 the content has problems or the output cannot be written, 2 wrong usage, 3 something of the
system is missing, 70 a mistake of the program, 130 stopped with Ctrl+C or by the system (SIGTERM).

Python's garbage collector is also put off by the preview (`serve/garbage_collection.py`) and by the processes that lay
out PDFs (`publish/pdf/worker.py`), and asked for once after each Word letter (`publish/letters/make.py`).
"""

import gc
import os
import signal
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from coalition_site.cli.commands import app
from coalition_site.cli.options import CONTENT_PROBLEMS, INTERNAL, STOPPED

_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def main() -> NoReturn:
    """Runs the command line and ends the process.

    It ends without taking apart what was read, object by object, which would take a fifth of the time of a check
    (`os._exit`). So nothing may be left to `atexit` or to an object's end: files are closed and temporary folders taken
    away by `with` and `finally`, and what was printed is flushed here.
    """
    code = run_command_line()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        # Whoever read what is said went away, or had no room for it.
        code = code or CONTENT_PROBLEMS
    os._exit(code)


def run_command_line() -> int:
    """Runs the command line and returns the exit code. An error of the program itself is a line, never a traceback."""
    # What is read and made stays until the end and holds hardly any cycles: looking for them took a sixth of the time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 50, 50)
    # A shell that runs a command in the background switches Ctrl-C off for it; this stops it as cleanly.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # A file's name may hold bytes that are no text here, and a page signs that this terminal has not.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="coalition")
    except (KeyboardInterrupt, SystemExit) as end:
        # Typer makes an exit of most interrupts.
        code = int(end.code or 0) if isinstance(end, SystemExit) else STOPPED
        if code == STOPPED:
            print("Stopped. The last build is as it was.", file=sys.stderr)
        return code
    except Exception as error:  # noqa: BLE001  the last resort: people get a sentence, and where to look
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        at = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else "?"
        what = f"{type(error).__name__} at {at}: {error}"
        print(f"This is a mistake of the program, not of yours ({what}). Please report it.", file=sys.stderr)
        return INTERNAL
    return 0

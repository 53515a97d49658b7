"""The command line within the process of the tests: its exit code and its words, as from a program of its own.

A program takes half a second of the processor to begin, so tests start one where they are about how it begins or ends.
"""

import gc
import signal
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.support.building import PROJECT


def coalition(*words: str, folder: Path = PROJECT, **variables: str) -> CompletedProcess[str]:
    """What a command says within a folder, with these variables of the environment."""
    from coalition_site.cli.process import run_command_line
    from coalition_site.publish.pdf import make

    collected, stopped = gc.get_threshold(), signal.getsignal(signal.SIGTERM)
    said, complained = BytesIO(), BytesIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        for name, value in {"NO_COLOR": "1", **variables}.items():
            patched.setenv(name, value)
        patched.setattr(sys, "argv", ["coalition", *words])
        patched.setattr(sys, "stdout", TextIOWrapper(said, encoding="utf-8", write_through=True))
        patched.setattr(sys, "stderr", TextIOWrapper(complained, encoding="utf-8", write_through=True))
        # The other processor runs other tests.
        patched.setattr(make, "most_workers", lambda: 1)
        try:
            code = run_command_line()
        finally:
            gc.set_threshold(*collected)
            signal.signal(signal.SIGTERM, stopped)
        # Closing what is written into would close these too.
        words_said, words_complained = (each.getvalue().decode() for each in (said, complained))
    return CompletedProcess(list(words), code, words_said, words_complained)

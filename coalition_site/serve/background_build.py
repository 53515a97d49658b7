"""The build behind the preview: documents, letters and tables, in a process of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

_CODE = Path(__file__).resolve().parents[2]
_QUIET_SECONDS = 0.6
_PATIENCE = 10.0
_GIVES_WAY = 10


class BackgroundBuild:
    """At most one build at a time. A new request ends the one under way; what it has made is kept and used again.

    `failure` is what the last build said where it did not end well, empty where it did.
    """

    def __init__(self, command: list[str], done: Callable[[int, str], None]) -> None:
        """`command` are the words of a build; `done` gets its exit code and what it said, from a thread."""
        self._command = [sys.executable, "-m", "coalition_site", *command]
        self._done = done
        self._wanted = threading.Event()
        self._ended = False
        self._interrupted = False
        self._process: subprocess.Popen[str] | None = None
        self.failure = ""
        self._at_work = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def ask(self) -> None:
        """Asks for a build of the files as they are now."""
        self.failure = ""
        self._wanted.set()
        self._stop()

    def is_at_work(self) -> bool:
        """Whether a build is under way, or was asked for."""
        return self._wanted.is_set() or self._at_work

    def interrupt(self) -> None:
        """Ends a build under way, since what it is made from has changed; nothing is said of it."""
        with self._lock:
            self._interrupted = True
        self._stop()

    def close(self) -> None:
        """Ends what is under way."""
        self._ended = True
        self.ask()
        self._thread.join(_PATIENCE)

    def _stop(self) -> None:
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            self._at_work = True
            self._wanted.clear()
            if self._ended:
                return
            if self._wanted.wait(_QUIET_SECONDS):
                continue
            code, said = self._build()
            if not self._wanted.is_set() and not self._interrupted:
                self.failure = said if code else ""
                self._done(code, said)
            self._at_work = False

    def _build(self) -> tuple[int, str]:
        with self._lock:
            self._interrupted = False
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                cwd=_CODE,
                start_new_session=True,
            )
            if sys.platform != "win32":
                # What somebody looks at comes first: the build and all that it starts give way to the preview.
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _GIVES_WAY)
        said, _ = self._process.communicate()
        return self._process.returncode, said.strip()

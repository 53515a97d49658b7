"""One PDF worker process seen from the build: start it, hand it a job, outlive it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from coalition_site.publish.pdf.environment import worker_environment
from coalition_site.publish.pdf.jobs import Answer, BindJob, Job, Settings

_START_SECONDS = 60.0
# A document this long may take the whole of its time, a longer one as much more as it is longer.
_CHARACTERS = 400_000


class EngineMissing(Exception):
    """The PDF engine does not load in a worker; the text is the engine's own."""


@dataclass(frozen=True)
class Surroundings:
    """What the workers of one run share."""

    settings: Settings
    font_settings: Path
    scratch: Path
    epoch: int
    seconds: float

    def environment(self) -> dict[str, str]:
        """Variables of a worker: the same on every machine, so that the same input gives the same bytes."""
        return _environment(self.font_settings, self.scratch, self.epoch)


def _environment(font_settings: Path, scratch: Path, epoch: int) -> dict[str, str]:
    return worker_environment() | {
        "FONTCONFIG_FILE": str(font_settings),
        "SOURCE_DATE_EPOCH": str(epoch),
        "TMPDIR": str(scratch),
    }


def worker_program() -> tuple[str, ...]:
    """The command line of a worker."""
    return (sys.executable, "-P", "-m", "coalition_site.publish.pdf.worker")


def worker_process(
    font_settings: Path, scratch: Path, epoch: int, command: tuple[str, ...] | None = None
) -> subprocess.Popen[str]:
    """Begin a process that loads the engine and waits for its settings. Raises OSError."""
    with tempfile.TemporaryFile(dir=scratch) as complaints:
        return subprocess.Popen(  # noqa: S603  our own interpreter and module
            command or worker_program(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=_environment(font_settings, scratch, epoch),
            encoding="utf-8",
            cwd=scratch,
        )


def end_process(process: subprocess.Popen[str]) -> int:
    """End a process and return its exit code: its own, if it had ended by itself."""
    ended_by_itself = process.poll()
    process.kill()
    code = process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            _close_quietly(stream)
    return code if ended_by_itself is None else ended_by_itself


class Worker:
    """A worker process, begun when it is asked to or at the first job, and anew after it died or wore out."""

    def __init__(self, surroundings: Surroundings, command: tuple[str, ...] | None = None) -> None:
        """`command` replaces the worker's command line; tests pass their own."""
        self._surroundings = surroundings
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._is_ready = False
        self._lock = threading.Lock()
        self._closed = False

    def begin(self) -> None:
        """Begin the process: it loads the engine while others work. What goes wrong is said at the first job."""
        with suppress(OSError):
            self._begun()

    def take(self, process: subprocess.Popen[str]) -> None:
        """Take over a process that waits for its settings, before another one is begun."""
        self._process = process

    def make(self, job: Job | BindJob) -> Answer:
        """Have one document made, or bound; death and delay of the worker become answers.

        Raises EngineMissing, and OSError where the system refused the worker a file.
        """
        process = self._process if self._is_ready else self._start()
        if process is None:
            return Answer(pages=0, problems=["the build was stopped"], worn=False)
        length = len(job["html"]) if "html" in job else 0
        seconds = self._surroundings.seconds * max(1.0, length / _CHARACTERS)
        answer, late = self._exchange(process, job, seconds)
        if answer is None:
            code = self._stop()
            return Answer(pages=0, problems=[self._failure(code, late=seconds if late else 0)], worn=True)
        if answer["worn"]:
            self._stop()
        if "unwritten" in answer:
            raise OSError(answer["unwritten"], os.strerror(answer["unwritten"]), job["path"])
        return Answer(pages=answer["pages"], problems=answer["problems"], worn=answer["worn"])

    def close(self) -> None:
        """End the process for good; may be called from another thread while a job is under way."""
        self._closed = True
        self._stop()

    def _begun(self) -> subprocess.Popen[str] | None:
        """The process, which may be loading the engine; None once the worker was closed."""
        with self._lock:
            if self._closed or self._process is not None:
                return self._process
            around = self._surroundings
            self._process = worker_process(around.font_settings, around.scratch, around.epoch, self._command)
            return self._process

    def _start(self) -> subprocess.Popen[str] | None:
        process = self._begun()
        if process is None:
            return None
        answer, _late = self._exchange(process, self._surroundings.settings, _START_SECONDS)
        if answer is None or "unavailable" in answer:
            code = self._stop()
            raise EngineMissing(answer["unavailable"] if answer else self._failure(code, late=0))
        self._is_ready = True
        return process

    def _stop(self) -> int | None:
        with self._lock:
            process, self._process, self._is_ready = self._process, None, False
        if process is None:
            return None
        return end_process(process)

    def _exchange(
        self, process: subprocess.Popen[str], message: object, seconds: float
    ) -> tuple[dict[str, Any] | None, bool]:
        """Send a line and read the answer; None when the process died, with whether it was killed for being late."""
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            line = _say(process, message)
        finally:
            timer.cancel()
        answer = json.loads(line) if line.endswith("\n") else None
        if answer is None:
            process.wait()
        return answer, late.is_set()

    @staticmethod
    def _failure(code: int | None, *, late: float) -> str:
        if late:
            return f"laying it out took more than {late:.0f} seconds: make the document smaller or simpler"
        if code is not None and code < 0:
            return f"the PDF engine crashed on it ({signal.Signals(-code).name}): make the document smaller or simpler"
        return f"the PDF engine ended without an answer (exit code {code})"


def _say(process: subprocess.Popen[str], message: object) -> str:
    """One line out, one line back; an empty text when the process is gone."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(json.dumps(message) + "\n")
        process.stdin.flush()
        return process.stdout.readline()
    except (OSError, ValueError):
        return ""


def _close_quietly(stream: IO[str]) -> None:
    try:
        stream.close()
    except OSError:
        return

"""Loads a program once, and copies itself for each client. It ends with whoever started it."""

import ast
import gc
import os
import selectors
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

Program: TypeAlias = Callable[[], object]


def _pdf_worker() -> Program:
    from coalition_site.publish.pdf import worker
    from coalition_site.publish.pdf.system_libraries import opened_by_file_name

    with opened_by_file_name():
        from coalition_site.publish.pdf import weasyprint_engine  # noqa: F401  loaded for all copies
    from coalition_site.publish.pdf.join import merge  # noqa: F401

    return worker.main


def _joining() -> Program:
    from coalition_site.publish.pdf.join import (
        merge,  # noqa: F401  loaded for all copies
        process,
    )

    return process.main


def _site_builder() -> Program:
    import jinja2
    from mkdocs import __main__ as command_line
    from mkdocs.commands import build  # noqa: F401  loaded for all copies
    from mkdocs.theme import Theme

    # Half of a small site's time is compiling the theme's templates: a copy finds what another one compiled.
    compiled = jinja2.FileSystemBytecodeCache(str(Path.cwd()))
    environment = Theme.get_env

    def get_env(self: Theme) -> jinja2.Environment:
        made = environment(self)
        made.bytecode_cache = compiled
        return made

    Theme.get_env = get_env  # type: ignore[method-assign]
    return command_line.cli


PROGRAMS = {"pdf-worker": _pdf_worker, "joining": _joining, "site-builder": _site_builder}


def _become(program: Program, files: Sequence[int], words: Sequence[str], environment: dict[str, str]) -> None:
    """One run of the program, in a copy of this process."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    *streams, folder = files
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.fchdir(folder)
    os.closerange(3, 1024)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    sys.argv[1:] = words
    code = 1
    try:
        code = _ended(program)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _ended(program: Program) -> int:
    """The exit code of a program, whose end is said as Python says it."""
    try:
        program()
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:  # noqa: BLE001  whatever it is
        traceback.print_exc()
        return 1
    return 0


def _asked(connection: socket.socket) -> tuple[list[int], list[str], dict[str, str]]:
    """What a client hands over: streams and folder, words, environment. Raises EOFError where it was killed before."""
    head, files, _, _ = socket.recv_fds(connection, 8, 4)
    length, said = int.from_bytes(head, "big"), b""
    while len(said) < length:
        if not (more := connection.recv(length - len(said))):
            break
        said += more
    if not said or len(said) < length:
        raise EOFError
    words, environment = ast.literal_eval(said.decode())
    return files, words, environment


class Server:
    """Answers clients until its input ends; of each it knows the copy."""

    def __init__(self, path: str, program: Program) -> None:
        self._program = program
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(path)
        self._listening.listen()
        self._waiting = selectors.DefaultSelector()
        self._copies: dict[int, socket.socket] = {}

    def run(self) -> None:
        ended, wakes = os.pipe()
        for end in (ended, wakes):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakes)
        for source in (0, ended, self._listening):
            self._waiting.register(source, selectors.EVENT_READ)
        while True:
            for key, _ in self._waiting.select():
                if key.fileobj == 0:
                    return
                if key.fileobj == ended:
                    os.read(ended, 64)
                    self._tell()
                elif key.fileobj is self._listening:
                    self._copy()
                elif isinstance(key.fileobj, socket.socket):
                    self._end(key.fileobj)

    def _copy(self) -> None:
        connection, _ = self._listening.accept()
        try:
            files, words, environment = _asked(connection)
        except EOFError:
            connection.close()
            return
        copy = os.fork()
        if not copy:
            _become(self._program, files, words, environment)
        for file in files:
            os.close(file)
        self._copies[copy] = connection
        self._waiting.register(connection, selectors.EVENT_READ)

    def _tell(self) -> None:
        """Tells clients of copies that have ended."""
        while self._copies:
            copy, status = os.waitpid(-1, os.WNOHANG)
            if not copy:
                return
            connection = self._copies.pop(copy)
            if connection.fileno() >= 0:
                self._waiting.unregister(connection)
                connection.send(str(status).encode())
                connection.close()

    def _end(self, connection: socket.socket) -> None:
        """Ends the copy of a client that was killed."""
        self._waiting.unregister(connection)
        connection.close()
        for copy, other in self._copies.items():
            if other is connection:
                os.kill(copy, signal.SIGKILL)

    def close(self) -> None:
        """Ends all copies."""
        for copy in self._copies:
            os.kill(copy, signal.SIGKILL)


def main(path: str, name: str) -> None:
    program = PROGRAMS[name]()
    gc.freeze()
    server = Server(path, program)
    try:
        server.run()
    finally:
        server.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

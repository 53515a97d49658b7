"""Loads the PDF engine once, and copies itself for each client. It ends with whoever started it."""

import ast
import gc
import os
import selectors
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Sequence

from coalition_site.publish.pdf import worker
from coalition_site.publish.pdf.system_libraries import opened_by_file_name


def _become(files: Sequence[int], environment: dict[str, str]) -> None:
    """A worker, in a copy of this process."""
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
    code = 1
    try:
        worker.main()
        code = 0
    except Exception:  # noqa: BLE001  said as Python says it at the end of a program
        traceback.print_exc()
    finally:
        os._exit(code)


def _asked(connection: socket.socket) -> tuple[list[int], dict[str, str]]:
    """Streams and folder, and the environment, that a client hands over. Raises EOFError where it was killed before."""
    head, files, _, _ = socket.recv_fds(connection, 8, 4)
    length, said = int.from_bytes(head, "big"), b""
    while len(said) < length:
        if not (more := connection.recv(length - len(said))):
            break
        said += more
    if not said or len(said) < length:
        raise EOFError
    return files, ast.literal_eval(said.decode())


class Server:
    """Answers clients until its input ends; of each it knows the copy."""

    def __init__(self, path: str) -> None:
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
            files, environment = _asked(connection)
        except EOFError:
            connection.close()
            return
        copy = os.fork()
        if not copy:
            _become(files, environment)
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


def main(path: str) -> None:
    with opened_by_file_name():
        from coalition_site.publish.pdf import weasyprint_engine  # noqa: F401  loaded for all copies
    gc.freeze()
    server = Server(path)
    try:
        server.run()
    finally:
        server.close()


if __name__ == "__main__":
    main(sys.argv[1])

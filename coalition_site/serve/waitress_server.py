"""The web server, waitress: the only module that knows it, and how it is made to stop.

Waitress runs a loop over its sockets, which ends when none is left. They are kept in a map that is ours, and closed
from within the loop, as they may not be from another thread. It drops a connection whose address cannot be parsed.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event
from typing import Any

from waitress import create_server

_MOST_BYTES = 12 * 1024 * 1024
"""Of a request: a spreadsheet that is imported, with its form."""

THREADS = 32
"""Requests that are answered at once. A page that waits for the next change takes one."""


class WebServer:
    """Listens on the loopback address only. Raises OSError where the port is taken; port 0 takes a free one."""

    def __init__(self, host: str, port: int, application: Callable[[Any, Any], Iterable[bytes]]) -> None:
        # What it says of connections that end is nothing to whoever looks at the terminal; our pages tell what fails.
        log = logging.getLogger("waitress")
        log.addHandler(logging.NullHandler())
        log.propagate = False
        self._sockets: dict[int, Any] = {}
        self._server = create_server(
            application,
            map=self._sockets,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=_MOST_BYTES,
            max_request_header_size=64 * 1024,
            clear_untrusted_proxy_headers=True,
        )
        self.port: int = self._server.effective_port
        self._begun, self._ended = Event(), Event()

    def run(self) -> None:
        """Answers until it is stopped."""
        self._begun.set()
        try:
            self._server.run()
        finally:
            self._ended.set()

    def stop(self) -> None:
        """Waits for what is being answered, closes all connections and ends `run`, wherever it runs.

        In this order: who has answered pulls the trigger, which is one of the sockets.
        """
        self._server.task_dispatcher.shutdown()
        if self._begun.is_set():
            # What is to be done is known before the trigger is pulled: a loop that is just awake does it first.
            with suppress(OSError):
                self._server.trigger.pull_trigger(self._close)
            self._ended.wait(10)
        else:
            self._close()

    def _close(self) -> None:
        for each in list(self._sockets.values()):
            each.handle_close()

"""The web server, waitress: the only module that knows it, and how it is made to stop.

Waitress runs a loop over its sockets, which ends when none is left. They are kept in a map that is ours, and closed
from within the loop, as they may not be from another thread. It drops a connection whose address cannot be parsed.

Any program of this machine may open connections here and say nothing. Waitress takes no more once it has as many as it
may, for as long as those stay idle. So a connection that has not shown who it is within `HEADER_SECONDS` is closed, and
where there are too many, the oldest of these makes room for a new one.
"""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer

_MOST_BYTES = 12 * 1024 * 1024
"""Of a request: a spreadsheet that is imported, with its form."""

THREADS = 32
"""Requests that are answered at once. A page that waits for the next change takes one."""

HEADER_SECONDS = 5
"""How long a connection may take to send a header with what it is known by."""
MOST_CONNECTIONS = 100
"""Connections that are open at once; above it those that are not known make room. A browser opens six."""
_LIMIT = 2 * MOST_CONNECTIONS
"""Where waitress takes no more: all of them known then, or just being closed."""


class _Connection(HTTPChannel):  # type: ignore[misc]
    """A connection, which is known as soon as one header that came over it says so."""

    is_known = False

    def parser_class(self, adjustments: Any) -> "_Header":
        """What reads its next request."""
        return _Header(adjustments, self)

    @property
    def may_be_closed(self) -> bool:
        """Whether nobody knows whose it is, and nothing that it asked is being answered."""
        return not (self.is_known or self.requests or self.will_close)


class _Header(HTTPRequestParser):  # type: ignore[misc]
    """A request that tells its connection when its header is whole, before what is sent below it."""

    def __init__(self, adjustments: Any, connection: _Connection) -> None:
        super().__init__(adjustments)
        self._connection = connection

    def parse_header(self, header_plus: bytes) -> None:
        """Reads the header. Raises what waitress does for one that is none."""
        super().parse_header(header_plus)
        self._connection.is_known |= self._connection.server.is_known(self.headers.get("COOKIE", ""))


class _Listener(TcpWSGIServer):  # type: ignore[misc]
    """What takes connections: not more than it may, and none for long that nobody knows."""

    channel_class = _Connection

    def __init__(self, application: Callable[..., Any], is_known: Callable[[str], bool], **settings: Any) -> None:
        self.is_known = is_known
        super().__init__(application, **settings)

    def handle_accept(self) -> None:
        """Takes a connection; where there are too many now, the oldest that is not known is closed."""
        super().handle_accept()
        # They stand in the order in which they came.
        open_now = [connection for connection in self.active_channels.values() if not connection.will_close]
        unknown = (connection for connection in open_now if connection.may_be_closed)
        for _, connection in zip(range(len(open_now) - MOST_CONNECTIONS), unknown, strict=False):
            connection.will_close = True

    def maintenance(self, now: float) -> None:
        """Closes what has been idle for long, and what did not show in time who it is, even if it sends some bytes."""
        super().maintenance(now)
        for connection in self.active_channels.values():
            if connection.may_be_closed and connection.creation_time < now - HEADER_SECONDS:
                connection.will_close = True


class WebServer:
    """Listens on the loopback address only. Raises OSError where the port is taken; port 0 takes a free one.

    `is_known` says of a header's cookies whether the connection is one of somebody who may come in.
    """

    def __init__(
        self,
        host: str,
        port: int,
        application: Callable[[Any, Any], Iterable[bytes]],
        is_known: Callable[[str], bool],
    ) -> None:
        # What it says of connections that end is nothing to whoever looks at the terminal; our pages tell what fails.
        log = logging.getLogger("waitress")
        log.addHandler(logging.NullHandler())
        log.propagate = False
        self._sockets: dict[int, Any] = {}
        self._server = _Listener(
            application,
            is_known,
            map=self._sockets,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            connection_limit=_LIMIT,
            cleanup_interval=1,
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
        for socket in list(self._sockets.values()):
            socket.handle_close()

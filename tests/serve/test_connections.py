"""Connections that say nothing: they keep nobody from the pages, and are closed, while a browser's stay."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from functools import partial

import pytest

from coalition_site.serve.preview import Preview
from coalition_site.serve.server import PreviewServer
from coalition_site.serve.waitress_server import HEADER_SECONDS, MOST_CONNECTIONS
from tests.support.building import TODAY, small_project
from tests.support.editing import with_quick_previews

HALF_A_HEADER = b"GET / HTTP/1.1\r\nHost: 127.0.0.1"
PATIENCE = 30


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PreviewServer]:
    project = small_project(tmp_path_factory.mktemp("connections") / "project")
    with with_quick_previews():
        preview = Preview(project, project / "build", lambda: TODAY)
        server = PreviewServer(preview, 0)
        thread = threading.Thread(target=server.run)
        thread.start()
        preview.refresh()
        yield server
        server.stop()
        thread.join()
        preview.close()


def half_open(server: PreviewServer, sent: bytes = HALF_A_HEADER) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
    connection.sendall(sent)
    return connection


def browser(server: PreviewServer) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)


def asked(connection: http.client.HTTPConnection, path: str, cookie: str = "") -> http.client.HTTPResponse:
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    return answer


def cookie_of(server: PreviewServer) -> str:
    return f"coalition={server.gate.session}"


def is_hung_up(connection: socket.socket) -> bool:
    """Whether the other side closed it; waits for that as long as the socket's patience."""
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("sent", [b"", HALF_A_HEADER, b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n"])
def test_a_browser_is_answered_while_200_others_say_nothing(sent: bytes, server: PreviewServer) -> None:
    with ExitStack() as opened:
        for _ in range(200):
            opened.enter_context(half_open(server, sent))
        with closing(browser(server)) as person:
            opening = asked(person, f"/{server.gate.place}/site/?key={server.gate.key}")
            assert opening.status == 303
            cookie = opening.headers["Set-Cookie"].partition(";")[0]
            assert asked(person, f"/{server.gate.place}/site/", cookie).status == 200


def test_as_many_as_there_may_be_make_room_the_oldest_first(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coalition_site.serve.waitress_server.HEADER_SECONDS", 3600)
    with closing(browser(server)) as person, ExitStack() as opened:
        path = f"/{server.gate.place}/site/"
        assert asked(person, path, cookie_of(server)).status == 200
        silent = [opened.enter_context(half_open(server)) for _ in range(MOST_CONNECTIONS + 1)]
        assert is_hung_up(silent[0])
        # The connection of somebody who is known is older still, and stays.
        local = person.sock.getsockname()
        assert asked(person, path, cookie_of(server)).status == 200
        assert person.sock.getsockname() == local
        silent[-1].settimeout(0)
        with pytest.raises(BlockingIOError):
            silent[-1].recv(1)


def test_a_header_without_the_cookie_has_seconds_and_a_known_connection_has_more(server: PreviewServer) -> None:
    path, listener = f"/{server.gate.place}/site/", server._server._server

    def is_closed_later(connection: socket.socket) -> bool:
        """Whether it is hung up on as soon as its seconds are over; what is just being answered is waited for."""
        connection.settimeout(0.05)
        for _ in range(600):
            later = time.time() + HEADER_SECONDS + 1
            listener.trigger.pull_trigger(partial(listener.maintenance, later))
            with suppress(TimeoutError):
                return is_hung_up(connection)
        return False

    with closing(browser(server)) as person, closing(browser(server)) as stranger, half_open(server) as silent:
        assert asked(person, path, cookie_of(server)).status == 200
        assert asked(stranger, path).status == 403
        local = person.sock.getsockname()
        # Bytes that come one by one are no header.
        silent.sendall(b":1")
        assert is_closed_later(silent)
        assert is_closed_later(stranger.sock)
        assert asked(person, path, cookie_of(server)).status == 200
        assert person.sock.getsockname() == local

"""Garbage collection, put off while somebody waits for a page.

In a preview of a thousand partners a search takes a fifth of a second, and it would fall into every refresh.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

_SECONDS = 2.0


class LaterCollection:
    """Puts the search off until a while after the last refresh."""

    def __init__(self) -> None:
        self._timer: Timer | None = None

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """No search within the block, nor in the two seconds behind it."""
        self._cancel()
        gc.disable()
        try:
            yield
        finally:
            self._timer = Timer(_SECONDS, _collect)
            self._timer.daemon = True
            self._timer.start()

    def close(self) -> None:
        """Lets Python search as it likes."""
        self._cancel()
        gc.enable()

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def _collect() -> None:
    gc.collect()
    gc.enable()

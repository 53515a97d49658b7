"""Work that goes on in a thread of its own while other things are done, and says how far it is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from typing import Generic, Self, TypeVar

Result = TypeVar("Result")


class Stopped(Exception):
    """The work was given up."""


class Beside(Generic[Result]):
    """Begins the work at once. It is given what it is to call after each thing that it made.

    with Beside(work) as documents:
        ...
        made = documents.result(step.advance)
    """

    def __init__(self, work: Callable[[Callable[[], None]], Result]) -> None:
        self._made: SimpleQueue[bool] = SimpleQueue()
        self._given_up = Event()
        self._pool = ThreadPoolExecutor(1)
        self._future = self._pool.submit(self._run, work)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Waits for the end of the work; unless its result was asked for, it is given up with the next thing."""
        self._given_up.set()
        self._pool.shutdown()

    def result(self, advance: Callable[[], None]) -> Result:
        """The result, as soon as it is there; raises what the work raised. Calls `advance` for each thing made."""
        while self._made.get():
            advance()
        return self._future.result()

    def _run(self, work: Callable[[Callable[[], None]], Result]) -> Result:
        try:
            return work(self._one_made)
        finally:
            self._made.put(False)  # noqa: FBT003  the last: there is no more

    def _one_made(self) -> None:
        if self._given_up.is_set():
            raise Stopped
        self._made.put(True)  # noqa: FBT003

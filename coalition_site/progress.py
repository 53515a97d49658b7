"""Progress: what a run says of its work to whoever watches."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Step(Protocol):
    """One step of the run, while it is under way."""

    def advance(self) -> None:
        """Says that one more thing of the step is done."""


class Progress(Protocol):
    """Where the run says what it is doing."""

    def step(self, title: str, total: int = 1, /) -> AbstractContextManager[Step]:
        """Begins a step that makes so many things."""


class QuietStep:
    """A step nobody watches."""

    def advance(self) -> None:
        """Does nothing."""


class QuietProgress:
    """Says nothing."""

    @contextmanager
    def step(self, _title: str, _total: int = 1, /) -> Iterator[QuietStep]:
        """Begins a step nobody watches."""
        yield QuietStep()

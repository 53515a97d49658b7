"""Work in a thread of its own: it says how far it is, hands on what went wrong, and ends when nobody waits for it."""

from collections.abc import Callable
from itertools import count
from threading import Event

import pytest

from coalition_site.jobs.publishing import Beside


def test_the_result_comes_after_a_call_for_each_thing_made() -> None:
    calls: list[int] = []

    def work(done: Callable[[], None]) -> str:
        for _ in range(3):
            done()
        return "made"

    with Beside(work) as beside:
        assert beside.result(lambda: calls.append(len(calls))) == "made"
    assert calls == [0, 1, 2]


def test_what_the_work_raises_is_raised_where_the_result_is_asked_for() -> None:
    def work(done: Callable[[], None]) -> None:
        done()
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"), Beside(work) as beside:
        beside.result(lambda: None)


def test_work_that_nobody_waits_for_any_more_is_given_up() -> None:
    begun, made = Event(), count()

    def work(done: Callable[[], None]) -> None:
        while True:
            next(made)
            done()
            begun.set()

    with Beside(work):
        assert begun.wait(10)
    assert next(made) > 0

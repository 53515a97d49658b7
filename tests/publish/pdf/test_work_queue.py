from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from coalition_site.publish.pdf.jobs import Answer, BindJob, Job, Settings
from coalition_site.publish.pdf.process import Surroundings, Worker
from coalition_site.publish.pdf.work_queue import WorkQueue

_SETTINGS = Settings(folder="", roots=[], style_sheets=[], signs="", memory=0, pages=0)


class _Clerk(Worker):
    """A worker without a process, which notes what it is asked for."""

    def __init__(self) -> None:
        super().__init__(Surroundings(_SETTINGS, Path(), Path(), 0, 0))
        self.asked: list[str] = []
        self.is_closed = False

    def make(self, job: Job | BindJob) -> Answer:
        self.asked.append(job["path"])
        if job["path"] == "torn":
            raise OSError(28, "No space left on device")
        return Answer(pages=1, problems=[], worn=False)

    def close(self) -> None:
        self.is_closed = True


def _job(path: str, length: int) -> Job:
    return Job(path=path, html="x" * length, forms=False)


def _some(clerks: Sequence[_Clerk]) -> Callable[[int], Sequence[Worker]]:
    return lambda count: clerks[:count]


def test_what_is_urgent_comes_first_and_then_what_is_long() -> None:
    clerk = _Clerk()
    with WorkQueue(_some([clerk])) as work:
        for number, (path, length, urgent) in enumerate(
            [("short", 1, False), ("long", 9, False), ("urgent", 2, True), ("long too", 9, False)]
        ):
            work.put(number, _job(path, length), urgent=urgent)
        work.put(4, BindJob(path="bound", pieces=[], numbers=""), urgent=True)
        work.call(2)
        numbers = [work.answer()[0] for _ in range(5)]
    assert clerk.asked == ["urgent", "bound", "long", "long too", "short"]
    assert numbers == [2, 4, 1, 3, 0]
    assert not clerk.is_closed


def test_no_more_workers_are_called_than_there_are_jobs() -> None:
    asked: list[int] = []

    def workers(count: int) -> Sequence[Worker]:
        asked.append(count)
        return [_Clerk() for _ in range(count)]

    with WorkQueue(workers) as work:
        work.call(3)
        work.put(0, _job("one", 1), urgent=False)
        work.call(3)
        work.answer()
        work.put(1, _job("two", 1), urgent=True)
        work.call(1)
        work.answer()
    assert asked == [1]


def test_what_a_worker_raises_ends_the_run_and_all_workers() -> None:
    clerk = _Clerk()

    def run() -> None:
        with WorkQueue(_some([clerk])) as work:
            work.put(0, _job("torn", 9), urgent=False)
            work.put(1, _job("never made", 1), urgent=False)
            work.call(1)
            while work.unanswered:
                work.answer()

    with pytest.raises(OSError, match="No space"):
        run()
    assert clerk.is_closed
    assert clerk.asked == ["torn"]

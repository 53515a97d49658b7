"""Jobs that wait for workers, the urgent ones first, while more may come."""

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Self

from coalition_site.publish.pdf.jobs import Answer, BindJob, Job
from coalition_site.publish.pdf.process import Worker

_END = (-1, 0)

_Report = tuple[int, Answer | BaseException]


class WorkQueue:
    """The jobs of one run, each with a number. At the end of a `with` that failed, all workers are closed."""

    def __init__(self, workers: Callable[[int], Sequence[Worker]]) -> None:
        """`workers` gives so many workers, the same ones each time."""
        self._workers = workers
        self._at_work: list[tuple[Worker, threading.Thread]] = []
        self._waiting: queue.PriorityQueue[tuple[tuple[int, int], int, Job | BindJob | None]] = queue.PriorityQueue()
        self._reports: queue.SimpleQueue[_Report] = queue.SimpleQueue()
        self.unanswered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for number, (worker, _thread) in enumerate(self._at_work):
            if kind is not None:
                worker.close()
            self._waiting.put((_END, number, None))
        for _worker, thread in self._at_work:
            thread.join()

    def put(self, number: int, job: Job | BindJob, *, urgent: bool) -> None:
        """Let a job wait. Long ones go first among their like, so that no worker idles at the end."""
        length = len(job["html"]) if "html" in job else 0
        self._waiting.put(((0 if urgent else 1, -length), number, job))
        self.unanswered += 1

    def call(self, most: int) -> None:
        """Have at least so many workers at work, but no more than there are jobs."""
        count = min(most, self.unanswered)
        if count <= len(self._at_work):
            return
        for worker in self._workers(count)[len(self._at_work) :]:
            thread = threading.Thread(target=self._work, args=(worker,), daemon=True)
            self._at_work.append((worker, thread))
            thread.start()

    def answer(self) -> tuple[int, Answer]:
        """The number of the next job that is done, and its answer. Raises what the worker raised."""
        number, answer = self._reports.get()
        self.unanswered -= 1
        if isinstance(answer, BaseException):
            raise answer
        return number, answer

    def _work(self, worker: Worker) -> None:
        while True:
            _rank, number, job = self._waiting.get()
            if job is None:
                return
            try:
                self._reports.put((number, worker.make(job)))
            except BaseException as error:  # noqa: BLE001  handed to the caller's thread, which raises it
                self._reports.put((number, error))
                return

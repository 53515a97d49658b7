"""Kills an import while it writes, at many moments, each time in a process of its own; test_writing.py runs this.

It runs alone and not within the tests, because it forks. After each kill every content file must be its old or its new
bytes, the content must be right, and the same import must finish what was begun.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from coalition_site.edit.change import Change, contents
from coalition_site.edit.whole_files import write_change
from coalition_site.validate.project import check
from tests.support.importing import TODAY, imported, planned

RANDOM_MOMENTS = 25
Stop = Callable[[], None]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def stop_at(name: str, turn: int, *, after: bool) -> Stop:
    """Lets a process kill itself before or after it calls a function of `os` for that turn, from 0."""

    def stop() -> None:
        real, turns = getattr(os, name), iter(range(sys.maxsize))

        def call(*values: Any, **named: Any) -> Any:
            mine = next(turns) == turn
            if mine and not after:
                die()
            result = real(*values, **named)
            if mine:
                die()
            return result

        setattr(os, name, call)

    return stop


def killed_by_itself(project: Path, change: Change, stop: Stop) -> bool:
    """Whether the process met its moment; where it did not, it wrote everything."""
    child = os.fork()
    if child == 0:
        stop()
        write_change(project, change)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_after(project: Path, change: Change, seconds: float) -> None:
    child = os.fork()
    if child == 0:
        write_change(project, change)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def state(project: Path, change: Change) -> list[str]:
    """What each file is now: old or new."""
    found = []
    for path, (before, after) in change.files.items():
        data = contents(project, path)
        assert data in {before, after}, f"{path} is neither old nor new"
        found.append("old" if data == before else "new")
    return found


def restore(project: Path, change: Change) -> None:
    for path, (before, _) in change.files.items():
        if before is None:
            (project / path).unlink(missing_ok=True)
        else:
            (project / path).write_bytes(before)


def moments(project: Path, change: Change) -> Iterator[None]:
    """Kills a writing process, once for each time this is asked to go on."""
    for name in ("replace", "fsync"):
        for after in (False, True):
            turn = 0
            while killed_by_itself(project, change, stop_at(name, turn, after=after)):
                yield
                turn += 1
            assert turn >= len(change.files)
            assert set(state(project, change)) == {"new"}
            restore(project, change)
    begun = time.monotonic()
    write_change(project, change)
    whole = time.monotonic() - begun
    restore(project, change)
    chance = random.Random(4)  # noqa: S311  the same moments in every run
    for _ in range(RANDOM_MOMENTS):
        killed_after(project, change, chance.uniform(0, 1.5 * whole))
        yield


def main(project: Path, *sheets: Path) -> None:
    change = planned(project, *sheets).change
    there = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    seen = []
    for _ in moments(project, change):
        seen.append(state(project, change))
        assert check(project, TODAY).validated.problems == ()
        imported(project, *sheets)
        assert set(state(project, change)) == {"new"}
        assert not list(project.rglob(".*")), "something is left over"
        restore(project, change)
        assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == there
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

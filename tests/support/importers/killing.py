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

from coalition_site.edit.whole_files import ContentFile
from coalition_site.importers.plan.write import write_plan
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


def killed_by_itself(project: Path, files: list[ContentFile], stop: Stop) -> bool:
    """Whether the process met its moment; where it did not, it wrote everything."""
    child = os.fork()
    if child == 0:
        stop()
        write_plan(project, files)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_after(project: Path, files: list[ContentFile], seconds: float) -> None:
    child = os.fork()
    if child == 0:
        write_plan(project, files)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def state(project: Path, files: list[ContentFile]) -> list[str]:
    """What each file is now: old or new."""
    found = []
    for file in files:
        path = project / file.path
        data = path.read_bytes() if path.exists() else None
        assert data in {file.before, file.after}, f"{file.path} is neither old nor new"
        found.append("old" if data == file.before else "new")
    return found


def restore(project: Path, files: list[ContentFile]) -> None:
    for file in files:
        if file.before is None:
            (project / file.path).unlink(missing_ok=True)
        else:
            (project / file.path).write_bytes(file.before)


def moments(project: Path, files: list[ContentFile]) -> Iterator[None]:
    """Kills a writing process, once for each time this is asked to go on."""
    for name in ("replace", "fsync"):
        for after in (False, True):
            turn = 0
            while killed_by_itself(project, files, stop_at(name, turn, after=after)):
                yield
                turn += 1
            assert turn >= len(files)
            assert set(state(project, files)) == {"new"}
            restore(project, files)
    begun = time.monotonic()
    write_plan(project, files)
    whole = time.monotonic() - begun
    restore(project, files)
    chance = random.Random(4)  # noqa: S311  the same moments in every run
    for _ in range(RANDOM_MOMENTS):
        killed_after(project, files, chance.uniform(0, 1.5 * whole))
        yield


def main(project: Path, *sheets: Path) -> None:
    files = planned(project, *sheets).files
    there = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    seen = []
    for _ in moments(project, files):
        seen.append(state(project, files))
        assert check(project, TODAY).validated.problems == ()
        imported(project, *sheets)
        assert set(state(project, files)) == {"new"}
        assert not list(project.rglob(".*")), "something is left over"
        restore(project, files)
        assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == there
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

"""File watcher (polling): snapshots of names, sizes and times, and the wait for the next change."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_PAUSE = 0.05
_SETTLED = 0.02
_SHARE = 10
"""Looking takes at most one part in so many of the time."""

Snapshot = dict[str, tuple[int, int]]
"""Size and time of change in nanoseconds of each file, by path."""


def snapshot(places: Sequence[Path]) -> Snapshot:
    """All files below folders, and single files, as they are now. What is gone meanwhile is left out."""
    found: Snapshot = {}
    for place in places:
        if place.is_dir():
            _look_into(place, found)
        elif place.is_file():
            seen = place.stat()
            found[str(place)] = seen.st_size, seen.st_mtime_ns
    return found


def _look_into(folder: Path | str, found: Snapshot) -> None:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    _look_into(entry.path, found)
                else:
                    seen = entry.stat(follow_symlinks=False)
                    found[entry.path] = seen.st_size, seen.st_mtime_ns
    except OSError:
        return


def next_change(places: Sequence[Path], before: Snapshot, sleep: Callable[[float], None] = time.sleep) -> Snapshot:
    """Waits until files differ from what was seen before and are no longer being written, and returns what they are."""
    while True:
        begun = time.monotonic()
        now = snapshot(places)
        took = time.monotonic() - begun
        if now != before:
            while True:
                sleep(_SETTLED)
                later = snapshot(places)
                if later == now:
                    return now
                now = later
        sleep(max(_PAUSE, took * _SHARE))


def names_of_changes(before: Snapshot, now: Snapshot, folder: Path) -> list[str]:
    """What differs between two snapshots, as paths below a folder where they lie there."""
    changed = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    return [os.path.relpath(path, folder).replace(os.sep, "/") for path in changed]

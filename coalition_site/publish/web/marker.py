"""The marker of a published site: a file at its top that says what `coalition publish` has put there, and when.

By it a published site is told from folders of other people. All that it says is public: the names of public files.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MARKER_FILE = ".coalition-site"
_ABOUT = "Published by coalition publish, which replaces the files that are named here."
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Marker:
    """The day that the site was built on, and the paths of the files that were put there, without the marker's own."""

    day: date
    files: frozenset[str]


def written_marker(day: date, files: Iterable[str]) -> bytes:
    """A marker as it stands in a file: the same for the same day and files."""
    data = {"about": _ABOUT, "day": day.isoformat(), "files": sorted(files)}
    return (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode()


def read_marker(data: bytes) -> Marker | None:
    """What a marker says; None for bytes that are no marker."""
    if len(data) > _MOST_BYTES:
        return None
    try:
        said = json.loads(data)
        files = said["files"]
        if not isinstance(files, list) or not all(isinstance(path, str) for path in files):
            return None
        return Marker(date.fromisoformat(said["day"]), frozenset(files))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None

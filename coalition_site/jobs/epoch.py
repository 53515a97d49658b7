"""The time that outputs carry, in seconds since 1970, so that the same content gives the same bytes."""

import os
from datetime import UTC, date, datetime, time

_MOST_DIGITS = 12


EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
"""The days that anything can be made for. Beyond them, days ahead have no date, and file formats no time."""


def written_epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds; None where it is not set, or no number. Raises ValueError for an absurd one."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not (written.isascii() and written.isdigit()):
        return None
    if len(written) > _MOST_DIGITS or int(written) >= epoch_of_day(LATEST):
        raise ValueError(f"{written[: _MOST_DIGITS + 1]} lies behind {LATEST}; write seconds since {EARLIEST}")
    return int(written)


def epoch_of_day(day: date) -> int:
    """The day at 0:00 UTC."""
    return int(datetime.combine(day, time(), UTC).timestamp())


def epoch_of(today: date) -> int:
    """SOURCE_DATE_EPOCH where it is set, or else the given day at 0:00 UTC."""
    written = written_epoch()
    return written if written is not None else epoch_of_day(today)

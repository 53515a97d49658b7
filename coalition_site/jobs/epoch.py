"""The time that outputs carry, in seconds since 1970, so that the same content gives the same bytes."""

import os
from datetime import UTC, date, datetime, time


def epoch_of_day(day: date) -> int:
    """The day at 0:00 UTC."""
    return int(datetime.combine(day, time(), UTC).timestamp())


def epoch_of(today: date) -> int:
    """SOURCE_DATE_EPOCH where it is set, or else the given day at 0:00 UTC."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(written) if written.isdigit() else epoch_of_day(today)

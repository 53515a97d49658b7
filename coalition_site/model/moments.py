"""Moments: a day with its hour, and the time zone it is meant in."""

import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, WithJsonSchema

from coalition_site.fixes import example, instead
from coalition_site.model.days import possible_days
from coalition_site.model.kinds import ValueKind
from coalition_site.model.reading import mistake, nearest, shape_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d):(\d\d)")
_LOOSE = re.compile(
    r"(?P<day>.+?),?(?:[ T]|\s+at\s+)\s*(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?::00)?\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_A_MOMENT, _A_ZONE = "2027-01-14 17:30", "America/Chicago"
_EXPECTED = f"Write day and hour, like {_A_MOMENT}."
_FORMAT = "%Y-%m-%d %H:%M"
_NOON = 12
_ZONE = re.compile(r"UTC|[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+")
_SAID = {
    "America/New_York": ("eastern", "et", "est", "edt"),
    "America/Chicago": ("central", "ct", "cst", "cdt"),
    "America/Denver": ("mountain", "mt", "mst", "mdt"),
    "America/Los_Angeles": ("pacific", "pt", "pst", "pdt"),
    "America/Anchorage": ("alaska", "akt", "akst", "akdt"),
    "Pacific/Honolulu": ("hawaii", "hst"),
    "America/Puerto_Rico": ("atlantic", "ast"),
}
"""What people in the United States call their time zones; to programs the short names have no summer time."""


def written_moment(moment: datetime) -> str:
    """A moment as the content format writes it."""
    return moment.strftime(_FORMAT)


def hour_of_day(hour: int, half: str) -> int:
    """The hour of 24 that an hour and its half of the day mean, `am`, `p.m.` or the like; without a half as it is."""
    return hour % _NOON + (_NOON if half.startswith("p") else 0) if half else hour


def _moment(value: object) -> datetime:
    if not isinstance(value, str):
        message = f"a day and an hour are expected here, not {shape_of(value)}"
        hint = f"write them behind the key, for example {_A_MOMENT}"
        raise mistake("value-shape", message, hint, example(_A_MOMENT))
    if _MOMENT.fullmatch(value) is None:
        meant, days = _meant(value), possible_days(value)
        such_as = f"{days[0]} 17:30" if len(days) == 1 else _A_MOMENT
        hint = f"write {'the hour too' if len(days) == 1 else 'day and hour'}, for example {such_as}"
        fix = instead(meant, safe=True) or example(such_as)
        raise mistake("value-time", f"{value!r} is not a day and an hour", f"write {meant}" if meant else hint, fix)
    try:
        return datetime.strptime(value, _FORMAT)  # noqa: DTZ007  the zone stands in another field
    except ValueError:
        hint = "check the day, and write the hour from 00:00 to 23:59"
        raise mistake("value-time", f"there is no moment {value}", hint) from None


def _meant(value: str) -> str:
    """The moment that a text says in another way; empty where there is none, or more than one."""
    found = _LOOSE.fullmatch(" ".join(value.split()))
    days = possible_days(found["day"]) if found is not None else []
    if found is None or len(days) != 1:
        return ""
    half = (found["half"] or "").lower()
    if not half and found["minute"] is None:
        return ""
    hour = hour_of_day(int(found["hour"]), half)
    with suppress(ValueError):
        return written_moment(datetime(days[0].year, days[0].month, days[0].day, hour, int(found["minute"] or 0)))  # noqa: DTZ001
    return ""


def _time_zone(value: object) -> str:
    if not isinstance(value, str):
        message = f"a time zone is expected here, not {shape_of(value)}"
        hint = f"write it behind the key, for example {_A_ZONE}"
        raise mistake("value-shape", message, hint, example(_A_ZONE))
    if _is_zone(value):
        return value
    said = value.lower().replace(".", "").split()
    meant = next((zone for zone, names in _SAID.items() if said and said[0] in names), "") or _near(value)
    hint = f"did you mean {meant}?" if meant else f"write part of the world and city, for example {_A_ZONE}"
    raise mistake("value-time", f"there is no time zone {value!r}", hint, instead(meant) or example(_A_ZONE))


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return _ZONE.fullmatch(name) is not None and bool(ZoneInfo(name).key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _near(name: str) -> str:
    from zoneinfo import available_timezones

    zones = sorted(timezone for timezone in available_timezones() if _ZONE.fullmatch(timezone))
    cities = {zone.rpartition("/")[2].replace("_", " ").lower(): zone for zone in reversed(zones)}
    return cities.get(name.strip().lower(), "") or nearest(name.replace(" ", "_"), zones) or ""


def zone_of(name: str) -> "ZoneInfo":
    """A time zone that was read."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def after_the_gap(moment: datetime, zone: str) -> datetime | None:
    """What clocks show in the place of a moment that they skip when summer time begins; None where there is one."""
    from datetime import UTC

    shown = moment.replace(tzinfo=zone_of(zone)).astimezone(UTC).astimezone(zone_of(zone)).replace(tzinfo=None)
    return shown if shown != moment else None


Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {"type": "string", "pattern": f"^(?:{_MOMENT.pattern})$", "patternErrorMessage": _EXPECTED},
    ),
    ValueKind.MOMENT,
]
"""A day and an hour, without a time zone."""
TimeZone = Annotated[
    str,
    BeforeValidator(_time_zone),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^(?:{_ZONE.pattern})$",
            "patternErrorMessage": "Write part of the world and city, like America/Chicago.",
        }
    ),
    ValueKind.LINE,
]
"""A time zone by its IANA name, such as `America/Chicago`."""

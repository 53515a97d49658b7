"""Hours and time zones as people say them in a language, with the clock of the place where they meet."""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.locales import locale_of
from coalition_site.model.moments import zone_of

if TYPE_CHECKING:
    from babel import Locale

# The thin and narrow spaces of CLDR are in few fonts.
_PLAIN_SPACES = str.maketrans({"\u2009": "", "\u202f": "\u00a0"})


def weekday_date(moment: datetime, language: str) -> str:
    """A day with its weekday, such as `Thursday, January 14, 2027`; without it where the language has no names."""
    from babel.dates import format_date

    locale = locale_of(language)
    if locale is None:
        return long_date(moment.date(), language)
    return format_date(moment.date(), format="full", locale=locale)


def hours_said(start: datetime, end: datetime | None, zone: str, language: str) -> str:
    """From when to when, such as `5:30–7:30 PM`, on a clock of 12 or 24 hours as the country of the zone has it.

    An end on another day is left out: it needs its day beside it.
    """
    from babel.dates import format_interval, format_time

    locale = _locale(language, zone)
    same_day = end is not None and end.date() == start.date()
    if locale is None:
        parts = [f"{each.hour}:{each.minute:02}" for each in (start, end if same_day else None) if each is not None]
        return "\N{EN DASH}".join(parts)
    if end is None or not same_day:
        return format_time(start.time(), format="short", locale=locale).translate(_PLAIN_SPACES)
    half_days = {"a", "b", "B"} & set(locale.time_formats["short"].pattern)
    return format_interval(start, end, "hm" if half_days else "Hm", locale=locale).translate(_PLAIN_SPACES)


def zone_said(moment: datetime, zone: str, language: str) -> str:
    """What a time zone is called, such as `Central Time`; its city where the language has no name for it."""
    from babel.dates import get_timezone_name

    locale = locale_of(language)
    if locale is None:
        return zone.rpartition("/")[2].replace("_", " ")
    aware = moment.replace(tzinfo=zone_of(zone))
    return get_timezone_name(aware, width="long", zone_variant="generic", locale=locale)


def country_of(zone: str) -> str:
    """The country that a time zone is in, as a code of two letters; empty where it is in none."""
    from babel.core import get_global

    return str(get_global("zone_territories").get(zone, "")) if zone else ""


@cache
def _locale(language: str, zone: str) -> "Locale | None":
    """The locale of a language in the country of a zone, else of the language alone."""
    from babel import Locale, UnknownLocaleError

    locale, territory = locale_of(language), country_of(zone)
    if locale is None or locale.territory or not territory:
        return locale
    try:
        return Locale.parse(f"{locale.language}_{territory}", resolve_likely_subtags=False)
    except (UnknownLocaleError, ValueError):
        return locale

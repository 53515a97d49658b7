"""Days ahead that everybody works towards, and how far off a day is, in words."""

from dataclasses import dataclass
from datetime import date

from coalition_site.derive.rules.meetings import next_public_meeting
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.hours import hours_said
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from coalition_site.model.meeting import Meeting


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A day the team works towards: what it is (`said`), how far off, from 0, and that in words (`when`)."""

    said: str
    day: date
    days: int
    when: str
    time: str = ""
    place: str = ""


def from_now(days: int, words: Catalogue) -> str:
    """How far off a day is, in words: `3 days late`, `today`, `tomorrow`, `in 3 days`."""
    if days < 0:
        return words.ngettext("%(num)s day late", "%(num)s days late", -days)
    if days == 0:
        return words.pgettext("when something is due", "today")
    if days == 1:
        return words.pgettext("when something is due", "tomorrow")
    return words.ngettext("in %(num)s day", "in %(num)s days", days)


def days_ahead(coalition: Coalition, words: Words, today: date) -> tuple[DayAhead, ...]:
    """Until when answers are asked for, and the next meeting, as far as they are known and not over; the next first.

    On one day the answers stand first. Where the next meeting is the team's, the next public one follows.
    """
    found: list[DayAhead] = []
    settings, catalogue = coalition.settings, words.catalogue
    if settings.respond_by is not None:
        days = (settings.respond_by - today).days
        said = catalogue.gettext("Answers are asked for")
        found.append(DayAhead(said, settings.respond_by, days, from_now(days, catalogue)))
    upcoming = [meeting for meeting in coalition.meetings if meeting.day >= today]
    public = next_public_meeting(coalition.meetings, today)
    next_ones = {each.id: each for each in (*upcoming[:1], public) if each is not None}
    found += [_ahead(one, words, today) for one in next_ones.values()]
    short = settings.meeting
    if short is not None and short.date is not None and public is None:
        days = (short.date - today).days
        said, when = catalogue.gettext("First meeting"), from_now(days, catalogue)
        found.append(DayAhead(said, short.date, days, when, short.time, words.text(short.place)))
    return tuple(sorted((each for each in found if each.days >= 0), key=lambda each: each.days))


def _ahead(meeting: Meeting, words: Words, today: date) -> DayAhead:
    days = (meeting.day - today).days
    hours = hours_said(meeting.start, meeting.end, meeting.zone, words.language) if meeting.start is not None else ""
    place = words.text(meeting.place)
    return DayAhead(words.text(meeting.title), meeting.day, days, from_now(days, words.catalogue), hours, place)

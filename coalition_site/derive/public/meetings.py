"""Public meetings as everybody may see them: the notice, in one language, and nothing of what the team keeps."""

from dataclasses import dataclass
from datetime import date, datetime, time

from coalition_site.derive.rules.meetings import occasions
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.hours import hours_said, weekday_date, zone_said
from coalition_site.derive.words.labels import Words
from coalition_site.derive.words.spoken import languages_named
from coalition_site.model.coalition import Coalition
from coalition_site.model.localized import own_alone
from coalition_site.model.meeting import Meeting
from coalition_site.model.settings import Meeting as SettingsMeeting

_Day = date


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    """A meeting: its day and hours in words (`date`, `time`), and where. What is not set is empty.

    That of coalition.yml has no `id`, since it has no page, and its hours are as they were written. `start` and `end`
    are shown by clocks in `zone`, an IANA name; `zone_name` is that in words. `spoken` are
    codes of `languages`, `agenda` is Markdown. `occasion` tells
    the meeting from others when all else of it changes.
    """

    day: date | None
    date: str
    time: str
    place: str
    id: str = ""
    occasion: str = ""
    title: str = ""
    start: datetime | None = None
    end: datetime | None = None
    zone: str = ""
    zone_name: str = ""
    address: tuple[str, ...] = ()
    online: str = ""
    languages: str = ""
    spoken: tuple[str, ...] = ()
    child_care: str = ""
    access: str = ""
    food: str = ""
    agenda: str = ""

    @property
    def page(self) -> str:
        """Its page, from the site's root; empty where it has none."""
        return f"meetings/{self.id}.html" if self.id else ""

    @property
    def calendar(self) -> str:
        """Its file for calendar programs, from the site's root; empty while the day is open."""
        if self.id:
            return f"meetings/{self.id}.ics"
        return "meeting.ics" if self.day is not None else ""

    @property
    def agenda_file(self) -> str:
        """Its agenda as a document, from the root of either site; empty where it has none."""
        return f"meetings/{self.id}.pdf" if self.id else ""

    @property
    def last_day(self) -> _Day | None:
        """The day on which it ends; None while it is open."""
        return self.end.date() if self.end is not None else self.day


def notice(meeting: Meeting, words: Words, occasion: str, agenda: str) -> PublicMeeting:
    """What is announced of a meeting, in the language of the words; `agenda` is the text to show."""
    start, end, zone, language = meeting.start, meeting.end, meeting.zone, words.language
    return PublicMeeting(
        id=meeting.id,
        occasion=occasion,
        title=words.text(meeting.title),
        day=meeting.day,
        date=days_said(meeting, language),
        time=hours_said(start, end, zone, language) if start is not None else "",
        zone_name=zone_said(start, zone, language) if start is not None and zone else "",
        place=words.text(meeting.place),
        start=start,
        end=end,
        zone=zone,
        address=tuple(own_alone(line, words.own, language) for line in meeting.address),
        online=meeting.online,
        languages=words.text(meeting.languages),
        spoken=languages_named(words.text(meeting.languages), language),
        child_care=words.text(meeting.child_care),
        access=words.text(meeting.access),
        food=words.text(meeting.food),
        agenda=agenda,
    )


def days_said(meeting: Meeting, language: str) -> str:
    """The day in words, with the last one where that is another."""
    first = weekday_date(meeting.start or datetime.combine(meeting.day, time()), language)
    if meeting.last_day == meeting.day:
        return first
    return f"{first} \N{EN DASH} {weekday_date(datetime.combine(meeting.last_day, time()), language)}"


def is_announced(meeting: SettingsMeeting, today: date) -> bool:
    """Whether the public site shows the meeting of coalition.yml: it is public and not over."""
    return meeting.public and (meeting.date is None or meeting.date >= today)


def meeting_of_settings(coalition: Coalition, words: Words, today: date) -> PublicMeeting | None:
    """The meeting of coalition.yml, where it is public and not over."""
    meeting = coalition.settings.meeting
    if meeting is None or not is_announced(meeting, today):
        return None
    day = long_date(meeting.date, words.language) if meeting.date is not None else ""
    return PublicMeeting(
        meeting.date, day, own_alone(meeting.time, words.own, words.language), words.text(meeting.place)
    )


def all_occasions(coalition: Coalition) -> dict[str, str]:
    """What tells each meeting from others for good, by its id; public ones and those of the team are counted apart.

    It begins with the community, in the coalition's own language, so that two coalitions have different meetings.
    """
    settings = coalition.settings
    community = settings.community.in_language(settings.language, settings.language)
    apart = [[meeting for meeting in coalition.meetings if meeting.is_public is public] for public in (True, False)]
    return {key: f"{community}, {said}" for meetings in apart for key, said in occasions(meetings).items()}

"""meetings/<date>-<name>.md: meetings, as they are announced, and what the team keeps of them."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, time
from typing import Annotated

from pydantic import BeforeValidator, Field

from coalition_site.model.audience import Public, Team
from coalition_site.model.fields import (
    AddressLines,
    ContentModel,
    Day,
    Line,
    LocalizedText,
    Paragraph,
    Text,
    WebAddress,
    one_of,
)
from coalition_site.model.localized import untranslated
from coalition_site.model.moments import Moment, TimeZone
from coalition_site.model.page import PageAudience

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)-(.+)")


class Decision(ContentModel):
    """Something that was decided, and who sees to it."""

    text: Team[Paragraph[Text]] = Field(
        title="What was decided", description="What was decided.", examples=["Two residents read each agenda first"]
    )
    who: Team[Line] = Field(
        "", title="Who sees to it", description="A partner's id, or a name.", examples=["Dana Reyes"]
    )
    by: Team[Day | None] = Field(
        None, title="Until when", description="The day it is to be done: a task until then.", examples=["2026-12-01"]
    )


class Minutes(ContentModel):
    """What the team keeps of a meeting. Never public."""

    present: Team[tuple[Line, ...]] = Field(
        (), title="Who was there", description="Partners' ids, or names.", examples=[["city-library", "Dana Reyes"]]
    )
    excused: Team[tuple[Line, ...]] = Field(
        (), title="Who sent word", description="Partners' ids, or names.", examples=[["river-clinic"]]
    )
    decisions: Team[tuple[Decision, ...]] = Field((), title="Decisions", description="What was decided.")
    notes: Team[Text] = Field("", title="Notes", description="What else is to be kept, in Markdown.")


class MeetingFrontMatter(ContentModel):
    """The front matter of meetings/<date>-<name>.md. All but `team` is as public as `audience` says."""

    title: Public[LocalizedText] = Field(
        title="What it is called",
        description="What the meeting is called.",
        examples=["First meeting of the coalition"],
    )
    audience: Public[Annotated[PageAudience, BeforeValidator(one_of(PageAudience))]] = Field(
        title="Who may know of it", description="public or team.", examples=["public"]
    )
    start: Public[Moment | None] = Field(
        None, title="Begins", description="Day and hour, in the meeting's time zone.", examples=["2027-01-14 17:30"]
    )
    end: Public[Moment | None] = Field(None, title="Ends", description="Day and hour.", examples=["2027-01-14 19:30"])
    time_zone: Public[TimeZone] = Field(
        "", description="If it is not that of coalition.yml.", examples=["America/Chicago"]
    )
    place: Public[LocalizedText | None] = Field(
        None, description="The building and the room.", examples=["Main Library, Room 2"]
    )
    address: Public[AddressLines] = Field(
        (), description="Where that is, line by line.", examples=[["12 Elm Street", "Forest City, OH 44101"]]
    )
    online: Public[WebAddress] = Field(
        "", title="Online at", description="Where to join online.", examples=["https://meet.example/forest-city"]
    )
    languages: Public[LocalizedText | None] = Field(
        None, title="Languages spoken", description="Languages spoken or interpreted.", examples=["English and Spanish"]
    )
    child_care: Public[LocalizedText | None] = Field(
        None, description="Who looks after children, and where.", examples=["In the next room, from 5:15"]
    )
    access: Public[LocalizedText | None] = Field(
        None,
        title="Getting in",
        description="Steps, lifts, buses, captions.",
        examples=["Step-free; bus 7 stops outside"],
    )
    food: Public[LocalizedText | None] = Field(
        None, description="What there is to eat.", examples=["Supper, with a vegetarian dish"]
    )
    team: Team[Minutes] = Field(
        default_factory=Minutes.model_construct, description="Attendance, decisions, notes: the team's alone."
    )


class TeamMeeting(ContentModel):
    """The front matter of meetings/<date>-<name>.md in the team's own folder, beside a public notice."""

    team: Team[Minutes] = Field(
        default_factory=Minutes.model_construct, description="Attendance, decisions, notes: the team's alone."
    )


class Meeting(MeetingFrontMatter):
    """A meeting. `day` is the one that begins the file's name; `zone` its time zone, its own or the coalition's."""

    id: Public[str] = Field(description="The name of the file without .md.")
    day: Public[date] = Field(description="The day it begins.")
    zone: Public[str] = Field("", description="Its time zone; empty where nobody says one.")
    body: Public[str] = Field("", description="The agenda, in Markdown.")
    translations: Public[dict[str, str]] = Field(
        default_factory=dict, description="The agenda in further languages, by their codes."
    )

    @property
    def is_public(self) -> bool:
        """Whether everybody may know of it."""
        return self.audience is PageAudience.PUBLIC

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return self.end.date() if self.end is not None else self.day

    def body_in(self, language: str, own: str) -> str:
        """The agenda in a language; where it is not translated, in the coalition's own, marked as such."""
        return self.translations.get(language) or untranslated(self.body, own, language)


def named_in_minutes(minutes: Minutes) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Everybody whom the minutes of a meeting name, partners by their ids, with the steps to where they stand."""
    for key in ("present", "excused"):
        for number, written in enumerate(getattr(minutes, key)):
            yield ("team", key, number), written
    for number, decision in enumerate(minutes.decisions):
        if decision.who:
            yield ("team", "decisions", number, "who"), decision.who


def day_of_name(name: str) -> date | None:
    """The day that begins the name of a meeting's file; None where none does, or nothing stands behind it."""
    found = _NAME.fullmatch(name)
    with suppress(ValueError):
        return date.fromisoformat(found[1]) if found is not None else None
    return None


def occasion_of_name(name: str) -> str:
    """What the name of a meeting's file says behind the day."""
    found = _NAME.fullmatch(name)
    return found[2] if found is not None else name


def in_order(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Meetings by day and hour, the earliest first."""
    return tuple(sorted(meetings, key=lambda each: (each.day, each.start.time() if each.start else time(), each.id)))

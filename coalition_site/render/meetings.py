"""Meetings: their calendar files and agendas, and what pages, documents and calendars say of them in the same words."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urljoin

from jinja2 import Environment

from coalition_site.derive.public.meetings import PublicMeeting
from coalition_site.derive.public.view import PublicCoalition
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.model.site_contents import Titled
from coalition_site.problems import Position
from coalition_site.render.artifacts import Artifact
from coalition_site.render.calendar import Calendar, CalendarEvent, stable_uid
from coalition_site.render.environment import words_in
from coalition_site.render.markdown import parse_tokens
from coalition_site.render.pictures import Pictures
from coalition_site.render.rendering import Late, Rendering
from coalition_site.render.rich_text import blocks_of, plain_text

SIGN_IN_ROWS = 18
"""Rows of a sign-in sheet: a page of them, 10 millimeters high each."""


def meeting_facts(meeting: PublicMeeting, words: Catalogue) -> tuple[tuple[str, str], ...]:
    """What people need to know before they come, each behind what it is; what is not written is left out."""
    facts = (
        (words.gettext("Languages"), meeting.languages),
        (words.gettext("Child care"), meeting.child_care),
        (words.gettext("Getting there and in"), meeting.access),
        (words.gettext("Food"), meeting.food),
    )
    return tuple(fact for fact in facts if fact[1])


def agenda_document(
    meeting: PublicMeeting,
    coalition: PublicCoalition,
    environment: Environment,
    pictures: Pictures,
    file: str,
    *,
    of_team: str = "",
) -> Artifact:
    """A meeting's notice and agenda on paper; for the team, whose audience `of_team` names, with a sign-in sheet."""
    values = {
        "coalition": coalition,
        "meeting": meeting,
        "facts": meeting_facts(meeting, words_in(environment)),
        "pictures": pictures.in_texts(meeting.agenda, printed=True),
        "audience": of_team,
        "rows": SIGN_IN_ROWS if of_team else 0,
    }
    content = Rendering(environment, "print/agenda.html", values)
    return Artifact(PurePosixPath(meeting.agenda_file), content, file, Position(file))


def meeting_files(
    meetings: Sequence[PublicMeeting],
    coalition: PublicCoalition,
    words: Catalogue,
    feed: Titled,
    site_url: str = "",
    private: frozenset[str] = frozenset(),
) -> list[Artifact]:
    """A calendar for each meeting, and the `feed` with all; none where there are none, since a calendar has events.

    `site_url` is where the pages of this language will stand, or empty. `private` are the ids of meetings that the
    team has for itself.
    """
    dated = [(meeting, meeting.day) for meeting in meetings if meeting.day is not None]
    if not dated:
        return []
    events = {
        each.calendar: Late(partial(_event, each, day, coalition, words, site_url, private=each.id in private))
        for each, day in dated
    }
    title = words.gettext("Meetings, %(coalition)s", coalition=coalition.name)
    every = Late(lambda: Calendar(title, tuple(event.made for event in events.values()), follows=True))
    return [
        Artifact.at(feed, every, words),
        *(Artifact(PurePosixPath(each.calendar), _alone(each.title, events[each.calendar])) for each, _ in dated),
    ]


def _alone(title: str, event: Late[CalendarEvent]) -> Late[Calendar]:
    return Late(lambda: Calendar(title, (event.made,)))


def _event(
    meeting: PublicMeeting, day: date, coalition: PublicCoalition, words: Catalogue, site_url: str, *, private: bool
) -> CalendarEvent:
    """A meeting as an event, which stays the same one whatever of it changes."""
    place = ", ".join(each for each in (meeting.place, *meeting.address) if each)
    online = [(words.gettext("Online"), meeting.online)] if meeting.online else []
    facts = (*online, *meeting_facts(meeting, words))
    told = "\n".join(words.gettext("%(name)s: %(value)s", name=fact, value=value) for fact, value in facts)
    agenda = plain_text(blocks_of(parse_tokens(meeting.agenda)))
    return CalendarEvent(
        uid=stable_uid("team meeting" if private else "meeting", meeting.occasion),
        day=day,
        summary=words.gettext("%(name)s: %(value)s", name=coalition.name, value=meeting.title),
        description="\n\n".join(part for part in (told, agenda) if part),
        location=place or meeting.online,
        url=urljoin(f"{site_url.rstrip('/')}/", meeting.page) if site_url and not private else "",
        private=private,
        start=meeting.start,
        end=meeting.end,
        zone=meeting.zone,
    )

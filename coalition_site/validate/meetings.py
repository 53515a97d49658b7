"""Meetings: read into their models, and held against days, time zones, and the partners they name."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime

from coalition_site.fixes import FileFix, ValueFix, Way, example, renamed
from coalition_site.model.content_files import COALITION, MEETINGS, PARTNERS, file_name
from coalition_site.model.localized import Localized
from coalition_site.model.meeting import Meeting, MeetingFrontMatter, TeamMeeting, day_of_name, named_in_minutes
from coalition_site.model.moments import after_the_gap, hour_of_day, written_moment
from coalition_site.model.reading import nearest
from coalition_site.model.settings import Meeting as FirstMeeting
from coalition_site.model.vocabulary import plain
from coalition_site.problems import Position, Problem
from coalition_site.read.content import Content
from coalition_site.read.values import Document, Step
from coalition_site.validate.load import Loaded, load_record, model_of
from coalition_site.validate.team_folder import no_public_text

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:–|—|-|\bto\b|\buntil\b|\ba\b|\bhasta\b)\s*")
_HOURS = 24


def load_meetings(loaded: Loaded, content: Content) -> None:
    """Makes the models of the meetings, those that are the team's alone among them; problems go to the others."""
    for name, document in content.of(MEETINGS).items():
        _load(loaded, name, document)
    for name, document in content.team_parts(MEETINGS).items():
        if content.file(MEETINGS, name) is None and document.value_at(("title",)) is not None:
            _load(loaded, name, document)
            loaded.team_meetings.add(name)
        else:
            _join_minutes(loaded, content, name, document)


def _load(loaded: Loaded, name: str, document: Document) -> None:
    day = day_of_name(name)
    load_record(loaded, MEETINGS, name, document, day=day)
    meeting = loaded.meetings.get(name)
    if day is None:
        loaded.problems.append(_no_day(document, name, loaded.meetings.pop(name, None)))
    elif meeting is not None:
        zone = meeting.time_zone or (loaded.settings.time_zone if loaded.settings is not None else "")
        loaded.meetings[name] = meeting.model_copy(update={"zone": zone})


def _no_day(document: Document, name: str, front: MeetingFrontMatter | None) -> Problem:
    message = f"the name of a meeting's file begins with its day, and {name!r} does not"
    words = re.sub(r"^[\d-]+", "", name) or "meeting"
    start = front.start if front is not None else None
    if start is not None:
        return _renamed(document, Position(document.path), message, f"{start.date()}-{words}.md")
    hint = f"begin the name with the day, for example 2027-01-14-{words}.md"
    return Problem(Position(document.path), "meeting-day", message, hint)


def _renamed(document: Document, at: Position, message: str, name: str) -> Problem:
    return Problem(at, "meeting-day", message, f"rename the file to {name}", renamed(document.path, name))


def _join_minutes(loaded: Loaded, content: Content, name: str, document: Document) -> None:
    """What the team keeps of a public meeting, from its own folder."""
    public = MEETINGS.path(name)
    if not content.has_file(public):
        message = "there is no meeting of this name in the content"
        hint = f"write {public} with its public notice, or title: and audience: team here for one that is the team's"
        loaded.problems.append(Problem(Position(document.path), "team-content-alone", message, hint))
    no_public_text(loaded, document, "a public meeting's agenda", public)
    minutes, meeting = model_of(loaded, document, TeamMeeting), loaded.meetings.get(name)
    if minutes is not None and meeting is not None:
        loaded.meetings[name] = meeting.model_copy(update={"team": minutes.team})


def meeting_problems(content: Content, loaded: Loaded) -> Iterator[Problem]:
    """What is wrong with times and names of meetings, and a meeting that stands where fewer words fit."""
    partners = set(_partner_files(content)) | loaded.partners.keys()
    for name, meeting in loaded.meetings.items():
        documents = content.parts(MEETINGS, name)
        document, minutes = documents[0], documents[-1]
        yield from _times(document, meeting)
        if meeting.start is not None and not meeting.zone and loaded.settings is not None:
            message = "nobody says in which time zone the meeting begins"
            hint, way = "add it, for example time_zone: America/Chicago", example("America/Chicago", "time_zone")
            yield Problem(document.at(), "key-missing", message, hint, way)
        yield from _people(minutes, meeting, loaded, partners)
    yield from _first_meeting(content, loaded)


def _partner_files(content: Content) -> Iterator[str]:
    """The ids of partners, also of those whose files could not be read."""
    names = map(file_name, (*content.lines, *(problem.position.path for problem in content.problems)))
    return (name.id for name in names if name is not None and name.kind is PARTNERS)


def _times(document: Document, meeting: Meeting) -> Iterator[Problem]:
    start, end = meeting.start, meeting.end
    if start is None:
        if end is not None:
            begin = f"{end.date()} 17:30"
            message, hint = "the meeting ends, and nobody says when it begins", f"add it, for example start: {begin}"
            yield Problem(document.at(), "key-missing", message, hint, example(begin, "start"))
        return
    if start.date() != meeting.day:
        message = f"the meeting begins on {start.date()}, and the name of the file says {meeting.day}"
        words = meeting.id.removeprefix(f"{meeting.day}-")
        yield _renamed(document, document.at("start"), message, f"{start.date()}-{words}.md")
    if end is not None and end <= start:
        message = f"the meeting ends at {written_moment(end)}, and begins at {written_moment(start)}"
        yield Problem(document.at("end"), "date-order", message, "check both dates and hours")
    for key, moment in (("start", start), ("end", end)):
        shown = after_the_gap(moment, meeting.zone) if moment is not None and meeting.zone else None
        if moment is not None and shown is not None:
            message = f"there is no {moment:%H:%M} on {moment.date()} in {meeting.zone}: summer time begins"
            fix = ValueFix((key,), written_moment(shown))
            yield Problem(document.at(key), "time-skipped", message, f"write {written_moment(shown)}", fix)


def _people(document: Document, meeting: Meeting, loaded: Loaded, partners: set[str]) -> Iterator[Problem]:
    """Partners by their ids; everybody else is a name."""
    for steps, written in named_in_minutes(meeting.team):
        is_meant = _ID.fullmatch(written) and written not in partners
        # Who sees to something may be `everybody`.
        if is_meant and (steps[-1] != "who" or "-" in written or nearest(written, sorted(partners))):
            yield _no_partner(document, steps, written, loaded, partners)


def _no_partner(
    document: Document, steps: tuple[Step, ...], written: str, loaded: Loaded, partners: set[str]
) -> Problem:
    words = written.replace("-", " ")
    named = [partner.id for partner in loaded.partners.values() if words in map(plain, partner.name.texts())]
    near = (named[0] if named else "") or nearest(written, sorted(partners)) or ""
    hint = f"did you mean {near}?" if near else f"write a person's name as people do: {words.title()}"
    fix = ValueFix(steps, near or words.title())
    return Problem(document.at(*steps), "reference-unknown", f"there is no partner {written!r}", hint, fix)


def _first_meeting(content: Content, loaded: Loaded) -> Iterator[Problem]:
    """How a public meeting of coalition.yml moves into a file, which says more."""
    settings, document = loaded.settings, content.file(COALITION)
    first = settings.meeting if settings is not None else None
    if settings is None or document is None or first is None or first.date is None or not first.public:
        return
    message = "meetings have files of their own, which say hours, addresses and agendas too"
    there = next((meeting for meeting in loaded.meetings.values() if meeting.day == first.date), None)
    out = ValueFix(("meeting",), "")
    if there is not None:
        hint, way = f"take meeting: out; {MEETINGS.path(there.id)} says more", Way((out,))
    else:
        path, lines = MEETINGS.path(f"{first.date}-first-meeting"), as_lines(first, settings.time_zone)
        hint = f"take meeting: out, and write {path} with the lines {' | '.join(lines)}"
        way = Way((out, FileFix(path, "".join(f"{line}\n" for line in lines))))
    yield Problem(document.key_at("meeting"), "meeting-moved", message, hint, way)


def as_lines(first: FirstMeeting, time_zone: str) -> list[str]:
    """The lines of a meeting's file that says what coalition.yml says.

    An hour that is not understood stands below the front matter, as it was written.
    """
    day = first.date or date.min
    hours = hours_of(first.time, day)
    lines = ["---", "title: First meeting", "audience: public"]
    lines += [f"{key}: {written_moment(hour)}" for key, hour in zip(("start", "end"), hours, strict=False)]
    if hours and not time_zone:
        lines.append("time_zone: America/New_York")
    if first.place is not None:
        lines += _text_lines("place", first.place)
    lines.append("---")
    return [*lines, *([] if hours or not first.time else [first.time])]


def _text_lines(key: str, text: Localized) -> list[str]:
    if not text.by_language:
        return [f"{key}: {json.dumps(text.plain, ensure_ascii=False)}"]
    texts = ", ".join(f"{code}: {json.dumps(each, ensure_ascii=False)}" for code, each in text.by_language.items())
    return [f"{key}: {{{texts}}}"]


def hours_of(text: str, day: date) -> list[datetime]:
    """When something begins, and when it ends, on a day, as a text such as `5:30-7:30 pm` says; empty where unclear."""
    parts = [_HOUR.fullmatch(part.strip()) for part in _BETWEEN.split(text.strip().rstrip("."))]
    found = [part for part in parts if part is not None]
    if len(found) != len(parts) or len(found) > 2:  # noqa: PLR2004  a beginning and an end
        return []
    halves = [(part[3] or "").lower()[:1] for part in found]
    if not any(halves) and any(part[2] is None for part in found):
        return []
    halves = [half or halves[-1] for half in halves]
    hours = [_on_the_day(int(part[1]), int(part[2] or 0), half, day) for part, half in zip(found, halves, strict=True)]
    said = [hour for hour in hours if hour is not None]
    return said if len(said) == len(found) and said == sorted(set(said)) else []


def _on_the_day(hour: int, minute: int, half: str, day: date) -> datetime | None:
    hour = hour_of_day(hour, half)
    return datetime(day.year, day.month, day.day, hour, minute) if hour < _HOURS and minute < 60 else None  # noqa: DTZ001, PLR2004

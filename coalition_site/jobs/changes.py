"""Changes in the content since the last meeting, or another day, as far as git tells."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from coalition_site.derive.changes.compare import compare
from coalition_site.derive.changes.record import Changes, period_of
from coalition_site.derive.changes.renames import letters_under_new_ids, new_ids, under_new_ids
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.read.changed_files import with_files
from coalition_site.read.history import EarlierContent, content_before, team_folder_before
from coalition_site.validate.past import past_coalition


def what_changed(coalition: Coalition, project: Path, today: date, since: date | None = None) -> Changes | None:
    """What is otherwise than it was; None where there is nothing to compare with.

    `since` is the day to compare with; None for the last meeting, or 30 days.
    """
    period = period_of(_last_meeting(coalition, today), today, since)
    earlier = content_before(project, period.since)
    if earlier is None:
        return None
    if coalition.settings.team_content:
        earlier = _with_team_folder(earlier, coalition, project, period.since)
    past = past_coalition(earlier.content, earlier.unread, settings=coalition.settings)
    if past is None:
        return None
    ids = new_ids(past, coalition)
    letters = letters_under_new_ids(earlier.letters, ids)
    from_day = earlier.day if earlier.first else period.since
    return Changes(
        period=period,
        found=compare(under_new_ids(past, ids), letters, coalition, from_day, today),
        first=earlier.day if earlier.first else None,
        partly=not past.complete,
    )


def _last_meeting(coalition: Coalition, today: date) -> date | None:
    """The day of the last meeting before today, whoever was there; else that of coalition.yml."""
    past = [meeting.day for meeting in coalition.meetings if meeting.last_day < today]
    short = coalition.settings.meeting
    return max(past, default=None) or (short.date if short is not None else None)


def _with_team_folder(earlier: EarlierContent, coalition: Coalition, project: Path, since: date) -> EarlierContent:
    """Earlier content with the invites and letters of the team's own folder; where git has none, they are unread."""
    team = team_folder_before(project / coalition.team_folder, since)
    if team is None:
        return replace(earlier, letters=frozenset(coalition.sent), unread=earlier.unread | {INVITES.path()})
    if team.invites is None:
        return replace(earlier, letters=earlier.letters | team.letters)
    content = with_files(earlier.content, {INVITES.path(): team.invites})
    return replace(earlier, content=content, letters=earlier.letters | team.letters)

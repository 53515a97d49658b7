"""The days until which a public site is right: the first consent that ends or begins, the first meeting that is over.

A site is plain files, so it goes on naming a partner whose consent has ended until somebody builds and publishes it
again. All that the public view makes of a day is here: a test compares the views of one day after the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coalition_site.derive.rules.consent import Naming, naming
from coalition_site.model.coalition import Coalition

_DAY = timedelta(days=1)


class Turning(StrEnum):
    """What a day changes of the public site by itself."""

    CONSENT_ENDS = "consent ends"
    CONSENT_BEGINS = "consent begins"
    MEETING_OVER = "meeting is over"


@dataclass(frozen=True, slots=True)
class DatedChange:
    """A change of the public site that comes with a day: the first day that it holds for, and whom or what it is about.

    `name` is in the coalition's own language; empty for the meeting that coalition.yml tells in short.
    """

    day: date
    turning: Turning
    name: str


@dataclass(frozen=True, slots=True)
class RightUntil:
    """The last day that a site of some day is right, None where no day changes it, and what comes on the next one."""

    last_day: date | None
    changes: tuple[DatedChange, ...]


def right_until(coalition: Coalition, today: date) -> RightUntil:
    """How long a public site that is built today is right, if nobody changes the content."""
    changes = sorted(dated_changes(coalition, today), key=lambda change: (change.day, change.turning, change.name))
    if not changes:
        return RightUntil(None, ())
    first = changes[0].day
    return RightUntil(first - _DAY, tuple(change for change in changes if change.day == first))


def changes_between(coalition: Coalition, built: date, today: date) -> tuple[DatedChange, ...]:
    """What the days behind the one that a site was built on, up to today, have changed of it."""
    changes = [change for change in dated_changes(coalition, built) if change.day <= today]
    return tuple(sorted(changes, key=lambda change: (change.day, change.turning, change.name)))


def dated_changes(coalition: Coalition, today: date) -> Iterator[DatedChange]:
    """All that later days change of the public site by themselves, in no order."""
    own = coalition.settings.language
    for partner in coalition.partners.values():
        # Who stands in the team's own folder whole is on no public site.
        if partner.id in coalition.team_partners:
            continue
        name, listing = partner.name.in_language(own, own), partner.listing
        begins = listing.consent if isinstance(listing.consent, date) else None
        if begins is not None and begins > today and naming(partner, begins) is Naming.NAMED:
            yield DatedChange(begins, Turning.CONSENT_BEGINS, name)
        last = listing.until
        if last is not None and last >= today and naming(partner, last) is Naming.NAMED:
            yield DatedChange(last + _DAY, Turning.CONSENT_ENDS, name)
    for meeting in coalition.meetings:
        if meeting.is_public and meeting.last_day >= today:
            yield DatedChange(meeting.last_day + _DAY, Turning.MEETING_OVER, meeting.title.in_language(own, own))
    told = coalition.settings.meeting
    if told is not None and told.public and told.date is not None and told.date >= today:
        yield DatedChange(told.date + _DAY, Turning.MEETING_OVER, "")

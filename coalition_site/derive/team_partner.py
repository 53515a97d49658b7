"""A partner and its invites as the team sees them: everything."""

from dataclasses import dataclass
from datetime import date

from coalition_site.model.invite import Status
from coalition_site.model.partner import Person

WAITING = frozenset({Status.SENT, Status.NO_ANSWER})
"""The statuses in which an answer is awaited: only these have follow-ups."""


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One invite with everything known about it, in words; `letter` is its letter's file name, or empty."""

    number: int
    member: str
    partner_id: str
    organization: str
    sender_id: str
    sender: str
    status: str
    letter: str
    language: str
    email: str
    phone: str
    address: tuple[str, ...]
    ask: str
    sent: date | None
    follow_up: date | None
    answered: date | None
    overdue: bool
    note: str


@dataclass(frozen=True, slots=True)
class TeamRole:
    """A role we would ask for, and who would hold it."""

    role: str
    person: str


@dataclass(frozen=True, slots=True)
class TeamPartner:
    """A partner with everything: what is public, what is said to it, and what only the team knows."""

    id: str
    name: str
    short_name: str
    website: str
    logo: str
    logo_alt: str
    type: str
    type_id: str
    relationship: str
    left: date | None
    standing: str
    naming: str
    consent: str
    until: date | None
    how: str
    reviewed: date | None
    serves: tuple[str, ...]
    works_on: tuple[str, ...]
    assets: tuple[str, ...]
    initiatives: tuple[str, ...]
    role: str
    profile: str
    because: str
    message: str
    roles: tuple[TeamRole, ...]
    motivations: str
    strengths: str
    barriers: str
    notes: str
    position: str
    influence: str
    people: tuple[Person, ...]
    invites: tuple[InviteRow, ...]

"""A partner and its invites as the team sees them: everything."""

from dataclasses import dataclass
from datetime import date

from coalition_site.derive.rules.consent import Naming
from coalition_site.model.fields import REFUSED
from coalition_site.model.invite import HistoryStep
from coalition_site.model.partner import Agreement, OrganizationContact, Person, Relationship


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One invite with everything known about it, in words; `letter` is its letter's file name, or empty.

    `due` is the day to ask again, as `follow_up` says or, where it says nothing, as proposed. `via` is the way it goes.
    """

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
    due: date | None
    overdue: bool
    via: str
    history: tuple[HistoryStep, ...]
    note: str

    @property
    def proposed(self) -> bool:
        """Whether nobody wrote down when to ask again, so that the day is only proposed."""
        return self.due is not None and self.follow_up is None


@dataclass(frozen=True, slots=True)
class TeamRole:
    """A role we would ask for, and who would hold it."""

    role: str
    person: str

    @property
    def said(self) -> str:
        """The role, and in brackets who would hold it where that is known."""
        return f"{self.role} ({self.person})" if self.person else self.role


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
    contact: OrganizationContact
    invites: tuple[InviteRow, ...]
    agreement: Agreement
    old_addresses: tuple[str, ...]

    @property
    def public_mark(self) -> tuple[str, str, str]:
        """The mark beside what is public of it: its kind, its words, and what it means."""
        if self.naming == Naming.NAMED:
            return "public", "Public", "Everybody can read this on the public site."
        if self.naming == Naming.FORMER:
            return "held", "Held back", "The public site no longer names this partner: it is a former one."
        meaning = f"The public site does not name this partner: {self.naming}."
        return "held", "Public once they agree", meaning

    @property
    def consent_said(self) -> str:
        """Whether it agreed to be named, and when."""
        if not self.consent:
            return "not asked yet"
        return self.consent if self.consent == REFUSED else f"given on {self.consent}"

    @property
    def why_not_said(self) -> str:
        """What is missing where nothing says why it is asked."""
        if self.message or self.roles:
            return "Why we ask them is not written yet."
        return "Nothing is written yet. Without it a letter cannot say why we ask them."

    @property
    def meets_nothing_since(self) -> str:
        """Why it meets no need."""
        if self.standing:
            return "None of those in needs.yml."
        why = "a former partner" if self.relationship == Relationship.FORMER else "declined, or kept informed only"
        return f"It is not counted: {why}."

    @property
    def team_texts(self) -> tuple[tuple[str, str], ...]:
        """What only the team knows of it, each text behind what it is; what is not written is left out."""
        texts = (
            ("Motivations for joining", self.motivations),
            ("How they're a good partner", self.strengths),
            ("Barriers to partnership", self.barriers),
            ("Notes", self.notes),
        )
        return tuple(each for each in texts if each[1])

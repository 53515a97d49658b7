"""A partner and its invites as the team sees them: everything."""

from dataclasses import dataclass
from datetime import date

from coalition_site.derive.public.contact import ReachedAt
from coalition_site.derive.rules.consent import Naming
from coalition_site.derive.rules.coverage import Standing
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.facts import Fact
from coalition_site.derive.words.labels import Words
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.model.invite import HistoryStep
from coalition_site.model.localized import ForeignText
from coalition_site.model.partner import (
    Agreement,
    Listing,
    OrganizationContact,
    Outreach,
    Partner,
    Person,
    Relationship,
    TeamNotes,
)


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One invite with everything known about it, in words; `letter` is its letter's file name, or empty.

    `due` is the day to ask again, as `follow_up` says or, where it says nothing, as proposed. `via` is the way it goes.
    `languages` are those of the letter: one, or two whose texts go out together.
    """

    number: int
    member: str
    partner_id: str
    organization: str
    sender_id: str
    sender: str
    status: str
    letter: str
    languages: tuple[str, ...]
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
    def language(self) -> str:
        """The language of the letter, the first of two."""
        return self.languages[0]

    @property
    def proposed(self) -> bool:
        """Whether nobody wrote down when to ask again, so that the day is only proposed."""
        return self.due is not None and self.follow_up is None


@dataclass(frozen=True, slots=True)
class TeamRole:
    """A role we would ask for, who would hold it, and both in words: in brackets who would, where that is known."""

    role: str
    person: str
    said: str


@dataclass(frozen=True, slots=True)
class TeamPartner:
    """A partner with everything: what is public, what is said to it, and what only the team knows.

    Said in words are: the mark beside what is public of it (`public_mark`: its kind, its words, what it means), whether
    it agreed to be named, what is missing where nothing says why it is asked, why it meets no need, and the
    `team_texts`, each behind what it is. `facts` is what is public of it, as the team's page lists it, and `book_facts`
    as the book of partners does (records/surfaces.py).
    """

    id: str
    name: str
    short_name: str
    logo: str
    logo_alt: str
    type: str
    relationship: str
    left: date | None
    standing: str
    naming: str
    public_mark: tuple[str, str, str]
    consent_said: str
    how: str
    refused: date | None
    reviewed: date | None
    serves: tuple[str, ...]
    works_on: tuple[str, ...]
    assets: tuple[str, ...]
    role: str
    facts: tuple[Fact, ...]
    book_facts: tuple[Fact, ...]
    profile: str
    because: str
    message: str
    roles: tuple[TeamRole, ...]
    why_not_said: str
    meets_nothing_since: str
    motivations: str
    strengths: str
    barriers: str
    notes: str
    team_texts: tuple[tuple[str, str], ...]
    position: str
    influence: str
    people: tuple[Person, ...]
    contact: OrganizationContact
    public_contact: ReachedAt
    invites: tuple[InviteRow, ...]
    agreement: Agreement
    old_addresses: tuple[str, ...]


def public_mark(found: Naming, words: Catalogue) -> tuple[str, str, str]:
    """The mark beside what is public of a partner: its kind, its words, and what it means."""
    if found is Naming.NAMED:
        return "public", words.gettext("Public"), words.gettext("Everybody can read this on the public site.")
    if found is Naming.FORMER:
        meaning = words.gettext("The public site no longer names this partner: it is a former one.")
        return "held", words.gettext("Held back"), meaning
    if found is Naming.APART:
        meaning = words.gettext(
            "This partner stands in the team's own folder: the public site neither names nor counts it."
        )
        return "held", words.gettext("Held back"), meaning
    reason = team_terms(words)["naming"][found]
    meaning = words.gettext("The public site does not name this partner: %(reason)s.", reason=reason)
    return "held", words.gettext("Public once they agree"), meaning


def consent_said(listing: Listing, words: Catalogue) -> str:
    """Whether a partner agreed to be named, when, and until when."""
    if not isinstance(listing.consent, date):
        return team_terms(words)["naming"][Naming.REFUSED if listing.consent else Naming.NOT_ASKED]
    day = long_date(listing.consent, words.language)
    if listing.until is None:
        return words.pgettext("consent", "given on %(day)s", day=day)
    until = long_date(listing.until, words.language)
    return words.pgettext("consent", "given on %(day)s, until %(until)s", day=day, until=until)


def team_role(role: str, person: str, words: Catalogue) -> TeamRole:
    """A role we would ask for."""
    said = words.pgettext("a role and who holds it", "%(role)s (%(person)s)", role=role, person=person)
    if isinstance(role, ForeignText):
        said = role.said_as(said)
    return TeamRole(role, person, said if person else role)


def why_not_said(outreach: Outreach, words: Catalogue) -> str:
    """What is missing where nothing says why a partner is asked."""
    if outreach.message or outreach.roles:
        return words.gettext("Why we ask them is not written yet.")
    return words.gettext("Nothing is written yet. Without it a letter cannot say why we ask them.")


def meets_nothing_since(partner: Partner, standing: Standing | None, words: Catalogue) -> str:
    """Why a partner meets no need."""
    if standing:
        return words.gettext("None of those in needs.yml.")
    if partner.relationship is Relationship.FORMER:
        return words.gettext("It is not counted: a former partner.")
    return words.gettext("It is not counted: declined, or kept informed only.")


def team_texts(team: TeamNotes, words: Words) -> tuple[tuple[str, str], ...]:
    """What only the team knows of a partner, each text behind what it is; what is not written is left out."""
    says = words.catalogue
    texts = (
        (says.gettext("Motivations for joining"), team.motivations),
        (says.gettext("How they're a good partner"), team.strengths),
        (says.gettext("Barriers to partnership"), team.barriers),
        (says.gettext("Notes"), team.notes),
    )
    return tuple((term, words.written(text)) for term, text in texts if text)

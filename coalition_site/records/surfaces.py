"""Surfaces: which fields each table and form of a record offers, as paths with dots.

What a field is called, what it holds and who may see it follows from its model (`records/fields.py`), so that a new
field needs nothing but its place in these lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coalition_site.model.fields import ContentModel
from coalition_site.model.invite import Invite
from coalition_site.model.partner import PARTNER_LISTS, Partner, Person, Role
from coalition_site.records.fields import RecordField, field_at

ID, PROFILE, WEBSITE = "id", "profile", "website"
"""The partner's id, the text below its front matter, and the address that is taken without its beginning too."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A field of a partner in a list: its path, and what it is called there where its own title is not the word.

    Titles are messages; `context` is that of one that means something else elsewhere.
    """

    path: str
    title: str = ""
    context: str = ""

    @property
    def field(self) -> RecordField:
        """What the path leads to."""
        return field_at(Partner, self.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: of which model it has rows, their paths, and the one without which a row says nothing.

    `owner` leads to the partner that a row is about. The entries of a list of the partner stand in it `within`.
    """

    model: type[ContentModel]
    owner: str
    named_by: str
    paths: tuple[str, ...]
    within: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The paths of all columns: rows within a partner begin with its id."""
        return (self.owner, *self.paths) if self.within else self.paths


PARTNERS, PEOPLE, ROLES, INVITES = "Partners", "People", "Roles", "Invites"
SHEETS: Mapping[str, Sheet] = {
    PARTNERS: Sheet(
        Partner,
        owner=ID,
        named_by="name",
        paths=(
            *(ID, "name", "short_name", "website", "type", "relationship", *PARTNER_LISTS),
            *("initiatives", "role", "listing.consent", "listing.until", "listing.refused", "listing.how"),
            *("listing.reviewed", "old_addresses", "agreement.signed", "agreement.until", "agreement.represented_by"),
            *("agreement.alternate", "outreach.because", "outreach.message", "team.motivations", "team.strengths"),
            *("team.barriers", "team.notes", "team.position", "team.influence", "team.contact.email"),
            *("team.contact.phone", "team.contact.address", PROFILE),
        ),
    ),
    PEOPLE: Sheet(
        Person,
        owner=ID,
        named_by="name",
        paths=("name", "title", "email", "phone", "language"),
        within="team.people",
    ),
    ROLES: Sheet(Role, owner=ID, named_by="role", paths=("role", "person"), within="outreach.roles"),
    INVITES: Sheet(
        Invite,
        owner="partner",
        named_by="member",
        paths=(
            *("member", "partner", "sender", "status", "letter", "language", "email", "phone", "address", "via"),
            *("ask", "sent", "follow_up", "answered", "note"),
        ),
    ),
}
"""The sheets of the workbook that goes out and comes back, by their titles."""


@cache
def sheet_field(title: str, path: str) -> RecordField:
    """The field of a sheet's column."""
    sheet = SHEETS[title]
    return field_at(Partner if sheet.within and path == sheet.owner else sheet.model, path)


_ROLE = Listed("role", "Role in the coalition")
_NAME = Listed("name", "Name", "of an organization")
_TEXTS = (
    # What stands here is on every list of facts, and a review asks for it.
    Listed(WEBSITE),
)
_INITIATIVES = Listed("initiatives")

PROFILE_FACTS = (
    Listed("works_on", "What they work on"),
    Listed("serves", "Whom they serve"),
    Listed("assets", "What they bring"),
    *(_INITIATIVES, _ROLE, *_TEXTS),
    Listed("listing.reviewed", "Last reviewed"),
)
"""What everybody reads beside a partner's profile, on its page and on paper."""
TEAM_FACTS = (
    _ROLE,
    Listed("works_on", "Works on"),
    Listed("serves", "Serves"),
    Listed("assets", "Brings"),
    *(_INITIATIVES, *_TEXTS),
)
"""The same on the team's page of a partner."""
BOOK_FACTS = (
    Listed("serves", "Target populations served"),
    Listed("works_on", "Domains of work"),
    Listed("assets", "Assets"),
    Listed("initiatives", "Aligned initiatives"),
    *_TEXTS,
)
"""The same in the team's book of partners, in the words of the worksheet's tables."""
PUBLIC_COLUMNS = (
    Listed("serves", "Serves"),
    Listed("works_on", "Works on"),
    Listed("assets", "Brings"),
    Listed("role", "Role"),
    *_TEXTS,
)
"""What the public table of partners says of each, behind its name and type."""


_ASKED_LISTS = {"serves": "Whom you serve", "works_on": "What you work on", "assets": "What you bring"}


class Review:
    """What a partner's review shows it, and asks of it."""

    SHOWN = (
        _NAME,
        Listed("type", "Kind of organization"),
        *(Listed(path, _ASKED_LISTS[path]) for path in sorted(_ASKED_LISTS, key=lambda path: path != "works_on")),
        *(_INITIATIVES, _ROLE, *_TEXTS),
    )
    """What everybody may read."""
    SAID = (
        Listed("outreach.because", "Why we asked you"),
        Listed("outreach.message", "What we wrote to you"),
        Listed("outreach.roles.role", "Roles we asked for"),
        Listed("agreement.signed", "Agreement signed on"),
        Listed("agreement.until", "Agreement holds until"),
    )
    """What was said to the partner alone, and what it agreed to."""
    TEXTS = (
        *(_NAME, Listed("short_name"), *_TEXTS, _ROLE),
        Listed("agreement.represented_by", "Who represents you"),
        Listed("agreement.alternate", "Who stands in"),
        Listed("initiatives", "Your initiatives, a line each"),
        Listed(PROFILE, "Your profile"),
    )
    """The texts it may change."""
    LISTS = tuple(Listed(path, title) for path, title in _ASKED_LISTS.items())
    """The lists it chooses from."""


def profile_list(person: bool) -> tuple[Listed, ...]:
    """What everybody reads of a partner; of a resident, not whom an organization serves."""
    in_mind = Listed("serves", "Whom they have in mind")
    return tuple(in_mind if person and each.path == in_mind.path else each for each in PROFILE_FACTS)


@cache
def public_prose() -> tuple[str, ...]:
    """The paths of what people write freely of a partner and its public profile shows, beside the text itself."""
    return tuple(each.path for each in PROFILE_FACTS if each.field.is_prose)


def all_listed() -> tuple[Listed, ...]:
    """Every field that facts and reviews list, for whoever translates their titles."""
    lists = (PROFILE_FACTS, profile_list(person=True), TEAM_FACTS, BOOK_FACTS, PUBLIC_COLUMNS)
    return tuple(each for listed in (*lists, Review.SHOWN, Review.SAID, Review.TEXTS, Review.LISTS) for each in listed)

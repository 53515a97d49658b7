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

ID, PROFILE = "id", "profile"
"""The partner's id, and the text below its front matter."""


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

"""Address book entries of partners, before they are written as vCard."""

from dataclasses import dataclass

from coalition_site.derive.public.view import PublicCoalition, PublicPartner
from coalition_site.model.partner import RESIDENT
from coalition_site.render.calendar import stable_uid


@dataclass(frozen=True, slots=True)
class BusinessCard:
    """The public facts of a partner. `person` says whether it is somebody rather than an organization."""

    uid: str
    name: str
    person: bool
    website: str
    categories: tuple[str, ...]
    note: str


def has_card(partner: PublicPartner) -> bool:
    """Whether there is a card: of a person only with a website.

    Contacts have no place in a card, and a resident may be listed under words that are nobody's name.
    """
    return partner.type.id != RESIDENT or bool(partner.website)


def business_card(partner: PublicPartner, coalition: PublicCoalition) -> BusinessCard:
    """The card of a named partner; contacts have no place in it, since they are the team's."""
    role = f"{partner.role}, {coalition.name}" if partner.role else f"Partner of {coalition.name}"
    said = f"In conversation with {coalition.name}" if partner.potential else role
    lists = {"Works on": partner.works_on, "Serves": partner.serves, "Brings": partner.assets}
    facts = [f"{name}: {'; '.join(str(label) for label in labels)}" for name, labels in lists.items() if labels]
    reviewed = [f"Last reviewed: {partner.reviewed}"] if partner.reviewed else []
    return BusinessCard(
        uid=stable_uid("partner", coalition.community, partner.id),
        name=partner.name,
        person=partner.type.id == RESIDENT,
        website=partner.website,
        categories=(coalition.name, str(partner.type)),
        note="\n".join([said, *facts, *reviewed]),
    )

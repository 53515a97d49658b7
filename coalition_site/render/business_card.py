"""Address book entries of partners, before they are written as vCard."""

from dataclasses import dataclass

from coalition_site.derive.public.view import PublicCoalition, PublicPartner
from coalition_site.derive.words.catalogue import N_, Catalogue
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
    return not partner.is_person or bool(partner.website)


def business_card(partner: PublicPartner, coalition: PublicCoalition, words: Catalogue) -> BusinessCard:
    """The card of a named partner; contacts have no place in it, since they are the team's."""
    name = coalition.name
    role = partner.said("role")
    role = f"{role}, {name}" if role else words.gettext("Partner of %(name)s", name=name)
    said = words.gettext("In conversation with %(name)s", name=name) if partner.potential else role
    lists = (
        (N_("What they work on: %(list)s"), partner.works_on),
        (N_("Whom they serve: %(list)s"), partner.serves),
        (N_("What they bring: %(list)s"), partner.assets),
    )
    facts = [words.gettext(fact, list="; ".join(map(str, labels))) for fact, labels in lists if labels]
    day = partner.said("listing.reviewed")
    reviewed = [words.gettext("Last reviewed: %(day)s", day=day)] if day else []
    return BusinessCard(
        uid=stable_uid("partner", coalition.community, partner.id),
        name=partner.name,
        person=partner.is_person,
        website=partner.website,
        categories=(coalition.name, str(partner.type)),
        note="\n".join([said, *facts, *reviewed]),
    )

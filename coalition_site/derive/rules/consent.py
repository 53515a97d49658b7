"""Consent: who may be named on the public site."""

from datetime import date
from enum import StrEnum

from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import Listing, Partner, Relationship


class Naming(StrEnum):
    """Whether a partner may be named publicly, and if not, why not."""

    NAMED = "named"
    NOT_ASKED = "not asked yet"
    REFUSED = "refused"
    NOT_YET = "consent begins later"
    EXPIRED = "consent expired"
    FORMER = "former partner"
    APART = "in the team's own folder"


def naming(partner: Partner, today: date) -> Naming:
    """The naming of a partner on a day: only consent that has begun, holds and was not refused names it."""
    return naming_of(partner.listing, partner.relationship, today)


def naming_in(coalition: Coalition, partner: Partner, today: date) -> Naming:
    """The naming of one of a coalition's partners: one of the team's own folder is not on the public site at all."""
    return Naming.APART if partner.id in coalition.team_partners else naming(partner, today)


def naming_of(listing: Listing, relationship: Relationship | None, today: date) -> Naming:
    """The same of what decides it; without a relationship where none is written yet."""
    consent, until = listing.consent, listing.until
    if relationship is Relationship.FORMER:
        return Naming.FORMER
    if listing.holds_on(today):
        return Naming.NAMED
    if consent is None:
        return Naming.NOT_ASKED
    if not isinstance(consent, date):
        return Naming.REFUSED
    # Consent that ends before it begins never holds.
    begins = consent > today and (until is None or until >= consent)
    return Naming.NOT_YET if begins else Naming.EXPIRED


def is_counted(relationship: Relationship | None, found: Naming) -> bool:
    """Whether the public site counts a partner among those that it does not name, where their number may be told."""
    return relationship is Relationship.EXISTING and found is not Naming.NAMED

"""Consent: who may be named on the public site."""

from datetime import date
from enum import StrEnum

from coalition_site.model.partner import Partner, Relationship


class Naming(StrEnum):
    """Whether a partner may be named publicly, and if not, why not."""

    NAMED = "named"
    NOT_ASKED = "not asked yet"
    REFUSED = "refused"
    NOT_YET = "consent begins later"
    EXPIRED = "consent expired"
    FORMER = "former partner"


def naming(partner: Partner, today: date) -> Naming:
    """The naming of a partner on a day: only consent that has begun, holds and was not refused names it."""
    if partner.is_named(today):
        return Naming.NAMED
    consent = partner.listing.consent
    if partner.relationship is Relationship.FORMER:
        return Naming.FORMER
    if consent is None:
        return Naming.NOT_ASKED
    if not isinstance(consent, date):
        return Naming.REFUSED
    return Naming.NOT_YET if consent > today else Naming.EXPIRED

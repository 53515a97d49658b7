"""Agreements to sign: with whoever joined and has none, and with those whose term ends soon or has ended."""

from dataclasses import replace
from datetime import date, timedelta

from coalition_site.derive.letters.view import LetterAgreement, LetterView, letter_view
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import AGREEMENT, Invite, Status, Via
from coalition_site.model.partner import Partner, Relationship

ENDS_SOON = timedelta(days=60)
"""How long before its last day an agreement is to be renewed."""


def joined_by(coalition: Coalition) -> dict[str, Invite]:
    """The invite with which each partner said yes, the first one, by the partner's id; former partners are left out."""
    found: dict[str, Invite] = {}
    for invite in coalition.invites:
        partner = coalition.partners.get(invite.partner)
        if invite.status is Status.ACCEPTED and partner is not None and partner.relationship is not Relationship.FORMER:
            found.setdefault(invite.partner, invite)
    return found


def is_to_sign(partner: Partner, today: date) -> bool:
    """Whether a partner that joined has nothing signed, or its term ends soon or has ended."""
    agreed = partner.agreement
    return agreed.signed is None or (agreed.until is not None and agreed.until <= today + ENDS_SOON)


def agreement_views(coalition: Coalition, today: date) -> tuple[LetterView, ...]:
    """The agreements to sign, in the order of the invites, each under the name of its partner's file.

    A new term is signed anew: its days are left open.
    """
    views = []
    for partner_id, invite in joined_by(coalition).items():
        partner = coalition.partners[partner_id]
        if not is_to_sign(partner, today):
            continue
        asked = invite.model_copy(update={"letter": AGREEMENT, "via": Via.IN_PERSON})
        view = letter_view(coalition, asked, partner_id)
        if view is not None:
            who = LetterAgreement(represented_by=view.agreement.represented_by, alternate=view.agreement.alternate)
            views.append(replace(view, sent="", agreement=who))
    return tuple(views)

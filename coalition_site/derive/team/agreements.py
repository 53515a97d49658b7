"""Agreements: who has agreed to what, until when, and who speaks for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition_site.derive.letters.agreements import ENDS_SOON, joined_by
from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.labels import Words
from coalition_site.derive.words.terms import in_a_row
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite
from coalition_site.model.localized import ForeignText
from coalition_site.model.partner import Partner, Relationship
from coalition_site.model.vocabulary import ListName


class State(StrEnum):
    """How an agreement stands."""

    ENDED = "ended"
    ENDS_SOON = "ends soon"
    UNSIGNED = "not signed"
    SIGNED = "signed"


_SAID = {
    State.ENDED: N_("Ended"),
    State.ENDS_SOON: N_("Ends soon"),
    State.UNSIGNED: N_("Not signed yet"),
    State.SIGNED: N_("Signed"),
}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A partner that joined or signed, with what it agreed to; `state` is a State, `said` the same in words.

    `member` said yes to `sender`; both are empty where no invite says so. `gives` are the role and what it brings.
    `to_sign` says that a page to sign is made.
    """

    partner_id: str
    name: str
    member: str
    sender_id: str
    sender: str
    role: str
    gives: tuple[str, ...]
    signed: date | None
    until: date | None
    represented_by: str
    alternate: str
    state: str
    said: str
    to_sign: bool

    def days(self, today: date) -> int | None:
        """In how many days the term ends; None where it has no end."""
        return (self.until - today).days if self.until is not None else None


def agreement_rows(coalition: Coalition, words: Words, today: date) -> tuple[AgreementRow, ...]:
    """Everybody who joined or signed, what is to be done first; former partners are left out."""
    joined = joined_by(coalition)
    rows = [
        _row(partner, joined.get(partner.id), coalition, words, today)
        for partner in coalition.partners.values()
        if partner.relationship is not Relationship.FORMER and (partner.id in joined or partner.agreement.signed)
    ]
    order = list(State)
    last = date.max
    return tuple(sorted(rows, key=lambda row: (order.index(State(row.state)), row.until or last, row.name.casefold())))


def _row(partner: Partner, invite: Invite | None, coalition: Coalition, words: Words, today: date) -> AgreementRow:
    agreed = partner.agreement
    state = state_of(partner, today)
    role = words.sentences(partner.role) or (words.sentences(invite.ask) if invite is not None else "")
    roles = [role] if role else [words.sentences(role.role) for role in partner.outreach.roles]
    foreign = next((role for role in roles if isinstance(role, ForeignText)), None)
    listed = in_a_row(roles, words.catalogue)
    assets = [str(label) for label in words.choices(ListName.ASSETS, partner.assets)]
    return AgreementRow(
        partner_id=partner.id,
        name=words.text(partner.name),
        member=invite.member if invite is not None else "",
        sender_id=invite.sender if invite is not None else "",
        sender=coalition.settings.senders[invite.sender].name if invite is not None else "",
        role=foreign.said_as(listed) if foreign is not None else listed,
        gives=tuple(assets),
        signed=agreed.signed,
        until=agreed.until,
        represented_by=agreed.represented_by,
        alternate=agreed.alternate,
        state=str(state),
        said=words.catalogue.gettext(_SAID[state]),
        to_sign=invite is not None and state is not State.SIGNED,
    )


def state_of(partner: Partner, today: date) -> State:
    """How a partner's agreement stands on a day; one without an end holds."""
    signed, until = partner.agreement.signed, partner.agreement.until
    if signed is None:
        return State.UNSIGNED
    if until is not None and until < today:
        return State.ENDED
    return State.ENDS_SOON if until is not None and until <= today + ENDS_SOON else State.SIGNED


def term_said(row: AgreementRow, today: date, catalogue: Catalogue) -> str:
    """How long the agreement holds still, in words; empty where it has no end or is not signed."""
    days = row.days(today)
    if row.signed is None or days is None or row.until is None:
        return ""
    day = long_date(row.until, catalogue.language)
    if days < 0:
        return catalogue.gettext("The term ended on %(day)s.", day=day)
    return catalogue.ngettext(
        "The term ends on %(day)s, in %(num)s day.", "The term ends on %(day)s, in %(num)s days.", days, day=day
    )

"""Coverage: which partner meets which need, and how firmly (content format, Coverage)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite, Status
from coalition_site.model.partner import Partner, Relationship
from coalition_site.model.vocabulary import NEED_LISTS, Choice, ListName

_LEFT_OUT = {Status.DECLINED, Status.KEEP_INFORMED}


class Standing(StrEnum):
    """How firmly a partner counts towards a need, the firmest first."""

    JOINED = "joined"
    EXISTING = "existing"
    POTENTIAL = "potential"


class Reach(StrEnum):
    """How many partners meet a need."""

    NOBODY = "nobody"
    ONLY_ONE = "only one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class NeedCoverage:
    """A need and the ids of the partners that meet it, each with its standing, in the order of the partners' ids."""

    list_name: ListName
    choice: Choice
    partners: Mapping[str, Standing]

    @property
    def reach(self) -> Reach:
        """Nobody, exactly one partner in all, or several."""
        if not self.partners:
            return Reach.NOBODY
        return Reach.ONLY_ONE if len(self.partners) == 1 else Reach.SEVERAL

    @property
    def is_open(self) -> bool:
        """Whether nobody who joined and no existing partner meets the need: an open gap."""
        return not self.count(Standing.JOINED) and not self.count(Standing.EXISTING)

    def count(self, standing: Standing) -> int:
        """How many partners meet the need with that standing."""
        return sum(partner is standing for partner in self.partners.values())


def standing(partner: Partner, invites: Iterable[Invite]) -> Standing | None:
    """How a partner counts, or None if it does not: former, or all its invites declined or kept informed only.

    `invites` are those of this partner.
    """
    statuses = [invite.status for invite in invites]
    if partner.relationship is Relationship.FORMER:
        return None
    if Status.ACCEPTED in statuses:
        return Standing.JOINED
    if statuses and all(status in _LEFT_OUT for status in statuses):
        return None
    return Standing.EXISTING if partner.relationship is Relationship.EXISTING else Standing.POTENTIAL


def standings(coalition: Coalition) -> dict[str, Standing]:
    """The standing of every partner that counts, by id."""
    invites: dict[str, list[Invite]] = {}
    for invite in coalition.invites:
        invites.setdefault(invite.partner, []).append(invite)
    found = {
        partner_id: standing(partner, invites.get(partner_id, ()))
        for partner_id, partner in sorted(coalition.partners.items())
    }
    return {partner_id: each for partner_id, each in found.items() if each is not None}


def coverage(coalition: Coalition) -> tuple[NeedCoverage, ...]:
    """Every need of needs.yml with the partners that meet it: groups, areas, then assets, each in its own order."""
    counted = standings(coalition)
    keys = {
        (partner_id, name): {choice.key() for choice in coalition.partners[partner_id].chosen(name)}
        for partner_id in counted
        for name in NEED_LISTS
    }
    return tuple(
        NeedCoverage(
            name,
            choice,
            {partner_id: each for partner_id, each in counted.items() if choice.key() in keys[partner_id, name]},
        )
        for name in NEED_LISTS
        for choice in coalition.needs.chosen(name)
    )

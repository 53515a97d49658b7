"""The stakeholder map: where partners stand towards the work, and how much they can move."""

from collections.abc import Sequence
from dataclasses import dataclass

from coalition_site.derive.advice.coverage_table import NamedPartner
from coalition_site.derive.rules.coverage import Standing
from coalition_site.derive.team.partner import TeamPartner
from coalition_site.derive.words.team_terms import NOT_COUNTED
from coalition_site.model.partner import Influence, Relationship, Stance

POSITIONS = tuple(map(str, reversed(Stance)))
"""From opposed to supportive."""

INFLUENCES = tuple(map(str, reversed(Influence)))
"""From high to low."""


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A partner on the map: how it counts, such as `joined` or `not counted`, and what is known of the two."""

    partner: NamedPartner
    standing: str
    position: str
    influence: str


@dataclass(frozen=True, slots=True)
class StakeholderMap:
    """All partners but former ones; `unplaced` are those whose position or influence is not known."""

    placed: tuple[Stakeholder, ...]
    unplaced: tuple[Stakeholder, ...]

    @property
    def standings(self) -> tuple[str, ...]:
        """How those on the map may count."""
        return (*map(str, Standing), NOT_COUNTED)

    @property
    def positions(self) -> tuple[str, ...]:
        """The columns of the map."""
        return POSITIONS

    @property
    def influences(self) -> tuple[str, ...]:
        """The rows of the map."""
        return INFLUENCES

    def at(self, position: str, influence: str) -> tuple[Stakeholder, ...]:
        """Those in one field of the map, in the order of their names."""
        return tuple(each for each in self.placed if (each.position, each.influence) == (position, influence))


def stakeholder_map(partners: Sequence[TeamPartner]) -> StakeholderMap:
    """The map of the partners, who are given in the order of their names."""
    found = [
        Stakeholder(
            NamedPartner(partner.id, partner.short_name, partner.name if partner.name != partner.short_name else ""),
            partner.standing or NOT_COUNTED,
            partner.position,
            partner.influence,
        )
        for partner in partners
        if partner.relationship != Relationship.FORMER
    ]
    return StakeholderMap(
        placed=tuple(each for each in found if each.position and each.influence),
        unplaced=tuple(each for each in found if not (each.position and each.influence)),
    )

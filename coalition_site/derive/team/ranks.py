"""Sort keys of the workbook's list of partners: standing, influence, position."""

from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.derive.rules.coverage import Standing
from coalition_site.derive.team.stakeholders import INFLUENCES, POSITIONS
from coalition_site.derive.words.team_terms import NOT_COUNTED, NOT_KNOWN


@dataclass(frozen=True, slots=True)
class Ranks:
    """Each value and its rank, the higher the more; what is not known has none, which sorts it last either way."""

    standing: Mapping[str, int]
    position: Mapping[str, int | str]
    influence: Mapping[str, int | str]
    not_counted: str = NOT_COUNTED
    not_known: str = NOT_KNOWN


RANKS = Ranks(
    standing={**{str(each): 3 - number for number, each in enumerate(Standing)}, NOT_COUNTED: 0},
    position={**{each: number for number, each in enumerate(POSITIONS, start=2)}, NOT_KNOWN: ""},
    influence={**{each: 4 - number for number, each in enumerate(INFLUENCES)}, NOT_KNOWN: ""},
)

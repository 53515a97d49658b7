"""Counts of what the public site holds back."""

from collections import Counter
from datetime import date
from functools import cache

from pydantic import BaseModel

from coalition_site.derive.rules.consent import Naming, naming_in
from coalition_site.derive.team.view import HeldBack
from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.coalition import Coalition


def _held_values(value: object, audience: Audience) -> int:
    """How many single values within a model are not public."""
    if isinstance(value, BaseModel):
        held = 0
        for name, own in _audiences(type(value)):
            inner = getattr(value, name)
            # Most values are texts or missing; passing them by here takes half the time.
            if type(inner) is str:
                held += own is not Audience.PUBLIC and inner != ""
            elif inner is not None:
                held += _held_values(inner, own)
        return held
    if isinstance(value, tuple):
        return sum(_held_values(inner, audience) for inner in value)
    if isinstance(value, dict):
        return sum(_held_values(inner, audience) for inner in value.values())
    return int(audience is not Audience.PUBLIC and not _is_empty(value))


@cache
def _audiences(model: type[BaseModel]) -> tuple[tuple[str, Audience], ...]:
    return tuple((name, field_audience(field)) for name, field in model.model_fields.items())


def _is_empty(value: object) -> bool:
    return value is None or value is False or value == ""


def held_back(coalition: Coalition, today: date) -> HeldBack:
    """How many partners are not named on a day, by reason, and how many values in all are not public."""
    reasons = Counter(str(naming_in(coalition, partner, today)) for partner in coalition.partners.values())
    records: tuple[object, ...] = (
        coalition.settings,
        coalition.needs,
        tuple(coalition.partners.values()),
        coalition.invites,
    )
    fields = _held_values(records, Audience.TEAM)
    partners = {
        str(reason): reasons[str(reason)] for reason in Naming if reason is not Naming.NAMED and reasons[str(reason)]
    }
    return HeldBack(partners, fields)

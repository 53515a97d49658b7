"""People of earlier content whom today's does not know: nothing that was written of them then is told by name.

Whoever was forgotten, or only taken off a list, is known from git's history alone. What is told of the past to the team
then says that somebody went, and not who.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coalition_site.model.coalition import Coalition
from coalition_site.model.meeting import named_in_minutes
from coalition_site.model.partner import RESIDENT
from coalition_site.model.vocabulary import plain

_BETWEEN_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class GonePeople:
    """The names of people who are in earlier content and nowhere in today's, as they are compared."""

    names: frozenset[str]

    @classmethod
    def between(cls, before: Coalition, now: Coalition) -> "GonePeople":
        """Contacts, invited people, residents and whoever was at meetings before, without all whom today's names."""
        today = {*map(_compared, _people(now)), *map(_compared, _partners(now))}
        return cls(frozenset({*map(_compared, _people(before))} - today - {""}))

    def named_in(self, text: str) -> bool:
        """Whether a text names one of them."""
        words = f" {_compared(text)} "
        return any(f" {name} " in words for name in self.names)


def _compared(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", plain(text)).strip()


def _people(coalition: Coalition) -> Iterator[str]:
    for partner in coalition.partners.values():
        yield from (person.name for person in partner.team.people)
        if partner.type.option == RESIDENT:
            yield from partner.name.texts()
    yield from (invite.member for invite in coalition.invites)
    for meeting in coalition.meetings:
        yield from (written for _, written in named_in_minutes(meeting.team) if written not in coalition.partners)


def _partners(coalition: Coalition) -> Iterator[str]:
    """Names of partners, who may be invited by them, and of those who speak for one."""
    for partner in coalition.partners.values():
        yield from partner.name.texts()
        yield from (role.person for role in partner.outreach.roles)
        yield from (partner.agreement.represented_by, partner.agreement.alternate)

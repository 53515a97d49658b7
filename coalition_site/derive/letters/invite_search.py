"""Search for an invite by the name that somebody types."""

import unicodedata
from collections.abc import Sequence

from coalition_site.model.invite import Invite
from coalition_site.model.reading import nearest
from coalition_site.model.vocabulary import plain
from coalition_site.problems import Refused


def _typed(text: str) -> str:
    # Some systems hand letters and their accents over apart.
    return plain(unicodedata.normalize("NFC", text))


def find_invite(invites: Sequence[Invite], member: str, partner: str | None) -> int:
    """The number, from 0, of the invite of a member, whatever the case and spaces.

    `partner` is the id that tells invites of one name apart, empty for the invite without a partner record; None if
    nothing was said. Raises Refused.
    """
    named = [number for number, invite in enumerate(invites) if _typed(invite.member) == _typed(member)]
    if not named:
        names = {_typed(invite.member): invite.member for invite in invites}
        near = nearest(_typed(member), list(names))
        hint = f'did you mean "{names[near]}"?' if near else "the names stand in invites.yml"
        raise Refused(f'nobody called "{member}" is invited; {hint}')
    found = [number for number in named if partner is None or invites[number].partner == partner]
    if len(found) == 1:
        return found[0]
    name = invites[named[0]].member
    ids = [invites[number].partner or '""' for number in named]
    choices = " or ".join(f"--partner {each}" for each in ids)
    if found:
        raise Refused(f'"{name}" is invited {len(found)} times; add {choices}')
    raise Refused(f'"{name}" is not invited for {partner!r}; write {choices}')

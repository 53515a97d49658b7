"""Choice of a letter's wording: the better fitting one, where what is known of the invitee calls for it."""

import re

from coalition_site.derive.letters.view import LetterView
from coalition_site.model.coalition import Coalition, person_of
from coalition_site.model.invite import Invite
from coalition_site.model.partner import RESIDENT, Partner, Relationship, Stance

INVITATION = "invitation"
EXISTING, SKEPTICAL, RESIDENTS, OFFICIAL = (
    f"{INVITATION}-{kind}" for kind in ("existing", "skeptical", "resident", "official")
)

_OFFICES = re.compile(
    r"(?:(?:lieutenant )?governor|mayor|senator|representative|sheriff|supervisor|commissioner"
    r"|(?:council|assembly|congress)[ -]?(?:member|man|woman|person)|alder(?:man|woman|person))\b(?!['\u2019])",
    re.IGNORECASE,
)


def is_elected_official(invite: Invite, partner: Partner | None) -> bool:
    """Whether the invitee's name or title begins with an elected office, such as `Mayor` or `Councilmember`."""
    person = person_of(invite, partner)
    return any(_OFFICES.match(text) for text in (invite.member, person.title if person is not None else ""))


def fitting_wording(invite: Invite, partner: Partner | None) -> str:
    """The name of the packaged invitation that fits the invitee best; the plain one where none is called for."""
    if partner is not None and partner.relationship is Relationship.EXISTING:
        return EXISTING
    if partner is not None and partner.team.position in {Stance.SKEPTICAL, Stance.OPPOSED}:
        return SKEPTICAL
    if partner is not None and partner.type.option == RESIDENT:
        return RESIDENTS
    return OFFICIAL if is_elected_official(invite, partner) else INVITATION


def proposed_wording(coalition: Coalition, invite: Invite, letter: LetterView) -> str:
    """The wording to propose for a draft; empty where the one it has fits, was chosen on purpose, or was sent.

    Nothing is proposed that would take the letter out of its language. Writing `letter:` settles the matter.
    """
    if invite.letter or letter.sent or letter.wording.name != INVITATION:
        return ""
    fitting = fitting_wording(invite, coalition.partners.get(invite.partner))
    wording = coalition.wording(fitting, letter.language)
    if fitting == INVITATION or wording is None or wording.language != letter.language:
        return ""
    return fitting

"""Places of gaps in letters: the file and the key that a missing value is written at."""

from coalition_site.derive.rules.meetings import next_public_meeting
from coalition_site.derive.words.catalogue import Catalogue, catalogue
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import COALITION, MEETINGS, NEEDS
from coalition_site.model.invite import Invite
from coalition_site.read.catalogues import ENGLISH

_SETTINGS = COALITION.path()
_NEEDS = NEEDS.path()
_SETTINGS_KEYS = {
    "coalition.name": "name",
    "coalition.community": "community",
    "coalition.summary": "summary",
    "coalition.site_url": "site_url",
}
_PARTNER_KEYS = {
    "partner.because": "outreach.because",
    "partner.message": "outreach.message",
    "partner.roles": "outreach.roles",
}
_SHARED_KEYS = {
    "shared.groups": ("serves", "groups"),
    "shared.areas": ("works_on", "areas"),
    "shared.assets": ("assets",) * 2,
}


def invite_place(coalition: Coalition, invite: Invite, key: str, words: Catalogue) -> str:
    """The file and key of an invite, such as `content/invites.yml: address of "Deandre Pitts"`."""
    key_of = words.pgettext("a key of an entry", '%(key)s of "%(member)s"', key=key, member=invite.member)
    return f"{coalition.team_folder}/invites.yml: {key_of}"


def gap_place(gap: str, invite: Invite, coalition: Coalition, words: Catalogue | None = None) -> str:
    """The file and key that fill a gap, such as `content/invites.yml: address of "Deandre Pitts"`.

    `gap` is a placeholder, `address` or `signs`; without words it is told as messages are, in English.
    Values of a partner's record point at the record where the invite
    names one, else at the invite, which would have to name one.
    """
    words = words or catalogue(ENGLISH)
    block, _, name = gap.partition(".")
    if gap == "signs":
        return words.gettext("coalition doctor says which, and the package that brings a font")
    if gap in _SETTINGS_KEYS or block == "contact" or gap == "respond_by":
        return f"{_SETTINGS}: {_SETTINGS_KEYS.get(gap, gap)}"
    if block == "sender":
        return f"{_SETTINGS}: senders.{invite.sender}.{name}"
    if block == "meeting":
        return _in_meeting(gap, coalition)
    if block in {"partner", "shared"}:
        return _in_partner(gap, invite, coalition, words)
    return invite_place(coalition, invite, gap, words)


def _in_meeting(gap: str, coalition: Coalition) -> str:
    """The key of the next meeting's file; without one, that of coalition.yml."""
    meeting = next_public_meeting(coalition.meetings, coalition.day)
    if meeting is None:
        return f"{_SETTINGS}: {gap}"
    return f"{MEETINGS.path(meeting.id)}: {'place' if gap == 'meeting.place' else 'start'}"


def _in_partner(gap: str, invite: Invite, coalition: Coalition, words: Catalogue) -> str:
    if not invite.partner:
        return invite_place(coalition, invite, "partner", words)
    key = _PARTNER_KEYS.get(gap, gap.partition(".")[2])
    if gap in _SHARED_KEYS:
        key, needed = _SHARED_KEYS[gap]
        if not getattr(coalition.needs, needed):
            return f"{_NEEDS}: {needed}"
    return f"{coalition.partner_file(invite.partner, key)}: {key}"

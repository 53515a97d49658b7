"""Places of gaps in letters: the file and the key that a missing value is written at."""

from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite

_SETTINGS = "content/coalition.yml"
_NEEDS = "content/needs.yml"
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


def gap_place(gap: str, invite: Invite, coalition: Coalition) -> str:
    """The file and key that fill a gap, such as `content/invites.yml: address of "Deandre Pitts"`.

    `gap` is a placeholder, `address` or `signs`. Values of a partner's record point at the record where the invite
    names one, else at the invite, which would have to name one.
    """
    block, _, name = gap.partition(".")
    if gap == "signs":
        return "coalition doctor says which, and the package that brings a font"
    if gap in _SETTINGS_KEYS:
        return f"{_SETTINGS}: {_SETTINGS_KEYS[gap]}"
    if block == "sender":
        return f"{_SETTINGS}: senders.{invite.sender}.{name}"
    if block in {"contact", "meeting"} or gap == "respond_by":
        return f"{_SETTINGS}: {gap}"
    if block in {"partner", "shared"}:
        return _in_partner(gap, invite, coalition)
    return f'{coalition.team_folder}/invites.yml: {gap} of "{invite.member}"'


def _in_partner(gap: str, invite: Invite, coalition: Coalition) -> str:
    if not invite.partner:
        return f'{coalition.team_folder}/invites.yml: partner of "{invite.member}"'
    key = _PARTNER_KEYS.get(gap, gap.partition(".")[2])
    if gap in _SHARED_KEYS:
        key, needed = _SHARED_KEYS[gap]
        if not getattr(coalition.needs, needed):
            return f"{_NEEDS}: {needed}"
    return f"{coalition.partner_file(invite.partner, key)}: {key}"

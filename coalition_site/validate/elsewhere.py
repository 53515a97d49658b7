"""Words that are right in another place: the status of an invite behind a partner's relationship, and the like."""

from enum import StrEnum
from functools import cache

from coalition_site.model.invite import Status
from coalition_site.model.partner import Influence, Relationship, Stance
from coalition_site.model.vocabulary import plain
from coalition_site.validate.vocabulary import shipped_vocabulary

_KINDS: tuple[tuple[type[StrEnum], str, str, str], ...] = (
    (Influence, "influence", "an influence", "under team in the partner's file"),
    (Stance, "position", "a position", "under team in the partner's file"),
    (Relationship, "relationship", "a partner's relationship", "in the partner's file"),
    (Status, "status", "an invite's status", "in invites.yml"),
)


def belongs_elsewhere(text: str, key: str) -> str:
    """Where a word belongs that is not possible behind a key, as a hint; empty where nowhere, or at home there."""
    home, said = _homes().get(plain(text), ("", ""))
    if not home and key not in {"type", "serves", "works_on", "assets", "groups", "areas"}:
        option = shipped_vocabulary().types.find(text)
        home, said = (
            ("type", f"that is a type of organization: write it in the partner's file, as type: {text}")
            if (option is not None)
            else ("", "")
        )
    return said if home and home != key else ""


@cache
def _homes() -> dict[str, tuple[str, str]]:
    """The key that each word belongs to, and how to say so."""
    homes = {}
    for words, key, what, where in _KINDS:
        for word in words:
            homes[str(word)] = key, f"that is {what}: write it {where}, as {key}: {word}"
    return homes

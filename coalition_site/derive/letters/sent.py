"""Sent letters: the copy of each that was kept, and whether its draft would read differently now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from coalition_site.derive.letters.view import LetterView, earlier_slug_of, letter_slugs, letter_view, slug_of
from coalition_site.derive.words.dates import long_date
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite, Status
from coalition_site.model.sent import SentCopy
from coalition_site.model.vocabulary import plain


@dataclass(frozen=True, slots=True)
class SentLetter:
    """The kept copy of a letter that is due, by the file name of its PDF, empty where that letter was not sent yet.

    `differs` says that the letter would have other words today. `earlier` are copies of other letters to the same
    invitee, the latest first.
    """

    copy: str
    differs: bool
    earlier: tuple[str, ...]


def as_sent(view: LetterView, day: date) -> LetterView:
    """The letter as it leaves the house on a day: dated, and no draft any more."""
    return replace(view, sent=long_date(day, view.language), also=tuple(as_sent(each, day) for each in view.also))


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same, however their lines are broken."""
    return one.split() == other.split()


def invitee_of(invite: Invite) -> str:
    """What stands for an invite in the names of its copies. It depends on no other invite, nor on their order."""
    return _of_partner(slug_of(invite.member) or _digits(invite), invite)


def _invitees(invite: Invite) -> set[str]:
    """The same, and as it was made when letters of other scripts were left out: copies keep their names."""
    return {invitee_of(invite), _of_partner(earlier_slug_of(invite.member) or _digits(invite), invite)}


def _digits(invite: Invite) -> str:
    return f"name-{sha256(plain(invite.member).encode()).hexdigest()[:8]}"


def _of_partner(person: str, invite: Invite) -> str:
    return f"{person}.{invite.partner}" if invite.partner else person


def copies_to(coalition: Coalition, invite: Invite) -> tuple[SentCopy, ...]:
    """All copies of letters to one invitee, the latest first."""
    names = _invitees(invite)
    copies = [copy for copy in coalition.sent.values() if copy.invitee in names]
    return tuple(sorted(copies, key=lambda copy: (copy.day, copy.wording), reverse=True))


def copy_of(invite: Invite, wording: str, copies: tuple[SentCopy, ...]) -> SentCopy | None:
    """The copy of the letter that is due, among all copies to that invitee.

    It is the latest of the same wording. Where `sent` is that letter's own day, a copy of that day comes first, though
    another wording may have been chosen since.
    """
    if invite.status in {Status.SENT, Status.KEEP_INFORMED}:
        that_day = [copy for copy in copies if copy.day == invite.sent]
        for copy in sorted(that_day, key=lambda copy: copy.wording != wording):
            return copy
    return next((copy for copy in copies if copy.wording == wording), None)


def sent_letters(coalition: Coalition, say: Callable[[LetterView], str]) -> Mapping[str, SentLetter]:
    """What was kept of each letter that is due, by the letter's file name; those without any copy are left out.

    `say` gives the plain text of a letter, as the texts beside the copies were made. A copy without its text is not
    compared.
    """
    letters: dict[str, SentLetter] = {}
    for invite, slug in zip(coalition.invites, letter_slugs(coalition), strict=True):
        copies = copies_to(coalition, invite)
        view = letter_view(coalition, invite, slug) if copies else None
        if view is None:
            continue
        copy = copy_of(invite, view.wording.name, copies)
        differs = copy is not None and bool(copy.text) and not same_words(copy.text, say(as_sent(view, copy.day)))
        earlier = tuple(each.name for each in copies if each is not copy)
        letters[slug] = SentLetter(copy.name if copy is not None else "", differs, earlier)
    return letters


def kept_copies(coalition: Coalition) -> Mapping[str, Path]:
    """The PDFs in content/sent that belong to an invite of today, by file name."""
    invitees = {name for invite in coalition.invites for name in _invitees(invite)}
    return {name: copy.file for name, copy in coalition.sent.items() if copy.invitee in invitees}

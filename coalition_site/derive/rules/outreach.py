"""Outreach as a cycle: the way an invitation goes, when it is followed up, and what to try next.

The steps are those that organizers hold to: a call after some days, a second letter, then somebody else who knows them,
then a smaller ask. A letter is given the whole of `follow_up_after`, a call or a meeting half of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coalition_site.derive.rules.invitation_events import Event
from coalition_site.model.coalition import Coalition, reached
from coalition_site.model.invite import WAITING, Invite, Status, Step, Via
from coalition_site.model.partner import Partner, Relationship
from coalition_site.model.settings import Settings
from coalition_site.model.vocabulary import ListName

SMALLER_ASK = "smaller-ask"
"""The wording that asks for less."""

_SPOKEN = frozenset({Step.CALLED, Step.MET})
_AGAIN = frozenset({Step.CALLED, Step.MET, Step.ASKED_AGAIN})


class Next(StrEnum):
    """What comes next in an invitation."""

    SEND = "send"
    CALL = "call"
    WRITE = "write"
    OTHER_SENDER = "other sender"
    SMALLER_ASK = "smaller ask"
    THANK = "thank"
    AGREE = "agree"


@dataclass(frozen=True, slots=True)
class FollowUpDay:
    """The day to ask again; `proposed` where nobody wrote one down, so that it follows from what was done last."""

    day: date
    proposed: bool


def way_of(invite: Invite, partner: Partner | None) -> Via:
    """The way an invitation goes: as it says, else by mail program where there is an address for it, else by post."""
    return invite.via or (Via.EMAIL if reached(invite, partner).email else Via.POST)


def follow_up_day(invite: Invite, settings: Settings) -> FollowUpDay | None:
    """When to ask again; None where no answer is awaited, or nothing was sent yet."""
    if invite.status not in WAITING:
        return None
    if invite.follow_up is not None:
        return FollowUpDay(invite.follow_up, proposed=False)
    last = invite.last_contact()
    if last is None:
        return None
    spoken = any(step.day == last and step.what in _SPOKEN for step in invite.history)
    whole = settings.days_to_follow_up()
    days = (whole + 1) // 2 if spoken else whole
    return FollowUpDay(last + timedelta(days=days), proposed=True)


def times_asked_again(invite: Invite) -> int:
    """How often we turned to them since the invitation went out."""
    return sum(step.what in _AGAIN and (invite.sent is None or step.day >= invite.sent) for step in invite.history)


def next_step(invite: Invite, coalition: Coalition, *, letter_kept: bool) -> Next | None:
    """What comes next; None where nothing does. Whether it is time for it is another question.

    `letter_kept` says that the letter which the status calls for is kept as it was sent. A thank-you comes after a
    yes, as long as nothing says that it went out, and then the agreement.
    """
    partner = coalition.partners.get(invite.partner)
    if invite.status is Status.DRAFTED:
        return Next.SEND
    if invite.status is Status.ACCEPTED:
        if not (letter_kept or is_thanked(invite)):
            return Next.THANK
        return Next.AGREE if partner is not None and partner.agreement.signed is None else None
    if invite.status is Status.DECLINED:
        # A smaller ask that was made already, or is chosen, is not proposed again.
        return None if invite.letter == SMALLER_ASK or _asked_after_answer(invite) else Next.SMALLER_ASK
    if invite.status not in WAITING:
        return None
    return _after_silence(invite, coalition, partner)


def event_of(step: Next, way: Via) -> Event | None:
    """As what a step is recorded once it is taken; None for one that no command or button records."""
    if step is Next.CALL or (step is Next.SEND and way is Via.PHONE):
        return Event.CALLED
    if step in {Next.WRITE, Next.OTHER_SENDER}:
        return Event.WROTE
    return Event.SENT if step in {Next.SEND, Next.THANK} else None


def proposed_keys(step: Next | None, invite: Invite, coalition: Coalition) -> dict[str, str]:
    """What a step proposes to write into an invite, by key: another sender who asks, or a letter that asks for less."""
    if step is Next.OTHER_SENDER:
        return {"sender": next(ties(invite, coalition)).sender_id}
    return {"status": str(Status.DRAFTED), "letter": SMALLER_ASK} if step is Next.SMALLER_ASK else {}


def _after_silence(invite: Invite, coalition: Coalition, partner: Partner | None) -> Next:
    asked = times_asked_again(invite)
    can_call = bool(reached(invite, partner).phone)
    steps = [Next.CALL, Next.WRITE] if can_call else [Next.WRITE]
    if way_of(invite, partner) is Via.PHONE:
        steps = [Next.CALL, Next.CALL]
    if asked < len(steps):
        return steps[asked]
    if asked == len(steps) and next(iter(ties(invite, coalition)), None) is not None:
        return Next.OTHER_SENDER
    return Next.SMALLER_ASK


def is_thanked(invite: Invite) -> bool:
    """Whether the history says that something went out to them, or that we met, since they said yes."""
    answered = invite.answered
    return any(
        step.what in {Step.SENT, Step.MET} and (answered is None or step.day >= answered) for step in invite.history
    )


def _asked_after_answer(invite: Invite) -> bool:
    return any(
        step.what in _AGAIN | {Step.SENT} and invite.answered is not None and step.day > invite.answered
        for step in invite.history
    )


@dataclass(frozen=True, slots=True)
class Tie:
    """Another sender who knows them: by id; `partner` where the same partner accepted from them, else who is alike.

    `alike` are the ids of partners that said yes to this sender and work on, or serve, something of the same.
    """

    sender_id: str
    partner: bool
    alike: tuple[str, ...]


def ties(invite: Invite, coalition: Coalition) -> Iterator[Tie]:
    """Other senders to whom somebody of the same partner, or a partner like it, said yes; the strongest tie first."""
    partner = coalition.partners.get(invite.partner)
    found: list[Tie] = []
    for sender_id in coalition.settings.senders:
        if sender_id == invite.sender:
            continue
        said_yes = [
            invite.partner
            for invite in coalition.invites
            if invite.sender == sender_id and invite.status is Status.ACCEPTED and invite.partner
        ]
        same = bool(invite.partner) and invite.partner in said_yes
        alike = tuple(dict.fromkeys(each for each in said_yes if _is_alike(partner, coalition.partners.get(each))))
        if same or alike:
            found.append(Tie(sender_id, same, alike))
    yield from sorted(found, key=lambda tie: (not tie.partner, -len(tie.alike)))


def _is_alike(one: Partner | None, other: Partner | None) -> bool:
    if one is None or other is None or one.id == other.id or other.relationship is Relationship.FORMER:
        return False
    return any(
        {choice.key() for choice in one.chosen(name)} & {choice.key() for choice in other.chosen(name)}
        for name in (ListName.GROUPS, ListName.AREAS)
    )

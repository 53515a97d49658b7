"""Outreach as files to write: what was done about an invitation, or is proposed; the editor's side of the commands.

The same steps as `coalition sent`, `called` and `answered` record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coalition_site.derive.letters.sent import copies_to, copy_of
from coalition_site.derive.letters.view import LetterKind, LetterView, letter_view
from coalition_site.derive.letters.wording_choice import proposed_wording
from coalition_site.derive.rules.invitation_events import Event, Happened, awaits_answer, recording
from coalition_site.derive.rules.outreach import event_of, next_step, proposed_keys, way_of
from coalition_site.derive.words.catalogue import N_
from coalition_site.edit.edits import Steps
from coalition_site.forms.records import Record, RecordKind
from coalition_site.forms.session import Session
from coalition_site.jobs.record_sent import Sending, planned_sending
from coalition_site.jobs.record_step import planned_step
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.model.invite import Invite, Status
from coalition_site.problems import Refused

WORDING = "wording"
"""The name of the proposal that another wording would fit a letter better."""
SAID: Mapping[Event, str] = {
    Event.SENT: N_("The letter went out"),
    Event.CALLED: N_("We called"),
    Event.WROTE: N_("We wrote a few lines"),
    Event.MET: N_("We met"),
    Event.ACCEPTED: N_("They said yes"),
    Event.DECLINED: N_("They said no"),
    Event.LATER: N_("They asked for time"),
}
TODAY = {
    Event.SENT: N_("The letter went out today"),
    Event.CALLED: N_("We called today"),
    Event.WROTE: N_("We wrote today"),
}
"""What is said of an event with one click."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for an invitation: its name, and the keys of the invite that it changes."""

    name: str
    keys: Mapping[str, str]


@dataclass(frozen=True)
class Outlook:
    """What can be recorded of an invite as it stands, what comes next, and what is proposed."""

    coalition: Coalition
    number: int

    @property
    def invite(self) -> Invite:
        """The invite."""
        return self.coalition.invites[self.number]

    @cached_property
    def letter(self) -> LetterView | None:
        """The letter that is due, without the name of its file. Making it is most of the work, so it is made once."""
        return letter_view(self.coalition, self.invite, "")

    def choices(self) -> Sequence[Event]:
        """What can have happened."""
        letter = self.letter
        sent = [Event.SENT] if letter is not None and letter.kind is not LetterKind.CALL else []
        turned_to = [Event.CALLED, Event.WROTE, Event.MET] if awaits_answer(self.invite) else []
        return (*sent, *turned_to, Event.ACCEPTED, Event.DECLINED, Event.LATER)

    def next(self) -> Event | None:
        """What is to be done next, as it is recorded; None where nothing is, or nothing that is recorded so."""
        invite = self.invite
        step = next_step(invite, self.coalition, letter_kept=self._is_kept())
        way = way_of(invite, self.coalition.partners.get(invite.partner))
        return event_of(step, way) if step is not None else None

    def _is_kept(self) -> bool:
        """Whether the letter that is due is kept as it was sent."""
        copies = copies_to(self.coalition, self.invite) if self.coalition.sent else ()
        letter = self.letter if copies else None
        return letter is not None and copy_of(self.invite, letter.wording.name, copies) is not None

    def proposals(self) -> Sequence[Proposed]:
        """What is proposed."""
        invite = self.invite
        # Only of a draft whose wording nobody chose.
        letter = self.letter if invite.status is Status.DRAFTED and not invite.letter else None
        wording = proposed_wording(self.coalition, invite, letter) if letter is not None else ""
        # Whether a thank-you is kept decides nothing of what is proposed.
        step = next_step(invite, self.coalition, letter_kept=True)
        keys = proposed_keys(step, invite, self.coalition)
        found = [Proposed(WORDING, {"letter": wording})] if wording else []
        return [*found, Proposed(str(step), keys)] if keys else found

    def gaps(self) -> Sequence[str]:
        """What the letter lacks, by placeholders."""
        return self.letter.gaps if self.letter is not None else ()


def record_happened(session: Session, number: int, happened: Happened, said: str, *, with_gaps: bool) -> bool:
    """Writes down what happened, which can be taken back; False where it is on record already.

    Raises Refused and Unavailable.
    """
    with session.alone():
        checked, coalition = session.checked, _whole(session)
        if happened.what is Event.SENT:
            sending = Sending(number, happened.day, session.today, with_gaps)
            _, change = planned_sending(session.project, checked, coalition, sending)
        else:
            step = recording(coalition.invites[number], number, happened)
            _, change = planned_step(session.project, checked, coalition, step, session.today)
        if change:
            session.write_planned(replace(change, said=said))
        return bool(change)


def take_proposal(session: Session, number: int, name: str, said: str) -> None:
    """Does what is proposed, if it still is. Raises Refused."""
    with session.alone():
        coalition = _whole(session)
        proposed = next(
            (proposal for proposal in Outlook(coalition, number).proposals() if proposal.name == name), None
        )
        if proposed is None:
            raise Refused("this is not proposed any more")
        path = INVITES.path(folder=session.checked.content.team_folder)
        values: dict[Steps, str] = {(number, key): value for key, value in proposed.keys.items()}
        session.set_values(said, Record(RecordKind.INVITE), path, values)


def _whole(session: Session) -> Coalition:
    coalition = session.coalition
    if coalition is None:
        raise Refused("the files have mistakes; mend them first")
    return coalition

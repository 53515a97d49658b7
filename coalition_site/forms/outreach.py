"""What was done about an invitation, or what is proposed for it, as files to write: the editor's side of the commands.

The same steps as `coalition sent`, `called` and `answered` record.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from coalition_site.derive.letters.sent import copies_to, copy_of
from coalition_site.derive.letters.view import LetterKind, LetterView, letter_view
from coalition_site.derive.letters.wording_choice import proposed_wording
from coalition_site.derive.rules.outreach import SMALLER_ASK, Next, next_step, ties, way_of
from coalition_site.derive.words.catalogue import N_
from coalition_site.edit.edits import Steps
from coalition_site.forms.records import Record, RecordKind
from coalition_site.forms.session import Session
from coalition_site.jobs.record_sent import Sending, planned_sending
from coalition_site.jobs.record_step import (
    LATER,
    Answer,
    NotRecorded,
    Recording,
    Said,
    answer,
    awaits_answer,
    contact,
    planned_step,
)
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.model.invite import Invite, Status, Step, Via


class Done(StrEnum):
    """What can have happened."""

    SENT = "sent"
    CALLED = "called"
    WROTE = "wrote"
    MET = "met"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LATER = "later"


DONE = {
    Done.SENT: N_("The letter went out"),
    Done.CALLED: N_("We called"),
    Done.WROTE: N_("We wrote a few lines"),
    Done.MET: N_("We met"),
    Done.ACCEPTED: N_("They said yes"),
    Done.DECLINED: N_("They said no"),
    Done.LATER: N_("They asked for time"),
}
TODAY = {
    Done.SENT: N_("The letter went out today"),
    Done.CALLED: N_("We called today"),
    Done.WROTE: N_("We wrote today"),
}
"""What is said of a step with one click."""
_STEPS = {Done.CALLED: Step.CALLED, Done.WROTE: Step.ASKED_AGAIN, Done.MET: Step.MET}


class Proposal(StrEnum):
    """What is proposed for an invitation."""

    WORDING = "wording"
    OTHER_SENDER = "other sender"
    SMALLER_ASK = "smaller ask"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal: its kind, and what it is about, the name of a wording or the id of a sender."""

    kind: Proposal
    value: str


@dataclass(frozen=True, slots=True)
class Happened:
    """What somebody says of an invitation: what, on which day, who did it, what came of it, when to ask again."""

    what: Done
    day: date
    by: str = ""
    note: str = ""
    again: date | None = None
    with_gaps: bool = False


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

    def choices(self) -> Sequence[Done]:
        """What can have happened."""
        letter = self.letter
        sent = [Done.SENT] if letter is not None and letter.kind is not LetterKind.CALL else []
        turned_to = [Done.CALLED, Done.WROTE, Done.MET] if awaits_answer(self.invite) else []
        return (*sent, *turned_to, Done.ACCEPTED, Done.DECLINED, Done.LATER)

    def next(self) -> Done | None:
        """What is to be done next, as it is recorded; None where nothing is, or nothing that is recorded so."""
        invite = self.invite
        step = next_step(invite, self.coalition, letter_kept=self._is_kept())
        by_phone = way_of(invite, self.coalition.partners.get(invite.partner)) is Via.PHONE
        if step is Next.CALL or (step is Next.SEND and by_phone):
            return Done.CALLED
        if step in {Next.WRITE, Next.OTHER_SENDER}:
            return Done.WROTE
        return Done.SENT if step in {Next.SEND, Next.THANK} else None

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
        found = [Proposed(Proposal.WORDING, wording)] if wording else []
        if step is Next.OTHER_SENDER:
            found.append(Proposed(Proposal.OTHER_SENDER, next(ties(invite, self.coalition)).sender_id))
        if step is Next.SMALLER_ASK:
            found.append(Proposed(Proposal.SMALLER_ASK, SMALLER_ASK))
        return found

    def gaps(self) -> Sequence[str]:
        """What the letter lacks, by placeholders."""
        return self.letter.gaps if self.letter is not None else ()


def record_happened(session: Session, number: int, happened: Happened, said: str) -> bool:
    """Writes down what happened, which can be taken back; False where it is on record already.

    Raises NotRecorded, EditRefused, ContentNotWritten, DocumentFailed and PdfUnavailable.
    """
    with session.alone():
        checked, coalition = session.checked, _whole(session)
        if happened.what is Done.SENT:
            sending = Sending(number, happened.day, session.today, happened.with_gaps)
            _, planned = planned_sending(session.project, checked, coalition, sending)
        else:
            recording = _recording(coalition.invites[number], number, happened)
            planned = [planned_step(session.project, checked, coalition, recording, session.today)[1]]
        files = [each for each in planned if each.before != each.after]
        if files:
            session.write_planned(said, files)
        return bool(files)


def _recording(invite: Invite, number: int, happened: Happened) -> Recording:
    again = happened.again
    if happened.what is Done.LATER:
        again = again or happened.day + LATER
    said = Said(happened.day, happened.by, happened.note, again)
    if happened.what in _STEPS:
        return contact(invite, number, _STEPS[happened.what], said)
    return answer(invite, number, Answer(happened.what), said)


def take_proposal(session: Session, number: int, kind: str, said: str) -> None:
    """Does what is proposed, if it still is. Raises NotRecorded, EditRefused, StillNeeded and ContentNotWritten."""
    with session.alone():
        coalition = _whole(session)
        proposed = next((each for each in Outlook(coalition, number).proposals() if each.kind == kind), None)
        if proposed is None:
            raise NotRecorded("this is not proposed any more")
        keys = {
            Proposal.WORDING: {"letter": proposed.value},
            Proposal.OTHER_SENDER: {"sender": proposed.value},
            Proposal.SMALLER_ASK: {"status": str(Status.DRAFTED), "letter": proposed.value},
        }[proposed.kind]
        path = INVITES.path(folder=session.checked.content.team_folder)
        values: dict[Steps, str] = {(number, key): value for key, value in keys.items()}
        session.set_values(said, Record(RecordKind.INVITE), path, values)


def _whole(session: Session) -> Coalition:
    coalition = session.coalition
    if coalition is None:
        raise NotRecorded("the files have mistakes; mend them first")
    return coalition

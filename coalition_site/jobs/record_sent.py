"""Recording that a letter was sent, in one page. People send; this keeps what they sent and writes the day down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.derive.letters.gap_places import gap_place
from coalition_site.derive.letters.sent import as_sent, copies_to, copy_of, invitee_of, same_words
from coalition_site.derive.letters.view import LetterKind, LetterView, letter_slugs, letter_view
from coalition_site.derive.letters.wording_choice import INVITATION
from coalition_site.derive.public.view import public_coalition
from coalition_site.derive.rules.invitation_events import DATED_BY_SENT, Event, Happened, command_of, recording
from coalition_site.derive.words.catalogue import words_of
from coalition_site.edit.change import Change, contents
from coalition_site.jobs.epoch import epoch_of_day
from coalition_site.jobs.record_step import changed_invites, edits_of
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES, SENT
from coalition_site.model.invite import Invite, Status
from coalition_site.model.sent import SentCopy, sent_stem
from coalition_site.problems import Refused
from coalition_site.publish.pdf.single_document import document_bytes
from coalition_site.render.documents import letter_document
from coalition_site.render.environment import html_environment
from coalition_site.render.letter_text import letter_text, text_of_view
from coalition_site.render.letters import LateLetter
from coalition_site.render.pictures import Pictures
from coalition_site.validate.project import Checked


@dataclass(frozen=True, slots=True)
class Sending:
    """What is to be recorded: the invite by its number from 0, the day if one was named, and today.

    `with_gaps` says that the person knows of the gaps in the letter.
    """

    number: int
    day: date | None
    today: date
    with_gaps: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded: the day, the copy's name, and what was written to each file, by path; empty if all was there.

    `differs` says that the copy was there before and that the letter would read differently now.
    """

    member: str
    wording: str
    day: date
    copy: str
    written: Mapping[str, str]
    differs: bool


def planned_sending(project: Path, checked: Checked, coalition: Coalition, sending: Sending) -> tuple[Recorded, Change]:
    """The PDF and the text of a letter for sent/ and its day for invites.yml, and what people are told of that.

    Nothing is written; the copy comes first, invites.yml last. Raises Refused and Unavailable.
    """
    invite = coalition.invites[sending.number]
    view = _letter(coalition, invite, sending)
    day, copy = _day_and_copy(coalition, invite, view, sending)
    if view.kind is LetterKind.CALL:
        hint = f"a call is recorded with: {command_of(Event.CALLED, invite.member)}"
        raise Refused(f"{invite.member} is invited by telephone, and a call sheet is not sent; {hint}")
    letter = LateLetter(as_sent(view, day))
    text = letter_text(letter.letter)
    by = coalition.settings.senders[invite.sender].name
    note = "" if view.wording.name == INVITATION else view.wording.name
    recorded = recording(invite, sending.number, Happened(Event.SENT, day, by, note))
    changes = recorded.keys.keys() - {"follow_up"}
    edits, lines = edits_of(invite, recorded) if changes or copy is None else ([], ())
    invites, _ = changed_invites(project, checked, edits, sending.today)
    name = f"{sent_stem(day, invitee_of(invite), view.wording.name)}.pdf"
    same = copy is None or same_words(copy.text, text)
    if changes and not same:
        path = f"{checked.content.team_folder}/{SENT}/{name}"
        message = f"{path} is there already and does not say the same; what was sent stays as sent"
        raise Refused(f"{message}. Name another day with --date, or move that file and its .txt away")
    written: dict[str, str] = {}
    kept = Change()
    if copy is None:
        environment = html_environment(project / "templates", words_of(coalition))
        document = letter_document(letter, name, public_coalition(coalition.settings), environment)
        pdf = document_bytes(document, Pictures.of(coalition).whole, epoch_of_day(day), coalition.signs.fonts)
        # The text comes first: so a PDF without its text is never one that was left half recorded.
        path = f"{checked.content.team_folder}/{SENT}/{name}"
        words = f"{path.removesuffix('.pdf')}.txt"
        kept = Change({words: (contents(project, words), text.encode()), path: (contents(project, path), pdf)})
        written = {path: "the letter, dated and without the DRAFT mark", words: "its words"}
    if edits:
        written[INVITES.path(folder=checked.content.team_folder)] = "; ".join(lines)
    return Recorded(invite.member, view.wording.name, day, name, written, differs=not same), kept | invites


def _letter(coalition: Coalition, invite: Invite, sending: Sending) -> LetterView:
    view = letter_view(coalition, invite, letter_slugs(coalition)[sending.number])
    if view is None:
        message = f"the status {str(invite.status)!r} of {invite.member} calls for no letter"
        hint = "write status: drafted" if invite.status is Status.IDEA else "name a wording there with letter:"
        raise Refused(f"{message}; if there is one, {hint} in {coalition.team_folder}/invites.yml first")
    if view.gaps and not sending.with_gaps:
        names = coalition.texts.letter("en").names
        gaps = [f"  {names.get(gap, gap)}; {gap_place(gap, invite, coalition)}" for gap in view.gaps]
        message = f"the letter to {invite.member} has gaps; fill them, or add --with-gaps if they are meant:"
        raise Refused("\n".join([message, *gaps]))
    return view


def _day_and_copy(
    coalition: Coalition, invite: Invite, view: LetterView, sending: Sending
) -> tuple[date, SentCopy | None]:
    """The day to record, and the copy of that day if there is one.

    Where no day was named, a day that is on record stays: the one in `sent`, if it is this letter's, or that of a copy
    with the same words. Else it is today.
    """
    copies = copies_to(coalition, invite)
    day = sending.day
    if day is None and view.sent:
        day = invite.sent
    if day is None and invite.status not in DATED_BY_SENT:
        last = copy_of(invite, view.wording.name, copies)
        if last is not None and same_words(last.text, text_of_view(as_sent(view, last.day))):
            day = last.day
    day = day or sending.today
    return day, next((copy for copy in copies if (copy.day, copy.wording) == (day, view.wording.name)), None)

"""Recording a step of an invitation: a call, a meeting, an answer. Single lines of invites.yml change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.derive.rules.invitation_events import Event, Recording, command_of
from coalition_site.derive.rules.outreach import SMALLER_ASK, Next, follow_up_day, next_step
from coalition_site.edit.change import Change, edited_file
from coalition_site.edit.edits import AddEntries, Edit, KeyOrder, RemoveEntry, SetValue
from coalition_site.edit.judgment import judged, refuse_new_errors
from coalition_site.edit.layout import OneLine
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.model.invite import Invite
from coalition_site.problems import Refused
from coalition_site.read.text_file import lines_of
from coalition_site.validate.project import Checked

ORDER: KeyOrder = {(): ("status", "sent", "follow_up", "answered", "history")}
"""Where a new key of an invite is put."""


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """What was recorded: of whom, which lines changed in invites.yml, and when the next follow-up is due, if one is.

    `next` says what comes now, as commands or lines to type.
    """

    member: str
    path: str
    lines: tuple[str, ...]
    due: date | None
    proposed: bool
    next: tuple[str, ...]


def planned_step(
    project: Path, checked: Checked, coalition: Coalition, recording: Recording, today: date
) -> tuple[RecordedStep, Change]:
    """What a step is recorded with, and what people are told of it. Nothing is written. Raises Refused."""
    invite = coalition.invites[recording.number]
    edits, lines = edits_of(invite, recording)
    change, again = changed_invites(project, checked, edits, today)
    due = follow_up_day(again.invites[recording.number], again.settings)
    when, proposed = (due.day, due.proposed) if due is not None else (None, False)
    path = INVITES.path(folder=checked.content.team_folder)
    return RecordedStep(invite.member, path, lines, when, proposed, _what_next(again, recording.number)), change


def _what_next(coalition: Coalition, number: int) -> tuple[str, ...]:
    """What an answer makes due."""
    invite = coalition.invites[number]
    step = next_step(invite, coalition, letter_kept=False)
    match step:
        case Next.THANK:
            return (f"a thank-you; once it is out, {command_of(Event.SENT, invite.member)}",)
        case Next.SMALLER_ASK:
            return (f"perhaps a smaller ask; write letter: {SMALLER_ASK} and status: drafted for {invite.member}",)
    return ()


def step_edits(invite: Invite, number: int, step: Mapping[str, str]) -> tuple[list[Edit], tuple[str, ...]]:
    """The edit that adds a step to the history, and what it says; nothing where the step is there already."""
    there = [{key: str(value) for key, value in dict(each).items() if value} for each in invite.history]
    new = OneLine({key: value for key, value in step.items() if value})
    if dict(new) in there:
        return [], ()
    said = ", ".join(value for value in step.values() if value)
    return [AddEntries((number, "history"), (new,))], (f"history: {said}",)


def edits_of(invite: Invite, recording: Recording) -> tuple[list[Edit], tuple[str, ...]]:
    """The edits of a step, and the lines that change, as people are told them."""
    number, edits, lines = recording.number, list[Edit](), list[str]()
    for key, value in recording.keys.items():
        before = str(getattr(invite, key) or "")
        if value == before:
            continue
        edits.append(SetValue((number, key), value) if value else RemoveEntry((number, key)))
        lines.append(f"{key}: {value}" if value else f"{key}: taken away (was {before})")
    step = {"day": recording.day.isoformat(), "what": str(recording.what), "by": recording.by, "note": recording.note}
    added, said = step_edits(invite, number, step)
    return [*edits, *added], (*lines, *said)


def changed_invites(project: Path, checked: Checked, edits: Sequence[Edit], today: date) -> tuple[Change, Coalition]:
    """invites.yml before and after, and the coalition as it will be. Raises Refused."""
    path = INVITES.path(folder=checked.content.team_folder)
    if lines_of((project / path).read_bytes(), path)[0] != checked.content.of(INVITES)[""].lines:
        raise Refused(f"{path} was changed meanwhile; run the command again")
    change = Change(edited_file(project, path, edits, ORDER))
    again = judged(checked, change, today)
    refuse_new_errors(checked, again, "With this, invites.yml would be wrong:")
    coalition = again.validated.coalition
    if coalition is None:
        raise Refused("the files have mistakes; mend them first")
    return change, coalition

"""Recording a step of an invitation: a call, a meeting, an answer. Single lines of invites.yml change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.derive.rules.invitation_events import Event, Recording, command_of
from coalition_site.derive.rules.outreach import SMALLER_ASK, Next, follow_up_day, next_step
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import AddEntries, Edit, KeyOrder, RemoveEntry, SetValue
from coalition_site.edit.layout import OneLine
from coalition_site.edit.whole_files import ContentFile, write_content
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.model.invite import Invite
from coalition_site.problems import describe, has_errors
from coalition_site.read.changed_files import with_invites
from coalition_site.read.text_file import lines_of
from coalition_site.validate.project import Checked, check_content

ORDER: KeyOrder = {(): ("status", "sent", "follow_up", "answered", "history")}
"""Where a new key of an invite is put."""


class NotRecorded(Exception):
    """The step cannot be recorded; the text says why and what to do. Nothing was written."""


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


def record(project: Path, checked: Checked, coalition: Coalition, recording: Recording, today: date) -> RecordedStep:
    """Writes a step into invites.yml, which is read and validated before anything is written.

    Raises NotRecorded, EditRefused and ContentNotWritten.
    """
    recorded, file = planned_step(project, checked, coalition, recording, today)
    write_content(project, [file])
    return recorded


def planned_step(
    project: Path, checked: Checked, coalition: Coalition, recording: Recording, today: date
) -> tuple[RecordedStep, ContentFile]:
    """What `record` would say and write. Raises NotRecorded and EditRefused."""
    invite = coalition.invites[recording.number]
    edits, lines = edits_of(invite, recording)
    file, again = changed_invites(project, checked, edits, today)
    due = follow_up_day(again.invites[recording.number], again.settings)
    when, proposed = (due.day, due.proposed) if due is not None else (None, False)
    recorded = RecordedStep(invite.member, file.path, lines, when, proposed, _what_next(again, recording.number))
    return recorded, file


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


def changed_invites(
    project: Path, checked: Checked, edits: Sequence[Edit], today: date
) -> tuple[ContentFile, Coalition]:
    """invites.yml before and after, and the coalition as it will be. Raises NotRecorded and EditRefused."""
    path = INVITES.path(folder=checked.content.team_folder)
    document = checked.content.of(INVITES)[""]
    before = (project / path).read_bytes()
    if lines_of(before, path)[0] != document.lines:
        raise NotRecorded(f"{path} was changed meanwhile; run the command again")
    after = edited(before, path, edits, ORDER)
    again = check_content(with_invites(checked.content, after), today)
    coalition = again.validated.coalition
    if coalition is None:
        problems = again.validated.problems
        errors = [describe(each, again.line_at) for each in problems if has_errors([each])]
        raise NotRecorded("With this, invites.yml would be wrong:\n" + "\n".join(errors))
    return ContentFile(path, before, after), coalition

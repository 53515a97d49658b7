"""`coalition called` and `coalition answered`: what was done about an invitation, and what came of it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coalition_site.cli.letter_commands import PartnerOption, checked_content, member_number
from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, day_of, fail, refusals, say

if TYPE_CHECKING:
    from coalition_site.derive.rules.invitation_events import Happened
    from coalition_site.jobs.record_step import RecordedStep
    from coalition_site.model.coalition import Coalition
    from coalition_site.model.invite import Invite
    from coalition_site.validate.project import Checked

Member = Annotated[str, typer.Argument(help="The person, as in invites.yml.")]
By = Annotated[
    str, typer.Option(metavar="NAME", help="Who did it: a sender's id or any name.", show_default="the invite's sender")
]
Note = Annotated[str, typer.Option(metavar="WORDS", help="What came of it, in a few words.")]


def called(
    member: Member,
    project: Project = Path(),
    met: Annotated[bool, typer.Option("--met", help="You met instead of calling.")] = False,
    wrote: Annotated[bool, typer.Option("--wrote", help="You wrote a few lines instead of calling.")] = False,
    follow_up: Annotated[
        str, typer.Option(metavar="YYYY-MM-DD", help="When to ask again.", show_default="proposed by itself")
    ] = "",
    by: By = "",
    note: Note = "",
    partner: PartnerOption = None,
    today: Today = "",
) -> None:
    """Record that you called, met or wrote to somebody who has not answered; the follow-up that was due is done.

    Single lines of invites.yml change: the status becomes no answer, a step is added to the history, and a day to
    follow up that is reached goes. Example: coalition called "Dana Reyes" --note "Asked for another week"
    """
    from coalition_site.derive.rules.invitation_events import Event, Happened, awaits_answer

    day = day_of(today)
    again = _day_ahead(follow_up, "--follow-up", day)
    checked, coalition = checked_content(project, day)
    number = member_number(coalition, member, partner)
    invite = coalition.invites[number]
    if not awaits_answer(invite):
        hint = f'an answer is recorded with: coalition answered "{invite.member}" accepted, declined or later'
        fail(f"{invite.member} is {invite.status}; no answer is awaited. {hint}", CONTENT_PROBLEMS)
    what = Event.MET if met else Event.WROTE if wrote else Event.CALLED
    happened = Happened(what, day, _who(coalition, invite, by), _line(note), again)
    _record(project, checked, coalition, number, happened, day)


def answered(
    member: Member,
    answer: Annotated[Literal["accepted", "declined", "later"], typer.Argument(help="What they said.")],
    date: Annotated[  # the word people type
        str,
        typer.Argument(
            metavar="[YYYY-MM-DD]",
            help="The day of the answer; with later, the day to ask again.",
            show_default="today; with later, in four weeks",
        ),
    ] = "",
    project: Project = Path(),
    by: By = "",
    note: Note = "",
    partner: PartnerOption = None,
    today: Today = "",
) -> None:
    """Record an answer: accepted, declined, or later; a yes makes a thank-you due.

    Single lines of invites.yml change: status, answered or follow_up, and a step of the history. Examples: coalition
    answered "Dana Reyes" accepted; coalition answered "Dana Reyes" later 2027-01-18
    """
    from coalition_site.derive.rules.invitation_events import Event, Happened

    now = day_of(today)
    day, again = now, None
    if answer == "later":
        again = _day_ahead(date, "DATE", now)
    elif date:
        day = day_of(date, "DATE")
        if day > now:
            raise typer.BadParameter(f"{day} lies after today, {now}", param_hint="DATE")
    checked, coalition = checked_content(project, now)
    number = member_number(coalition, member, partner)
    invite = coalition.invites[number]
    happened = Happened(Event(answer), day, _who(coalition, invite, by), _line(note), again)
    _record(project, checked, coalition, number, happened, now)


def _day_ahead(text: str, option: str, today: date) -> date | None:
    """A day to ask again, which lies ahead; None where none was typed."""
    day = day_of(text, option) if text else None
    if day is not None and day <= today:
        raise typer.BadParameter(f"{day} does not lie after {today}", param_hint=option)
    return day


def _who(coalition: "Coalition", invite: "Invite", by: str) -> str:
    """Who did it, in a name: that of a sender, by id or as typed."""
    senders = coalition.settings.senders
    known = senders.get(by.strip() or invite.sender)
    return known.name if known is not None else _line(by)


def _line(text: str) -> str:
    return " ".join(text.split())


def _record(
    project: Path, checked: "Checked", coalition: "Coalition", number: int, happened: "Happened", today: date
) -> None:
    from coalition_site.derive.rules.invitation_events import recording
    from coalition_site.edit.whole_files import write_change
    from coalition_site.jobs.record_step import planned_step

    with refusals("Nothing was recorded."):
        step = recording(coalition.invites[number], number, happened)
        recorded, change = planned_step(project, checked, coalition, step, today)
        write_change(project, change)
    say("\n".join(_lines(recorded)))


def _lines(recorded: "RecordedStep") -> list[str]:
    if not recorded.lines:
        return [f"This is on record already for {recorded.member}; nothing was changed."]
    lines = [f"Recorded for {recorded.member} in {recorded.path}:", *(f"  {line}" for line in recorded.lines)]
    if recorded.due is not None:
        proposed = "; proposed, until you write follow_up:" if recorded.proposed else ""
        lines.append(f"Next follow-up: {recorded.due}{proposed}.")
    return [*lines, *(f"Next: {each}" for each in recorded.next)]

"""`coalition letters` and `coalition sent`: all letters or one, and the record of a letter that was sent."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, day_of, fail, plural, refusals, say
from coalition_site.model.content_files import INVITES
from coalition_site.problems import Refused

if TYPE_CHECKING:
    from coalition_site.derive.team.view import LetterSummary
    from coalition_site.jobs.record_sent import Recorded
    from coalition_site.model.coalition import Coalition
    from coalition_site.validate.project import Checked

PartnerOption = Annotated[
    str | None,
    typer.Option(help='The partner\'s id, where two members have one name; "" for the one without a partner.'),
]


def letters(
    preview: Annotated[str, typer.Option(metavar="MEMBER", help="Print the letter to this person.")] = "",
    partner: PartnerOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with 1 if any letter has a gap, and name each.")
    ] = False,
    project: Project = Path(),
    today: Today = "",
) -> None:
    """List the letters that are due, or print one; write nothing.

    A gap is something a letter should say and the content does not; it stands in brackets. Examples: coalition letters;
    coalition letters --preview "Dana Reyes"; coalition letters --strict
    """
    day = day_of(today)
    _, coalition = checked_content(project, day)
    if preview:
        _print_letter(coalition, member_number(coalition, preview, partner))
    else:
        _print_list(_summaries(coalition, day))
    if strict and (gaps := gap_lines(coalition)):
        fail("\n".join(["", *gaps]), CONTENT_PROBLEMS)


def sent(
    member: Annotated[str, typer.Argument(help="The person, as in invites.yml.")],
    project: Project = Path(),
    date: Annotated[  # the word people type
        str, typer.Option(metavar="YYYY-MM-DD", help="The day it is sent.", show_default="the recorded day, or today")
    ] = "",
    partner: PartnerOption = None,
    with_gaps: Annotated[bool, typer.Option("--with-gaps", help="The gaps in it are meant to be there.")] = False,
    today: Today = "",
) -> None:
    """Record that you send a letter: keep its PDF in content/sent and write the day into invites.yml.

    Nothing is sent: the program drafts, people send. Of invites.yml single lines change: status and sent, with a
    follow-up or a thank-you neither, because sent is the day of the invitation; a step of the history; and a day to
    follow up that is reached goes. Example: coalition sent "Dana Reyes"
    """
    from coalition_site.edit.whole_files import write_change
    from coalition_site.jobs.record_sent import Sending, planned_sending

    now = day_of(today)
    day = day_of(date, "--date") if date else None
    if day is not None and day > now:
        raise typer.BadParameter(f"{day} lies after today, {now}", param_hint="--date")
    checked, coalition = checked_content(project, now)
    sending = Sending(member_number(coalition, member, partner), day, now, with_gaps)
    with refusals("Nothing was recorded."):
        recorded, change = planned_sending(project, checked, coalition, sending)
        write_change(project, change)
    say("\n".join(_recorded_lines(recorded)))


def _recorded_lines(recorded: "Recorded") -> list[str]:
    letter = f"The letter to {recorded.member} ({recorded.wording})"
    if not recorded.written:
        lines = [f"{letter} is on record as sent on {recorded.day}; nothing was changed."]
        if recorded.differs:
            lines.append("It would read differently now; what was sent stays as it is.")
        return [*lines, "If it goes out again, name that day with --date."]
    return [
        f"{letter} is recorded as sent on {recorded.day}.",
        *(f"  {path}: {what}" for path, what in recorded.written.items()),
        "Now send it yourself: this program sends nothing.",
    ]


def gap_lines(coalition: "Coalition") -> list[str]:
    """Every gap of every letter and the place to fill it, one a line; empty where no letter has any."""
    from coalition_site.derive.letters.gap_places import gap_place
    from coalition_site.derive.letters.view import letter_slugs, letter_view

    lines = []
    for invite, slug in zip(coalition.invites, letter_slugs(coalition), strict=True):
        view = letter_view(coalition, invite, slug)
        for gap in view.gaps if view is not None else ():
            name = coalition.texts.letter("en").names.get(gap, gap)
            lines.append(f"gap: the letter to {invite.member} lacks the {name}; {gap_place(gap, invite, coalition)}")
    return lines


def checked_content(project: Path, today: date) -> "tuple[Checked, Coalition]":
    """The whole content, if nothing is wrong with it; else the command ends, and says why."""
    checked, coalition = valid_content(project, today)
    if coalition.public_only:
        folder = coalition.team_folder
        fail(f"Nothing was done: the team's folder {folder} is not here, and invites stand there.", CONTENT_PROBLEMS)
    return checked, coalition


def valid_content(project: Path, today: date) -> "tuple[Checked, Coalition]":
    """The content as far as it is here, if nothing is wrong with it; else the command ends with its errors."""
    from coalition_site.cli.terminal import counted, print_problem
    from coalition_site.problems import has_errors
    from coalition_site.validate.project import check

    checked = check(project, today)
    if checked.validated.coalition is None:
        for problem in checked.validated.problems:
            if has_errors([problem]):
                print_problem(problem, checked.line_at)
        fail(f"Nothing was done: {counted(checked)} in {project / 'content'}.", CONTENT_PROBLEMS)
    return checked, checked.validated.coalition


def member_number(coalition: "Coalition", member: str, partner: str | None) -> int:
    """The number, from 0, of the invite of the person that was typed; else the command ends, and says why."""
    from coalition_site.derive.letters.invite_search import find_invite

    try:
        return find_invite(coalition.invites, member, partner)
    except Refused as error:
        fail(str(error), CONTENT_PROBLEMS)


def _summaries(coalition: "Coalition", today: date) -> "Sequence[LetterSummary]":
    from coalition_site.derive.letters.sent import sent_letters
    from coalition_site.derive.team.assemble import team_view
    from coalition_site.render.letter_text import text_of_view

    return team_view(coalition, today, sent_letters(coalition, text_of_view)).letters


def _print_list(summaries: "Sequence[LetterSummary]") -> None:
    rows = [("Member", "Wording", "Language", "Status", "Gaps")]
    for summary in summaries:
        status = f"{summary.status} {summary.sent}".strip()
        wording = f"{summary.letter} (better: {summary.proposed})" if summary.proposed else summary.letter
        status += "; reads differently now" if summary.differs else ""
        rows.append((summary.member, wording, summary.language, status, ", ".join(summary.gaps) or "none"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        say("  ".join([*cells, row[-1]]))
    gaps = sum(1 for summary in summaries if summary.gaps)
    say(f"{plural(len(summaries), 'letter')}, {gaps or 'none'} with gaps.")


def _print_letter(coalition: "Coalition", number: int) -> None:
    from coalition_site.cli.letter_preview import print_letter
    from coalition_site.derive.letters.view import letter_slugs, letter_view
    from coalition_site.render.letter_text import letter_text
    from coalition_site.render.letters import compose

    invite = coalition.invites[number]
    view = letter_view(coalition, invite, letter_slugs(coalition)[number])
    if view is None:
        message = f"the status {str(invite.status)!r} of {invite.member} calls for no letter"
        fail(
            f"{message}; to see one, name a wording with letter: in {INVITES.path(folder=coalition.team_folder)}",
            CONTENT_PROBLEMS,
        )
    letter = compose(view)
    if sys.stdout.isatty():
        print_letter(letter)
    else:
        say(letter_text(letter).rstrip("\n"))

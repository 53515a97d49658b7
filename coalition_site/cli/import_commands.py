"""`coalition import`: filled worksheets and spreadsheets, brought back into the content."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import checked_content
from coalition_site.cli.options import (
    CONTENT_PROBLEMS,
    Project,
    Today,
    agreed,
    day_of,
    fail,
    plural,
    refusals,
    say,
    somebody_is_there,
)

if TYPE_CHECKING:
    from coalition_site.edit.change import Change
    from coalition_site.importers.plan.plan import Plan
    from coalition_site.importers.plan.receipts import Receipt
    from coalition_site.importers.sources import Filled
    from coalition_site.importers.understand.given_answers import Answers

_ROUNDS = 3


def import_files(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Filled worksheets (.pdf, .json), .csv, .xlsx, .ods, .docx.")
    ],
    project: Project = Path(),
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar='"HEAD=MEANING"', help='What a column means: "Who they help=serves", or notes, or leave out.'
        ),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar='"WORDS=MEANING"', help='What words in cells mean: "Active Partner=existing".'),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    long: Annotated[bool, typer.Option("--long", help="Show all of the plan, every record with its values.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the plan as JSON.")] = False,
    today: Today = "",
) -> None:
    """Bring filled worksheets and spreadsheets into the content; show what would change first.

    First comes what could become public, each value with its cell, then the columns and how they were understood, what
    would be added and changed, and what you should know. Nothing is ever deleted, but for what a partner takes out of
    its own review. On a terminal you are asked what only you know, and before anything is written; elsewhere nothing is
    written without --yes. Answers are kept in content/imports.yml for the next file with these heads. A partner's
    review gets a receipt, a text for a mail that tells them what was taken over; nothing is sent. If no file says
    anything, the command ends with 1. Example:
    coalition import worksheet-2026-11-23.json partners.xlsx
    """
    from coalition_site.cli.import_receipts import made_receipts, receipt_lines
    from coalition_site.edit.judgment import refuse_grown_old
    from coalition_site.edit.whole_files import write_change
    from coalition_site.importers.plan.plan_json import plan_json
    from coalition_site.importers.plan.report import report
    from coalition_site.importers.plan.write import WOULD_BE_WRONG
    from coalition_site.importers.understand.given_answers import Answers

    answers = Answers(_pairs(column, "--column"), _pairs(answer, "--answer"))
    written: list[str] = []
    day = day_of(today)
    told: list[Receipt] = []
    with refusals("Nothing was imported."):
        plan, change = _asked_and_planned(files, project, answers, day, quiet=yes or json)
        if not json:
            say(report(plan, whole=long))
            say("")
        if change and (yes or (not json and agreed(f"Write {plural(len(change.files), 'file')}?"))):
            before = checked_content(project, day)[1] if plan.reviews else None
            refuse_grown_old(project, change, day, WOULD_BE_WRONG)
            write_change(project, change)
            written = [*change.files]
            told = made_receipts(plan, before, project, day) if before is not None else []
    if json:
        say(plan_json(plan, written, [file for receipt in told for file in receipt.shown(project)]))
    elif plan.nothing_read:
        fail("Nothing in these files was understood; nothing was imported.", CONTENT_PROBLEMS)
    elif not change:
        say("Nothing is new; nothing was written.")
    elif written:
        say("\n".join(["Written:", *(f"  {path}" for path in written)]))
        for receipt in told:
            say("\n".join(["", *receipt_lines(receipt, project)]))
    else:
        say("Nothing was written. To write this, add --yes.")
    if plan.nothing_read:
        raise typer.Exit(CONTENT_PROBLEMS)


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    """What was typed as HEAD=MEANING, by the head as answers are found by; the last equals sign parts the two."""
    from coalition_site.importers.understand.head_words import told_head

    pairs = {}
    for each in given or []:
        words, equals, means = each.rpartition("=")
        if not equals or not words.strip() or not means.strip():
            raise typer.BadParameter(f'{each!r}: write it as "WORDS=MEANING"', param_hint=option)
        pairs[told_head(words)] = means.strip()
    return pairs


def _asked_and_planned(
    files: list[Path], project: Path, answers: "Answers", today: date, *, quiet: bool
) -> "tuple[Plan, Change]":
    """The plan with what people answer, if somebody is there to be asked."""
    from coalition_site.importers.formats.open_file import read_filled

    filled = [each for file in files for each in read_filled(file)]
    plan, change = _planned(filled, project, answers, today)
    if quiet or not somebody_is_there():
        return plan, change
    from coalition_site.cli.import_questions import ask
    from coalition_site.importers.plan.report import report_to_be_asked

    asked: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        new = [question for question in plan.questions if (question.about, question.words) not in asked]
        if not new:
            break
        if not asked:
            say(report_to_be_asked(plan))
        asked |= {(each.about, each.words) for each in new}
        try:
            if not typer.confirm(f"\nAnswer {plural(len(new), 'question')} now?", default=True):
                break
            answers = ask(new, answers)
        except typer.Abort:
            say("")
            break
        plan, change = _planned(filled, project, answers, today)
    return plan, change


def _planned(filled: "list[Filled]", project: Path, answers: "Answers", today: date) -> "tuple[Plan, Change]":
    """The plan, and the files it makes, validated together."""
    from coalition_site.importers.plan.make import plan_import
    from coalition_site.importers.plan.memory import remembered
    from coalition_site.importers.plan.write import validated_change
    from coalition_site.importers.understand.filled_files import understand

    checked, coalition = checked_content(project, today)
    plan = plan_import(understand(filled, coalition, answers), coalition, today)
    change = validated_change(project, checked, plan, today)
    return plan, remembered(project, plan, coalition) | change

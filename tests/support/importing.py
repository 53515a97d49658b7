"""Imports as the command makes them, without the command."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.edit.change import Change
from coalition_site.edit.whole_files import write_change
from coalition_site.importers.formats.open_file import read_filled
from coalition_site.importers.plan.make import plan_import
from coalition_site.importers.plan.memory import remembered
from coalition_site.importers.plan.plan import Plan
from coalition_site.importers.plan.write import validated_change
from coalition_site.importers.understand.filled_files import understand
from coalition_site.importers.understand.given_answers import NO_ANSWERS, Answers
from coalition_site.model.coalition import Coalition
from coalition_site.validate.project import check

TODAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Import:
    """A plan and the change that it makes."""

    plan: Plan
    change: Change


def coalition_in(project: Path) -> Coalition:
    """The coalition of a project that is right."""
    coalition = check(project, TODAY).validated.coalition
    assert coalition is not None
    return coalition


def planned(project: Path, *files: Path, answers: Answers = NO_ANSWERS) -> Import:
    """What an import would do; nothing is written."""
    checked = check(project, TODAY)
    assert checked.validated.coalition is not None
    filled = [each for file in files for each in read_filled(file)]
    coalition = checked.validated.coalition
    plan = plan_import(understand(filled, coalition, answers), coalition, TODAY)
    change = validated_change(project, checked, plan, TODAY)
    return Import(plan, remembered(project, plan, coalition) | change)


def imported(project: Path, *files: Path, answers: Answers = NO_ANSWERS) -> Import:
    """An import that is written."""
    done = planned(project, *files, answers=answers)
    write_change(project, done.change)
    return done

"""Imports as the command makes them, without the command."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.edit.whole_files import ContentFile
from coalition_site.importers.formats.open_file import read_filled
from coalition_site.importers.plan.make import plan_import
from coalition_site.importers.plan.plan import Plan
from coalition_site.importers.plan.write import validated_files, write_plan
from coalition_site.importers.understand.filled_files import understand
from coalition_site.model.coalition import Coalition
from coalition_site.validate.project import check

TODAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Import:
    """A plan and the files it makes."""

    plan: Plan
    files: list[ContentFile]


def coalition_in(project: Path) -> Coalition:
    """The coalition of a project that is right."""
    coalition = check(project, TODAY).validated.coalition
    assert coalition is not None
    return coalition


def planned(project: Path, *files: Path) -> Import:
    """What an import would do; nothing is written."""
    checked = check(project, TODAY)
    assert checked.validated.coalition is not None
    filled = [each for file in files for each in read_filled(file)]
    plan = plan_import(understand(filled, checked.validated.coalition), checked.validated.coalition)
    return Import(plan, validated_files(project, checked, plan, TODAY))


def imported(project: Path, *files: Path) -> Import:
    """An import that is written."""
    done = planned(project, *files)
    write_plan(project, done.files)
    return done

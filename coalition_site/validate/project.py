"""A project folder, read and validated."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coalition_site.problems import Position
from coalition_site.read.content import Content, read_wording
from coalition_site.read.team_folder import read_project
from coalition_site.resources import wording_folder
from coalition_site.validate.coalition import Validated, validate
from coalition_site.validate.overrides import own_file_problems


@dataclass(frozen=True, slots=True)
class Checked:
    """The content as read, and what validation says of it."""

    content: Content
    validated: Validated

    def line_at(self, position: Position) -> str | None:
        """The text of a line of the content; None where there is none."""
        lines = self.content.lines.get(position.path, ())
        return lines[position.line - 1] if 0 < position.line <= len(lines) else None


def check(project: Path, today: date) -> Checked:
    """Reads and validates the content of a project. Nothing is written, and nothing is raised for wrong content."""
    checked = check_content(read_project(project), today)
    problems = (*checked.validated.problems, *own_file_problems(project))
    return replace(checked, validated=replace(checked.validated, problems=problems))


def check_content(content: Content, today: date) -> Checked:
    """Validates content that was read, with the packaged wording beside it."""
    packaged = read_wording(wording_folder(), "templates/letters/wording")
    return Checked(content, validate(content, packaged, today))

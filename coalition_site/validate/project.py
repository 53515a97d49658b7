"""A project folder, read and validated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from coalition_site.problems import Position
from coalition_site.read.content import NOTHING_UNSAVED, Content
from coalition_site.read.content_folder import read_wording
from coalition_site.read.earlier_originals import earlier_originals
from coalition_site.read.team_folder import read_project
from coalition_site.read.values import Step
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

    def place(self, path: str, steps: Sequence[Step]) -> tuple[Position, int]:
        """Where the steps lead in a file of the content, and the last line of what is there.

        The step `body` leads to the text below front matter; a file that is not known has its first line.
        """
        document = self.content.documents.get(path)
        if document is None:
            return Position(path), 1
        if tuple(steps) == ("body",):
            return document.in_body(1), len(document.lines)
        return document.at(*steps), document.places.find(steps).end_line


def check(project: Path, today: date, unsaved: Mapping[str, bytes] = NOTHING_UNSAVED) -> Checked:
    """Reads and validates the content of a project. Nothing is written, and nothing is raised for wrong content.

    `unsaved` are files, by their paths as problems show them, that hold something else than on the disk.
    """
    content = read_project(project, unsaved)
    content.earlier_originals = earlier_originals(project, content)
    return with_own_files(check_content(content, today), project)


def with_own_files(checked: Checked, project: Path) -> Checked:
    """What validation says of the content, and what is wrong with a project's own templates beside it."""
    problems = (*checked.validated.problems, *own_file_problems(project))
    return replace(checked, validated=replace(checked.validated, problems=problems))


def check_content(content: Content, today: date) -> Checked:
    """Validates content that was read, with the packaged wording beside it."""
    return Checked(content, validate(content, _packaged_wording(), today))


@cache
def _packaged_wording() -> Content:
    """The packaged wording: more than a hundred files, which stay as they are while a preview goes on."""
    return read_wording(wording_folder(), "templates/letters/wording")

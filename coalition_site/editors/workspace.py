"""A coalition that is being edited: its files as they are in the editor, and what is wrong with them now."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coalition_site.edit.mending import as_text
from coalition_site.fixes import TextFix
from coalition_site.model.content_files import COALITION
from coalition_site.problems import Problem
from coalition_site.validate.project import Checked, check


@dataclass(slots=True)
class Workspace:
    """One coalition's folder, with the texts that are open in an editor, by their paths as problems show them."""

    project: Path
    today: date
    typed: dict[str, bytes] = field(default_factory=dict)
    _checked: Checked | None = None

    def type(self, path: str, text: str) -> None:
        """A file's text is another one now."""
        self.typed[path] = text.encode()
        self._checked = None

    def close(self, path: str) -> None:
        """A file is as it is on the disk again."""
        self.typed.pop(path, None)
        self._checked = None

    def saved(self) -> None:
        """Something changed on the disk."""
        self._checked = None

    @property
    def checked(self) -> Checked:
        """The check of everything as it is now."""
        if self._checked is None:
            self._checked = check(self.project, self.today, self.typed)
        return self._checked

    def lines(self, path: str) -> tuple[str, ...]:
        """The lines of a file as it is in the editor, else as it was read."""
        if path in self.typed:
            text = self.typed[path].decode("utf-8", "replace").removeprefix("\ufeff")
            return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        return self.checked.content.lines.get(path, ())

    def problems(self) -> dict[str, list[Problem]]:
        """All problems by file."""
        found: dict[str, list[Problem]] = {}
        for problem in self.checked.validated.problems:
            found.setdefault(problem.position.path, []).append(problem)
        return found

    def text_fix(self, problem: Problem) -> TextFix | None:
        """The fix of a problem as the change of one piece of its file; None where it has none that can be made now."""
        path = problem.position.path
        return as_text(problem.fix, path, self.lines(path))


def project_of(file: Path) -> tuple[Path, str] | None:
    """The coalition's folder that a file belongs to, and its path there; None where it belongs to none."""
    for folder in file.parents:
        if (folder / COALITION.path()).exists():
            return folder, file.relative_to(folder).as_posix()
    return None

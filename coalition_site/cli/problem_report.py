"""Reports of problems: as text for people, as JSON for programs, as annotations for a pull request on GitHub.

The JSON is a promise (docs/problems.md): `version`, `errors`, `warnings`, and `problems` with `code`, `severity`,
`file`, `line`, `column`, `message` and `hint`, sorted by place; `fix` where a machine can do what the hint says. Keys
may be added; none changes its meaning. SARIF is the form that code hosts and editors read. Both hold all problems; of
one file no more than a hundred are printed.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from coalition_site.cli.options import Format
from coalition_site.cli.terminal import print_problem
from coalition_site.fixes import TextFix
from coalition_site.problems import Position, Problem, Severity, in_order

JSON_VERSION = 1
MOST_OF_A_FILE = 100


class Report:
    """Prints problems as they come; as JSON, all of them in one document when the report is closed."""

    def __init__(
        self,
        form: Format,
        project: Path,
        line_at: Callable[[Position], str | None],
        lines: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.form, self.lines = form, lines
        self.folder = folder_in_repository(project) if form is Format.GITHUB else ""
        self.line_at = line_at
        self.problems: list[Problem] = []
        self.extra: dict[str, object] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.form is Format.JSON:
            print(as_json(self.problems, self.extra, self.text_fix))
        elif self.form is Format.SARIF:
            from coalition_site.cli.sarif import as_sarif

            print(as_sarif(self.problems, self.text_fix))

    def text_fix(self, problem: Problem) -> TextFix | None:
        """The fix of a problem as the change of one piece of its file; None where it has none that can be made now."""
        if problem.fix is None or self.lines is None:
            return None
        from coalition_site.edit.mending import as_text  # only where there is something to mend

        path = problem.position.path
        return as_text(problem.fix, path, self.lines.get(path, ()))

    def add(self, problems: Iterable[Problem]) -> None:
        """Takes some more problems, and prints them unless the format waits for all: of each file the first hundred."""
        by_file: dict[str, list[Problem]] = {}
        for problem in problems:
            self.problems.append(problem)
            by_file.setdefault(problem.position.path, []).append(problem)
        if self.form not in (Format.TEXT, Format.GITHUB):
            return
        for path, found in by_file.items():
            for problem in _first(found):
                if self.form is Format.TEXT:
                    print_problem(problem, self.line_at)
                else:
                    print(as_annotation(problem, self.folder))
            if len(found) > MOST_OF_A_FILE:
                more = f"and {len(found) - MOST_OF_A_FILE:,} more problems; mend these first, and check again"
                print(f"{path}: {more}" if self.form is Format.TEXT else as_notice(path, "more", more, self.folder))


def _first(found: list[Problem]) -> list[Problem]:
    """As many problems of one file as are printed, in their order; errors go before warnings where not all are."""
    if len(found) <= MOST_OF_A_FILE:
        return found
    kept = {id(each) for each in sorted(found, key=lambda each: each.severity is not Severity.ERROR)[:MOST_OF_A_FILE]}
    return [problem for problem in found if id(problem) in kept]


def as_json(
    problems: Iterable[Problem],
    extra: dict[str, object],
    fix_of: Callable[[Problem], TextFix | None] = lambda problem: None,  # noqa: ARG005  nothing is known of files
) -> str:
    """All problems as one JSON document, with what else a command found out beside them."""
    rows: list[dict[str, object]] = [
        {
            "code": problem.code,
            "severity": str(problem.severity),
            "file": problem.position.path,
            "line": problem.position.line,
            "column": problem.position.column,
            "message": problem.message,
            "hint": problem.hint,
            **_fix_row(fix_of(problem)),
        }
        for problem in in_order(problems)
    ]
    errors = sum(row["severity"] == Severity.ERROR for row in rows)
    document = {"version": JSON_VERSION, "errors": errors, "warnings": len(rows) - errors, "problems": rows, **extra}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _fix_row(fix: TextFix | None) -> dict[str, object]:
    if fix is None:
        return {}
    line, column = fix.end
    return {
        "fix": {
            "line": fix.line,
            "column": fix.column,
            "end_line": line,
            "end_column": column,
            "old": fix.old,
            "new": fix.new,
            "safe": fix.safe,
        }
    }


def as_annotation(problem: Problem, folder: str = "") -> str:
    """A problem as a workflow command of GitHub Actions, which shows it at its line in a pull request.

    `folder` leads from the repository's folder to the coalition's, with a slash at its end unless they are one.
    Everything that came from the content stands within one command and is escaped, so that no content can be one.
    """
    places = (
        f"file={_property(folder + problem.position.path)},line={problem.position.line},col={problem.position.column}"
    )
    said = f"{problem.message}\nhint: {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity} {places},title={_property(problem.code)}::{_data(said)}"


def folder_in_repository(project: Path) -> str:
    """The way to the coalition's folder as GitHub counts it: from GITHUB_WORKSPACE, or else the current folder."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    folder = project.resolve()
    if folder == root or not folder.is_relative_to(root):
        return ""
    return f"{folder.relative_to(root).as_posix()}/"


def as_notice(file: str, title: str, text: str, folder: str = "") -> str:
    """Something to know about a file, as a workflow command of GitHub Actions; nothing is wrong with it."""
    return f"::notice file={_property(folder + file)},title={_property(title)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

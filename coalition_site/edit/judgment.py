"""Judgment of a change: the content as it would be, and the errors that it would have and has not now."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

from coalition_site.edit.change import Change
from coalition_site.edit.whole_files import refuse_changed
from coalition_site.problems import Problem, Refused, Severity, describe
from coalition_site.read.changed_files import is_read_as_text, with_files, without_files
from coalition_site.validate.project import Checked, check, check_content

_LINE_AND_COLUMN = re.compile(r":\d+:\d+\b")


class WouldBeWrong(Refused):
    """The content would have an error that it has not now; the text says which and where."""


def judged(checked: Checked, change: Change, today: date) -> Checked:
    """The content as it would be, checked. Letters that were sent and pictures that are new are not read for it."""
    texts = {path: data for path, data in change.written.items() if is_read_as_text(path)}
    gone = change.removed
    kept = without_files(checked.content, gone) if gone else checked.content
    return check_content(with_files(kept, texts), today)


def new_errors(before: Checked, after: Checked) -> list[Problem]:
    """The errors that a content has and did not have before, wherever their lines moved."""
    known = Counter(map(_known_by, before.validated.problems))
    new = []
    for problem in after.validated.problems:
        if problem.severity is not Severity.ERROR:
            continue
        if known[_known_by(problem)]:
            known[_known_by(problem)] -= 1
        else:
            new.append(problem)
    return new


def refuse_new_errors(before: Checked, after: Checked, *reason: str) -> None:
    """Raises WouldBeWrong where a content would have new errors: the reason, and each with its place and its hint."""
    errors = new_errors(before, after)
    if errors:
        raise WouldBeWrong("\n".join([*reason, *(describe(error, after.line_at) for error in errors)]))


def refuse_grown_old(project: Path, change: Change, today: date, reason: str) -> None:
    """Raises Refused where a change that was planned a while ago does not fit what stands in the files now."""
    refuse_changed(project, change)
    now = check(project, today)
    refuse_new_errors(now, judged(now, change, today), reason)


def _known_by(problem: Problem) -> tuple[str, str, str]:
    """What a problem is known by, wherever its line and that of another one that it names move."""
    return problem.position.path, problem.code, _LINE_AND_COLUMN.sub("", problem.message)

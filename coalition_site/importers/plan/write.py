"""Files of a plan: made in memory, and judged as a whole before anybody is asked whether they are to be written."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coalition_site.edit.change import Change, Contents, contents
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import AddEntries, KeyOrder
from coalition_site.edit.judgment import judged, refuse_new_errors
from coalition_site.edit.layout import block
from coalition_site.importers.plan.plan import Plan, PlannedFile
from coalition_site.importers.plan.public_values import public_values
from coalition_site.importers.proposals import Remark, RemarkKind
from coalition_site.importers.sources import Source
from coalition_site.model.content_files import CONTENT, INVITES, NEEDS, PARTNERS
from coalition_site.problems import Refused
from coalition_site.validate.project import Checked

_NEEDS_ORDER: KeyOrder = {(): ("reviewed", *(key for key in NEEDS.model.model_fields if key != "reviewed"))}
WOULD_BE_WRONG = "With this import the content would be wrong:"
_EMPTY_MARKDOWN = b"---\n---\n"


def planned_files(project: Path, plan: Plan) -> Change:
    """The files before and after, partners first, invites.yml last.

    What cannot be changed in a file as it is written leaves the plan and becomes a remark that says what to write.
    """
    by_path: dict[str, list[PlannedFile]] = {}
    for file in plan.files:
        by_path.setdefault(file.path, []).append(file)
    files = {path: _file(project, path, by_path[path], plan) for path in sorted(by_path, key=_is_invites)}
    plan.files = [file for file in plan.files if file.whole is not None or file.changes]
    return Change(files)


def _file(project: Path, path: str, planned: Sequence[PlannedFile], plan: Plan) -> Contents:
    before = contents(project, path)
    new = [each.whole for each in planned if each.whole is not None]
    if path.endswith(".md") and new:
        body = "".join(each.body for each in planned)
        return before, "\n".join(["---", *block(new[0]), "---", body]).encode()
    order = PARTNERS.order if path.endswith(".md") else INVITES.order if _is_invites(path) else _NEEDS_ORDER
    after = before or (_EMPTY_MARKDOWN if path.endswith(".md") else b"")
    for each in planned:
        after = _changed(after, each, order, plan)
    if new:
        after = edited(after, path, [AddEntries((), tuple(new))], order)
    return before, after


def _changed(data: bytes, file: PlannedFile, order: KeyOrder, plan: Plan) -> bytes:
    """The bytes with what can be changed; the rest is taken from the plan."""
    for change, difference in list(zip(file.changes, file.differences, strict=True)):
        try:
            data = edited(data, file.path, [change], order)
        except Refused as error:
            file.changes.remove(change)
            file.differences.remove(difference)
            plan.remarks.append(Remark(RemarkKind.LOST, Source(file.source), str(error)))
    return data


def validated_change(project: Path, checked: Checked, plan: Plan, today: date) -> Change:
    """The files of a plan, if the content is right with them; the plan then says what everybody could read of them.

    Raises Refused.
    """
    change = planned_files(project, plan)
    for path, (before, _) in change.files.items():
        if before is not None and _is_new(plan, path):
            raise Refused(f"{path} is there already and is not read as a partner; move it away first")
    after = judged(checked, change, today)
    refuse_new_errors(checked, after, WOULD_BE_WRONG)
    old, new = checked.validated.coalition, after.validated.coalition
    if old is not None and new is not None:
        plan.public, plan.open_folder = public_values(plan.files, old, new, today), new.team_folder != CONTENT
    return change


def _is_invites(path: str) -> bool:
    return path.endswith(f"/{INVITES.place}")


def _is_new(plan: Plan, path: str) -> bool:
    return not _is_invites(path) and any(file.path == path for file in plan.added)

"""A plan becomes files: made in memory, validated as a whole, then written so that each is old or new, never half."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from coalition_site.edit.editor import edited
from coalition_site.edit.edits import AddEntries, EditRefused, KeyOrder
from coalition_site.edit.layout import block
from coalition_site.edit.whole_files import ContentFile, write_content
from coalition_site.importers.plan.plan import Plan, PlannedFile
from coalition_site.importers.plan.public_values import public_values
from coalition_site.importers.proposals import Remark, RemarkKind
from coalition_site.importers.sources import ImportRefused, Source
from coalition_site.model.content_files import CONTENT, INVITES
from coalition_site.model.invite import Invite
from coalition_site.model.needs import Needs
from coalition_site.model.partner import (
    Agreement,
    Listing,
    OrganizationContact,
    Outreach,
    PartnerFrontMatter,
    Person,
    Role,
    TeamNotes,
)
from coalition_site.problems import describe, has_errors
from coalition_site.read.changed_files import with_files
from coalition_site.validate.project import Checked, check_content

_PARTNER_ORDER: KeyOrder = {
    (): tuple(PartnerFrontMatter.model_fields),
    ("listing",): tuple(Listing.model_fields),
    ("agreement",): tuple(Agreement.model_fields),
    ("outreach",): tuple(Outreach.model_fields),
    ("outreach", "roles"): tuple(Role.model_fields),
    ("team",): tuple(TeamNotes.model_fields),
    ("team", "people"): tuple(Person.model_fields),
    ("team", "contact"): tuple(OrganizationContact.model_fields),
}
_NEEDS_ORDER: KeyOrder = {(): ("reviewed", *(key for key in Needs.model_fields if key != "reviewed"))}
_EMPTY_MARKDOWN = b"---\n---\n"
_INVITE_ORDER: KeyOrder = {(): tuple(Invite.model_fields)}


def planned_files(project: Path, plan: Plan) -> list[ContentFile]:
    """The files before and after, partners first, invites.yml last.

    What cannot be changed in a file as it is written leaves the plan and becomes a remark that says what to write.
    """
    by_path: dict[str, list[PlannedFile]] = {}
    for file in plan.files:
        by_path.setdefault(file.path, []).append(file)
    files = [_file(project, path, planned, plan) for path, planned in by_path.items()]
    plan.files = [file for file in plan.files if file.whole is not None or file.changes]
    return sorted((file for file in files if file.before != file.after), key=lambda file: _is_invites(file.path))


def _file(project: Path, path: str, planned: Sequence[PlannedFile], plan: Plan) -> ContentFile:
    target = project / path
    before = target.read_bytes() if target.exists() else None
    new = [each.whole for each in planned if each.whole is not None]
    if path.endswith(".md") and new:
        body = "".join(each.body for each in planned)
        return ContentFile(path, before, "\n".join(["---", *block(new[0]), "---", body]).encode())
    order = _PARTNER_ORDER if path.endswith(".md") else _INVITE_ORDER if _is_invites(path) else _NEEDS_ORDER
    after = before or (_EMPTY_MARKDOWN if path.endswith(".md") else b"")
    for each in planned:
        after = _changed(after, each, order, plan)
    if new:
        after = edited(after, path, [AddEntries((), tuple(new))], order)
    return ContentFile(path, before, after)


def _changed(data: bytes, file: PlannedFile, order: KeyOrder, plan: Plan) -> bytes:
    """The bytes with what can be changed; the rest is taken from the plan."""
    for change, difference in list(zip(file.changes, file.differences, strict=True)):
        try:
            data = edited(data, file.path, [change], order)
        except EditRefused as error:
            file.changes.remove(change)
            file.differences.remove(difference)
            plan.remarks.append(Remark(RemarkKind.LOST, Source(file.source), str(error)))
    return data


def validated_files(project: Path, checked: Checked, plan: Plan, today: date) -> list[ContentFile]:
    """The files of a plan, if the content is right with them; the plan then says what everybody could read of them.

    Raises ImportRefused, and EditRefused.
    """
    files = planned_files(project, plan)
    for file in files:
        if file.before is not None and _is_new(plan, file.path):
            raise ImportRefused(f"{file.path} is there already and is not read as a partner; move it away first")
    after = check_content(with_files(checked.content, {file.path: file.after for file in files}), today)
    if has_errors(after.validated.problems):
        errors = [describe(each, after.line_at) for each in after.validated.problems if has_errors([each])]
        raise ImportRefused("With this import the content would be wrong:\n" + "\n".join(errors))
    old, new = checked.validated.coalition, after.validated.coalition
    if old is not None and new is not None:
        plan.public, plan.open_folder = public_values(plan.files, old, new, today), new.team_folder != CONTENT
    return files


def _is_invites(path: str) -> bool:
    return path.endswith(f"/{INVITES.place}")


def _is_new(plan: Plan, path: str) -> bool:
    return not _is_invites(path) and any(file.path == path for file in plan.added)


def write_plan(project: Path, files: Sequence[ContentFile]) -> None:
    """Writes the files of a plan. Raises ContentNotWritten; every file is whole whatever happens."""
    write_content(project, files)

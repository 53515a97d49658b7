"""Renaming a partner's file, with everything that names it; its old address leads to the new page from then on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from coalition_site.derive.changes.renames import with_new_id
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import Edit, KeyOrder, SetValue
from coalition_site.edit.new_files import remove_files, write_new_files
from coalition_site.edit.whole_files import ContentFile, write_content
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import CONTENT, INVITES, PARTNERS, SENT, is_name, name_and_language
from coalition_site.model.meeting import named_in_minutes
from coalition_site.model.partner import PartnerFrontMatter
from coalition_site.model.reading import nearest
from coalition_site.problems import describe, has_errors
from coalition_site.read.changed_files import with_files, without_files
from coalition_site.read.content import Content
from coalition_site.validate.project import Checked, check_content

_ORDER: KeyOrder = {(): tuple(PartnerFrontMatter.model_fields)}


class NotRenamed(Exception):
    """The partner cannot be renamed; the text says why and what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What renaming does: files by their old and new paths, new files with what they hold, files that change within.

    Paths are as seen from the project. `lines` says where the old name stood, in files that change within.
    """

    moved: tuple[tuple[str, str], ...]
    new: dict[str, bytes]
    changed: tuple[ContentFile, ...]
    lines: tuple[str, ...]


def plan_renaming(project: Path, checked: Checked, coalition: Coalition, old: str, new: str, today: date) -> Renaming:
    """Everything that a new id changes. Raises NotRenamed and EditRefused."""
    _refuse(coalition, old, new)
    moved = tuple(_moved(project, checked.content, coalition, old, new))
    texts = {before: (project / before).read_bytes() for before, _ in moved}
    public = PARTNERS.path(old)
    record = public if public in texts else coalition.partner_file(old, "name")
    addresses = [*(each for each in coalition.partners[old].old_addresses if each != new), old]
    if record == public:
        texts[public] = edited(texts[public], public, [SetValue(("old_addresses",), [*addresses])], _ORDER)
    links, lines = _with_links(project, checked.content, old, new, set(texts))
    invites = _invites(project, checked, coalition, old, new)
    meetings = _meetings(project, coalition, old, new, {file.path: file for file in links})
    changed = (*(file for file in links if file.path not in {each.path for each in meetings}), *meetings, *invites)
    named = [f"{file.path}: partner of an invite" for file in invites]
    named += [f"{file.path}: at a meeting" for file in meetings]
    plan = Renaming(moved, {after: texts[before] for before, after in moved}, changed, (*named, *lines))
    _check(checked.content, plan, today)
    return plan


def rename(project: Path, plan: Renaming) -> None:
    """Writes a plan: new files first, then what names them, and the old ones go last. Raises as the writers do."""
    write_new_files(project, plan.new)
    write_content(project, plan.changed)
    remove_files(project, [before for before, _ in plan.moved])


def _refuse(coalition: Coalition, old: str, new: str) -> None:
    if old not in coalition.partners:
        near = nearest(old, list(coalition.partners))
        hint = (
            f"did you mean {near}?" if near else "the ids are the names of the files in content/partners, without .md"
        )
        raise NotRenamed(f"there is no partner {old!r}; {hint}")
    if not is_name(new):
        hint = "use lower-case letters, digits and single hyphens, 64 at most"
        raise NotRenamed(f"{new!r} cannot be the name of a file; {hint}")
    if new in coalition.partners:
        raise NotRenamed(f"{new} is another partner; if both are one, keep one file and remove the other by hand")
    for partner in coalition.partners.values():
        if new in partner.old_addresses and partner.id != old:
            raise NotRenamed(f"{new} is an old address of {partner.id}; take it away there first")


def _moved(project: Path, content: Content, coalition: Coalition, old: str, new: str) -> Iterator[tuple[str, str]]:
    """The files with the partner's id in their names: its own, its translations, the letters that were kept."""
    for folder in dict.fromkeys((CONTENT, coalition.team_folder)):
        for file in sorted((project / folder / "partners").glob(f"{old}*.md")):
            stem, language = name_and_language(file.stem)
            if stem == old and file.is_file():
                ending = f".{language}" if language else ""
                yield f"{folder}/partners/{file.name}", f"{folder}/partners/{new}{ending}.md"
    for name in content.sent:
        for path in (PurePosixPath(coalition.team_folder, SENT, name).with_suffix(end) for end in (".pdf", ".txt")):
            after = with_new_id(path.name, {old: new})
            if after != path.name and (project / path).is_file():
                yield str(path), str(path.with_name(after))


def _invites(project: Path, checked: Checked, coalition: Coalition, old: str, new: str) -> list[ContentFile]:
    edits: list[Edit] = [
        SetValue((number, "partner"), new) for number, invite in enumerate(coalition.invites) if invite.partner == old
    ]
    if not edits:
        return []
    path = INVITES.path(folder=checked.content.team_folder)
    before = (project / path).read_bytes()
    return [ContentFile(path, before, edited(before, path, edits))]


def _meetings(
    project: Path, coalition: Coalition, old: str, new: str, changed: Mapping[str, ContentFile]
) -> list[ContentFile]:
    """Minutes that name the partner, with its new id; `changed` are files that change anyway, by path."""
    files = []
    for meeting in coalition.meetings:
        edits: list[Edit] = [
            SetValue(steps, new) for steps, written in named_in_minutes(meeting.team) if written == old
        ]
        if edits:
            path = coalition.minutes_file(meeting.id)
            there = changed.get(path)
            before = (project / path).read_bytes()
            after = there.after if there is not None else before
            files.append(ContentFile(path, before, edited(after, path, edits)))
    return files


def _with_links(
    project: Path, content: Content, old: str, new: str, moved: set[str]
) -> tuple[list[ContentFile], list[str]]:
    """Markdown files that link to the partner's page, with the new address in the place of the old one."""
    link = re.compile(rf"(\]\([^)\s]*?)(?<![A-Za-z0-9-]){re.escape(old)}(\.(?:md|html))")
    files, lines = [], []
    for path in content.lines:
        if not path.endswith(".md") or path in moved:
            continue
        before = (project / path).read_bytes()
        after = link.sub(rf"\g<1>{new}\g<2>", before.decode("utf-8")).encode()
        if after != before:
            files.append(ContentFile(path, before, after))
            lines.append(f"{path}: a link")
    return files, lines


def _check(content: Content, plan: Renaming, today: date) -> None:
    without = without_files(content, (before for before, _ in plan.moved))
    texts = {path: data for path, data in plan.new.items() if f"/{SENT}/" not in path}
    again = check_content(with_files(without, {file.path: file.after for file in plan.changed} | texts), today)
    errors = [describe(each, again.line_at) for each in again.validated.problems if has_errors([each])]
    if errors:
        raise NotRenamed("With the new name, the content would be wrong:\n" + "\n".join(errors))

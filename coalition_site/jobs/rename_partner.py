"""Renaming a partner's file, with everything that names it; its old address leads to the new page from then on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from coalition_site.derive.changes.renames import with_new_id
from coalition_site.edit.change import Change, Contents, edited_file, new_files, removal
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import Edit, SetValue
from coalition_site.edit.judgment import judged, refuse_new_errors
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import CONTENT, INVITES, PARTNERS, SENT, is_name, name_and_language
from coalition_site.model.meeting import named_in_minutes
from coalition_site.model.reading import nearest
from coalition_site.problems import Refused
from coalition_site.read.content import Content
from coalition_site.validate.project import Checked

WOULD_BE_WRONG = "With the new name, the content would be wrong:"


@dataclass(frozen=True, slots=True)
class Renaming:
    """What renaming does: files by their old and new paths, and where the old name stood in others."""

    moved: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    change: Change

    @property
    def number_of_files(self) -> int:
        """How many files get another name or change within."""
        return len(self.change.files) - len(self.moved)


def plan_renaming(project: Path, checked: Checked, coalition: Coalition, old: str, new: str, today: date) -> Renaming:
    """Everything that a new id changes. Raises Refused."""
    _refuse(coalition, old, new)
    moved = tuple(_moved(project, checked.content, coalition, old, new))
    texts = {before: (project / before).read_bytes() for before, _ in moved}
    gone = removal(project, texts)
    public = PARTNERS.path(old)
    record = public if public in texts else coalition.partner_file(old, "name")
    addresses = [*(address for address in coalition.partners[old].old_addresses if address != new), old]
    if record == public:
        texts[public] = edited(texts[public], public, [SetValue(("old_addresses",), [*addresses])], PARTNERS.order)
    links, lines = _with_links(project, checked.content, old, new, set(texts))
    invites = _invites(project, checked, coalition, old, new)
    meetings = _meetings(project, coalition, old, new, links)
    named = [f"{path}: partner of an invite" for path in invites] + [f"{path}: at a meeting" for path in meetings]
    made = new_files(project, {after: texts[before] for before, after in moved})
    change = made | Change({**links, **meetings, **invites}) | gone
    refuse_new_errors(checked, judged(checked, change, today), WOULD_BE_WRONG)
    return Renaming(moved, (*named, *lines), change)


def _refuse(coalition: Coalition, old: str, new: str) -> None:
    if old not in coalition.partners:
        near = nearest(old, list(coalition.partners))
        hint = (
            f"did you mean {near}?" if near else "the ids are the names of the files in content/partners, without .md"
        )
        raise Refused(f"there is no partner {old!r}; {hint}")
    if not is_name(new):
        hint = "use lower-case letters, digits and single hyphens, 64 at most"
        raise Refused(f"{new!r} cannot be the name of a file; {hint}")
    if new in coalition.partners:
        raise Refused(f"{new} is another partner; if both are one, keep one file and remove the other by hand")
    for partner in coalition.partners.values():
        if new in partner.old_addresses and partner.id != old:
            raise Refused(f"{new} is an old address of {partner.id}; take it away there first")


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


def _invites(project: Path, checked: Checked, coalition: Coalition, old: str, new: str) -> dict[str, Contents]:
    edits: list[Edit] = [
        SetValue((number, "partner"), new) for number, invite in enumerate(coalition.invites) if invite.partner == old
    ]
    return edited_file(project, INVITES.path(folder=checked.content.team_folder), edits) if edits else {}


def _meetings(
    project: Path, coalition: Coalition, old: str, new: str, changed: Mapping[str, Contents]
) -> dict[str, Contents]:
    """Minutes that name the partner, with its new id; `changed` are files that change anyway, by path."""
    files: dict[str, Contents] = {}
    for meeting in coalition.meetings:
        edits: list[Edit] = [
            SetValue(steps, new) for steps, written in named_in_minutes(meeting.team) if written == old
        ]
        if edits:
            path = coalition.minutes_file(meeting.id)
            before = (project / path).read_bytes()
            _, after = changed.get(path, (before, before))
            files[path] = (before, edited(after or before, path, edits))
    return files


def _with_links(
    project: Path, content: Content, old: str, new: str, moved: set[str]
) -> tuple[dict[str, Contents], list[str]]:
    """Markdown files that link to the partner's page, with the new address in the place of the old one."""
    link = re.compile(rf"(\]\([^)\s]*?)(?<![A-Za-z0-9-]){re.escape(old)}(\.(?:md|html))")
    files, lines = dict[str, Contents](), list[str]()
    for path in content.lines:
        if not path.endswith(".md") or path in moved:
            continue
        before = (project / path).read_bytes()
        after = link.sub(rf"\g<1>{new}\g<2>", before.decode("utf-8")).encode()
        if after != before:
            files[path] = (before, after)
            lines.append(f"{path}: a link")
    return files, lines

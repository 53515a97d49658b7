"""Moving what is not public out of the content, into a folder of the team's own: planned as a whole, then written."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coalition_site.edit.editor import edited, written_lines
from coalition_site.edit.edits import KeyOrder, RemoveEntry, SetValue
from coalition_site.edit.layout import block
from coalition_site.edit.new_files import remove_files
from coalition_site.edit.whole_files import ContentFile, write_content
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import COALITION, CONTENT, KINDS, MEETINGS, NEEDS, PARTNERS, SENT
from coalition_site.model.page import PageAudience
from coalition_site.model.settings import Settings
from coalition_site.problems import describe, has_errors
from coalition_site.read.changed_files import with_files, without_files
from coalition_site.read.content import Content, TeamFolder
from coalition_site.read.team_folder import refusal, shown_team_folder
from coalition_site.read.values import Document, Step, Value
from coalition_site.validate.project import Checked, check_content
from coalition_site.validate.team_folder import private_steps

_SCHEMAS = "../.vscode/schemas/"


class NotSeparated(Exception):
    """The content cannot be separated; the text says why and what to do. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Separation:
    """What separating does: files of the team's folder to write, content files to change, content files to remove.

    Paths are as seen from the project. The content is the same afterwards, read from two places.
    """

    folder: str
    team: Mapping[str, bytes]
    changed: tuple[ContentFile, ...]
    removed: tuple[str, ...]


def plan_separation(project: Path, checked: Checked, coalition: Coalition, folder: str, today: date) -> Separation:
    """What is to be moved into a folder, which is named as seen from the project.

    Raises NotSeparated, and EditRefused where something is written so that it has to be moved by hand.
    """
    shown = shown_team_folder(folder)
    if checked.content.team is not None:
        raise NotSeparated(f"coalition.yml names {checked.content.team.shown} as the team's folder already")
    why = refusal(folder, project, project / shown)
    if why:
        raise NotSeparated(f"{why[0]}; {why[1]}")
    team: dict[str, bytes] = {}
    files = [_settings(project, shown)]
    for document in checked.content.of(PARTNERS).values():
        files += _partner(project, document, shown, team)
    for document in checked.content.of(MEETINGS).values():
        if document.audience != PageAudience.TEAM:
            files += _minutes(project, document, shown, team)
    files += _needs(project, checked.content.file(NEEDS), shown, team)
    moved = dict(_whole_files(project, checked.content))
    for path, data in moved.items():
        team[f"{shown}/{path.removeprefix(f'{CONTENT}/')}"] = _with_schemas(data, project, shown)
    taken = [path for path in team if (project / path).exists()]
    if taken:
        raise NotSeparated(f"these exist already, and nothing is overwritten: {', '.join(taken)}")
    separation = Separation(shown, team, tuple(files), tuple(moved))
    _check_same(checked.content, coalition, separation, today)
    return separation


def separate(project: Path, separation: Separation) -> None:
    """Writes a plan: the team's folder first, so that whatever happens nothing is lost. Raises ContentNotWritten."""
    write_content(project, [ContentFile(path, None, data) for path, data in separation.team.items()])
    write_content(project, separation.changed)
    remove_files(project, separation.removed)


def _settings(project: Path, shown: str) -> ContentFile:
    path = COALITION.path()
    before = (project / path).read_bytes()
    order: KeyOrder = {(): tuple(Settings.model_fields)}
    return ContentFile(path, before, edited(before, path, [SetValue(("team_content",), shown)], order))


def _partner(project: Path, document: Document, shown: str, team: dict[str, bytes]) -> Iterator[ContentFile]:
    """A partner's file without what is not public; that goes into the file of the same name."""
    before = after = (project / document.path).read_bytes()
    lines: list[str] = []
    block: Step = ""
    for steps in private_steps(document.value):
        taken = written_lines(after, document.path, steps)
        after = edited(after, document.path, [RemoveEntry(steps)])
        # Of one block there may be several keys, one behind the other.
        lines += [f"{steps[0]}:", *taken] if len(steps) > 1 and steps[0] != block else taken
        block = steps[0]
    if lines:
        name = document.path.removeprefix(f"{CONTENT}/")
        team[f"{shown}/{name}"] = "\n".join(["---", *lines, "---", ""]).encode()
        yield ContentFile(document.path, before, after)


def _minutes(project: Path, document: Document, shown: str, team: dict[str, bytes]) -> Iterator[ContentFile]:
    """A public meeting's file without what the team keeps of it; that goes into the file of the same name."""
    if isinstance(document.value, dict) and "team" in document.value:
        before = (project / document.path).read_bytes()
        lines = written_lines(before, document.path, ("team",))
        name = document.path.removeprefix(f"{CONTENT}/")
        team[f"{shown}/{name}"] = "\n".join(["---", *lines, "---", ""]).encode()
        yield ContentFile(document.path, before, edited(before, document.path, [RemoveEntry(("team",))]))


def _needs(project: Path, document: Document | None, shown: str, team: dict[str, bytes]) -> Iterator[ContentFile]:
    """needs.yml without its notes; these go into a file of the same name."""
    if document is None or not isinstance(document.value, dict):
        return
    before = after = (project / document.path).read_bytes()
    notes: dict[str, Value] = {}
    comments: list[str] = []
    for name, entries in document.value.items():
        found: list[Value] = []
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict) and "note" in entry:
                steps: tuple[Step, ...] = (name, number, "note")
                taken = written_lines(after, document.path, steps)
                after = edited(after, document.path, [RemoveEntry(steps)])
                comments += [line.strip() for line in taken if line.lstrip().startswith("#")]
                found.append({"option": entry.get("option", ""), "note": entry["note"]})
        if found:
            notes[name] = found
    if notes:
        team[NEEDS.path(folder=shown)] = "\n".join([*comments, *block(notes), ""]).encode()
        yield ContentFile(document.path, before, after)


def _whole_files(project: Path, content: Content) -> Iterator[tuple[str, bytes]]:
    """The files that are not public altogether, by path: invites, imports, pages and meetings of the team, letters."""
    for kind in KINDS:
        names = {name for name, document in content.of(kind).items() if document.audience == PageAudience.TEAM}
        for (name, _), document in content.in_languages(kind).items():
            if kind.is_of_team or (kind.has_audience and (name in names or document.audience == PageAudience.TEAM)):
                yield document.path, (project / document.path).read_bytes()
    folder = project / CONTENT / SENT
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            yield f"{CONTENT}/{SENT}/{file.name}", file.read_bytes()


def _with_schemas(data: bytes, project: Path, shown: str) -> bytes:
    """A file whose first line still leads an editor to the schemas of the project."""
    way = os.path.relpath(project / ".vscode" / "schemas", project / shown).replace(os.sep, "/")
    first, end, rest = data.partition(b"\n")
    is_for_editors = first.lstrip().startswith(b"# yaml-language-server:")
    return first.replace(_SCHEMAS.encode(), f"{way}/".encode()) + end + rest if is_for_editors else data


def _check_same(content: Content, coalition: Coalition, separation: Separation, today: date) -> None:
    """Raises NotSeparated unless the content reads the same from both places as it did from one."""
    before = replace(without_files(content, separation.removed), team=TeamFolder(separation.folder, here=True))
    texts = {path: data for path, data in separation.team.items() if f"/{SENT}/" not in path}
    files = {file.path: file.after for file in separation.changed} | texts
    checked = check_content(with_files(before, files), today)
    errors = [describe(each, checked.line_at) for each in checked.validated.problems if has_errors([each])]
    if errors:
        raise NotSeparated("Separated, the content would be wrong:\n" + "\n".join(errors))
    after = checked.validated.coalition
    same = after is not None and (
        *(after.partners, after.needs, after.invites, after.imports, after.pages),
        after.meetings,
    ) == (
        coalition.partners,
        coalition.needs,
        coalition.invites,
        coalition.imports,
        coalition.pages,
        coalition.meetings,
    )
    if not same:
        raise NotSeparated("separated, the content would not say the same; please report this")

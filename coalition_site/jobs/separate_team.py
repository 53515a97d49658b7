"""Moving what is not public out of the content, into a folder of the team's own: planned as a whole, then written."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from coalition_site.edit.change import Change, Contents, edited_file, new_files, removal
from coalition_site.edit.editor import edited, written_lines
from coalition_site.edit.edits import RemoveEntry, SetValue, Steps
from coalition_site.edit.judgment import judged, refuse_new_errors
from coalition_site.edit.layout import block
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import COALITION, CONTENT, KINDS, MEETINGS, NEEDS, PARTNERS, SENT
from coalition_site.model.page import PageAudience
from coalition_site.problems import Refused
from coalition_site.read.content import Content, TeamFolder
from coalition_site.read.team_folder import refusal, shown_team_folder
from coalition_site.read.values import Document, Step, Value
from coalition_site.validate.project import Checked
from coalition_site.validate.team_folder import private_steps

_SCHEMAS = "../.vscode/schemas/"


def plan_separation(project: Path, checked: Checked, coalition: Coalition, folder: str, today: date) -> Change:
    """What is to be moved into a folder, which is named as seen from the project: new files there, then what changes.

    The content is the same afterwards, read from two places. Raises Refused, also where something is written so that it
    has to be moved by hand.
    """
    shown = shown_team_folder(folder)
    if checked.content.team is not None:
        raise Refused(f"coalition.yml names {checked.content.team.shown} as the team's folder already")
    why = refusal(folder, project, project / shown)
    if why:
        raise Refused(f"{why[0]}; {why[1]}")
    team: dict[str, bytes] = {}
    files = edited_file(project, COALITION.path(), [SetValue(("team_content",), shown)], COALITION.order)
    for document in checked.content.of(PARTNERS).values():
        files |= _apart(project, document, private_steps(document.value), shown, team)
    for document in checked.content.of(MEETINGS).values():
        if document.audience != PageAudience.TEAM and isinstance(document.value, dict) and "team" in document.value:
            files |= _apart(project, document, [("team",)], shown, team)
    files |= _needs(project, checked.content.file(NEEDS), shown, team)
    moved = removal(project, _whole_files(project, checked.content))
    for path, (data, _) in moved.files.items():
        team[f"{shown}/{path.removeprefix(f'{CONTENT}/')}"] = _with_schemas(data or b"", project, shown)
    change = new_files(project, team) | Change(files) | moved
    _check_same(checked, coalition, shown, change, today)
    return change


def _apart(
    project: Path, document: Document, private: Iterable[Steps], shown: str, team: dict[str, bytes]
) -> dict[str, Contents]:
    """A file of everybody's without what is not public; that goes into the file of the same name."""
    before = after = (project / document.path).read_bytes()
    lines: list[str] = []
    block: Step = ""
    for steps in private:
        taken = written_lines(after, document.path, steps)
        after = edited(after, document.path, [RemoveEntry(steps)])
        # Of one block there may be several keys, one behind the other.
        lines += [f"{steps[0]}:", *taken] if len(steps) > 1 and steps[0] != block else taken
        block = steps[0]
    if lines:
        name = document.path.removeprefix(f"{CONTENT}/")
        team[f"{shown}/{name}"] = "\n".join(["---", *lines, "---", ""]).encode()
    return {document.path: (before, after)}


def _needs(project: Path, document: Document | None, shown: str, team: dict[str, bytes]) -> dict[str, Contents]:
    """needs.yml without its notes; these go into a file of the same name."""
    if document is None or not isinstance(document.value, dict):
        return {}
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
    if not notes:
        return {}
    team[NEEDS.path(folder=shown)] = "\n".join([*comments, *block(notes), ""]).encode()
    return {document.path: (before, after)}


def _whole_files(project: Path, content: Content) -> Iterator[str]:
    """The files that are not public altogether: invites, imports, pages and meetings of the team, letters."""
    for kind in KINDS:
        names = {name for name, document in content.of(kind).items() if document.audience == PageAudience.TEAM}
        for (name, _), document in content.in_languages(kind).items():
            if kind.is_of_team or (kind.has_audience and (name in names or document.audience == PageAudience.TEAM)):
                yield document.path
    folder = project / CONTENT / SENT
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
            yield f"{CONTENT}/{SENT}/{file.name}"


def _with_schemas(data: bytes, project: Path, shown: str) -> bytes:
    """A file whose first line still leads an editor to the schemas of the project."""
    way = os.path.relpath(project / ".vscode" / "schemas", project / shown).replace(os.sep, "/")
    first, end, rest = data.partition(b"\n")
    is_for_editors = first.lstrip().startswith(b"# yaml-language-server:")
    return first.replace(_SCHEMAS.encode(), f"{way}/".encode()) + end + rest if is_for_editors else data


def _check_same(checked: Checked, coalition: Coalition, shown: str, change: Change, today: date) -> None:
    """Raises Refused unless the content reads the same from both places as it did from one."""
    from_both = replace(checked, content=replace(checked.content, team=TeamFolder(shown, here=True)))
    separated = judged(from_both, change, today)
    refuse_new_errors(checked, separated, "Separated, the content would be wrong:")
    after = separated.validated.coalition
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
        raise Refused("separated, the content would not say the same; please report this")

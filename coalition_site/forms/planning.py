"""A plan of the files that a form changes: only what was touched, and never over what somebody else changed."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coalition_site.edit.change import Change, Contents, contents, removal
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import AddEntries, Edit, ReplaceBody, SetValue
from coalition_site.edit.layout import block
from coalition_site.forms.controls import Offered, Sent
from coalition_site.forms.read_back import field_back
from coalition_site.forms.records import (
    BODY,
    Record,
    RecordKind,
    documents,
    path_of,
    translated,
    value_of,
)
from coalition_site.forms.team_needs import parted_needs
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import MEETINGS, NEEDS
from coalition_site.model.fields import REFUSED
from coalition_site.model.meeting import day_of_name, occasion_of_name
from coalition_site.model.vocabulary import NEED_LISTS, ListName
from coalition_site.problems import Refused
from coalition_site.read.content import Content, TeamFolder
from coalition_site.read.values import Value, value_at
from coalition_site.records.fields import Control, RecordField, leaves
from coalition_site.starter.add_invite import beginning_of_invites, without_brackets

MINE, THEIRS = "mine", "theirs"
REVIEWED, CONSENT, REFUSED_ON = (("listing", key) for key in ("reviewed", "consent", "refused"))

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that was changed in the form and, meanwhile, in its file."""

    name: str
    field: RecordField
    mine: Value
    theirs: Value


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that came back: its record and fields, what was sent, the value it was made from, and what was chosen.

    `choices` say of values in conflict, by name, whose is to be kept. Of a new record nothing is written yet.
    """

    record: Record
    fields: Sequence[RecordField]
    sent: Sent
    base: Mapping[str, Value]
    choices: Mapping[str, str] = field(default_factory=dict)
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ChangedValues:
    """What a form changes: values by the keys that lead to them, and what cannot be told which to keep."""

    values: Mapping[Keys, Value]
    conflicts: tuple[Conflict, ...] = ()


def changes(filled: Filled, now: Mapping[str, Value], offered: Offered) -> ChangedValues:
    """What differs between the form and what it was made from, held against what its files say now."""
    values: dict[Keys, Value] = {}
    conflicts = []
    for keys, each in leaves(filled.fields):
        name = ".".join(keys)
        base = value_at(dict(filled.base), keys) or ""
        mine = field_back(each, filled.sent, base, offered, name) or ""
        if keys == (BODY,):
            mine = _in_its_place(str(mine), str(base))
        there = value_at(dict(now), keys) or ""
        choice = filled.choices.get(name, "")
        if mine in (base, there) or choice == THEIRS:
            continue
        if there != base and choice != MINE:
            conflicts.append(Conflict(name, each, mine, there))
        values[keys] = mine
    return ChangedValues(_without_refusal(values, now), tuple(conflicts))


def _without_refusal(values: dict[Keys, Value], now: Mapping[str, Value]) -> dict[Keys, Value]:
    """The values; where a refusal is taken back, its day goes with it."""
    consent = str(values.get(CONSENT, REFUSED)).lower()
    if consent == REFUSED or REFUSED_ON in values or not value_at(dict(now), REFUSED_ON):
        return values
    return {**values, REFUSED_ON: ""}


def with_day(change: ChangedValues, today: date) -> ChangedValues:
    """What is written of a new partner: whoever adds it has gone through its profile on that day."""
    return ChangedValues({REVIEWED: today.isoformat(), **change.values}, change.conflicts)


def _in_its_place(text: str, before: str) -> str:
    """A text below front matter, with the empty lines around it that were there."""
    if text.strip() == before.strip():
        return before
    top = before[: len(before) - len(before.lstrip("\n"))] if before.strip() else ""
    return f"{top}{text.strip()}\n" if text.strip() else ""


def merged(now: Mapping[str, Value], change: ChangedValues) -> dict[str, Value]:
    """What a record says with a change made."""
    whole: dict[str, Value] = dict(now)
    for keys, value in change.values.items():
        inner = whole
        for key in keys[:-1]:
            there = inner.get(key)
            inner[key] = inside = dict(there) if isinstance(there, dict) else {}
            inner = inside
        inner[keys[-1]] = value
        if not value:
            del inner[keys[-1]]
    return whole


def planned_change(
    project: Path,
    content: Content,
    filled: Filled,
    changed: ChangedValues,
    coalition: Coalition | None,
    offered: Offered,
) -> Change:
    """The change of files that writes changed values. Raises Refused where one cannot be edited as it is written."""
    record = filled.record
    by_path: dict[str, dict[Keys, Value]] = {}
    audience = str(changed.values.get(("audience",), ""))
    for keys, value in changed.values.items():
        path = path_of(content, record, keys, audience if filled.is_new else "")
        by_path.setdefault(path, {})[keys] = value
    if record.kind is RecordKind.NEEDS and content.team is not None:
        by_path = _parted(by_path, content, content.team, offered)
    order = record.file_kind.order
    files: dict[str, Contents] = {}
    for path, values in by_path.items():
        _check_is_here(content, path)
        before = contents(project, path)
        if record.kind is RecordKind.INVITE and filled.is_new:
            after = _with_invite(before, path, merged({}, ChangedValues(values)), coalition)
        elif record.is_text_alone:
            after = _text_alone(before or b"", str(values[BODY,]))
        elif before is None:
            after = _new(path, _whole(content, record, merged({}, ChangedValues(values))), record.fields())
        else:
            after = edited(before, path, list(_edits(record, values)), order)
        files[path] = (before, after)
    return Change(files)


def meeting_on_its_day(content: Content, record: Record, change: ChangedValues) -> Record:
    """The record under the name that its day gives: a meeting's files are named by it. The same one where it stays."""
    start = str(change.values.get(("start",), ""))[: len("2027-01-14")]
    name = f"{start}-{occasion_of_name(record.id)}"
    taken = content.ids(MEETINGS)
    if record.kind is not RecordKind.MEETING or record.language or day_of_name(name) is None or name in taken:
        return record
    return Record(record.kind, name)


def moved_files(project: Path, content: Content, old: Record, new: Record, planned: Change) -> Change:
    """The files of a record under another name, with what is planned in them; those of the old name are gone then."""
    found = (*documents(content, old), *translated(content, old))
    gone = removal(project, (document.path for document in found))
    after = {path: before for path, (before, _) in gone.files.items()} | planned.written
    made = {path.replace(f"/{old.id}.", f"/{new.id}."): data for path, data in after.items()}
    return Change({path: (None, data) for path, data in made.items()}) | gone


def _parted(
    by_path: Mapping[str, Mapping[Keys, Value]], content: Content, team: TeamFolder, offered: Offered
) -> dict[str, dict[Keys, Value]]:
    """What is to be written of needs, their notes in the team's own folder."""
    own: dict[Keys, Value] = {}
    notes: dict[Keys, Value] = {}
    for keys, value in (item for values in by_path.values() for item in values.items()):
        if keys[0] not in set(NEED_LISTS):
            own[keys] = value
            continue
        wanted = value if isinstance(value, list) else []
        options = offered.vocabulary.list_of(ListName(keys[0]))
        own[keys], notes[keys] = (need or "" for need in parted_needs(wanted, keys[0], content, options))
    there = content.team_parts(NEEDS).get("")
    notes = {keys: each for keys, each in notes.items() if each != ((there and there.value_at(keys)) or "")}
    return {NEEDS.path(): own} | ({NEEDS.path(folder=team.shown): notes} if notes else {})


def _check_is_here(content: Content, path: str) -> None:
    team = content.team
    if team is not None and not team.here and path.startswith(f"{team.shown}/"):
        raise Refused(
            f"The team's folder {team.shown} is not here, and this stands there. Put it there and save again; "
            "what is public can be saved without it."
        )


def _edits(record: Record, values: Mapping[Keys, Value]) -> Iterator[Edit]:
    for keys, value in values.items():
        yield ReplaceBody(str(value)) if keys == (BODY,) else SetValue((*record.steps, *keys), value)


def _text_alone(before: bytes, text: str) -> bytes:
    """A file that holds a text and nothing else, with the line ends and the byte order mark that it had."""
    newline = "\r\n" if b"\r\n" in before else "\n"
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    return mark + text.replace("\n", newline).encode()


def _whole(content: Content, record: Record, value: dict[str, Value]) -> dict[str, Value]:
    """A new record with what its form does not ask for: whom a translated page is for is what its original says."""
    if record.kind is not RecordKind.PAGE or not record.language:
        return value
    original = value_of(content, record.original) or {}
    return {**value, "audience": original.get("audience", "")}


def _new(path: str, value: Mapping[str, Value], fields: Sequence[RecordField]) -> bytes:
    """A file in the house layout."""
    front = block(in_order({key: each for key, each in value.items() if key != BODY}, fields))
    if not path.endswith(".md"):
        return "".join(f"{line}\n" for line in front).encode()
    return "".join(f"{line}\n" for line in ("---", *front, "---")).encode() + str(value.get(BODY, "")).encode()


def in_order(value: Mapping[str, Value], fields: Sequence[RecordField]) -> dict[str, Value]:
    """A block with its keys in the order of the house layout."""
    ordered: dict[str, Value] = {}
    for each in fields:
        inner = value.get(each.key)
        if inner:
            block_of = inner if isinstance(inner, dict) and each.control is Control.BLOCK else None
            ordered[each.key] = in_order(block_of, each.inner) if block_of is not None else inner
    return ordered


def _with_invite(before: bytes | None, path: str, entry: Mapping[str, Value], coalition: Coalition | None) -> bytes:
    if before is None:
        before = beginning_of_invites(coalition) if coalition is not None else b""
    fields = Record(RecordKind.INVITE).fields()
    return edited(without_brackets(before, path), path, [AddEntries((), (in_order(entry, fields),))])


def found_again(content: Content, record: Record, base: Mapping[str, Value]) -> Record | None:
    """The record that a form was made from, where it stands now; None where it is gone.

    Invites have no ids: one is known by its member and partner where its number is another's now.
    """
    now = value_of(content, record)
    if record.kind is not RecordKind.INVITE or not record.id:
        return record if now is not None else None
    if now is not None and _who(now) == _who(base):
        return record
    entries = [document.value for document in documents(content, record)][:1]
    listed = entries[0] if entries and isinstance(entries[0], list) else []
    same = [number for number, each in enumerate(listed) if isinstance(each, dict) and _who(each) == _who(base)]
    return Record(RecordKind.INVITE, str(same[0])) if len(same) == 1 else None


def _who(invite: Mapping[str, Value]) -> tuple[Value, Value]:
    return invite.get("member", ""), invite.get("partner", "")

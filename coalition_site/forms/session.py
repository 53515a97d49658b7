"""The session of one person who edits one folder: the content as it is now, and what is written into it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from coalition_site.derive.rules.new_ids import new_id
from coalition_site.edit.change import Change, edited_file, removal
from coalition_site.edit.edits import RemoveEntry, SetValue, Steps
from coalition_site.edit.judgment import judged, new_errors, refuse_new_errors
from coalition_site.edit.whole_files import changed_meanwhile, write_change
from coalition_site.forms.changes_made import ChangesMade
from coalition_site.forms.controls import Offered
from coalition_site.forms.current_content import CurrentContent
from coalition_site.forms.field_problems import FieldProblem, field_problems
from coalition_site.forms.planning import (
    ChangedValues,
    Conflict,
    Filled,
    changes,
    found_again,
    meeting_on_its_day,
    merged,
    moved_files,
    planned_change,
    with_day,
)
from coalition_site.forms.records import Record, RecordKind, documents, translated, value_of
from coalition_site.forms.team_needs import joined_needs
from coalition_site.jobs.rename_partner import plan_renaming
from coalition_site.jobs.seen_translations import keep_as_before, keep_seen
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import COALITION, CONTENT, NEEDS
from coalition_site.model.meeting import day_of_name
from coalition_site.problems import Problem, Refused, describe
from coalition_site.read.values import Value
from coalition_site.validate.project import Checked
from coalition_site.validate.vocabulary import shipped_vocabulary


@dataclass(frozen=True, slots=True)
class Tried:
    """A form held against the content: what it would write, and what is wrong with that.

    `refused` says why nothing can be written. `blocked`: the content would have an error that it has not now;
    `elsewhere` are such errors that are at no field of this form.
    """

    record: Record
    values: ChangedValues
    change: Change = field(default_factory=Change)
    problems: tuple[FieldProblem, ...] = ()
    elsewhere: tuple[str, ...] = ()
    refused: str = ""
    blocked: bool = False
    after: Checked | None = None

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What was changed here and in the file."""
        return self.values.conflicts

    @property
    def may_be_written(self) -> bool:
        """Whether nothing stands against it."""
        return not (self.conflicts or self.refused or self.blocked)


@dataclass(slots=True)
class Session:
    """One coalition's folder while it is edited. What is written in it is written by one request after the other."""

    project: Path
    day: Callable[[], date]
    made: ChangesMade = field(default_factory=ChangesMade)
    _keeps: bool = field(default=False, init=False)
    _current: CurrentContent = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is read before somebody asks."""
        self._current = CurrentContent(self.project, self.day)

    @property
    def today(self) -> date:
        """The day; within one request it stays the same, and the editor may be open on many."""
        return self._current.today

    @property
    def checked(self) -> Checked:
        """The content as it is on the disk now, and what is wrong with it; within one request it stays the same."""
        return self._current.checked()

    def one_request(self) -> AbstractContextManager[None]:
        """Within it the files are looked at once, and again where it has written."""
        return self._current.one_request()

    def read_again(self) -> None:
        """Git knows more than before, so that something else may be said of the same files."""
        self._current.forget()

    def alone(self) -> AbstractContextManager[None]:
        """Within it nobody else writes, and the files are looked at anew."""
        return self._current.alone()

    @property
    def coalition(self) -> Coalition | None:
        """The coalition, where nothing is wrong with the content."""
        return self.checked.validated.coalition

    def language(self) -> str:
        """The language of the workbook, in which forms speak too."""
        settings = self.checked.content.file(COALITION)
        written = settings.value_at(("workbook_language",)) if settings is not None else None
        return written.lower() if written and isinstance(written, str) else self.offered().languages[0]

    def offered(self) -> Offered:
        """What forms offer to choose from."""
        coalition = self.coalition
        if coalition is not None:
            return Offered(coalition.vocabulary, coalition.settings.offered())
        settings = self.checked.content.file(COALITION)
        listed = settings.value_at(("languages",)) if settings is not None else None
        own = settings.value_at(("language",)) if settings is not None else None
        codes = [own or "en", *(listed if isinstance(listed, list) else ())]
        languages = tuple(dict.fromkeys(code.lower() for code in codes if isinstance(code, str)))
        return Offered(shipped_vocabulary(), languages or ("en",))

    def value(self, record: Record) -> dict[str, Value]:
        """What is written of a record, wherever it stands; empty where there is no such record."""
        content = self.checked.content
        value = value_of(content, record) or {}
        with_notes = record.kind is RecordKind.NEEDS and bool(content.team_parts(NEEDS))
        return joined_needs(value, content, self.offered().vocabulary) if with_notes else value

    def tried(self, filled: Filled) -> Tried:
        """A form held against the content as it is now; nothing is written."""
        with self.alone():
            content, offered = self.checked.content, self.offered()
            record, now = filled.record, {}
            if not filled.is_new:
                there = found_again(content, record, filled.base)
                if there is None:
                    gone = "This is not there any more; somebody removed it."
                    return Tried(record, ChangedValues({}), refused=gone)
                record, now = there, self.value(there)
            values = changes(filled, now, offered)
            if filled.is_new and record.kind is RecordKind.PARTNER and not record.language:
                values = with_day(values, self.today)
            if filled.is_new and record.is_markdown:
                value = merged({}, values)
                own_day = record.kind is RecordKind.MEETING and not record.language
                if own_day and not day_of_name(f"{str(value.get('start'))[:10]}-x"):
                    return Tried(record, values, refused="Say when it begins: the day is the name of its file.")
                record = self._named(record, value)
            filled = replace(filled, record=record)
            try:
                change = planned_change(self.project, content, filled, values, self.coalition, offered)
            except Refused as error:
                return Tried(record, values, refused=str(error))
            new = record if filled.is_new else meeting_on_its_day(content, record, values)
            if new != record:
                change = moved_files(self.project, content, record, new, change)
            return self._judged(replace(filled, record=new), values, change)

    def _named(self, record: Record, value: Mapping[str, Value]) -> Record:
        """A new record with the id that its name or title gives, unless it has one."""
        if record.id:
            return record
        content = self.checked.content
        said = value.get("name") or value.get("title") or value.get("subject") or ""
        name = next(iter(said.values()), "") if isinstance(said, dict) else said
        taken = {*content.ids(record.file_kind), *(name for name, _ in content.translations(record.file_kind))}
        if record.kind is RecordKind.MEETING:
            return Record(record.kind, new_id(f"{str(value['start'])[:10]} {name}", taken, record.kind))
        return Record(record.kind, new_id(str(name), taken, record.kind))

    def _judged(self, filled: Filled, values: ChangedValues, change: Change) -> Tried:
        record = filled.record
        after = judged(self.checked, change, self.today)
        if filled.is_new and record.kind is RecordKind.INVITE:
            record = _last_invite(record, after)
        found = field_problems(after.validated.problems, documents(after.content, record), record, record.fields())
        new = new_errors(self.checked, after)
        own = {document.path for document in documents(after.content, record)}
        placed = any(each.is_error for each in found)
        elsewhere = tuple(describe(each, after.line_at) for each in new if not (placed and own & set(_paths_of(each))))
        return Tried(record, values, change, tuple(found), elsewhere, blocked=bool(new), after=after)

    def save(self, filled: Filled, said: str) -> Tried:
        """Writes what a form changes, if nothing stands against it. Raises Refused."""
        with self.alone():
            tried = self.tried(filled)
            if tried.may_be_written and tried.change:
                self._write(replace(tried.change, said=said), tried.after)
            return tried

    def keep_changes_in(self, folder: Path) -> None:
        """Keeps what can be taken back in a folder, and takes in what an earlier run left there.

        Of translations it is kept from then on beside which original each was last changed.
        """
        team = self.checked.content.team
        self.made = ChangesMade(folder, team.shown if team is not None else CONTENT)
        self._keeps = True
        keep_seen(self.project, self.checked.content)

    def write(self, change: Change) -> None:
        """Writes a change that was planned elsewhere. Raises Refused, also where the content would have a new error."""
        with self.alone():
            refuse_new_errors(self.checked, judged(self.checked, change, self.today))
            self._write(change)

    def write_planned(self, change: Change) -> None:
        """Writes a change that was judged already: a picture, what an import plans. Raises Refused."""
        with self.alone():
            self._write(change)

    def _write(self, change: Change, after: Checked | None = None) -> None:
        """Writes a change, which can be taken back; `after` is the content with it, where that is known."""
        write_change(self.project, change)
        self.made.add(change)
        if after is None or change.removed:
            self._current.forget()
        else:
            self._current.wrote(change, after)
        # Among what was written may be translations.
        if self._keeps and any(path.endswith(".md") for path in change.files):
            keep_seen(self.project, self.checked.content, frozenset(change.files))

    def set_values(self, said: str, record: Record, path: str, values: Mapping[Steps, str]) -> None:
        """Writes single values into a file of a record. Raises Refused."""
        with self.alone():
            edits = [SetValue(steps, value) for steps, value in values.items()]
            self.write(Change(edited_file(self.project, path, edits, record.file_kind.order), said))

    def problems_of(self, record: Record) -> list[FieldProblem]:
        """What is wrong with a record as its files are now."""
        checked = self.checked
        found = documents(checked.content, record)
        return field_problems(checked.validated.problems, found, record, record.fields())

    def remove_record(self, record: Record, said: str) -> None:
        """Removes a record: its files, or an invite's entry. Raises Refused."""
        with self.alone():
            found = documents(self.checked.content, record)
            if record.steps:
                self.write(Change(edited_file(self.project, found[0].path, [RemoveEntry(record.steps)]), said))
                return
            paths = [document.path for document in (*found, *translated(self.checked.content, record))]
            self.write(removal(self.project, paths, said))

    def rename(self, old: str, new: str, said: str) -> None:
        """Gives a partner another id, wherever it is named. Raises Refused."""
        with self.alone():
            coalition = self.coalition
            if coalition is None:
                raise Refused("The files have mistakes; mend them first.")
            plan = plan_renaming(self.project, self.checked, coalition, old, new, self.today)
            self._write(replace(plan.change, said=said))

    def undo(self) -> str:
        """Takes the last change back and says which it was; empty without one. Raises Refused."""
        with self.alone():
            last = self.made.last()
            if last is None:
                return ""
            for path in changed_meanwhile(self.project, last.undone()):
                raise Refused(f"{path} was changed since; what it said before was not put back")
            write_change(self.project, last.undone())
            self.made.drop_last()
            self._current.forget()
            if self._keeps and keep_as_before(self.project, self.checked.content, frozenset(last.files)):
                self._current.forget()
            return last.said


def _last_invite(record: Record, after: Checked) -> Record:
    """A new invite, which was added at the end."""
    listed = [document.value for document in documents(after.content, record)][:1]
    count = len(listed[0]) if listed and isinstance(listed[0], list) else 0
    return Record(record.kind, str(count - 1)) if count else record


def _paths_of(problem: Problem) -> Iterator[str]:
    """The files that a problem is about."""
    yield problem.position.path
    if problem.related is not None:
        yield problem.related.path

"""The session of one person who edits one folder: the content as it is now, and what is written into it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from coalition_site.derive.rules.new_ids import new_id
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import EditRefused, RemoveEntry, SetValue, Steps
from coalition_site.edit.new_files import remove_files
from coalition_site.edit.undoable import Undoable
from coalition_site.edit.whole_files import ContentFile, ContentNotWritten, write_content
from coalition_site.forms.changes_made import ChangesMade
from coalition_site.forms.controls import Offered
from coalition_site.forms.current_content import CurrentContent
from coalition_site.forms.field_problems import FieldProblem, field_problems
from coalition_site.forms.moved_meetings import meeting_on_its_day, moved_files
from coalition_site.forms.planning import Change, Conflict, Filled, changes, files, found_again, merged, with_day
from coalition_site.forms.records import Record, RecordKind, documents, translated, value_of
from coalition_site.forms.team_needs import joined_needs
from coalition_site.jobs.rename_partner import NotRenamed, plan_renaming, rename
from coalition_site.jobs.seen_translations import keep_as_before, keep_seen
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import COALITION, CONTENT, NEEDS
from coalition_site.model.meeting import day_of_name
from coalition_site.problems import Problem, Severity, describe
from coalition_site.read.changed_files import with_files, without_files
from coalition_site.read.content import Content
from coalition_site.read.values import Value
from coalition_site.records.fields import key_order
from coalition_site.starter.examples import Removal
from coalition_site.validate.project import Checked, check_content
from coalition_site.validate.vocabulary import shipped_vocabulary


class StillNeeded(Exception):
    """A record cannot be removed, since others name it; the text says which and where."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A form held against the content: what it would write, and what is wrong with that.

    `refused` says why nothing can be written. `blocked`: the content would have an error that it has not now;
    `elsewhere` are such errors that are at no field of this form. `gone` are files that have other names then.
    """

    record: Record
    change: Change
    files: tuple[ContentFile, ...] = ()
    problems: tuple[FieldProblem, ...] = ()
    elsewhere: tuple[str, ...] = ()
    refused: str = ""
    blocked: bool = False
    after: Checked | None = None
    gone: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What was changed here and in the file."""
        return self.change.conflicts

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
                    return Tried(record, Change({}), refused="This is not there any more; somebody removed it.")
                record, now = there, self.value(there)
            change = changes(filled, now, offered)
            if filled.is_new and record.kind is RecordKind.PARTNER and not record.language:
                change = with_day(change, self.today)
            if filled.is_new and record.is_markdown:
                value = merged({}, change)
                own_day = record.kind is RecordKind.MEETING and not record.language
                if own_day and not day_of_name(f"{str(value.get('start'))[:10]}-x"):
                    return Tried(record, change, refused="Say when it begins: the day is the name of its file.")
                record = self._named(record, value)
            try:
                planned = files(self.project, content, replace(filled, record=record), change, self.coalition, offered)
            except EditRefused as error:
                return Tried(record, change, refused=str(error))
            new = record if filled.is_new else meeting_on_its_day(content, record, change)
            gone: tuple[str, ...] = ()
            if new != record:
                planned, gone = moved_files(self.project, content, record, new, planned)
            return self._judged(replace(filled, record=new), change, planned, gone)

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

    def _judged(
        self, filled: Filled, change: Change, planned: Sequence[ContentFile], gone: Sequence[str] = ()
    ) -> Tried:
        record = filled.record
        written = {file.path: file.after for file in planned}
        kept = without_files(self.checked.content, gone) if gone else self.checked.content
        after = check_content(with_files(kept, written), self.today)
        if filled.is_new and record.kind is RecordKind.INVITE:
            record = _last_invite(record, after)
        found = field_problems(after.validated.problems, documents(after.content, record), record, record.fields())
        new = self._new_errors(after)
        own = {document.path for document in documents(after.content, record)}
        placed = any(each.is_error for each in found)
        elsewhere = tuple(describe(each, after.line_at) for each in new if not (placed and own & set(_paths_of(each))))
        return Tried(
            record, change, tuple(planned), tuple(found), elsewhere, blocked=bool(new), after=after, gone=tuple(gone)
        )

    def save(self, filled: Filled, said: str) -> Tried:
        """Writes what a form changes, if nothing stands against it. Raises ContentNotWritten."""
        with self.alone():
            tried = self.tried(filled)
            if tried.may_be_written and tried.files:
                old = [(path, (self.project / path).read_bytes(), None) for path in tried.gone]
                write_content(self.project, tried.files)
                remove_files(self.project, tried.gone)
                self.remember(said, [*((file.path, file.before, file.after) for file in tried.files), *old])
                if old or tried.after is None:
                    self._current.forget()
                else:
                    self._current.wrote(tried.files, tried.after)
                self._keep_seen([*tried.gone, *(file.path for file in tried.files)])
            return tried

    def remember(self, said: str, written: Sequence[tuple[str, bytes | None, bytes | None]]) -> None:
        """Keeps what was written, so that it can be taken back."""
        self.made.add(Undoable(said, tuple(written)))

    def keep_changes_in(self, folder: Path) -> None:
        """Keeps what can be taken back in a folder, and takes in what an earlier run left there.

        Of translations it is kept from then on beside which original each was last changed.
        """
        team = self.checked.content.team
        self.made = ChangesMade(folder, team.shown if team is not None else CONTENT)
        self._keeps = True
        keep_seen(self.project, self.checked.content)

    def _keep_seen(self, paths: Sequence[str]) -> None:
        """Notes that files were written, among which may be translations."""
        if self._keeps and any(path.endswith(".md") for path in paths):
            keep_seen(self.project, self.checked.content, frozenset(paths))

    def write(self, said: str, written: Sequence[ContentFile]) -> None:
        """Writes files that were planned elsewhere. Raises ContentNotWritten, and StillNeeded for a new error."""
        with self.alone():
            after = check_content(
                with_files(self.checked.content, {file.path: file.after for file in written}), self.today
            )
            self._check(after)
            self._written(said, written)

    def set_values(self, said: str, record: Record, path: str, values: Mapping[Steps, str]) -> None:
        """Writes single values into a file of a record. Raises EditRefused, ContentNotWritten and StillNeeded."""
        with self.alone():
            before = (self.project / path).read_bytes()
            edits = [SetValue(steps, value) for steps, value in values.items()]
            after = edited(before, path, edits, key_order(record.fields()))
            self.write(said, [ContentFile(path, before, after)])

    def write_planned(self, said: str, files: Sequence[ContentFile]) -> None:
        """Writes files that were looked at already: a picture, what an import plans. Raises ContentNotWritten."""
        with self.alone():
            self._written(said, files)

    def _written(self, said: str, written: Sequence[ContentFile]) -> None:
        write_content(self.project, written)
        self.remember(said, [(file.path, file.before, file.after) for file in written])
        self._current.forget()
        self._keep_seen([file.path for file in written])

    def remove(self, said: str, paths: Sequence[str]) -> None:
        """Removes files, of which the bytes are kept for undoing."""
        with self.alone():
            kept = [(path, (self.project / path).read_bytes(), None) for path in paths]
            remove_files(self.project, paths)
            self.remember(said, kept)
            self._current.forget()
            self._keep_seen(paths)

    def remove_examples(self, removal: Removal, said: str) -> None:
        """Takes away what came with a new coalition, as planned. Raises ContentNotWritten."""
        with self.alone():
            emptied = [
                ContentFile(path, (self.project / path).read_bytes(), data) for path, data in removal.empty.items()
            ]
            gone = [(path, (self.project / path).read_bytes(), None) for path in removal.remove]
            write_content(self.project, emptied)
            remove_files(self.project, removal.remove)
            self.remember(said, [*((each.path, each.before, each.after) for each in emptied), *gone])
            self._current.forget()

    def problems_of(self, record: Record) -> list[FieldProblem]:
        """What is wrong with a record as its files are now."""
        checked = self.checked
        found = documents(checked.content, record)
        return field_problems(checked.validated.problems, found, record, record.fields())

    def remove_record(self, record: Record, said: str) -> None:
        """Removes a record: its files, or an invite's entry. Raises ContentNotWritten, EditRefused, StillNeeded."""
        with self.alone():
            found = documents(self.checked.content, record)
            if record.steps:
                path = found[0].path
                before = (self.project / path).read_bytes()
                self.write(said, [ContentFile(path, before, edited(before, path, [RemoveEntry(record.steps)]))])
                return
            paths = [document.path for document in (*found, *translated(self.checked.content, record))]
            self.remove_unneeded(said, paths, without_files(self.checked.content, paths))

    def rename(self, old: str, new: str, said: str) -> None:
        """Gives a partner another id, wherever it is named. Raises NotRenamed, EditRefused and ContentNotWritten."""
        with self.alone():
            coalition = self.coalition
            if coalition is None:
                raise NotRenamed("The files have mistakes; mend them first.")
            plan = plan_renaming(self.project, self.checked, coalition, old, new, self.today)
            gone = {before: (self.project / before).read_bytes() for before, _ in plan.moved}
            rename(self.project, plan)
            changed = [(file.path, file.before, file.after) for file in plan.changed]
            made = [(path, None, data) for path, data in plan.new.items()]
            self.remember(said, [*changed, *((path, data, None) for path, data in gone.items()), *made])
            self._current.forget()
            self._keep_seen([*gone, *plan.new])

    def remove_unneeded(self, said: str, paths: Sequence[str], without: Content) -> None:
        """Removes files, if the content `without` them has no error that it has not now. Raises StillNeeded."""
        with self.alone():
            self._check(check_content(without, self.today))
            self.remove(said, paths)

    def _check(self, after: Checked) -> None:
        worse = self._new_errors(after)
        if worse:
            raise StillNeeded("\n".join(describe(each, after.line_at) for each in worse))

    def _new_errors(self, after: Checked) -> list[Problem]:
        """The errors that the content would have and has not now."""
        before = Counter(map(_known_by, self.checked.validated.problems))
        wrong = [each for each in after.validated.problems if each.severity is Severity.ERROR]
        return [each for each in wrong if not _taken(before, each)]

    def undo(self) -> str:
        """Takes the last change back and says which it was; empty without one. Raises ContentNotWritten."""
        with self.alone():
            last = self.made.last()
            if last is None:
                return ""
            for path, _, after in last.files:
                file = self.project / path
                if (file.read_bytes() if file.is_file() else None) != after:
                    raise ContentNotWritten(f"{path} was changed since; what it said before was not put back")
            back = [ContentFile(path, after, before) for path, before, after in last.files if before is not None]
            write_content(self.project, back)
            remove_files(self.project, [path for path, before, _ in last.files if before is None])
            self.made.drop_last()
            self._current.forget()
            paths = frozenset(path for path, _, _ in last.files)
            if self._keeps and keep_as_before(self.project, self.checked.content, paths):
                self._current.forget()
            return last.said


def _last_invite(record: Record, after: Checked) -> Record:
    """A new invite, which was added at the end."""
    listed = [each.value for each in documents(after.content, record)][:1]
    count = len(listed[0]) if listed and isinstance(listed[0], list) else 0
    return Record(record.kind, str(count - 1)) if count else record


def _paths_of(problem: Problem) -> Iterator[str]:
    """The files that a problem is about."""
    yield problem.position.path
    if problem.related is not None:
        yield problem.related.path


def _known_by(problem: Problem) -> tuple[str, str, str]:
    """What a problem is known by, wherever its line and that of another one that it names move."""
    named = problem.related
    message = problem.message if named is None else problem.message.replace(str(named), named.path)
    return problem.position.path, problem.code, message


def _taken(before: Counter[tuple[str, str, str]], problem: Problem) -> bool:
    key = _known_by(problem)
    if before[key]:
        before[key] -= 1
        return True
    return False

"""A plan: what each file would get, and in what words people are shown it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coalition_site.edit.edits import AddEntries, RemoveEntry, ReplaceBody, SetValue
from coalition_site.importers.proposals import Answered, Question, Remark, ReviewProposal, TableReading
from coalition_site.importers.sources import Source
from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import is_for_team_folder
from coalition_site.model.vocabulary import Choice, ListName
from coalition_site.read.values import Value
from coalition_site.records.compare import Wanted
from coalition_site.records.surfaces import PROFILE
from coalition_site.records.texts import ContentTexts

TEAM_FILE = "file of the team's"


@dataclass(frozen=True, slots=True)
class Difference:
    """One key: what it said (empty: nothing), and what it would say, or what a list would get besides."""

    key: str
    old: str = ""
    new: tuple[str, ...] = ()


@dataclass(slots=True)
class PlannedFile:
    """What one record gets: a partner's file, the needs, an invite.

    `whole` is all of a new record, and `body` the text below it. `team_path` is the file of what is not public of a
    partner; it is `path` again where the team has no folder. `cells` are where values were read, by their keys.
    """

    path: str
    source: str
    what: str
    name: str = ""
    team_path: str = ""
    changes: list[SetValue | AddEntries | RemoveEntry | ReplaceBody] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    whole: dict[str, Value] | None = None
    body: str = ""
    cells: Mapping[str, Sequence[Source]] = field(default_factory=dict)

    def parts(self) -> list["PlannedFile"]:
        """The same as one record for each file: what is not public of a partner may stand in a file of its own."""
        if self.team_path in {"", self.path}:
            return [self]
        public = PlannedFile(self.path, self.source, self.what, self.name, cells=self.cells)
        team = PlannedFile(self.team_path, self.source, TEAM_FILE, self.name)
        for change, difference in zip(self.changes, self.differences, strict=True):
            of_team = not isinstance(change, ReplaceBody) and is_for_team_folder(change.steps)
            part = team if of_team else public
            part.changes.append(change)
            part.differences.append(difference)
        if self.whole is not None:
            public.body = self.body
            public.whole = {key: value for key, value in self.whole.items() if not is_for_team_folder((key,))}
            team.whole = {key: value for key, value in self.whole.items() if is_for_team_folder((key,))} or None
        return [part for part in (public, team) if part.whole or part.changes]

    def lengthen(self, key: tuple[str | int, ...], old: str, notes: list[str]) -> None:
        """Puts the notes that a text does not hold yet below it, each on a line of its own."""
        new = new_notes(old, notes)
        if new:
            self.changes.append(SetValue(key, new))
            self.differences.append(Difference(_shown(key), new=tuple(new.removeprefix(old).strip().split("\n"))))

    def set(self, key: tuple[str | int, ...], new: str, old: str = "", shown: str = "") -> None:
        """Sets a text."""
        self.changes.append(SetValue(key, new))
        self.differences.append(Difference(shown or _shown(key), old, (new,)))

    def set_lines(self, key: tuple[str | int, ...], lines: list[str], old: str) -> None:
        """Sets a text of several lines, such as an address."""
        self.changes.append(SetValue(key, [*lines]))
        self.differences.append(Difference(_shown(key), old, (", ".join(lines),)))

    def write(self, key: tuple[str | int, ...], wanted: Wanted, before: str) -> None:
        """Plans what a comparison wants of a value that said a text before; does nothing where it wants nothing."""
        if key == (PROFILE,) and wanted.whole is not None:
            self.replace_body(f"{wanted.whole}\n" if wanted.whole else "", before)
        elif isinstance(wanted.whole, tuple):
            self.set_lines(key, [*wanted.whole], before.replace("\n", ", "))
        elif wanted.whole is not None:
            self.set(key, wanted.whole, before)
        self.add(key, [*wanted.more], wanted.more)

    def remove(self, key: tuple[str | int, ...], old: str) -> None:
        """Takes a key out with its value; does nothing where there is none."""
        if old:
            self.changes.append(RemoveEntry(key))
            self.differences.append(Difference(_shown(key), old, ("",)))

    def replace_body(self, text: str, old: str = "") -> None:
        """Puts a text below the front matter."""
        self.changes.append(ReplaceBody(text))
        self.differences.append(Difference("profile", old, (text,)))

    def add(self, key: tuple[str | int, ...], values: list[Value], shown: tuple[str, ...]) -> None:
        """Adds entries to a list; does nothing for none."""
        if values:
            self.changes.append(AddEntries(key, tuple(values)))
            self.differences.append(Difference(_shown(key), new=shown))


def _shown(key: tuple[str | int, ...]) -> str:
    return ".".join(step for step in key if isinstance(step, str))


class Shown(StrEnum):
    """When everybody can read a value."""

    AT_ONCE = "at once"
    ONCE_NAMED = "once named"


@dataclass(frozen=True, slots=True)
class PublicValue:
    """What everybody could read of a partner, or of the needs where no partner is named.

    `texts` are the value, several of a list. `cells` are where it was read; where there are none, `row_or_file` says it
    in words. `from_list` says that nobody wrote it freely.
    """

    shown: Shown
    key: str
    partner: str
    texts: tuple[str, ...]
    cells: tuple[Source, ...]
    row_or_file: str
    from_list: bool = False

    @property
    def source(self) -> str:
        """Where it was read, in words: `p.csv, C2 and C4`."""
        tables: dict[str, list[str]] = {}
        for cell in self.cells:
            table = ", ".join(filter(None, (cell.file, cell.sheet)))
            tables.setdefault(table, []).append(cell.cell or f"row {cell.row}")
        said = (f"{table}, {' and '.join(dict.fromkeys(places))}" for table, places in tables.items())
        return "; ".join(said) or self.row_or_file


@dataclass(slots=True)
class Plan:
    """What would be written, in order: needs, partners, invites; how many records say all of it already; remarks.

    `public` is what everybody could read, `open_folder` says that this is in a folder of its own, which may be open to
    more than the team. `reviews` are those that were held against their partners' files, with the ids these have now.
    `tables` are the columns as they were understood, `questions` what only people know, `answered` what they said now.
    """

    files: list[PlannedFile] = field(default_factory=list)
    public: tuple[PublicValue, ...] = ()
    open_folder: bool = False
    unchanged: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)
    reviews: list[ReviewProposal] = field(default_factory=list)
    tables: tuple[TableReading, ...] = ()
    questions: tuple[Question, ...] = ()
    answered: tuple[Answered, ...] = ()
    nothing_read: bool = False

    def change(self, file: PlannedFile) -> None:
        """Adds what a record gets."""
        self.files.append(file)

    @property
    def added(self) -> list[PlannedFile]:
        """Records that are not there yet."""
        return [file for file in self.files if file.whole is not None]

    @property
    def changed(self) -> list[PlannedFile]:
        """Records that are there and would say more, or something else."""
        return [file for file in self.files if file.whole is None]


def choice_text(choice: Choice, name: ListName, coalition: Coalition) -> str:
    """A choice as the content writes it: by its label in the coalition's own language, with a fill-in's text."""
    return ContentTexts.of(coalition).choice(choice, name)


def new_notes(old: str, notes: list[str]) -> str:
    """The old text with the notes that it does not hold yet, each on a line of its own; empty where it holds all."""
    missing: list[str] = []
    for note in notes:
        text = " ".join(note.split())
        if text and text not in " ".join(" ".join([old, *missing]).split()):
            missing.append(note)
    return "\n".join(filter(None, [old, *missing])) if missing else ""


def put(values: dict[str, Value], steps: Sequence[str | int], value: Value) -> None:
    """Puts a value into maps within each other, which are made where they are not there."""
    for step in steps[:-1]:
        inner = values.setdefault(str(step), {})
        values = inner if isinstance(inner, dict) else values
    values[str(steps[-1])] = value

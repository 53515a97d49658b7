"""References: what invites name must exist; whoever wrote a name where an id belongs is told the id."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coalition_site.fixes import Fix, ValueFix, example
from coalition_site.model.content_files import COALITION, CONTENT, INVITES, LETTERS, PARTNERS, FileKind, file_name
from coalition_site.model.reading import nearest
from coalition_site.model.vocabulary import plain
from coalition_site.problems import Position, Problem
from coalition_site.read.content import Content
from coalition_site.read.values import Document, Step, Value
from coalition_site.validate.load import Loaded

_SHOWN = 6


def reference_problems(content: Content, loaded: Loaded) -> list[Problem]:
    """Every sender, partner and letter that an invite names and that there is not."""
    references = _References(content, loaded)
    document = content.file(INVITES)
    if document is not None:
        references.invite_references(document)
    return references.problems


@dataclass(frozen=True, slots=True)
class ReferenceKind:
    """Things that are referred to by ids: what one is called, all ids with their names, and where they are written."""

    what: str
    possible: Mapping[str, tuple[str, ...]]
    where: str

    def shown(self, each: str) -> str:
        """An id, with the name of what has it where that tells more."""
        name = next(iter(self.possible[each]), "")
        return f"{each} ({name})" if name else each


def _names(value: Value) -> tuple[str, ...]:
    """The names of a sender or partner, as they are written."""
    names: list[str] = []
    for key in ("name", "short_name"):
        written = value.get(key) if isinstance(value, dict) else None
        if isinstance(written, str):
            names.append(written)
        elif isinstance(written, dict):
            names += [each for each in written.values() if isinstance(each, str)]
    return tuple(names)


@dataclass(slots=True)
class _References:
    content: Content
    loaded: Loaded
    problems: list[Problem] = field(default_factory=list)
    known: dict[str, ReferenceKind] = field(default_factory=dict)

    def report(self, position: Position, message: str, hint: str, fix: Fix | None = None) -> None:
        self.problems.append(Problem(position, "reference-unknown", message, hint, fix))

    def reference(self, document: Document, steps: tuple[Step, ...], kind: ReferenceKind, written: str) -> None:
        """An id must be one of those that exist; a name that somebody wrote instead leads to its id."""
        if not written or written in kind.possible:
            return
        message = f"there is no {kind.what} {written!r}"
        named = [each for each, name in kind.possible.items() if plain(written) in map(plain, name)]
        stem = plain(written).removesuffix(".md").replace(" ", "-")
        near = named[0] if len(named) == 1 else stem if stem in kind.possible else ""
        safe = bool(near)
        near = near or nearest(written, sorted(kind.possible)) or ""
        if near:
            hint, fix = f"did you mean {kind.shown(near)}?", ValueFix(steps, near, safe)
            self.report(document.at(*steps), message, hint, fix)
            return
        listed = ", ".join(map(kind.shown, sorted(kind.possible)[:_SHOWN])) or "there are none yet"
        hint = f"the {kind.what}s are: {listed} ({kind.where})" if kind.possible else f"{kind.where}: {listed}"
        way = example(min(kind.possible), *steps) if kind.possible else None
        self.report(document.at(*steps), message, hint, way)

    def invite_references(self, document: Document) -> None:
        """Whom and what invites name, also those with other mistakes."""
        entries = document.value if isinstance(document.value, list) else []
        for number, entry in enumerate(entries):
            if not isinstance(entry, dict):
                continue
            for key, kind in self.kinds().items():
                written = entry.get(key)
                if isinstance(written, str) and "\n" not in written:
                    self.reference(document, (number, key), kind, written)
        letters = self.kinds()["letter"]
        for number, invite in self.loaded.invites.items():
            if not invite.letter:
                self.reference(document, (number,), letters, invite.letter_name())

    def kinds(self) -> dict[str, ReferenceKind]:
        """What invites refer to, by key, as far as it could be read; found once."""
        if not self.known:
            settings = self.content.file(COALITION)
            senders = settings.value_at(("senders",)) if settings is not None else None
            if isinstance(senders, dict):
                names = {each: _names(value) for each, value in senders.items()}
                self.known["sender"] = ReferenceKind("sender", names, "they stand in coalition.yml")
            partners = {each: _names(self.partner_value(each)) for each in self.written(PARTNERS)}
            where = "they are the files in content/partners, without .md"
            self.known["partner"] = ReferenceKind("partner", partners, where)
            letters = {name for name, _ in self.loaded.wordings}
            letters |= self.written(LETTERS)
            where = "they are the files in content/letters, without .md"
            self.known["letter"] = ReferenceKind("letter", dict.fromkeys(letters, ()), where)
        return self.known

    def partner_value(self, partner_id: str) -> Value:
        document = self.content.file(PARTNERS, partner_id)
        return document.value if document is not None else ""

    def written(self, kind: FileKind) -> set[str]:
        """The ids of the files of a kind in the content, those included that could not be read."""
        paths = [*self.content.lines, *(problem.position.path for problem in self.content.problems)]
        names = map(file_name, (path for path in paths if path.startswith(f"{CONTENT}/{kind.place}/")))
        return {name.id for name in names if name is not None}

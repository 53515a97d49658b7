"""Loads documents into models: each file on its own, before anything is compared with anything else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from coalition_site.fixes import renamed
from coalition_site.model.area import Area
from coalition_site.model.content_files import (
    AREAS,
    COALITION,
    IMPORTS,
    INVITES,
    LETTERS,
    MEETINGS,
    NEEDS,
    PAGES,
    PARTNERS,
    VOCABULARY,
    FileKind,
)
from coalition_site.model.fields import LANGUAGE_CODE, ContentModel
from coalition_site.model.import_memory import ImportMemory
from coalition_site.model.invite import Invite
from coalition_site.model.meeting import Meeting
from coalition_site.model.needs import Needs
from coalition_site.model.page import Page
from coalition_site.model.partner import Partner
from coalition_site.model.reading import Reading, nearest, shape_of
from coalition_site.model.settings import Settings
from coalition_site.model.vocabulary import Vocabulary
from coalition_site.model.vocabulary_changes import VocabularyChanges, WorksheetChanges
from coalition_site.model.wording import Wording, WordingFrontMatter
from coalition_site.problems import Position, Problem, has_errors
from coalition_site.read.content import Content
from coalition_site.read.markdown import markdown_problems
from coalition_site.read.values import Document, Value
from coalition_site.validate.messages import problems_of
from coalition_site.validate.shapes import slip_in_text
from coalition_site.validate.vocabulary import changed_vocabulary, shipped_vocabulary
from coalition_site.validate.wording import parse_wording
from coalition_site.validate.wordings import Wordings

M = TypeVar("M", bound=ContentModel)

_OWN_LANGUAGE_UNKNOWN = "en"


@dataclass(slots=True)
class Loaded:
    """The models that could be made. What could not stands in the problems, and its id in `present`."""

    reading: Reading
    settings: Settings | None = None
    needs: Needs = field(default_factory=Needs.model_construct)
    imports: ImportMemory = field(default_factory=ImportMemory.model_construct)
    partners: dict[str, Partner] = field(default_factory=dict)
    team_partners: set[str] = field(default_factory=set)
    invites: dict[int, Invite] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    team_meetings: set[str] = field(default_factory=set)
    wordings: Mapping[tuple[str, str], Wording] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    options_known: bool = True
    needs_known: bool = True
    worksheet_changes: WorksheetChanges = field(default_factory=WorksheetChanges.model_construct)

    def records(self, kind: FileKind) -> dict[str, Any]:
        """The records of a kind of Markdown file, by id."""
        of_kinds: Mapping[FileKind, dict[str, Any]] = {
            PARTNERS: self.partners,
            PAGES: self.pages,
            AREAS: self.areas,
            MEETINGS: self.meetings,
        }
        return of_kinds[kind]

    def ordered_pages(self) -> tuple[Page, ...]:
        """The hand-written pages in the order in which sites show them."""
        return tuple(sorted(self.pages.values(), key=lambda page: (page.order, page.title, page.id)))


def load(content: Content, packaged_wording: Content) -> Loaded:
    """Makes the models of every file that was read; wording the coalition does not write comes from the package."""
    language, languages = _languages(content.file(COALITION))
    shipped = shipped_vocabulary()
    loaded = Loaded(Reading(shipped, language, languages))
    loaded.reading = Reading(_vocabulary(loaded, content, shipped), language, languages)
    settings = content.file(COALITION)
    if settings is not None:
        loaded.settings = model_of(loaded, settings, Settings)
    for document in content.of(NEEDS).values():
        needs = model_of(loaded, document, Needs)
        loaded.needs, loaded.needs_known = needs or loaded.needs, needs is not None
    for document in content.of(IMPORTS).values():
        loaded.imports = model_of(loaded, document, ImportMemory) or loaded.imports
    for kind in (PARTNERS, PAGES, AREAS):
        for name, document in content.of(kind).items():
            load_record(loaded, kind, name, document)
    _known_areas(loaded, content)
    for document in content.of(INVITES).values():
        _invites(loaded, document)
    own = [((name, code or language), document) for (name, code), document in content.in_languages(LETTERS).items()]
    loaded.wordings = Wordings(
        {key: _wording(loaded, key, document) for key, document in own},
        packaged_wording.in_languages(LETTERS),
        lambda *packaged: _packaged_wording(loaded.reading, *packaged),
    )
    if not loaded.options_known:
        # What vocabulary.yml adds cannot be told from what nobody knows, so nothing is called unknown.
        loaded.problems = [problem for problem in loaded.problems if problem.code != "option-unknown"]
    return loaded


def _languages(document: Document | None) -> tuple[str, tuple[str, ...]]:
    """The coalition's language and all it offers, as far as they can be told before coalition.yml is checked."""
    value = document.value if document is not None else ""
    language, offered = (value.get("language"), value.get("languages")) if isinstance(value, dict) else (None, None)
    own = language.lower() if isinstance(language, str) and LANGUAGE_CODE.fullmatch(language.lower()) else ""
    others = [code.lower() for code in offered if isinstance(code, str)] if isinstance(offered, list) else []
    own = own or _OWN_LANGUAGE_UNKNOWN
    return own, tuple(dict.fromkeys((own, *others)))


def _vocabulary(loaded: Loaded, content: Content, shipped: Vocabulary) -> Vocabulary:
    document = content.file(VOCABULARY)
    changes = model_of(loaded, document, VocabularyChanges) if document is not None and not document.partial else None
    if document is None or changes is None:
        path = VOCABULARY.path()
        unreadable = has_errors(problem for problem in content.problems if problem.position.path == path)
        loaded.options_known = document is None and not unreadable
        return shipped
    loaded.worksheet_changes = changes.worksheet
    vocabulary, problems = changed_vocabulary(shipped, changes, document, loaded.reading.language)
    loaded.problems += problems
    return vocabulary


def model_of(loaded: Loaded, document: Document, model: type[M]) -> M | None:
    """The model of a document, None where it has mistakes; these are added to the problems."""
    value = document.value or {}
    if not isinstance(value, dict):
        message = f"keys and values are expected here, not {shape_of(value)}"
        loaded.problems.append(Problem(document.at(), "value-shape", message, "write lines such as key: value"))
        return None
    try:
        return model.model_validate(value, context=loaded.reading)
    except ValidationError as error:
        loaded.problems += problems_of(error, document, model, loaded.reading)
        return None


def load_record(loaded: Loaded, kind: FileKind, name: str, document: Document, **more: object) -> None:
    """Makes the record of one Markdown file: its front matter, its id, its text, and what more its model has."""
    front = model_of(loaded, document, kind.model)
    loaded.problems += markdown_problems(document)
    if front is not None and kind.record is not None and kind.text is not None:
        values = {**dict(front), "id": name, kind.text.field: document.body, **more}
        loaded.records(kind)[name] = kind.record.model_construct(**values)


def _known_areas(loaded: Loaded, content: Content) -> None:
    """Takes the texts of areas out that the worksheet has not."""
    known = [option.id for option in loaded.reading.vocabulary.areas.visible()]
    for area_id, document in content.of(AREAS).items():
        if area_id not in known:
            loaded.areas.pop(area_id, None)
            if loaded.options_known:
                loaded.problems.append(_no_area(document, area_id, known))


def _no_area(document: Document, area_id: str, known: list[str]) -> Problem:
    near = nearest(area_id, known)
    hint = f"rename the file to {near}.md" if near else f"name the file by an area's id, such as {known[0]}.md"
    way = renamed(document.path, f"{near}.md") if near else None
    return Problem(Position(document.path), "area-unknown", f"the worksheet has no area {area_id!r}", hint, way)


def _invites(loaded: Loaded, document: Document) -> None:
    entries = document.value or []
    if not isinstance(entries, list):
        message = f"a list of invites is expected here, not {shape_of(entries)}"
        hint = "begin each invite with a hyphen: - member: …"
        loaded.problems.append(Problem(document.at(), "value-shape", message, hint))
        return
    for number, entry in enumerate(entries):
        if not isinstance(entry, dict):
            loaded.problems.append(_no_invite(document, number, entry))
            continue
        try:
            loaded.invites[number] = Invite.model_validate(entry, context=loaded.reading)
        except ValidationError as error:
            loaded.problems += problems_of(error, document, Invite, loaded.reading, within=(number,))


def _no_invite(document: Document, number: int, entry: Value) -> Problem:
    """What is wrong with an entry of invites.yml that has no keys."""
    message = f"an invite has keys with values, and this is {shape_of(entry)}"
    who = entry if isinstance(entry, str) else "…"
    hint = f"write - member: {who}, and below it sender: and status:"
    return slip_in_text(document, (number,)) or Problem(document.at(number), "value-shape", message, hint)


def _packaged_wording(reading: Reading, key: tuple[str, str], document: Document) -> Wording:
    """A packaged wording. Raises RuntimeError if the file is damaged, which no content can cause."""
    loaded = Loaded(reading)
    wording = _wording(loaded, key, document)
    if loaded.problems:
        raise RuntimeError(f"the packaged file is damaged: {loaded.problems[0]}")
    return wording


def _wording(loaded: Loaded, key: tuple[str, str], document: Document) -> Wording:
    name, language = key
    front = model_of(loaded, document, WordingFrontMatter)
    loaded.problems += markdown_problems(document)
    parts = {}
    for part in ("subject", "salutation", "closing"):
        text = getattr(front, part) if front is not None else ""
        parts[part], problems = parse_wording(text, _inside_quotes(document, part))
        loaded.problems += problems
    body, problems = parse_wording(document.body, document.in_body(1))
    loaded.problems += problems
    return Wording(name, language, document.path, body=body, **parts)


def _inside_quotes(document: Document, key: str) -> Position:
    """Where the text of a front matter value begins: behind the quote, if there is one."""
    position = document.at(key)
    line = document.lines[position.line - 1] if position.line <= len(document.lines) else ""
    quoted = line[position.column - 1 : position.column] in {'"', "'"}
    return Position(position.path, position.line, position.column + 1) if quoted else position

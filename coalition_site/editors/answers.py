"""Answers to an editor: what can be typed at a place, what is meant by a word, and where what it names is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, get_args

from pydantic.fields import FieldInfo

from coalition_site.editors.cursor import Cursor, cursor_at
from coalition_site.editors.workspace import Workspace
from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.content_files import COALITION, LETTERS, PARTNERS, keys_of_file
from coalition_site.model.fields import REFUSED, ContentModel
from coalition_site.model.invite import Invite
from coalition_site.model.vocabulary import ListName, Option
from coalition_site.model.wording import PLACEHOLDERS
from coalition_site.problems import Position
from coalition_site.read.values import Value
from coalition_site.validate.shapes import OPTION_LISTS
from coalition_site.validate.vocabulary import shipped_vocabulary

_WHO_SEES = {
    Audience.PUBLIC: "Everybody can see it.",
    Audience.PARTNER: "Only this partner sees it, in its letter, and the team.",
    Audience.TEAM: "Only the team sees it.",
}
_IMAGES = {"logo", "signature"}
_LANGUAGES = {"language", "languages"}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be typed: what it is called, what is written, what it is, and more about it."""

    label: str
    written: str
    what: str
    more: str = ""


def offers(workspace: Workspace, path: str, line: int, column: int) -> tuple[Cursor, list[Offer]]:
    """What can be typed at a place, line and column from 1, and the word there that it would take the place of."""
    cursor = cursor_at(workspace.lines(path), line, column, markdown=path.endswith(".md"))
    if cursor.part == "placeholder":
        return cursor, [Offer(name, name, "placeholder", said) for name, said in PLACEHOLDERS.items()]
    if cursor.part == "text":
        return cursor, []
    values = list(_values(workspace, path, cursor)) if cursor.part != "key" or not cursor.word else []
    return cursor, [*values, *(_keys(path, cursor) if cursor.part != "value" else ())]


def meaning(workspace: Workspace, path: str, line: int, column: int) -> str:
    """What is meant by the word at a place, as Markdown; empty where nothing is known of it."""
    cursor = cursor_at(workspace.lines(path), line, column, markdown=path.endswith(".md"))
    if cursor.part == "placeholder":
        said = PLACEHOLDERS.get(cursor.word, "")
        return f"**{cursor.word}**: {said}" if said else ""
    if cursor.part == "key":
        found = _field(path, (*cursor.steps[:-1], cursor.word))
        return _described(cursor.word, found) if found is not None else ""
    for offer in _values(workspace, path, cursor):
        if cursor.word in {offer.label, offer.written}:
            return f"**{offer.label}**: {offer.what}" + (f"\n\n{offer.more}" if offer.more else "")
    return ""


def definition(workspace: Workspace, path: str, line: int, column: int) -> Position | None:
    """Where the partner, sender or letter that is named at a place is written; None where nothing is named."""
    cursor = cursor_at(workspace.lines(path), line, column, markdown=path.endswith(".md"))
    content = workspace.checked.content
    if cursor.part != "value" or not _is_reference(path, cursor):
        return None
    if cursor.steps[-1] == "partner":
        document = content.file(PARTNERS, cursor.word)
        return Position(document.path) if document is not None else None
    if cursor.steps[-1] == "letter":
        letters = [each for (name, _), each in content.in_languages(LETTERS).items() if name == cursor.word]
        return Position(letters[0].path) if letters else None
    settings = content.file(COALITION)
    known = settings is not None and settings.value_at(("senders", cursor.word)) is not None
    return settings.key_at("senders", cursor.word) if settings is not None and known else None


def _is_reference(path: str, cursor: Cursor) -> bool:
    return _model(path, cursor.steps[:-1]) is Invite and cursor.steps[-1] in {"partner", "sender", "letter"}


def _keys(path: str, cursor: Cursor) -> Iterator[Offer]:
    """The keys of the block that is typed in, but those that it has."""
    steps = cursor.steps[:-1] if cursor.word and cursor.steps and cursor.steps[-1] == cursor.word else cursor.steps
    model = _model(path, steps)
    for name, field in model.model_fields.items() if model is not None else ():
        if name not in cursor.beside:
            block = _model(path, (*steps, name)) is not None or _model(path, (*steps, name, 0)) is not None
            yield Offer(name, f"{name}:" if block else f"{name}: ", field.description or "", _described(name, field))


def _model(path: str, steps: Iterable[str | int]) -> type[ContentModel] | None:
    keys = keys_of_file(path)
    found = keys.at(tuple(steps)) if keys is not None else None
    return found.model if found is not None else None


def _field(path: str, steps: tuple[str | int, ...]) -> FieldInfo | None:
    model = _model(path, steps[:-1])
    return model.model_fields.get(str(steps[-1])) if model is not None else None


def _described(name: str, field: FieldInfo) -> str:
    examples = f"\n\nExample: `{name}: {field.examples[0]}`" if field.examples else ""
    return f"**{name}**: {field.description or ''} {_WHO_SEES[field_audience(field)]}{examples}"


def _values(workspace: Workspace, path: str, cursor: Cursor) -> Iterator[Offer]:
    """What can stand behind the key, or in the list, that the cursor is in."""
    steps = tuple(step for step in cursor.steps if step != 0) if cursor.part != "value" else cursor.steps
    if cursor.part != "value" and cursor.steps[-1:] != (0,):
        return
    if not steps or not isinstance(steps[-1], str):
        return
    key = steps[-1]
    field = _field(path, cursor.steps if cursor.part == "value" else cursor.steps[: cursor.steps.index(key) + 1])
    if field is None:
        return
    content = workspace.checked.content
    if key in OPTION_LISTS or key == "type":
        yield from _options(workspace, OPTION_LISTS.get(key, ListName.TYPES))
    elif _is_reference(path, cursor):
        yield from _references(workspace, key)
    elif key in _LANGUAGES:
        yield from (Offer(code, code, "a language of this coalition") for code in _languages(workspace))
    elif key in _IMAGES:
        yield from (Offer(name, name, "an image of content/images") for name in content.images)
    else:
        yield from _words(field, workspace.today)


def _options(workspace: Workspace, name: ListName) -> Iterator[Offer]:
    coalition = workspace.checked.validated.coalition
    vocabulary = coalition.vocabulary if coalition is not None else shipped_vocabulary()
    language = coalition.settings.language if coalition is not None else "en"
    for option in vocabulary.list_of(name).visible():
        label = option.label.in_language(language, "en")
        yield Offer(label, f"{label}: " if option.fill_in else label, "an option of the worksheet", _aliases(option))


def _aliases(option: Option) -> str:
    return "Also: " + ", ".join(option.aliases) if option.aliases else ""


def _references(workspace: Workspace, key: str) -> Iterator[Offer]:
    content = workspace.checked.content
    if key == "partner":
        for each, document in content.of(PARTNERS).items():
            yield Offer(each, each, _name(document.value), document.path)
    elif key == "sender":
        settings = content.file(COALITION)
        senders = settings.value_at(("senders",)) if settings is not None else None
        for each, value in senders.items() if isinstance(senders, dict) else ():
            yield Offer(each, each, _name(value), COALITION.path())
    else:
        for name in dict.fromkeys(name for name, _ in content.in_languages(LETTERS)):
            yield Offer(name, name, "a letter of content/letters")


def _name(value: Value) -> str:
    name = value.get("name", "") if isinstance(value, dict) else ""
    return str(next(iter(name.values()), "")) if isinstance(name, dict) else str(name)


def _languages(workspace: Workspace) -> tuple[str, ...]:
    settings = workspace.checked.content.file(COALITION)
    listed = settings.value_at(("languages",)) if settings is not None else None
    own = settings.value_at(("language",)) if settings is not None else None
    codes = [own, *(listed if isinstance(listed, list) else ())]
    return tuple(dict.fromkeys(code for code in codes if isinstance(code, str)))


def _words(field: FieldInfo, today: date) -> Iterator[Offer]:
    """The words of a list, yes and no, or a day."""
    kinds = set(_kinds(field.annotation))
    for kind in kinds:
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            yield from (Offer(str(word), str(word), field.description or "") for word in kind)
    if bool in kinds:
        yield from (Offer(word, word, field.description or "") for word in ("yes", "no"))
    if date in kinds:
        yield Offer(today.isoformat(), today.isoformat(), "today")
        if REFUSED in kinds:
            yield Offer(REFUSED, REFUSED, "they do not want to be named")


def _kinds(annotation: Any) -> tuple[Any, ...]:
    """The types and words within an annotation."""
    inside = get_args(annotation)
    return tuple(kind for each in inside for kind in (each, *_kinds(each))) if inside else (annotation,)

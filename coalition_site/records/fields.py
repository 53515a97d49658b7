"""Fields of records, made from the models: what each is called and means, who may see it, and what it holds.

Every surface that shows, asks for or reads a value takes it from here, so that a field is said once, in its model.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.fields import ContentModel
from coalition_site.model.kinds import ValueKind
from coalition_site.model.needs import SHORT_FOR_OPTION
from coalition_site.model.vocabulary import ListName


class Control(StrEnum):
    """How a value is asked for; each is one macro of `templates/forms/_controls.html`."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    LINES = "lines"
    TEXTS = "texts"
    DAY = "day"
    MOMENT = "moment"
    CONSENT = "consent"
    YES_NO = "yes_no"
    IMAGE = "image"
    REFERENCE = "reference"
    WORD = "word"
    OPTION = "option"
    OPTIONS = "options"
    NEEDS = "needs"
    BLOCK = "block"
    ROWS = "rows"
    MAP = "map"
    MARKDOWN = "markdown"


_CONTROLS = {
    ValueKind.TEXT: Control.PARAGRAPH,
    ValueKind.PARAGRAPH: Control.PARAGRAPH,
    ValueKind.LINES: Control.LINES,
    ValueKind.TEXTS: Control.TEXTS,
    ValueKind.DAY: Control.DAY,
    ValueKind.MOMENT: Control.MOMENT,
    ValueKind.DAY_OR_REFUSED: Control.CONSENT,
    ValueKind.YES_NO: Control.YES_NO,
    ValueKind.IMAGE: Control.IMAGE,
    ValueKind.REFERENCE: Control.REFERENCE,
}
_PROSE = frozenset({None, ValueKind.TEXT, ValueKind.LINE, ValueKind.PARAGRAPH, ValueKind.LINES, ValueKind.TEXTS})


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field: the key it writes, what it is called and means, who may see it, and how it is asked for.

    `words` are those of an enumeration, `options` the list that options come from, `free` whether other texts are
    welcome too. `inner` are the fields of a block, or of each entry of a list or map.
    """

    key: str
    control: Control
    label: str
    help: str = ""
    example: str = ""
    audience: Audience = Audience.TEAM
    required: bool = False
    kind: ValueKind | None = None
    words: tuple[str, ...] = ()
    options: ListName | None = None
    free: bool = False
    inner: tuple["RecordField", ...] = field(default=())

    @property
    def is_prose(self) -> bool:
        """Whether it holds what people write in a language, in words of their own."""
        return self.kind in _PROSE and not (self.words or self.options or self.inner)

    @property
    def list_name(self) -> ListName:
        """The list that options come from; a need's is that of its option."""
        return self.options or next((each.options for each in self.inner if each.options), ListName.GROUPS)


@cache
def fields_of(model: type[ContentModel]) -> tuple[RecordField, ...]:
    """The fields of a model, in the order of the house layout."""
    return tuple(_field(name, info) for name, info in model.model_fields.items())


def _field(name: str, info: FieldInfo) -> RecordField:
    bare, marks = _bare(info.annotation)
    marks = [*info.metadata, *marks]
    origin = get_origin(bare)
    container = origin if origin in {tuple, dict} else None
    if container is not None:
        entry, entry_marks = _bare(get_args(bare)[0 if container is tuple else 1])
        marks = [*marks, *entry_marks]
    else:
        entry = bare
    kinds = [mark for mark in marks if isinstance(mark, ValueKind)]
    options = next((mark.json_schema for mark in marks if _names_options(mark)), None) or {}
    model = entry if isinstance(entry, type) and issubclass(entry, ContentModel) else None
    words = tuple(map(str, entry)) if isinstance(entry, type) and issubclass(entry, StrEnum) else ()
    label = info.title or name.replace("_", " ").capitalize()
    told = info.description or ""
    return RecordField(
        key=name,
        control=_block_control(container, model) if model else _control(container, kinds, options, words),
        label=label,
        # What says no more than the label is not said twice.
        help="" if told.removeprefix("The ").casefold() == f"{label}.".casefold() else told,
        example=_example(info.examples),
        audience=field_audience(info),
        required=info.is_required(),
        kind=ValueKind.PARAGRAPH if ValueKind.PARAGRAPH in kinds else next(iter(kinds), None),
        words=words,
        options=ListName(options["x-options"]) if options else None,
        free=bool(options.get("x-free")),
        inner=fields_of(model) if model is not None else (),
    )


def _bare(annotation: Any) -> tuple[Any, list[Any]]:
    """An annotation without its marks and without None, and its marks."""
    marks: list[Any] = []
    while True:
        origin = get_origin(annotation)
        inside = [arg for arg in get_args(annotation) if arg is not NoneType]
        if origin is Annotated:
            annotation, marks = annotation.__origin__, [*marks, *annotation.__metadata__]
        elif origin in {Union, UnionType} and len(inside) == 1:
            annotation = inside[0]
        else:
            return annotation, marks


def _names_options(mark: Any) -> bool:
    return isinstance(mark, WithJsonSchema) and "x-options" in (mark.json_schema or {})


def _block_control(container: type | None, model: type[ContentModel]) -> Control:
    if container is dict:
        return Control.MAP
    if container is tuple:
        return Control.NEEDS if model.model_config.get("json_schema_extra") == SHORT_FOR_OPTION else Control.ROWS
    return Control.BLOCK


def _control(container: type | None, kinds: list[ValueKind], options: Any, words: tuple[str, ...]) -> Control:
    if options:
        return Control.OPTIONS if container is tuple else Control.OPTION
    if container is dict:
        return Control.TEXTS
    if container is tuple:
        return Control.LINES
    if words:
        return Control.WORD
    if ValueKind.TEXTS in kinds:
        return Control.TEXTS
    # What bears no mark of its kind is a text of any length.
    return _CONTROLS.get(kinds[0], Control.LINE) if kinds else Control.PARAGRAPH


def _example(examples: list[Any] | None) -> str:
    first = (examples or [""])[0]
    if isinstance(first, list):
        return "; ".join(map(str, first))
    return "; ".join(f"{key}: {value}" for key, value in first.items()) if isinstance(first, dict) else str(first)


def chosen(fields: Sequence[RecordField], paths: Sequence[str]) -> tuple[RecordField, ...]:
    """Some of the fields, by paths with dots, in the order of the paths; a block holds those of it that are named."""
    firsts = dict.fromkeys(path.partition(".")[0] for path in paths)
    by_key = {each.key: each for each in fields}
    found = []
    for key in firsts:
        rest = [path.partition(".")[2] for path in paths if path.partition(".")[0] == key]
        each = by_key[key]
        found.append(each if "" in rest else replace(each, inner=chosen(each.inner, rest)))
    return tuple(found)


@cache
def field_at(model: type[ContentModel], path: str) -> RecordField:
    """The field that a path with dots leads to. Raises KeyError where the model has none."""
    key, _, rest = path.partition(".")
    found = next((each for each in fields_of(model) if each.key == key), None)
    for inner in rest.split(".") if rest else ():
        found = next((each for each in found.inner if each.key == inner), None) if found is not None else None
    if found is None:
        raise KeyError(path)
    return found


def value_at(record: object, path: str) -> object:
    """The value of a record that a path with dots leads to; of a list of records, that of each."""
    value = record
    for key in path.split("."):
        value = tuple(getattr(each, key) for each in value) if isinstance(value, tuple) else getattr(value, key)
    return value


@cache
def audience_at(model: type[ContentModel], path: str) -> Audience:
    """Who may see what a path with dots leads to: whoever may see it and all that it stands in."""
    keys = path.split(".")
    declared = {field_at(model, ".".join(keys[: n + 1])).audience for n in range(len(keys))}
    return next(each for each in (Audience.TEAM, Audience.PARTNER, Audience.PUBLIC) if each in declared)


def left_out(fields: Sequence[RecordField], keys: Sequence[str]) -> tuple[RecordField, ...]:
    """All fields but some of the first level."""
    return tuple(each for each in fields if each.key not in keys)


def leaves(fields: Sequence[RecordField], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], RecordField]]:
    """The fields that hold values, with the keys that lead to them; a list or map is one value."""
    for each in fields:
        if each.control is Control.BLOCK:
            yield from leaves(each.inner, (*above, each.key))
        else:
            yield (*above, each.key), each

"""The filling of documents: each value that is not public gives way to a mark of the same shape.

What is public follows from the audience that each field declares, as for every output. No field is known here by its
name but those of people, who have one name everywhere, and those that decide who is named.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, WithJsonSchema

from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.fields import AddressLines, Id, Line, LocalizedText, PartnersText, Text
from coalition_site.model.kinds import ValueKind
from coalition_site.model.settings import Meeting as FirstMeeting
from coalition_site.model.vocabulary import ListName, Vocabulary
from coalition_site.read.values import Value
from coalition_site.selftest.marks import MarkKind, Marks, Spot, Steps, in_words

_ID_CHECK = get_args(Id)[1]
_TEXT_CHECKS = [
    mark.func
    for each in (Text, Line, LocalizedText, PartnersText, AddressLines)
    for mark in get_args(each)
    if isinstance(mark, BeforeValidator)
]
"""What checks texts that may say anything: others have a form of their own, such as time zones."""
_AT_MEETINGS = frozenset({"present", "online", "excused", "guests", "who"})
_NAMES = _AT_MEETINGS | {"name", "member", "person", "represented_by", "alternate"}
"""Keys whose texts name people: one person has one name in all of them."""
_DECIDES_NAMING = frozenset({"consent", "until", "refused", "left", "team_content"})
"""Keys that decide who is named, or where files lie: the copy has to have the same shape."""
_PHONE = "phone"
_TEXTS = frozenset({ValueKind.TEXT, ValueKind.LINE, ValueKind.PARAGRAPH, ValueKind.TEXTS, ValueKind.LINES})
_YES = frozenset({"true", "yes"})
_IMAGES = "images/"
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)")
# What has a meaning in Markdown and wordings: placeholders, targets of links, languages of passages, fences.
_KEPT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)\n]*\)|\{lang=[^}\n]*\}|^ *(?:```|~~~).*$", re.MULTILINE)


@dataclass(slots=True)
class Renamed:
    """New names of what has a name of its own: ids of partners and senders, pictures, and other files with texts."""

    partners: dict[str, str] = field(default_factory=dict)
    senders: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Filling:
    """Fills values; those at the places in `keep`, by file and steps, stay as they are.

    `pictures` gathers the names of pictures that were met, each with whether everybody may see it; `left` the places of
    private texts that have a form of their own, and stay too.
    """

    marks: Marks
    renamed: Renamed
    vocabulary: Vocabulary
    keep: frozenset[tuple[str, Steps]] = frozenset()
    pictures: dict[str, bool] = field(default_factory=dict)
    left: list[Spot] = field(default_factory=list)

    def filled(self, value: Value, model: type[BaseModel], spot: Spot) -> Value:
        """The value of a model's document, or part of one, with marks in what is not public."""
        if not isinstance(value, dict) or (model is FirstMeeting and str(value.get("public")).lower() in _YES):
            return value
        changed: dict[str, Value] = {}
        for key, inner in value.items():
            info = model.model_fields.get(key)
            if info is None:
                changed[key] = inner
                continue
            at = spot.inner(key, private=field_audience(info) is not Audience.PUBLIC)
            changed[key] = self._value(inner, info.annotation, tuple(info.metadata), at)
        return changed

    def markdown(self, text: str, spot: Spot) -> str:
        """A text in Markdown, or the wording of a letter, with marks for its words where it is not public."""
        for name in _PICTURE.findall(text):
            self._seen(name, private=spot.private)
        if not text.strip() or self._stays(spot):
            return text
        word = self.marks.word(MarkKind.TEXT, spot)
        parts, end = [], 0
        for kept in _KEPT.finditer(text):
            parts += [_marked(text[end : kept.start()], word), self._led_on(kept[0])]
            end = kept.end()
        return "".join([*parts, _marked(text[end:], word)])

    def _led_on(self, kept: str) -> str:
        """A link with the new name of what it leads to."""
        for names in (self.renamed.pictures, self.renamed.partners, self.renamed.texts):
            for old, new in names.items():
                kept = re.sub(rf"(?<![\w-]){re.escape(old)}(?=[.)\s])", new, kept)
        return kept

    def _seen(self, name: str, *, private: bool) -> None:
        name = name.removeprefix(_IMAGES)
        self.pictures[name] = self.pictures.get(name, False) or not private

    def _stays(self, spot: Spot) -> bool:
        return not spot.private or spot.key in _DECIDES_NAMING or (spot.path, spot.steps) in self.keep

    def _value(self, value: Value, annotation: Any, metadata: tuple[Any, ...], spot: Spot) -> Value:
        annotation, metadata = _plain(annotation, metadata)
        kind = next((mark for mark in metadata if isinstance(mark, ValueKind)), None)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.filled(value, annotation, spot)
        if kind is None and get_origin(annotation) in {tuple, dict}:
            return self._several(value, annotation, spot)
        if kind is ValueKind.IMAGE and isinstance(value, str):
            self._seen(value, private=spot.private)
        if self._stays(spot) or _are_languages(annotation):
            return value
        return self._of_kind(value, kind, metadata, spot)

    def _of_kind(self, value: Value, kind: ValueKind | None, metadata: tuple[Any, ...], spot: Spot) -> Value:
        """A private value with a mark, by what is noted of its kind and checks."""
        if _ID_CHECK in metadata:
            return self.marks.word(MarkKind.FILE, spot)
        options = next((mark.json_schema for mark in metadata if isinstance(mark, WithJsonSchema)), None) or {}
        if "x-options" in options:
            return self._choice(value, ListName(str(options["x-options"])), spot)
        checks = [mark.func for mark in metadata if isinstance(mark, BeforeValidator)]
        if kind in _TEXTS and not any(check in _TEXT_CHECKS for check in checks):
            self.left.append(spot)
            return value
        return self._leaf(value, kind, spot) if kind is not None else value

    def _several(self, value: Value, annotation: Any, spot: Spot) -> Value:
        """A list, or a map with keys of its own, which may be ids of senders."""
        inside = get_args(annotation)
        if isinstance(value, list):
            return [self._value(each, inside[0], (), spot.inner(number)) for number, each in enumerate(value)]
        if not isinstance(value, dict) or get_origin(annotation) is not dict:
            return value
        return {
            self._key(key, inside[0], spot.inner(key)): self._value(each, inside[1], (), spot.inner(key))
            for key, each in value.items()
        }

    def _key(self, key: str, annotation: Any, spot: Spot) -> str:
        if self._stays(spot) or _ID_CHECK not in _plain(annotation, ())[1]:
            return key
        return self.renamed.senders.setdefault(key, self.marks.word(MarkKind.FILE, spot))

    def _leaf(self, value: Value, kind: ValueKind, spot: Spot) -> Value:
        if isinstance(value, list) and kind is ValueKind.LINES:
            return [self._leaf(each, kind, spot.inner(number)) for number, each in enumerate(value)]
        if isinstance(value, dict) and kind in _TEXTS:
            return {code: self._leaf(each, kind, spot.inner(code)) for code, each in value.items()}
        if not isinstance(value, str) or not value.strip():
            return value
        return self._text(value, spot) if kind in _TEXTS else self._of_form(value, kind, spot)

    def _of_form(self, value: str, kind: ValueKind, spot: Spot) -> str:
        """A value that has a form of its own."""
        match kind:
            case ValueKind.EMAIL:
                return f"{self.marks.word(MarkKind.EMAIL, spot)}@{value.rpartition('@')[2]}"
            case ValueKind.WEB_ADDRESS:
                word = self.marks.word(MarkKind.WEB, spot)
                return f"https://{word}.example/{word}"
            case ValueKind.DAY | ValueKind.MOMENT:
                return self.marks.day(value, spot)
            case ValueKind.REFERENCE:
                return self._names_of(spot.key).get(value, value)
            case ValueKind.IMAGE:
                return self.renamed.pictures.get(value.removeprefix(_IMAGES), value)
        return value

    def _names_of(self, key: str) -> Mapping[str, str]:
        return {"partner": self.renamed.partners, "sender": self.renamed.senders}.get(key, {})

    def _text(self, value: str, spot: Spot) -> str:
        if spot.key == _PHONE:
            return self.marks.number(value, spot)
        if spot.key in _AT_MEETINGS and is_id_of(value, self.renamed.partners):
            return self.renamed.partners.get(value, value)
        if spot.key in _NAMES and len(spot.steps) > 1:
            return self.marks.name(value, spot)
        return _marked_line(self.marks, value, spot)

    def _choice(self, value: Value, name: ListName, spot: Spot) -> Value:
        """A choice: options stay, what was written in stead of one does not."""
        options = self.vocabulary.list_of(name)
        if isinstance(value, dict) and len(value) == 1:
            ((label, text),) = value.items()
            return {label: self.marks.text(str(text), MarkKind.TEXT, spot)}
        if not isinstance(value, str) or options.find(value) is not None:
            return value
        label, colon, text = value.partition(":")
        if colon and options.find(label) is not None:
            return f"{label}: {self.marks.text(text.strip(), MarkKind.TEXT, spot)}"
        return self.marks.text(value, MarkKind.TEXT, spot)


def _are_languages(annotation: Any) -> bool:
    """Whether a list is one of codes, which say how a letter is written and nothing of anybody."""
    return get_origin(annotation) is tuple and ValueKind.LANGUAGE in _plain(get_args(annotation)[0], ())[1]


def is_id_of(text: str, partners: Mapping[str, str]) -> bool:
    """Whether a text of minutes is the id of a partner, rather than somebody's name."""
    return text in partners or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


def _marked_line(marks: Marks, value: str, spot: Spot) -> str:
    """A text with marks, but for placeholders, which letters may have in every line."""
    if "{{" not in value and "{%" not in value:
        return marks.text(value, MarkKind.TEXT, spot)
    word, parts, end = marks.word(MarkKind.TEXT, spot), [], 0
    for kept in _KEPT.finditer(value):
        parts += [_marked(value[end : kept.start()], word), kept[0]]
        end = kept.end()
    return "".join([*parts, _marked(value[end:], word)])


def _marked(text: str, word: str) -> str:
    return in_words(text, word) if re.search(r"\w", text) else text


def _plain(annotation: Any, metadata: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """An annotation without what is optional about it, and all that is noted beside it."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation, metadata = get_args(annotation)[0], (*annotation.__metadata__, *metadata)
            continue
        rest = [arg for arg in get_args(annotation) if arg is not NoneType]
        if get_origin(annotation) not in {Union, UnionType} or len(rest) > 1:
            return annotation, metadata
        annotation = rest[0]

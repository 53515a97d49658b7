"""A value as controls show it, and whether they can show all of it."""

import re
from collections.abc import Sequence

from coalition_site.forms.controls import (
    DAY,
    FILL,
    KEY,
    NOTE,
    OTHER,
    TRUE,
    WAS,
    Offered,
    identified,
    note_of,
    option_of,
)
from coalition_site.model.fields import REFUSED
from coalition_site.read.values import Value
from coalition_site.records.fields import Control, RecordField

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
Texts = dict[str, list[str]]


def shown(fields: Sequence[RecordField], value: Value, offered: Offered, above: str = "") -> Texts:
    """The texts of all controls of some fields, by their names, for a value that is written."""
    texts: Texts = {}
    for field in fields:
        inner = value.get(field.key, "") if isinstance(value, dict) else ""
        if inner and understood(field, inner, offered):
            texts |= _texts(field, f"{above}{field.key}", inner, offered)
    return texts


def _texts(field: RecordField, name: str, value: Value, offered: Offered) -> Texts:
    texts: Texts
    match field.control:
        case Control.BLOCK:
            texts = shown(field.inner, value, offered, f"{name}.")
        case Control.ROWS | Control.MAP:
            texts = _rows(field, name, value, offered)
        case Control.OPTIONS | Control.NEEDS:
            texts = _options(field, name, value if isinstance(value, list) else [], offered)
        case Control.OPTION:
            texts = _options(field, name, [value], offered)
        case Control.TEXTS:
            by_language = value if isinstance(value, dict) else {offered.languages[0]: value}
            texts = {f"{name}.{language.lower()}": [str(text)] for language, text in by_language.items()}
        case Control.LINES:
            texts = {name: ["\n".join(map(str, value)) if isinstance(value, list) else str(value)]}
        case Control.CONSENT:
            said = str(value)
            refused = said.lower() == REFUSED
            texts = {name: [REFUSED]} if refused else {name: [DAY], f"{name}.{DAY}": [said]}
        case Control.YES_NO:
            texts = {name: ["true" if str(value).lower() in TRUE else "false"]}
        case Control.WORD:
            plain = " ".join(str(value).lower().split())
            texts = {name: [plain if plain in field.words else str(value)]}
        case _:
            texts = {name: [str(value)]}
    return texts


def _rows(field: RecordField, name: str, value: Value, offered: Offered) -> Texts:
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    texts: Texts = {}
    for number, (key, inner) in enumerate(pairs):
        texts[f"{name}.{number}.{WAS}"] = [str(key)]
        if field.control is Control.MAP:
            texts[f"{name}.{number}.{KEY}"] = [str(key)]
        texts |= shown(field.inner, inner, offered, f"{name}.{number}.")
    return texts


def _options(field: RecordField, name: str, entries: list[Value], offered: Offered) -> Texts:
    options = offered.vocabulary.list_of(field.list_name)
    texts: Texts = {}
    for entry in entries:
        found = identified(option_of(entry), options)
        if found is None:
            continue
        if not found.option:
            texts.setdefault(f"{name}.{OTHER}", []).append(found.text)
        elif options[found.option].fill_in:
            texts.setdefault(f"{name}.{FILL}.{found.option}", []).append(found.text)
            texts.setdefault(f"{name}.{FILL}.{found.option}.{NOTE}", []).append(note_of(entry))
        else:
            texts.setdefault(name, []).append(found.option)
            texts[f"{name}.{NOTE}.{found.option}"] = [note_of(entry)]
    if field.control is not Control.NEEDS:
        for each in [text for text in texts if FILL in text or text.endswith(OTHER)]:
            texts[each] = ["\n".join(texts[each])]
        texts = {each: found for each, found in texts.items() if NOTE not in each.split(".")}
    return texts


def understood(field: RecordField, value: Value, offered: Offered) -> bool:
    """Whether controls can show all of a written value; else the form leaves it as it is."""
    if not value:
        return True
    match field.control:
        case Control.BLOCK:
            fits = isinstance(value, dict)
        case Control.ROWS:
            fits = isinstance(value, list) and all(_is_block(field, each, offered) for each in value)
        case Control.MAP:
            fits = isinstance(value, dict) and all(_is_block(field, each, offered) for each in value.values())
        case Control.OPTIONS | Control.NEEDS:
            options = offered.vocabulary.list_of(field.list_name)
            entries = value if isinstance(value, list) else [{}]
            fits = all(identified(option_of(entry), options) is not None for entry in entries)
        case Control.OPTION:
            fits = identified(value, offered.vocabulary.list_of(field.list_name)) is not None
        case Control.TEXTS:
            texts = list(value.values()) if isinstance(value, dict) else [value]
            fits = all(isinstance(text, str) for text in texts)
        case Control.LINES:
            entries = (
                value if isinstance(value, list) else [value.replace("\n", " ")] if isinstance(value, str) else [[]]
            )
            fits = all(isinstance(entry, str) and "\n" not in entry for entry in entries)
        case _:
            fits = isinstance(value, str)
    return fits


def _is_block(field: RecordField, value: Value, offered: Offered) -> bool:
    """Whether a value is a block of keys that the fields have, each of a shape that they can show."""
    if not isinstance(value, dict):
        return False
    by_key = {each.key: each for each in field.inner}
    return all(
        key in by_key
        and (
            _is_block(by_key[key], inner, offered)
            if by_key[key].control is Control.BLOCK
            else understood(by_key[key], inner, offered)
        )
        for key, inner in value.items()
    )


def is_day(text: str) -> bool:
    """Whether a text is one that a calendar can show."""
    return not text or _ISO_DAY.fullmatch(text) is not None


def is_moment(text: str) -> bool:
    """Whether a text is one that a calendar with a clock can show."""
    return not text or _ISO_MOMENT.fullmatch(text) is not None

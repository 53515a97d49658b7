"""Lists, texts, and keys with values, where another of them is expected: what was meant, and how it is written."""

import re
from collections.abc import Sequence
from typing import Any

from coalition_site.fixes import TextFix, ValueFix, Written
from coalition_site.model.choices import options_in
from coalition_site.model.content_files import key_names
from coalition_site.model.fields import ContentModel
from coalition_site.model.keys import Keys
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.reading import Reading, shape_of
from coalition_site.model.vocabulary import NEED_LISTS, OptionList
from coalition_site.problems import Position, Problem
from coalition_site.read.values import Document, Place, Step, Value

KEYS_EXPECTED = {"model_type", "dict_type", "model_attributes_type"}
LIST_EXPECTED = {"tuple_type", "list_type"}
OPTION_LISTS = {**PARTNER_LISTS, **{str(name): name for name in NEED_LISTS}}


def shape_problem(
    finding: Any, document: Document, loc: tuple[Step, ...], keys: Keys | None, reading: Reading
) -> Problem:
    """The problem for a value of the wrong shape; `keys` are those that the format has at its place."""
    kind, value, position = finding["type"], finding["input"], document.at(*loc)
    expected = (
        "keys with values are"
        if kind in KEYS_EXPECTED
        else "a list is"
        if kind in LIST_EXPECTED
        else "another value is"
    )
    message = f"{expected} expected here, not {shape_of(value)}"
    if isinstance(value, str) and (slip := slip_in_text(document, loc)) is not None:
        return slip
    if kind in LIST_EXPECTED:
        hint, meant, safe = _as_list(value, str(loc[-1]) if loc else "", keys, reading)
    else:
        hint, meant, safe = _as_keys(value, keys)
    fix = ValueFix(loc, meant, safe) if meant and loc else None
    return Problem(position, "value-shape", message, hint, fix)


def slip_in_text(document: Document, loc: Sequence[Step]) -> Problem | None:
    """A slip of the lines below a key that made one text of what should be a list or keys; None where none is seen."""
    from coalition_site.read.line_slips import Slip, slips_of  # only where there is a mistake

    place: Place = document.places.find(loc)
    if place.style or place.line == place.key_line:
        return None
    known, lines, found = key_names(document.path), document.lines, list[Slip]()
    for number in range(place.line, place.end_line + 1):
        slip = next(slips_of(lines, number, known), None)
        if slip is None and found and lines[number - 1].lstrip().startswith("- "):
            continue
        if slip is None:
            return None
        found.append(slip)
        lines = slip.fix.applied(lines) or lines
    first, last = place.line, place.end_line
    old, new = "\n".join(document.lines[first - 1 : last]), "\n".join(lines[first - 1 : last])
    message = found[0].message + (", and in the lines below" if len(found) > 1 else "")
    position = Position(document.path, first, found[0].column)
    return Problem(position, "yaml-syntax", message, found[0].hint, TextFix(first, 1, old, new, safe=True))


def _as_list(value: Value, key: str, keys: Keys | None, reading: Reading) -> tuple[str, Written, bool]:
    """How a value is written as a list, as a hint and as data, and whether that is beyond doubt."""
    entry = keys.each.model if keys is not None and keys.each is not None else None
    if isinstance(value, dict):
        if entry is not None and set(value) <= set(entry.model_fields):
            return f"put a hyphen before the first of these keys: - {next(iter(value), '…')}: …", [value], True
        return "begin a new line with a hyphen for each entry: - …", "", False
    text = str(value)
    name = _only_name(entry)
    if name:
        parts = _parts(text)
        shown = ", ".join(f"- {name}: {part}" for part in parts)
        return (
            f"begin a new line with a hyphen for each entry: {shown}",
            [{name: part} for part in parts],
            len(parts) == 1,
        )
    if key in OPTION_LISTS:
        return _options(text, reading.vocabulary.list_of(OPTION_LISTS[key]), reading, free=key == "assets")
    parts = _parts(text)
    shown = ", ".join(f"- {part}" for part in parts)
    return f"begin a new line with a hyphen for each entry: {shown}", list(parts), len(parts) == 1


def _options(text: str, options: OptionList, reading: Reading, *, free: bool) -> tuple[str, Written, bool]:
    """Options on one line, each looked up."""
    labels = [text] if options.find(text) is not None else options_in(text, options, reading.language)
    if labels:
        shown = ", ".join(f"- {label}" for label in labels)
        return f"begin a new line with a hyphen for each option: {shown}", list(labels), True
    parts, own = _parts(text), options.find("other")
    if free:
        return (
            f"begin a new line with a hyphen for each: {', '.join(f'- {part}' for part in parts)}",
            list(parts),
            False,
        )
    other = own.label.in_language(reading.language, "en") if own is not None and own.fill_in and not own.hidden else ""
    unknown = [part for part in parts if options.find(part) is None]
    written = [f"{other}: {part}" if other and part in unknown else part for part in parts]
    hint = f"begin a new line with a hyphen for each option: {', '.join(f'- {part}' for part in written)}"
    return f"{hint}; the worksheet has no {' and no '.join(unknown)}", list(written), False


def _parts(text: str) -> list[str]:
    """The parts of a text between commas and semicolons."""
    return [part for part in re.split(r"\s*[,;]\s*", text.strip()) if part] or [text]


def _as_keys(value: Value, keys: Keys | None) -> tuple[str, Written, bool]:
    """How a value is written with keys, as a hint and as data, and whether that is beyond doubt."""
    model = keys.model if keys is not None else None
    name, each = _only_name(model), keys.each.model if keys is not None and keys.each is not None else None
    if name and isinstance(value, str):
        return f"write {name}: {value}", {name: value}, not re.search(r"[,;@\d]", value)
    if each is not None and isinstance(value, list):
        named = _by_ids(value)
        if named:
            shown = ", ".join(f"{each_id}:" for each_id in named)
            hint = f"write an id and a colon in the place of each hyphen, and the keys below it, set in: {shown}"
            return hint, named, False
        return (
            "write an id and a colon in the place of each hyphen, such as rosa:, and the keys below it, set in",
            "",
            False,
        )
    if model is not None:
        known = ", ".join(list(model.model_fields)[:4])
        return f"put keys on lines of their own below, each set in by two spaces; the keys here are: {known}", "", False
    return "put the keys on lines of their own below, each set in by two spaces", "", False


def _by_ids(entries: list[Value]) -> dict[str, Written]:
    """Named entries by ids made of their names; empty where one has no name, or two have the same."""
    named: dict[str, Written] = {}
    for entry in entries:
        name = entry.get("name") if isinstance(entry, dict) else entry
        if not isinstance(name, str):
            return {}
        made = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        named[made] = entry if isinstance(entry, dict) else {"name": entry}
    return named if len(named) == len(entries) and "" not in named else {}


def _only_name(model: type[ContentModel] | None) -> str:
    """The key that a plain text can only mean: the one that a block must have, a name or a role."""
    needed = [name for name, field in model.model_fields.items() if field.is_required()] if model is not None else []
    return needed[0] if needed in (["name"], ["role"]) else ""

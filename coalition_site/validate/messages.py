"""Validation messages: pydantic's findings in our words, in one table, with the fix where a machine can make it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from coalition_site.fixes import (
    EntryFix,
    Fix,
    FoundFix,
    KeyFix,
    TextFix,
    ValueFix,
    Way,
    example,
    without_block,
)
from coalition_site.model.fields import ContentModel
from coalition_site.model.keys import keys_of, least_below
from coalition_site.model.reading import Reading, is_sure, nearest
from coalition_site.problems import Position, Problem
from coalition_site.read.values import Document, Step
from coalition_site.validate.shapes import OPTION_LISTS, shape_problem

# Fields that the file itself gives, and where: they are no keys.
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_TEXT_BELOW = "the text has no key: put it below the second line of three hyphens, and remove this line"
_OWN_FIELDS = {"id": "the name of the file is the id: remove this line", "profile": _TEXT_BELOW, "body": _TEXT_BELOW}


def problems_of(
    error: ValidationError,
    document: Document,
    model: type[ContentModel],
    reading: Reading,
    within: Sequence[Step] = (),
) -> list[Problem]:
    """A problem for each finding about a document, at its place.

    `within` leads from the top of the document to the value that was validated as `model`. Of a file that could be read
    in part only, nothing is called missing that may stand where it could not be read.
    """
    findings = error.errors(include_url=False, include_input=True)
    return [
        _problem(finding, document, model, reading, within)
        for finding in findings
        if not (document.partial and finding["type"] == "missing" and len(finding["loc"]) == 1)
    ]


def _problem(
    finding: Any, document: Document, model: type[ContentModel], reading: Reading, within: Sequence[Step]
) -> Problem:
    steps: tuple[Step, ...] = tuple(step for step in finding["loc"] if step != "[key]")
    loc = (*within, *steps)
    kind = finding["type"]
    if kind == "coalition":
        return _told_by_field(finding, document, loc, reading)
    if kind == "missing":
        return _missing(document, model, loc, steps)
    if kind == "extra_forbidden":
        return _unknown(document, model, loc, steps)
    if kind == "too_short":
        message = f"at least one entry is needed under {steps[-1]!r}"
        missing = _missing(document, model, loc, steps)
        return replace(missing, position=document.key_at(*loc), message=message)
    return shape_problem(finding, document, loc, keys_of(model).at(steps), reading)


def _told_by_field(finding: Any, document: Document, loc: tuple[Step, ...], reading: Reading) -> Problem:
    """What a field's own check says, at the value, or at the key that it names."""
    context = finding["ctx"]
    told: FoundFix | None = context["fix"]
    fix: Fix | None
    hint = context["hint"]
    if isinstance(told, KeyFix):
        position = document.key_at(*loc, told.key)
        fix = key_fix(document, position, told.key, told.name, safe=told.safe)
        if told.name and _is_there(document, (*loc, told.name)):
            hint, fix = f"{told.name} stands here already: remove one of the two", _line_out(document, position)
    elif "[key]" in finding["loc"]:
        position = document.key_at(*loc)
        fix = _fix_of_key(document, position, str(loc[-1]), told)
    else:
        position = document.at(*loc)
        fix = _value_fix(document, loc, told)
        if isinstance(fix, ValueFix) and _is_listed(document, fix, reading):
            hint, fix = f"{hint} It stands in the list already: remove this entry", replace(fix, value="", safe=False)
    if context["nothing_near"]:
        from coalition_site.validate.elsewhere import belongs_elsewhere  # only where there is a mistake

        if elsewhere := belongs_elsewhere(str(finding["input"]), str(loc[-1]) if loc else ""):
            return Problem(position, context["code"], context["message"], elsewhere)
    if context["code"] == "option-unknown" and (context["nothing_near"] or isinstance(told, EntryFix)):
        hint += _comma_hint(document, position)
    return Problem(position, context["code"], context["message"], hint, fix)


def _fix_of_key(document: Document, position: Position, key: str, told: FoundFix | None) -> Fix | None:
    """What the check of a key said of it, as another name for the key."""
    part = told.parts[0] if isinstance(told, Way) else told
    name = str(part.value) if isinstance(part, ValueFix) else ""
    fix = key_fix(document, position, key, name, safe=False)
    return Way((fix,)) if fix is not None and isinstance(told, Way) else fix


def _value_fix(document: Document, loc: tuple[Step, ...], told: FoundFix | None) -> Fix | None:
    """What the check of a value said of it, with steps from the top of the document."""
    # An entry that is a text stands for one with keys; what is written is the text.
    while loc and document.value_at(loc) is None:
        loc = loc[:-1]
    if isinstance(told, EntryFix):
        there, at = document.value_at(loc[:-1]), loc[-1]
        if not isinstance(there, list) or not isinstance(at, int):
            return None
        return ValueFix(loc[:-1], [*there[:at], *told.entries, *there[at + 1 :]], told.safe)
    if isinstance(told, Way):
        return Way(tuple(_below(part, loc) if isinstance(part, ValueFix) else part for part in told.parts))
    return _below(told, loc) if isinstance(told, ValueFix) else None


def _below(fix: ValueFix, loc: tuple[Step, ...]) -> ValueFix:
    return replace(fix, steps=(*loc, *fix.steps))


def _line_out(document: Document, position: Position) -> Way:
    """A line goes, with what is set in below it."""
    return Way((without_block(document.lines, position.line),))


def _is_listed(document: Document, fix: ValueFix, reading: Reading) -> bool:
    """Whether what was meant stands in its list already, under whatever name."""
    key = next((step for step in reversed(fix.steps) if isinstance(step, str)), "")
    there = document.value_at(fix.steps[:-1])
    if key not in OPTION_LISTS or not isinstance(fix.value, str) or not isinstance(there, list):
        return False
    options = reading.vocabulary.list_of(OPTION_LISTS[key])
    meant = options.find(fix.value)
    return meant is not None and any(isinstance(each, str) and options.find(each) is meant for each in there)


def key_fix(document: Document, position: Position, written: str, meant: str, *, safe: bool) -> TextFix | None:
    """Another name for a key, where it is written as it is read, or in quotes."""
    line = document.lines[position.line - 1] if position.line <= len(document.lines) else ""
    quoted = _QUOTED.match(line, position.column - 1)
    old = quoted[0] if quoted is not None else written
    fits = bool(meant) and line.startswith(old, position.column - 1)
    return TextFix(position.line, position.column, old, meant, safe) if fits else None


def _comma_hint(document: Document, position: Position) -> str:
    """What to add where a comma within [ ] may have parted one option into two, and nothing better is known."""
    line = document.lines[position.line - 1] if position.line <= len(document.lines) else ""
    inside = "," in line[line.find("[") : position.column - 1] and "[" in line
    return "; a comma inside [ ] ends a text, so put quotes around one that holds a comma" if inside else ""


def _missing(document: Document, model: type[ContentModel], loc: tuple[Step, ...], steps: tuple[Step, ...]) -> Problem:
    key = str(steps[-1])
    holder = _model_at(model, steps[:-1])
    examples = holder.model_fields[key].examples if holder and key in holder.model_fields else None
    inner, entry = _model_at(model, steps), _model_at(model, (*steps, "id"))
    value = examples[0] if examples else least_below(keys_of(model).at(steps))
    shown = f", for example {key}: {value}" if examples else ""
    if inner is not None:
        shown = f", with {_needed(inner)} indented below it"
    elif entry is not None and not examples:
        shown = f", with an id such as rosa: indented below it, and {_needed(entry)} indented below that"
    message = f"the key {key!r} is missing or empty"
    return Problem(document.at(*loc), "key-missing", message, f"add it{shown}", example(value, *loc))


def _needed(model: type[ContentModel]) -> str:
    """The keys that a block must have, as they are written."""
    return " and ".join(f"{name}: …" for name, field in model.model_fields.items() if field.is_required())


def _unknown(document: Document, model: type[ContentModel], loc: tuple[Step, ...], steps: tuple[Step, ...]) -> Problem:
    key, position = str(steps[-1]), document.key_at(*loc)
    message = f"there is no key {key!r} here"
    if len(loc) == 1 and document.path.endswith(".md") and key in _OWN_FIELDS:
        out = _line_out(document, position) if key == "id" else None
        return Problem(position, "key-unknown", message, _OWN_FIELDS[key], out)
    holder = _model_at(model, steps[:-1])
    homes = _homes_of(key, model, holder)
    if len(homes) == 1:
        within = loc[: len(loc) - len(steps)]
        hint, fix = _sent_home(document, loc, homes[0], within)
        return Problem(position, "key-unknown", message, hint, fix)
    known = [name for name in holder.model_fields if name not in _OWN_FIELDS] if holder else []
    near = nearest(key, known) or ""
    if near and _is_there(document, (*loc[:-1], near)):
        hint = f"{near} stands here already: remove this line"
        return Problem(position, "key-unknown", message, hint, _line_out(document, position))
    if near:
        renamed = key_fix(document, position, key, near, safe=is_sure(key, near))
        return Problem(position, "key-unknown", message, f"did you mean {near}?", renamed)
    places = homes or _entries_of(key, model)
    if places:
        return Problem(
            position, "key-unknown", message, f"{key} belongs in {_one_of(places)}: put it where it is meant"
        )
    hint = "the keys here are: " + ", ".join(known)
    return Problem(position, "key-unknown", message, hint, _line_out(document, position))


def _homes_of(key: str, model: type[ContentModel], holder: type[ContentModel] | None) -> list[tuple[str, ...]]:
    """The blocks that a key belongs in which stands in the wrong one, by the keys that lead there from the top."""
    if key in _OWN_FIELDS:
        return []
    if holder is not model and key in model.model_fields:
        return [()]
    return [(name,) for name in model.model_fields if _has(_model_at(model, [name]), key)]


def _entries_of(key: str, model: type[ContentModel]) -> list[tuple[str, ...]]:
    """The lists and maps of a file, at its top or within a block, whose entries have a key."""
    if key in _OWN_FIELDS:
        return []
    blocks: list[tuple[str, ...]] = [(), *((name,) for name in model.model_fields if _model_at(model, [name]))]
    holders = ((block, _model_at(model, block)) for block in blocks)
    places = [(*block, name) for block, holder in holders for name in (holder.model_fields if holder else ())]
    within = [(place, _model_at(model, place) or _model_at(model, (*place, "entry"))) for place in places]
    return [place for place, inner in within if place not in blocks and _has(inner, key)]


def _has(block: type[ContentModel] | None, key: str) -> bool:
    return block is not None and key in block.model_fields


def _one_of(places: Sequence[tuple[str, ...]]) -> str:
    """Some lists and blocks by their keys, each with the block around it."""
    *most, last = (" under ".join(reversed(place)) for place in places)
    return f"{', '.join(most)} or {last}" if most else last


def _sent_home(
    document: Document, loc: tuple[Step, ...], home: tuple[str, ...], within: tuple[Step, ...]
) -> tuple[str, Fix]:
    """What to do with a key of another block, and how a machine does it."""
    where, key, position = f"under {home[0]}" if home else "at the top level", str(loc[-1]), document.key_at(*loc)
    if _is_there(document, (*within, *home, key)):
        hint = f"{key} belongs {where}, and stands there already: keep there what is right, and remove this line"
        return hint, _line_out(document, position)
    how = (
        "put it there, indented by two spaces"
        if home
        else "take its indentation away, and put it before or after this block"
    )
    moved = Way((ValueFix(loc, ""), ValueFix((*within, *home, key), document.value_at(loc) or "")))
    return f"{key} belongs {where}: {how}", _moved(document, position, home) or moved


def _is_there(document: Document, steps: tuple[Step, ...]) -> bool:
    return document.value_at(steps) is not None


def _moved(document: Document, position: Position, home: tuple[str, ...]) -> TextFix | None:
    """A key of one line, set in where it stands right below its block, or set out where it ends another one."""
    lines, at = document.lines, position.line - 1
    line, above = lines[at], lines[at - 1] if at else ""
    below = next((line for line in lines[at + 1 :] if line.strip()), "")
    if len(line) - len(line.lstrip()) + 1 != position.column or below.startswith(line[: position.column - 1] + " "):
        return None
    if home and position.column == 1 and re.match(rf"{home[0]}:\s*$|  \S", above):
        return TextFix(position.line, 1, "", "  ", safe=above.startswith(home[0]))
    if not home and not below.startswith(" "):
        return TextFix(position.line, 1, line[: position.column - 1], "", safe=True)
    return None


def _model_at(model: type[ContentModel], steps: Sequence[Step]) -> type[ContentModel] | None:
    """The model of the block that the steps lead to; None where no block can stand."""
    keys = keys_of(model).at(steps)
    return keys.model if keys is not None else None

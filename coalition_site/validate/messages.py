"""Validation messages: pydantic's findings in our words, in one table, with the fix where a machine can make it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from coalition_site.fixes import Fix, TextFix, ValueFix
from coalition_site.model.fields import ContentModel
from coalition_site.model.keys import keys_of
from coalition_site.model.reading import Reading, is_sure, nearest
from coalition_site.problems import Position, Problem
from coalition_site.read.values import Document, Step
from coalition_site.validate.shapes import OPTION_LISTS, shape_problem

# Fields that the file itself gives, and where: they are no keys.
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_TEXT_BELOW = "the text has no key: it stands below the second line of three hyphens"
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
        hint = _missing(document, model, loc, steps).hint
        return Problem(document.key_at(*loc), "key-missing", message, hint)
    return shape_problem(finding, document, loc, keys_of(model).at(steps), reading)


def _told_by_field(finding: Any, document: Document, loc: tuple[Step, ...], reading: Reading) -> Problem:
    """What a field's own check says, at the value, or at the key that it names."""
    context = finding["ctx"]
    key = context.get("key", "")
    fix: Fix | None
    at_key = "[key]" in finding["loc"]
    hint = context["hint"]
    if key:
        position, meant = document.key_at(*loc, key), context["key_meant"]
        fix = key_fix(document, position, key, meant, safe=context["safe"])
        if meant and _is_there(document, (*loc, meant)):
            hint, fix = f"{meant} stands here already: remove one of the two", None
    elif at_key:
        position = document.key_at(*loc)
        fix = key_fix(document, position, str(loc[-1]), str(context["meant"]), safe=False)
    else:
        position = document.at(*loc)
        fix = _value_fix(document, loc, context)
        if isinstance(fix, ValueFix) and _is_listed(document, fix, reading):
            hint, fix = f"{hint} It stands in the list already: remove this entry", replace(fix, value="", safe=False)
    hint += _comma_hint(document, position, context)
    if isinstance(finding["input"], str) and context["code"] in {"value-unknown", "option-unknown"}:
        from coalition_site.validate.elsewhere import belongs_elsewhere  # only where there is a mistake

        hint = belongs_elsewhere(finding["input"], str(loc[-1]) if loc else "", context["hint"]) or hint
    return Problem(position, context["code"], context["message"], hint, fix)


def _value_fix(document: Document, loc: tuple[Step, ...], context: Mapping[str, Any]) -> Fix | None:
    # An entry that is a text stands for one with keys; what is written is the text.
    while loc and document.value_at(loc) is None:
        loc = loc[:-1]
    if entries := context.get("entries"):
        there, at = document.value_at(loc[:-1]), loc[-1]
        if isinstance(there, list) and isinstance(at, int):
            return ValueFix(loc[:-1], [*there[:at], *entries, *there[at + 1 :]], context["safe"])
    return ValueFix(loc, context["meant"], context["safe"]) if context["meant"] else None


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


def _comma_hint(document: Document, position: Position, finding: Mapping[str, Any]) -> str:
    """What to add where a comma within [ ] may have parted one option into two, and nothing better is known."""
    if finding["code"] != "option-unknown" or "do you mean" in finding["hint"] or "did you mean" in finding["hint"]:
        return ""
    line = document.lines[position.line - 1] if position.line <= len(document.lines) else ""
    inside = "," in line[line.find("[") : position.column - 1] and "[" in line
    return "; a comma inside [ ] ends a text, so put quotes around one that holds a comma" if inside else ""


def _missing(document: Document, model: type[ContentModel], loc: tuple[Step, ...], steps: tuple[Step, ...]) -> Problem:
    key = str(steps[-1])
    holder = _model_at(model, steps[:-1])
    examples = holder.model_fields[key].examples if holder and key in holder.model_fields else None
    inner, entry = _model_at(model, steps), _model_at(model, (*steps, "id"))
    example = f", for example {key}: {examples[0]}" if examples else ""
    if inner is not None:
        example = f", with {_needed(inner)} indented below it"
    elif entry is not None and not examples:
        example = f", with an id such as rosa: indented below it, and {_needed(entry)} indented below that"
    message = f"the key {key!r} is missing or empty"
    return Problem(document.at(*loc), "key-missing", message, f"add it{example}")


def _needed(model: type[ContentModel]) -> str:
    """The keys that a block must have, as they are written."""
    return " and ".join(f"{name}: …" for name, field in model.model_fields.items() if field.is_required())


def _unknown(document: Document, model: type[ContentModel], loc: tuple[Step, ...], steps: tuple[Step, ...]) -> Problem:
    key, position = str(steps[-1]), document.key_at(*loc)
    holder = _model_at(model, steps[:-1])
    known = [name for name in holder.model_fields if name not in _OWN_FIELDS] if holder else []
    given = len(loc) == 1 and document.path.endswith(".md")
    hint = _OWN_FIELDS[key] if given and key in _OWN_FIELDS else _home_of(key, model, holder)
    within = loc[: len(loc) - len(steps)]
    if hint and _is_there(document, (*within, *_home_steps(hint), key)):
        hint = f"{key} stands there already, where it belongs: remove this line"
    fix = _moved(document, position, hint) if hint else None
    if not hint:
        near = nearest(key, known) or ""
        hint = f"did you mean {near}?" if near else "the keys here are: " + ", ".join(known)
        if near and _is_there(document, (*loc[:-1], near)):
            hint = f"{near} stands here already: remove this line"
        else:
            fix = key_fix(document, position, key, near, safe=is_sure(key, near))
    return Problem(position, "key-unknown", f"there is no key {key!r} here", hint, fix)


def _home_of(key: str, model: type[ContentModel], holder: type[ContentModel] | None) -> str:
    """Where a key belongs that stands in the wrong block, as a hint; empty if it is nowhere or in several places."""
    if holder is not model and key in model.model_fields and key not in _OWN_FIELDS:
        return f"{key} belongs at the top level: take its indentation away, and put it before or after this block"
    inner = {name: _model_at(model, [name]) for name in model.model_fields}
    blocks = [name for name, block in inner.items() if block and key in block.model_fields]
    return f"{key} belongs under {blocks[0]}: put it there, indented by two spaces" if len(blocks) == 1 else ""


def _home_steps(hint: str) -> tuple[Step, ...]:
    """The steps to the block that `_home_of` names."""
    block = hint.partition(" belongs under ")[2].partition(":")[0]
    return (block,) if block else ()


def _is_there(document: Document, steps: tuple[Step, ...]) -> bool:
    return document.value_at(steps) is not None


def _moved(document: Document, position: Position, hint: str) -> TextFix | None:
    """A key of one line, set in where it stands right below its block, or set out where it ends another one."""
    lines, at = document.lines, position.line - 1
    line, above = lines[at], lines[at - 1] if at else ""
    below = next((each for each in lines[at + 1 :] if each.strip()), "")
    if len(line) - len(line.lstrip()) + 1 != position.column or below.startswith(line[: position.column - 1] + " "):
        return None
    home = next(iter(map(str, _home_steps(hint))), "")
    if home and position.column == 1 and re.match(rf"{home}:\s*$|  \S", above):
        return TextFix(position.line, 1, "", "  ", safe=above.startswith(home))
    if " belongs at the top level" in hint and not below.startswith(" "):
        return TextFix(position.line, 1, line[: position.column - 1], "", safe=True)
    return None


def _model_at(model: type[ContentModel], steps: Sequence[Step]) -> type[ContentModel] | None:
    """The model of the block that the steps lead to; None where no block can stand."""
    keys = keys_of(model).at(steps)
    return keys.model if keys is not None else None

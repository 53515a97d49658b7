"""Validation messages: pydantic's findings in our words, in one table, with the fix where a machine can make it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from coalition_site.fixes import Fix, TextFix, ValueFix
from coalition_site.model.fields import ContentModel
from coalition_site.model.keys import keys_of
from coalition_site.model.reading import Reading, is_sure, nearest
from coalition_site.problems import Position, Problem
from coalition_site.read.values import Document, Step
from coalition_site.validate.elsewhere import belongs_elsewhere
from coalition_site.validate.shapes import shape_problem

# Fields that the file itself gives, and where: they are no keys.
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
        return _told_by_field(finding, document, loc)
    if kind == "missing":
        return _missing(document, model, loc, steps)
    if kind == "extra_forbidden":
        return _unknown(document, model, loc, steps)
    if kind == "too_short":
        message = f"at least one entry is needed under {steps[-1]!r}"
        return Problem(document.key_at(*loc), "key-missing", message, "see the content format for an example")
    return shape_problem(finding, document, loc, keys_of(model).at(steps), reading)


def _told_by_field(finding: Any, document: Document, loc: tuple[Step, ...]) -> Problem:
    """What a field's own check says, at the value, or at the key that it names."""
    context = finding["ctx"]
    key = context.get("key", "")
    fix: Fix | None
    at_key = "[key]" in finding["loc"]
    if key:
        position = document.key_at(*loc, key)
        fix = key_fix(document, position, key, context["key_meant"], safe=context["safe"])
    elif at_key:
        position = document.key_at(*loc)
        fix = key_fix(document, position, str(loc[-1]), str(context["meant"]), safe=False)
    else:
        position = document.at(*loc)
        fix = _value_fix(document, loc, context)
    hint = context["hint"] + _comma_hint(document, position, context)
    if isinstance(finding["input"], str) and context["code"] in {"value-unknown", "option-unknown"}:
        hint = belongs_elsewhere(finding["input"], str(loc[-1]) if loc else "", context["hint"]) or hint
    return Problem(position, context["code"], context["message"], hint, fix)


def _value_fix(document: Document, loc: tuple[Step, ...], context: Mapping[str, Any]) -> Fix | None:
    if entries := context.get("entries"):
        there, at = document.value_at(loc[:-1]), loc[-1]
        if isinstance(there, list) and isinstance(at, int):
            return ValueFix(loc[:-1], [*there[:at], *entries, *there[at + 1 :]], context["safe"])
    return ValueFix(loc, context["meant"], context["safe"]) if context["meant"] else None


def key_fix(document: Document, position: Position, written: str, meant: str, *, safe: bool) -> TextFix | None:
    """Another name for a key, where it stands as it is read: without quotes."""
    line = document.lines[position.line - 1] if position.line <= len(document.lines) else ""
    fits = bool(meant) and line.startswith(written, position.column - 1)
    return TextFix(position.line, position.column, written, meant, safe) if fits else None


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
    hint, fix = _OWN_FIELDS[key] if given and key in _OWN_FIELDS else _home_of(key, model, holder), None
    if not hint:
        near = nearest(key, known) or ""
        hint = f"did you mean {near}?" if near else "the keys here are: " + ", ".join(known)
        there = document.value_at(loc[:-1])
        if not (isinstance(there, dict) and near in there):
            fix = key_fix(document, position, key, near, safe=is_sure(key, near))
    return Problem(position, "key-unknown", f"there is no key {key!r} here", hint, fix)


def _home_of(key: str, model: type[ContentModel], holder: type[ContentModel] | None) -> str:
    """Where a key belongs that stands in the wrong block, as a hint; empty if it is nowhere or in several places."""
    if holder is not model and key in model.model_fields and key not in _OWN_FIELDS:
        return f"{key} belongs at the top level: take its indentation away, and put it before or after this block"
    inner = {name: _model_at(model, [name]) for name in model.model_fields}
    blocks = [name for name, block in inner.items() if block and key in block.model_fields]
    return f"{key} belongs under {blocks[0]}: put it there, indented by two spaces" if len(blocks) == 1 else ""


def _model_at(model: type[ContentModel], steps: Sequence[Step]) -> type[ContentModel] | None:
    """The model of the block that the steps lead to; None where no block can stand."""
    keys = keys_of(model).at(steps)
    return keys.model if keys is not None else None

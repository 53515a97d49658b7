"""Validation messages: pydantic's findings in our words, in one table."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from coalition_site.model.fields import ContentModel, nearest, shape_of
from coalition_site.model.keys import keys_of
from coalition_site.problems import Position, Problem
from coalition_site.read.values import Document, Step

# Fields that the file itself gives, and where: they are no keys.
_TEXT_BELOW = "the text has no key: it stands below the second line of three hyphens"
_OWN_FIELDS = {"id": "the name of the file is the id: remove this line", "profile": _TEXT_BELOW, "body": _TEXT_BELOW}
_MAP_EXPECTED = {"model_type", "dict_type", "model_attributes_type"}
_LIST_EXPECTED = {"tuple_type", "list_type"}


def problems_of(
    error: ValidationError, document: Document, model: type[ContentModel], within: Sequence[Step] = ()
) -> list[Problem]:
    """A problem for each finding about a document, at its place.

    `within` leads from the top of the document to the value that was validated as `model`.
    """
    return [
        _problem(finding, document, model, within) for finding in error.errors(include_url=False, include_input=True)
    ]


def _problem(finding: Any, document: Document, model: type[ContentModel], within: Sequence[Step]) -> Problem:
    steps: tuple[Step, ...] = tuple(step for step in finding["loc"] if step != "[key]")
    loc = (*within, *steps)
    kind = finding["type"]
    if kind == "coalition":
        context = finding["ctx"]
        position = document.key_at(*loc) if "[key]" in finding["loc"] else document.at(*loc)
        hint = context["hint"] + _comma_hint(document, position, context)
        return Problem(position, context["code"], context["message"], hint)
    if kind == "missing":
        return _missing(document, model, loc, steps)
    if kind == "extra_forbidden":
        return _unknown(document, model, loc, steps)
    if kind == "too_short":
        message = f"at least one entry is needed under {steps[-1]!r}"
        return Problem(document.key_at(*loc), "key-missing", message, "see the content format for an example")
    expected = (
        "a map of keys and values" if kind in _MAP_EXPECTED else "a list" if kind in _LIST_EXPECTED else "another value"
    )
    message = f"{expected} is expected here, not {shape_of(finding['input'])}"
    return Problem(document.at(*loc), "value-shape", message, _shape_hint(kind, finding["input"]))


def _comma_hint(document: Document, position: Position, finding: Mapping[str, str]) -> str:
    """What to add where a comma within [ ] may have parted one option into two, and nothing better is known."""
    if finding["code"] != "option-unknown" or "did you mean" in finding["hint"]:
        return ""
    line = document.lines[position.line - 1] if position.line <= len(document.lines) else ""
    inside = "," in line[line.find("[") : position.column - 1] and "[" in line
    return "; a comma inside [ ] ends a text, so put quotes around one that holds a comma" if inside else ""


def _shape_hint(kind: str, value: object) -> str:
    if kind in _LIST_EXPECTED:
        text = value if isinstance(value, str) else "…"
        return f"begin a new line with a hyphen for each entry: - {text}"
    return "put the keys on lines of their own below, each indented by two spaces"


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
    key = str(steps[-1])
    holder = _model_at(model, steps[:-1])
    known = [name for name in holder.model_fields if name not in _OWN_FIELDS] if holder else []
    given = len(loc) == 1 and document.path.endswith(".md")
    hint = _OWN_FIELDS[key] if given and key in _OWN_FIELDS else _home_of(key, model, holder)
    if not hint:
        near = nearest(key, known)
        hint = f"did you mean {near}?" if near else "the keys here are: " + ", ".join(known)
    return Problem(document.key_at(*loc), "key-unknown", f"there is no key {key!r} here", hint)


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

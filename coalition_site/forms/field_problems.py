"""The validator's problems of a record, each at the field that it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coalition_site.forms.fields import Control, FormField
from coalition_site.forms.records import BODY, Record
from coalition_site.problems import Position, Problem, Severity
from coalition_site.read.values import Document, Place, Step

_SAID_BESIDE_THE_FIELD = {"translation-older"}
"""Kinds that forms say in words of their own, where the original of a text stands."""
_MISSING = re.compile(r"the key '(\w+)' is missing")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A problem: the name of its field, empty where it is about no single one, and what is said of it."""

    name: str
    label: str
    message: str
    hint: str
    is_error: bool


def field_problems(
    problems: Sequence[Problem], documents: Sequence[Document], record: Record, fields: Sequence[FormField]
) -> list[FieldProblem]:
    """The problems of a record's files that are about this record, in the order of the file."""
    by_path = {document.path: document for document in documents}
    found = []
    for problem in problems:
        document = by_path.get(problem.position.path)
        if document is None or problem.code in _SAID_BESIDE_THE_FIELD:
            continue
        steps = steps_at(document, problem)
        if steps[: len(record.steps)] != record.steps:
            continue
        name, label = _field_at(fields, steps[len(record.steps) :])
        error = problem.severity is Severity.ERROR
        found.append(FieldProblem(name, label, _sentence(problem.message), _sentence(problem.hint), error))
    return found


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!", "…")) or not text else ".")


def steps_at(document: Document, problem: Problem) -> tuple[Step, ...]:
    """The steps that lead to where a problem is, and to the key that it misses."""
    position = problem.position
    if document.path.endswith(".md") and position.line >= document.body_line:
        return (BODY,)
    steps = max(_leading_to(document.places, position, ()), key=len, default=())
    missing = _MISSING.search(problem.message)
    return (*steps, missing[1]) if missing and (not steps or steps[-1] != missing[1]) else steps


def _leading_to(place: Place, position: Position, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    here = (position.line, position.column)
    for step, inner in place.inside.items():
        if here == (inner.key_line, inner.key_column) or _begins(inner, here):
            yield (*steps, step)
        yield from _leading_to(inner, position, (*steps, step))


def _begins(place: Place, here: tuple[int, int]) -> bool:
    """Whether a place begins here, or is a text that holds this place."""
    if (place.line, place.column) == here:
        return True
    return not place.inside and (place.line, place.column) <= here < (place.end_line, place.end_column)


def _field_at(fields: Sequence[FormField], steps: Sequence[Step]) -> tuple[str, str]:
    """The name of the control that asks for a value, as far as the form has one, and its label."""
    name, label = "", ""
    for number, step in enumerate(steps):
        each = next((field for field in fields if field.key == step), None)
        if each is None:
            break
        name, label, fields = f"{name}.{step}".lstrip("."), each.label, each.inner
        rest = steps[number + 1 :]
        if each.control is Control.ROWS and rest:
            inner, inner_label = _field_at(each.inner, rest[1:])
            return (f"{name}.{rest[0]}.{inner}", inner_label) if inner else (name, label)
        if each.control is not Control.BLOCK:
            break
    return name, label

"""The validator's problems of a record, each at the field that it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from coalition_site.fixes import ValueFix, Way
from coalition_site.forms.records import BODY, Record
from coalition_site.problems import Position, Problem, Severity
from coalition_site.read.values import Document, Place, Step
from coalition_site.records.fields import Control, RecordField

_SAID_BESIDE_THE_FIELD = {"translation-older"}
"""Kinds that forms say in words of their own, where the original of a text stands."""
_IN_PUBLIC = (
    "Everybody can read this, and it says something that only we are to know.",
    "Take it out here. If it is how people reach them, write it under How people reach them.",
)
_FOLDERS = {"partners": "the public text of", "pages": "the page", "meetings": "the meeting", "areas": "the area"}


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A problem: the name of its field, empty where it is about no single one, and what is said of it."""

    name: str
    label: str
    message: str
    hint: str
    is_error: bool


def field_problems(
    problems: Sequence[Problem], documents: Sequence[Document], record: Record, fields: Sequence[RecordField]
) -> list[FieldProblem]:
    """The problems of a record's files that are about this record, in the order of the file."""
    by_path = {document.path: document for document in documents}
    found = []
    for problem, at in _with_places(problems):
        document = by_path.get(at.position.path)
        if document is None or problem.code in _SAID_BESIDE_THE_FIELD:
            continue
        steps = steps_at(document, at)
        if steps[: len(record.steps)] != record.steps:
            continue
        name, label = _field_at(fields, steps[len(record.steps) :])
        error = problem.severity is Severity.ERROR
        found.append(FieldProblem(name, label, *_said(problem, at), error))
    return found


def _with_places(problems: Sequence[Problem]) -> Iterator[tuple[Problem, Problem]]:
    """Each problem as it is at its place, and as it is at a second one that it is about."""
    for problem in problems:
        yield problem, problem
        if problem.related is not None:
            yield problem, replace(problem, position=problem.related)


def _said(problem: Problem, at: Problem) -> tuple[str, str]:
    """What is said of a problem where it is shown, and what to do, without the names of files."""
    if problem.code == "private-in-public":
        return _IN_PUBLIC if at is problem else _said_of_private(problem.position)
    return _sentence(problem.message), _sentence(problem.hint)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!", "…")) or not text else ".")


def _said_of_private(public: Position) -> tuple[str, str]:
    folder, name = PurePosixPath(public.path).parts[-2:]
    where = f"{_FOLDERS[folder]} {name.partition('.')[0].replace('-', ' ')}" if folder in _FOLDERS else "who we are"
    return (
        f"Only we are to know this, and everybody can read it in {where}.",
        f"Take it out of {where}. If it is how people reach them, write it under How people reach them.",
    )


def steps_at(document: Document, problem: Problem) -> tuple[Step, ...]:
    """The steps that lead to where a problem is, and to the key that it misses."""
    position = problem.position
    if document.path.endswith(".md") and position.line >= document.body_line:
        return (BODY,)
    steps = max(_leading_to(document.places, position, ()), key=len, default=())
    if problem.code == "key-missing" and isinstance(problem.fix, Way):
        # Nothing stands where a key is missing: the fix says where it would.
        return next((part.steps for part in problem.fix.parts if isinstance(part, ValueFix)), steps)
    return steps


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


def _field_at(fields: Sequence[RecordField], steps: Sequence[Step]) -> tuple[str, str]:
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

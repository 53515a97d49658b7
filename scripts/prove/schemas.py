"""Holds the JSON Schemas against content: what is right passes, what is wrong in shape fails.

    python scripts/prove/schemas.py     in an environment that has jsonschema besides the project's own packages

Right: the included content, the starter texts, the examples. Wrong: every file of tests/cases/problems in which the
program reports an error that one value alone shows. Each file is read twice: as this program reads it (every scalar is
text) and as editors do (YAML 1.2: 1199 is a number). The validator knows nothing of this project.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator

from coalition_site.model.content_files import KINDS, file_name
from coalition_site.model.vocabulary import Vocabulary
from coalition_site.problems import Problem, Severity
from coalition_site.read.content import Content
from coalition_site.read.team_folder import read_project
from coalition_site.starter.answers import Answers
from coalition_site.starter.files import starter_files
from coalition_site.starter.program import program_wheel
from coalition_site.validate.load import load
from coalition_site.validate.project import check_content
from coalition_site.validate.schema import MODELS, schema_of
from tests.support.case_files import PROBLEMS, read_case, write_project

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
SHAPES = {
    *("key-missing", "key-unknown", "value-shape", "value-unknown", "value-number", "value-email", "value-url"),
    *(
        "value-colour",
        "value-language",
        "value-name",
        "schema-version",
        "option-unknown",
        "option-hidden",
        "option-text",
    ),
}
"""Codes of errors that a value shows by itself, and so a schema can."""
CAPITALS = "key-case"
"""A warning of the program that a schema cannot but call an error: it knows keys as they are written."""
# What takes a calendar, the whole text, a list of all languages, or the coalition's own.
NOT_FOR_A_SCHEMA = re.compile(
    r"there is no day|one line of text|makes a map of it|the text lacks|no language has the code|no id can be made of"
)


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core schema: true and false, numbers, null; everything else is text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"(?:~|null|Null|NULL|)$", [*"~nN", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def front_matter_of(lines: tuple[str, ...]) -> str:
    """The YAML between the first two lines of three hyphens."""
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), len(lines))
    return "\n".join(lines[1:end])


def documents(content: Content) -> Iterator[tuple[str, str, Any, str]]:
    """Kind, path, value as read here, and YAML text of every document that was read and has keys."""
    for kind in KINDS:
        found = [(kind.one, document) for document in content.in_languages(kind).values()]
        found += [(f"team-{kind.one}", document) for document in content.team_parts(kind).values()]
        for schema, document in found:
            name = file_name(document.path)
            if name is None or not name.is_text_alone:
                text = front_matter_of(document.lines) if kind.is_folder else "\n".join(document.lines)
                yield schema, document.path, document.value, text


def vocabulary_of(content: Content) -> Vocabulary:
    """The options of some content, with what its vocabulary.yml changes."""
    return load(content, Content()).reading.vocabulary


def findings(content: Content, validators: dict[str, Draft7Validator]) -> dict[str, list[str]]:
    """What the schemas say of each file, by path, whichever way it is read."""
    said: dict[str, list[str]] = {}
    for kind, path, value, text in documents(content):
        readings = [value or None] if kind == "invites" else [value or {}]
        try:
            readings.append(yaml.load(text, EditorLoader) or readings[0])  # noqa: S506  a safe loader
        except yaml.YAMLError:
            continue
        said[path] = [
            error.json_path + ": " + error.message[:90]
            for each in readings
            for error in validators[kind].iter_errors(each)
        ]
    return said


def validators_for(vocabulary: Vocabulary, language: str = "en") -> dict[str, Draft7Validator]:
    """A validator for each kind of file."""
    made = {}
    for kind in MODELS:
        schema = schema_of(kind, vocabulary, language)
        Draft7Validator.check_schema(schema)
        made[kind] = Draft7Validator(schema)
    return made


def errors_by_path(problems: tuple[Problem, ...]) -> dict[str, list[Problem]]:
    """The errors among some problems, and what a schema calls one, by file."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.severity is Severity.ERROR or problem.code == CAPITALS:
            found.setdefault(problem.position.path, []).append(problem)
    return found


def projects(folder: Path) -> Iterator[Path]:
    """Everything whose content is right: the included one, the examples, and what new coalitions begin with."""
    yield ROOT
    yield from sorted(each.parent for each in (ROOT / "examples").glob("*/content"))
    for language in ("en", "es"):
        for with_examples in (True, False):
            answers = Answers("River: Town", "1199", "Jo Park", "jo@river.example", language)
            project = folder / f"{language}-{with_examples}"
            for path, data in starter_files(answers, TODAY, program_wheel(), with_examples=with_examples).items():
                (project / path).parent.mkdir(parents=True, exist_ok=True)
                (project / path).write_bytes(data)
            yield project


def main() -> int:
    """Prints what is wrong; 0 where nothing is."""
    wrong = right = caught = missed = 0
    with tempfile.TemporaryDirectory() as name:
        for project in projects(Path(name)):
            content = read_project(project)
            for path, errors in findings(content, validators_for(vocabulary_of(content))).items():
                right += 1
                if errors:
                    wrong += 1
                    print(f"WRONG {project.name}/{path}: {errors[:3]}")
        for file in sorted(PROBLEMS.glob("*.case")):
            folder = Path(name) / file.stem
            folder.mkdir()
            content = read_project(write_project(read_case(file), folder))
            reports = errors_by_path(check_content(content, TODAY).validated.problems)
            for path, said in findings(content, validators_for(vocabulary_of(content))).items():
                reported = reports.get(path, [])
                shaped = [
                    each
                    for each in reported
                    if each.code in {*SHAPES, CAPITALS} and not NOT_FOR_A_SCHEMA.search(each.message)
                ]
                if shaped and said:
                    caught += 1
                elif shaped:
                    missed += 1
                    print(f"MISSED {file.stem} {path}: {[(each.code, each.message) for each in shaped][:3]}")
                elif said and not reported:
                    wrong += 1
                    print(f"WRONG {file.stem} {path}: {said[:3]}")
                else:
                    right += 1
    print(f"{right} files pass as they should, {caught} fail as they should, {wrong} wrongly refused, {missed} missed")
    return 1 if wrong or missed else 0


if __name__ == "__main__":
    sys.exit(main())

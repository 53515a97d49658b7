"""JSON Schemas for editors: complete, and readable by any editor.

`scripts/prove/schemas.py` holds them against content, with a validator that is not installed here.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coalition_site.model.vocabulary import ListName
from coalition_site.validate.schema import DRAFT, MODELS, schema_files, schema_of
from coalition_site.validate.vocabulary import shipped_vocabulary
from tests.support.building import SMALL, coalition_of, small_project
from tests.support.starting import new_coalition, run

NAMES = [f"{name}.json" for name in MODELS]


@cache
def schemas() -> dict[str, Any]:
    return {name: json.loads(text) for name, text in schema_files().items()}


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that is a map."""
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from parts(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from parts(inner)


@pytest.mark.parametrize("name", NAMES)
def test_every_key_says_what_it_means_and_who_sees_it(name: str) -> None:
    model, _ = MODELS[name.removesuffix(".json")]
    schema = schemas()[name]
    top = schema["definitions"]["Invite"] if name == "invites.json" else schema
    assert top["properties"].keys() == model.model_fields.keys()
    for definition in [top, *schema["definitions"].values()]:
        for key, value in definition.get("properties", {}).items():
            assert re.search(r"\((public|partner|team)\)$", value["description"]), f"{name}: {key}"
    assert all(
        part.get("additionalProperties") is not None
        for part in parts(schema)
        if "properties" in part and "type" in part
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_is_draft_07_and_its_references_lead_somewhere(name: str) -> None:
    schema = schemas()[name]
    assert schema["$schema"] == DRAFT
    for part in parts(schema):
        assert not {"$defs", "prefixItems", "unevaluatedProperties", "x-options", "x-short-for"} & part.keys()
        # The library's own titles are Python's names.
        assert part is schema or not isinstance(part.get("title"), str)
        if "$ref" in part:
            assert part.keys() == {"$ref"}, "what stands beside a reference is not read in this draft"
            assert part["$ref"].removeprefix("#/definitions/") in schema["definitions"]


@pytest.mark.parametrize("name", NAMES)
def test_patterns_mean_the_same_to_an_editor(name: str) -> None:
    for part in parts(schemas()[name]):
        if isinstance(pattern := part.get("pattern"), str):
            re.compile(pattern)
            assert not re.search(r"\(\?[^:]|\\[^sSdDwW.^$*+?()\[\]{}|\\/]", pattern), pattern


def test_the_options_are_all_there_in_both_languages() -> None:
    vocabulary = shipped_vocabulary()
    for language in ("en", "es"):
        definitions = schema_of("partner", vocabulary, language)["definitions"]
        for name in ListName:
            labels = [
                option.label.in_language(language, "en") for option in vocabulary.list_of(name) if not option.fill_in
            ]
            assert definitions[str(name)]["anyOf"][0]["enum"] == labels


def kinds(part: dict[str, Any]) -> list[str]:
    """The kinds of value that a part names, those of its choices too."""
    named = part.get("type", [])
    return [
        *([named] if isinstance(named, str) else named),
        *(kind for each in part.get("anyOf", []) for kind in kinds(each)),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_may_be_absent_may_be_left_empty(name: str) -> None:
    schema = schemas()[name]
    named = [kind for part in parts(schema) if "$schema" in part or "description" in part for kind in kinds(part)]
    assert set(named) <= {"array", "boolean", "integer", "null", "number", "object", "string"}
    found = 0
    for part in parts(schema):
        if isinstance(properties := part.get("properties"), dict) and "type" in part:
            absent = {key: inner for key, inner in properties.items() if key not in part.get("required", [])}
            assert {key: kinds(inner).count("null") for key, inner in absent.items()} == dict.fromkeys(absent, 1)
            found += len(absent)
    assert found


def test_an_option_without_the_language_is_offered_in_english(tmp_path: Path) -> None:
    changes = "areas:\n  Banda ancha:\n    translations:\n      en: Broadband\n"
    spanish = SMALL.replace("language: en", "language: es")
    project = small_project(tmp_path, {"coalition.yml": spanish, "vocabulary.yml": changes})
    vocabulary = coalition_of(project).vocabulary
    for language, label in (("es", "Banda ancha"), ("vi", "Broadband")):
        assert label in schema_of("needs", vocabulary, language)["definitions"]["areas"]["anyOf"][0]["enum"]


def test_a_coalition_gets_its_own_options(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    shipped = (project / ".vscode/schemas/needs.json").read_text(encoding="utf-8")
    assert shipped == schema_files()["needs.json"]
    (project / "content/vocabulary.yml").write_text(
        "areas:\n  Broadband:\n    aliases: [internet]\n  Transportation access:\n    label: Buses\n"
    )
    done = run("schema", "--project", str(project))
    assert done.exit_code == 0
    areas = json.loads((project / ".vscode/schemas/needs.json").read_text(encoding="utf-8"))["definitions"]["areas"]
    assert {"Broadband", "Buses"} <= set(areas["anyOf"][0]["enum"])
    assert "Transportation access" not in areas["anyOf"][0]["enum"]
    assert re.fullmatch(areas["anyOf"][1]["pattern"], "transportation ACCESS")


def test_the_editor_finds_the_schemas(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    for file in sorted((project / "content").glob("*.yml")):
        first = file.read_text(encoding="utf-8").partition("\n")[0]
        schema = (file.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema == (project / f".vscode/schemas/{file.stem}.json").resolve()
        assert schema.is_file()
    settings = json.loads((project / ".vscode/settings.json").read_text(encoding="utf-8"))
    for schema_path, content_path in settings["yaml.schemas"].items():
        assert (project / schema_path).is_file()
        assert Path(content_path).stem == Path(schema_path).stem

"""JSON Schemas (draft-07) of the content files for editors, made from the models and the lists of options.

A schema knows shapes, keys, options and formats. What only the whole content can tell (references, dates that
contradict each other, languages) is for `coalition check`.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from coalition_site.model.audience import field_audience
from coalition_site.model.content_files import INVITES, KINDS, VOCABULARY
from coalition_site.model.fields import ContentModel
from coalition_site.model.invite import Invite
from coalition_site.model.vocabulary import ListName, Option, OptionList, Vocabulary
from coalition_site.validate.vocabulary import shipped_vocabulary

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
_REF = "#/definitions/{model}"
_ENGLISH = "en"
_SYNTAX = re.compile(r"[\^$\\.*+?()\[\]{}|]")


MODELS = {name: (model, about) for kind in KINDS for name, model, about in kind.schemas()}
"""The kinds of file by the name of their schema: the model, and what the file is."""


def schema_files(vocabulary: Vocabulary | None = None, language: str = _ENGLISH) -> dict[str, str]:
    """All schemas as JSON texts by file name, with the options of a vocabulary (default: the packaged one)."""
    options = vocabulary or shipped_vocabulary()
    return {
        f"{name}.json": json.dumps(schema_of(name, options, language), ensure_ascii=False, indent=2) + "\n"
        for name in MODELS
    }


def schema_of(name: str, vocabulary: Vocabulary, language: str) -> Schema:
    """The schema of one kind of file. Labels are in `language`; every other name of an option is accepted too."""
    model, title = MODELS[name]
    made = model.model_json_schema(ref_template=_REF, mode="validation")
    definitions: Schema = made.pop("$defs", {})
    models = {each.__name__: each for each in _models(model)}
    for key, definition in definitions.items():
        definitions[key] = _object(definition, models.get(key))
    whole = _object(made, model)
    for list_name in ListName:
        definitions[_option_name(list_name, free=False)] = _choice(vocabulary.list_of(list_name), language)
    definitions[_option_name(ListName.ASSETS, free=True)] = _free_choice()
    if name == INVITES.one:
        definitions[Invite.__name__] = whole
        whole = {"type": ["array", "null"], "items": _or_nothing({"$ref": _REF.format(model=Invite.__name__)})}
    elif name == VOCABULARY.one:
        _suggest_keys(whole, vocabulary, language)
    needed = _reachable(whole, definitions)
    return {
        "$schema": DRAFT,
        "title": title,
        **{key: value for key, value in whole.items() if key != "title"},
        "definitions": {key: definitions[key] for key in sorted(needed)},
    }


def _models(model: type[ContentModel]) -> Iterable[type[ContentModel]]:
    """All models of the content format; which of them a schema holds, its references tell."""
    yield model
    yield from ContentModel.__subclasses__()


def _object(schema: Schema, model: type[ContentModel] | None) -> Schema:
    """A model's schema as an editor needs it: an empty value means absent, descriptions say who sees the value."""
    if "enum" in schema:
        return _any_case(schema)
    required = schema.get("required", [])
    properties = {}
    for key, inner in schema.get("properties", {}).items():
        plain = _plain(inner)
        field = model.model_fields.get(key) if model is not None else None
        if field is not None:
            plain["description"] = f"{field.description} ({field_audience(field)})"
        properties[key] = plain if key in required else _or_nothing(plain)
    short = schema.get("x-short-for")
    kept = {key: value for key, value in schema.items() if key not in {"title", "properties", "x-short-for"}}
    whole = kept | {"properties": properties}
    return {"anyOf": [properties[short], whole]} if short else whole


def _plain(schema: Schema) -> Schema:
    """A schema without what only the library needs, and with the lists of options in their places."""
    if "x-options" in schema:
        kept = {key: value for key, value in schema.items() if not key.startswith("x-") and key != "title"}
        name = _option_name(ListName(schema["x-options"]), free=schema["x-free"])
        return kept | {"allOf": [{"$ref": _REF.format(model=name)}]}
    made: Schema = {}
    for key, value in schema.items():
        if key in {"title", "default"}:
            continue
        if key == "$ref":
            made["allOf"] = [{"$ref": value}]
        elif key in {"items", "additionalProperties"} and isinstance(value, dict):
            made[key] = _or_nothing(_plain(value))
        elif key == "anyOf":
            made[key] = [_plain(each) for each in value]
        else:
            made[key] = value
    return made


def _or_nothing(schema: Schema) -> Schema:
    """The schema of a value that may also be left empty."""
    if "anyOf" in schema:
        choices = [each for each in schema["anyOf"] if each != {"type": "null"}]
        return schema | {"anyOf": [*choices, {"type": "null"}]}
    if "allOf" in schema or "enum" in schema or "$ref" in schema:
        told = {key: schema[key] for key in ("description", "examples") if key in schema}
        inner = {key: value for key, value in schema.items() if key not in told}
        return told | {"anyOf": [inner, {"type": "null"}]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": [*dict.fromkeys((*kinds, "null"))]}


def _any_case(schema: Schema) -> Schema:
    """Words of an enumeration, which are accepted in any case."""
    told = {key: schema[key] for key in ("description",) if key in schema}
    pattern = "^(?:" + "|".join(_any_case_pattern(word) for word in schema["enum"]) + ")$"
    return told | {"anyOf": [{"enum": schema["enum"]}, {"type": "string", "pattern": pattern}]}


@lru_cache(1000)
def _any_case_pattern(text: str) -> str:
    """A pattern for a text in any case and with any spacing; JSON Schema's patterns know no flag for that.

    The schemas of a coalition ask for each of some hundred names forty times.
    """
    signs = []
    for sign in text:
        cases = dict.fromkeys((sign.lower(), sign.upper()))
        if sign == " ":
            signs.append(" +")
        elif sign in {"'", "\N{RIGHT SINGLE QUOTATION MARK}"}:
            signs.append("['\N{RIGHT SINGLE QUOTATION MARK}]")
        elif len(cases) > 1 and all(len(case) == 1 for case in cases):
            signs.append("[" + "".join(cases) + "]")
        else:
            signs.append(_SYNTAX.sub(r"\\\g<0>", sign))
    return "".join(signs)


def _option_name(name: ListName, *, free: bool) -> str:
    return f"{name}-or-text" if free else str(name)


def _choice(options: OptionList, language: str) -> Schema:
    """One option of a list: its label, any other name it answers to, or a fill-in with its text."""
    shown = options.visible()
    plain = [option for option in shown if not option.fill_in]
    fill_ins = [option for option in shown if option.fill_in]
    choices: list[Schema] = [
        {"enum": [option.label.in_language(language, _ENGLISH) for option in plain]},
        {"type": "string", "pattern": f"^(?:{_names(plain)})$"},
    ]
    if fill_ins:
        choices.append({"type": "string", "pattern": f"^(?:{_names(fill_ins)}) *: *\\S"})
        choices.append(
            {
                "type": "object",
                "propertyNames": {"pattern": f"^(?:{_names(fill_ins)})$"},
                "additionalProperties": {"type": ["string", "number", "boolean"]},
                "minProperties": 1,
                "maxProperties": 1,
            }
        )
    return {"anyOf": choices}


def _names(options: Iterable[Option]) -> str:
    return "|".join(_any_case_pattern(name) for option in options for name in option.names())


def _free_choice() -> Schema:
    """An asset of the list, or any text."""
    return {"anyOf": [{"$ref": _REF.format(model=str(ListName.ASSETS))}, {"type": ["string", "number", "boolean"]}]}


def _suggest_keys(whole: Schema, vocabulary: Vocabulary, language: str) -> None:
    """Names the options that vocabulary.yml can change, so that an editor offers them."""
    for name in ListName:
        lists = whole["properties"][name]
        labels = [option.label.in_language(language, _ENGLISH) for option in vocabulary.list_of(name)]
        lists["properties"] = dict.fromkeys(labels, lists["additionalProperties"])


def _reachable(schema: object, definitions: Schema) -> set[str]:
    """The names of the definitions that a schema leads to."""
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            name = str(each.get("$ref", "")).removeprefix(_REF.format(model=""))
            if name in definitions and name not in found:
                found.add(name)
                waiting.append(definitions[name])
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return found

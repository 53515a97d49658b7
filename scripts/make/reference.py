"""Makes docs/reference/ from the models, the tables and the command line itself.

    .venv/bin/python scripts/make/reference.py

A test compares the pages with what this would write, so that they cannot fall behind.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo
from typer.main import get_command

from coalition_site.cli.commands import app
from coalition_site.model.audience import field_audience
from coalition_site.model.fields import ContentModel
from coalition_site.model.vocabulary import ListName, Option
from coalition_site.model.wording import PLACEHOLDERS
from coalition_site.validate.schema import MODELS, schema_of
from coalition_site.validate.vocabulary import shipped_vocabulary

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Made by scripts/make/reference.py. Change the program, not this page. -->\n"
_LANGUAGES = {"en": "English", "es": "Spanish"}


def inner_models(annotation: object) -> Iterator[tuple[str, type[ContentModel]]]:
    """The models within a field, each with how its key goes on: `` for itself, `[]` for a list, `.<id>` for a map."""
    if isinstance(annotation, type) and issubclass(annotation, ContentModel):
        yield "", annotation
        return
    origin, inside = get_origin(annotation), get_args(annotation)
    step = "[]" if origin is tuple else ".…" if origin is dict else ""
    for each in inside:
        for more, model in inner_models(each):
            yield step + more, model


def fields_of(model: type[ContentModel], before: str = "") -> Iterator[tuple[str, FieldInfo, bool]]:
    """Every key of a model as it is written, with what is within it, and whether it holds further keys."""
    for name, field in model.model_fields.items():
        within = list(dict.fromkeys(inner_models(field.annotation)))
        yield before + name, field, bool(within)
        for step, inner in within:
            yield from fields_of(inner, f"{before}{name}{step}.")


def example_of(field: FieldInfo) -> str:
    """The first example as YAML would hold it on one line."""
    if not field.examples:
        return ""
    first: Any = field.examples[0]
    if isinstance(first, list):
        return "`[" + ", ".join(map(str, first)) + "]`"
    if isinstance(first, dict):
        return "`{" + ", ".join(f"{key}: {value}" for key, value in first.items()) + "}`"
    return f"`{first}`"


def possible_values(kind: str, key: str) -> str:
    """The words that are possible for a key, where its schema names them."""
    schema = _schema(kind)
    here: Any = schema["definitions"]["Invite"] if kind == "invites" else schema
    for step in key.replace("[]", ".[]").replace("….", "….").split("."):
        here = _step(here, step, schema)
        if here is None:
            return ""
    words = [word for part in _parts(here, schema) for word in part.get("enum", [])]
    return ", ".join(f"`{_written(word)}`" for word in words if isinstance(word, str | bool))


def _written(word: str | bool) -> str:
    return word if isinstance(word, str) else str(word).lower()


@cache
def _schema(kind: str) -> Any:
    return schema_of(kind, shipped_vocabulary(), "en")


def _step(here: Any, step: str, schema: Any) -> Any:
    for part in _parts(here, schema):
        if step == "[]" and "items" in part:
            return part["items"]
        if step == "…" and isinstance(part.get("additionalProperties"), dict):
            return part["additionalProperties"]
        if step in part.get("properties", {}):
            return part["properties"][step]
    return None


def _parts(here: Any, schema: Any) -> Iterator[Any]:
    """A part of a schema and all it stands for, through references and choices; lists of options are left out."""
    yield here
    for inner in [*here.get("allOf", []), *here.get("anyOf", [])]:
        if "$ref" in inner:
            name = inner["$ref"].rpartition("/")[2]
            if name[0].isupper():
                yield from _parts(schema["definitions"][name], schema)
        else:
            yield from _parts(inner, schema)


def heading_of(title: str) -> str:
    """The heading of a kind of file, from the title of its schema."""
    return title.partition(":")[0].replace("<", "&lt;").replace(">", "&gt;")


def fields_page() -> str:
    """Every key of every file."""
    lines = [
        "# Every key of every file",
        "",
        MADE,
        "`a.b` is the key `b` set in below `a`; `a[]` is an entry of the list `a`; `a.…` an entry of the map",
        "`a`, under a name of your choice. **Public** values may be seen by everybody, the **partner**'s are",
        "said to that partner in its letter, the **team**'s stay in the workbook. Text that people read may",
        "be one text for every language, or one line per language: `{en: …, es: …}`.",
        "",
    ]
    for kind, (model, title) in MODELS.items():
        lines += [f"## {heading_of(title)}", "", title.partition(": ")[2].capitalize() + ".", ""]
        lines += ["| key | seen by | what it is | example |", "| --- | --- | --- | --- |"]
        for key, field, holds_more in fields_of(model):
            words = "" if holds_more else possible_values(kind, key)
            told = (field.description or "") + (" **Required.**" if field.is_required() else "")
            told += f" One of {words}." if words else ""
            lines.append(f"| `{key}` | {field_audience(field)} | {told} | {example_of(field)} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def placeholders_page() -> str:
    """Every placeholder of the letters."""
    lines = [
        "# Every placeholder of the letters",
        "",
        MADE,
        "Letters (`content/letters/<name>.md`) know `{{ name }}`, and `{% if name %} … {% else %} … {% endif",
        "%}`, with one of these names, and nothing else. A value that is missing shows as a marked gap,",
        "unless it stands inside an `if`.",
        "",
        "| placeholder | what it says |",
        "| --- | --- |",
        *(f"| `{{{{ {name} }}}}` | {told} |" for name, told in PLACEHOLDERS.items()),
    ]
    return "\n".join(lines) + "\n"


def options_page() -> str:
    """Every option of the worksheet's lists."""
    lines = [
        "# Every option of the worksheet",
        "",
        MADE,
        "An option may be written by its label in any language, by its id, or by one of its other names;",
        "capital letters do not matter. An option marked … takes a text of yours: `Other: Veterans`.",
        "`content/vocabulary.yml` relabels, hides and adds options.",
        "",
    ]
    titles = {
        ListName.GROUPS: "Groups",
        ListName.AREAS: "Areas",
        ListName.ASSETS: "Assets",
        ListName.TYPES: "Types of organization",
    }
    for name, title in titles.items():
        heads = ["id", *_LANGUAGES.values(), "other names"]
        lines += [f"## {title}", "", f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
        for option in shipped_vocabulary().list_of(name):
            labels = [_label(option, language) for language in _LANGUAGES]
            lines.append(f"| `{option.id}` | {' | '.join(labels)} | {', '.join(option.aliases)} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _label(option: Option, language: str) -> str:
    return option.label.in_language(language, "en") + (" …" if option.fill_in else "")


def commands(group: Any = None) -> dict[str, Any]:
    """The commands of the program by name; those of a group by both names."""
    found: dict[str, Any] = {}
    top: Any = group or get_command(app)
    for name, command in top.commands.items():
        inner = commands(command) if hasattr(command, "commands") else {}
        found |= {f"{name} {each}": one for each, one in inner.items()} or {name: command}
    return found


def commands_page() -> str:
    """Every command with every option."""
    lines = [
        "# Every command",
        "",
        MADE,
        "`coalition COMMAND --help` says the same. From a checkout of the program, type `./run COMMAND`. The",
        "exit code is 0 when all is well, 1 when the content has errors or a document could not be made, 2 when the",
        "command was typed wrong, 3 when something of the system is missing.",
        "",
    ]
    for name, command in commands().items():
        context = command.make_context(name, [], resilient_parsing=True)
        words, *examples = re.split(r" Examples?: ", " ".join((command.help or "").split()))
        arguments = " ".join(argument for each in command.params for argument in [_argument(each, context)] if argument)
        lines += [
            f"## {name}",
            "",
            f"`coalition {name}{' ' + arguments if arguments else ''} [OPTIONS]`",
            "",
            words,
            "",
        ]
        if examples:
            lines += ["```sh", *examples[0].split("; "), "```", ""]
        lines += ["| | |", "| --- | --- |"]
        for parameter in command.get_params(context):
            record = parameter.get_help_record(context)
            if record is not None:
                shown, told = (" ".join(text.split()).replace("|", "\\|") for text in record)
                lines.append(f"| `{shown}` | {told} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _argument(parameter: Any, context: Any) -> str:
    record = parameter.get_help_record(context) if parameter.param_type_name == "argument" else None
    return str(record[0]) if record else ""


PAGES: Mapping[str, Callable[[], str]] = {
    "fields.md": fields_page,
    "placeholders.md": placeholders_page,
    "options.md": options_page,
    "commands.md": commands_page,
}
"""What makes each reference page, by its file name."""


def page(name: str) -> str:
    """The text of one reference page."""
    return PAGES[name]()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(page(name), encoding="utf-8")

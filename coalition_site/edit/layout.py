"""Values as YAML in the house layout: block style, plain where YAML lets it, quoted where it would misread the text."""

import re
from functools import lru_cache

from coalition_site.read.values import Value
from coalition_site.read.yaml_text import parse_yaml


class OneLine(dict[str, Value]):
    """A map that is written within { } on one line, such as a step of a history."""


_INDENT = "  "
_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.()/;'@&%+=_-]*[A-Za-z0-9.)]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@lru_cache(maxsize=4096)
def written_scalar(text: str) -> str:
    """A text on one line as YAML: plain, or in double quotes where it would be read as anything else."""
    if _SIMPLE.fullmatch(text) or _reads_as_it_is(text, ("k: ", ""), ("- ", "")):
        return text
    return double_quoted(text)


def double_quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'


def single_quoted(text: str) -> str:
    """A text without line ends in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _reads_as_it_is(text: str, *around: tuple[str, str]) -> bool:
    """Whether the plain text means itself between what may stand around it."""
    if not text or "\n" in text or text[0] in "'\"":
        return False
    for before, after in around:
        line = f"{before}{text}{after}"
        value, _, problems = parse_yaml(line, "", (line,))
        while isinstance(value, dict | list) and len(value) == 1:
            value = value[0] if isinstance(value, list) else value.get("k", "")
        if problems or value != text:
            return False
    return True


def flow_value(value: Value) -> str:
    """A value as it may stand within [ ] and { }."""
    if isinstance(value, list):
        return f"[{', '.join(map(flow_value, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(flow_entry(key, inner) for key, inner in value.items())}}}"
    return value if _reads_as_it_is(value, ("k: [", "]"), ("{k: ", "}")) else double_quoted(value)


def flow_entry(key: str, value: Value) -> str:
    """A key and its value as they may stand within { }."""
    return f"{flow_value(key)}: {flow_value(value)}"


def is_block_text(text: str) -> bool:
    """Whether a text can stand as it is below a |: no spaces at its ends that would get lost."""
    return bool(text) and text == text.strip() and all(line == line.rstrip() for line in text.split("\n"))


def block(value: Value, depth: int = 0) -> list[str]:
    """The lines of a list or map, each set in by two spaces for every level of `depth`, without line ends."""
    pad = _INDENT * depth
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in entry(key, inner, depth)]
    if isinstance(value, list):
        return [line for inner in value for line in item(inner, depth)]
    return [pad + written_scalar(value)]


def entry(key: str, value: Value, depth: int = 0) -> list[str]:
    """The lines of a key and its value."""
    pad = _INDENT * depth
    key = written_scalar(key)
    if isinstance(value, str):
        if "\n" in value and is_block_text(value):
            return [f"{pad}{key}: |-", *(f"{pad}{_INDENT}{line}" if line else "" for line in value.split("\n"))]
        return [f"{pad}{key}: {written_scalar(value)}"]
    return [f"{pad}{key}:", *block(value, depth + 1)]


def item(value: Value, depth: int = 0) -> list[str]:
    """The lines of one entry of a list, its first key behind the hyphen."""
    pad = _INDENT * depth
    if isinstance(value, str):
        return [f"{pad}- {written_scalar(value)}"]
    if isinstance(value, OneLine):
        return [f"{pad}- {flow_value(value)}"]
    lines = block(value, depth + 1)
    return [f"{pad}- {lines[0].lstrip()}", *lines[1:]]

"""Values as YAML in the house layout: block style, plain where YAML lets it, quoted where it would misread the text."""

import re
from functools import lru_cache

from coalition_site.read.values import Value
from coalition_site.read.yaml_text import parse_yaml

_INDENT = "  "
_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.()/;'@&%+=_-]*[A-Za-z0-9.)]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


@lru_cache(maxsize=4096)
def written_scalar(text: str) -> str:
    """A text on one line as YAML: plain, or in double quotes where it would be read as anything else."""
    if _SIMPLE.fullmatch(text) or _reads_as_it_is(text):
        return text
    return double_quoted(text)


def double_quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'


def _reads_as_it_is(text: str) -> bool:
    """Whether the plain text means itself behind a key and in a list."""
    if not text or "\n" in text or text[0] in "'\"":
        return False
    for line, meant in ((f"k: {text}", {"k": text}), (f"- {text}", [text])):
        value, _, problems = parse_yaml(line, "", (line,))
        if problems or value != meant:
            return False
    return True


def flow_scalar(text: str) -> str:
    """A text as an item of a list in [ ]."""
    line = f"k: [{text}]"
    value, _, problems = parse_yaml(line, "", (line,))
    plain_enough = text[:1] not in {"'", '"'} and not problems and value == {"k": [text]}
    return text if plain_enough else double_quoted(text)


def _is_block_text(text: str) -> bool:
    """Whether a text of several lines can stand as it is below a |: no spaces at its ends that would get lost."""
    return "\n" in text and text == text.strip() and all(line == line.rstrip() for line in text.split("\n"))


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
    if isinstance(value, str):
        if _is_block_text(value):
            return [f"{pad}{key}: |-", *(f"{pad}{_INDENT}{line}" if line else "" for line in value.split("\n"))]
        return [f"{pad}{key}: {written_scalar(value)}"]
    return [f"{pad}{key}:", *block(value, depth + 1)]


def item(value: Value, depth: int = 0) -> list[str]:
    """The lines of one entry of a list, its first key behind the hyphen."""
    pad = _INDENT * depth
    if isinstance(value, str):
        return [f"{pad}- {written_scalar(value)}"]
    lines = block(value, depth + 1)
    return [f"{pad}- {lines[0].lstrip()}", *lines[1:]]

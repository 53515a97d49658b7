"""Words that a person who never programmed should not meet in a message: a library's, or Python's."""

import builtins
import re

from pydantic_core._pydantic_core import list_all_errors

from coalition_site.read.yaml_messages import parser_words

# Names of Python's types that are also plain words of the content format.
_PLAIN = {
    "list",
    "set",
    "type",
    "object",
    "filter",
    "property",
    "range",
    "zip",
    "slice",
    "super",
    "complex",
    "bytes",
}
_TYPES = {name for name, value in vars(builtins).items() if isinstance(value, type)} - _PLAIN | {"NoneType", "datetime"}
_LIBRARIES = {
    "pydantic",
    "libyaml",
    "pyyaml",
    "scalar",
    "traceback",
    "codec",
    "errno",
    "validator",
    "regex",
    "ordinal",
    "map",
}
_LIBRARIES |= {"map", "mapping", "indicator", "node", "token"}
_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(_TYPES | _LIBRARIES))})\b|\b\w+(?:Error|Exception)\b|\b0x[0-9a-f]+\b")
# What a value quotes is the writer's own.
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”")


def _sentences() -> set[str]:
    """Sentences of the validation library and of the YAML reader, up to the first value in them."""
    validation = {each["message_template_python"].partition("{")[0].strip() for each in list_all_errors()}
    return {sentence for sentence in validation if " " in sentence} | {sign for sign, _, _ in parser_words()}


_SENTENCES = _sentences()


def foreign_words(text: str) -> list[str]:
    """The foreign words of a message or hint, and foreign sentences; empty where it is plain."""
    plain = _QUOTED.sub("", text)
    return _WORDS.findall(plain) + [sentence for sentence in _SENTENCES if sentence in text]

"""Text out of a cell as Markdown that shows the same words: nothing in it becomes a heading, a list or a link."""

import re

_MARKS = re.compile(r"([\\`*\[\]<>{}|])|(?<!\w)_|_(?!\w)")
_BEGINS = re.compile(r"^(#{1,6}(?=\s|$)|[-+=~](?=\s|[-=~]|$)|\d{1,9}[.)](?=\s|$))")


def as_markdown(text: str) -> str:
    """The text with its paragraphs; what Markdown would take for a mark has a backslash before it."""
    lines = (_MARKS.sub(r"\\\g<0>", line.strip()) for line in text.strip().split("\n"))
    return "\n".join(_BEGINS.sub(_escaped, line) for line in lines)


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}"

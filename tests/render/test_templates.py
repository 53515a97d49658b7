"""Templates are dumb: loops and simple ifs. What needs thinking, words or geometry is derived in Python."""

import re
from pathlib import Path

import pytest

from coalition_site.resources import templates_folder

MOST_TAGS = 40
"""So many loops, ifs, sets and macros at most; the overview once had 73."""

TAG = re.compile(r"\{%[-+]?\s*(?:if|elif|for|set|macro|call)\b")
THINKING = {
    "a value that changes as the template goes": re.compile(r"\bnamespace\("),
    "a map or table of words": re.compile(r"\{%[-+]?\s*set\s+\w+\s*=\s*[\[{(]|\{'[^']*':"),
    "geometry": re.compile(r"\*\*|\b(?:sin|cos|imag|real)\b|\|\s*round\b"),
    "lines broken by hand": re.compile(r"\|\s*wordwrap\b"),
}
TEMPLATES = sorted(
    file
    for file in templates_folder().rglob("*")
    if file.suffix in {".html", ".md", ".svg"} and file.parent.name != "wording"
)


def _called(file: Path) -> str:
    return file.relative_to(templates_folder()).as_posix()


@pytest.mark.parametrize("file", TEMPLATES, ids=_called)
def test_a_template_has_few_logic_tags_and_thinks_of_nothing(file: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    inside = "\n".join(re.findall(r"\{[%{].*?[%}]\}", text, flags=re.DOTALL))
    assert len(TAG.findall(text)) <= MOST_TAGS
    assert [what for what, pattern in THINKING.items() if pattern.search(inside)] == []

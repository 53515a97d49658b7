"""Splits a Markdown file into its YAML front matter and its body."""

from dataclasses import dataclass

from coalition_site.problems import Position, Problem

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML text (which begins on line 2 of its file), the body, and the line of the file the body begins on."""

    yaml: str
    body: str
    body_line: int


def split_front_matter(lines: tuple[str, ...], path: str) -> FrontMatter | Problem:
    """The two parts of a Markdown file, or the problem that it has no front matter or does not end it."""
    if not lines or lines[0].rstrip() != _FENCE:
        return Problem(
            Position(path),
            "front-matter",
            "the file does not begin with a line of three hyphens",
            "write --- on the first line, then the keys, then --- again, then the text",
        )
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == _FENCE:
            return FrontMatter("\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1)
    return Problem(
        Position(path),
        "front-matter",
        "the front matter that begins here never ends",
        "write --- on a line of its own after the last key",
    )

"""Splits a Markdown file into its YAML front matter and its body."""

import re
from dataclasses import dataclass

from coalition_site.fixes import TextFix, Way
from coalition_site.model.content_files import keys_of_file
from coalition_site.model.keys import least
from coalition_site.problems import Position, Problem

_FENCE = "---"
# What word processors make of three hyphens, or one of them too few or too many.
_LIKE_A_FENCE = re.compile(r"[ \u00a0]*(?:[-\u2010-\u2015]{2,}|[\u2013-\u2015])[-\u2010-\u2015]*\s*")


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
            _blank_lines_fix(lines) or _fence_fix(lines[:1]) or _begun(path),
        )
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == _FENCE:
            return FrontMatter("\n".join(lines[1 : number - 1]), "\n".join(lines[number:]), number + 1)
    fix = _fence_fix(lines, 1)
    at_the_end = TextFix(len(lines), len(lines[-1]) + 1, "", f"\n{_FENCE}\n")
    return Problem(
        Position(path, fix.line if fix is not None else 1),
        "front-matter",
        "these are not three hyphens" if fix is not None else "the front matter that begins here never ends",
        "write --- on a line of its own after the last key",
        fix or Way((at_the_end,)),
    )


def _begun(path: str) -> Way | None:
    """The keys that such a file must have, above its text."""
    keys = keys_of_file(path)
    lines = [f"{key}: {value}" for key, value in least(keys).items()] if keys is not None else []
    return Way((TextFix(1, 1, "", "".join(f"{line}\n" for line in (_FENCE, *lines, _FENCE))),)) if lines else None


def _blank_lines_fix(lines: tuple[str, ...]) -> TextFix | None:
    """Nothing in the place of the empty lines above three hyphens."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not first or lines[first].rstrip() != _FENCE:
        return None
    return TextFix(1, 1, "".join(f"{line}\n" for line in lines[:first]), "", safe=True)


def _fence_fix(lines: tuple[str, ...], first: int = 0) -> TextFix | None:
    """Three hyphens in the place of the first line from `first` on that is all but three hyphens."""
    for number, line in enumerate(lines[first:], first + 1):
        if _LIKE_A_FENCE.fullmatch(line):
            return TextFix(number, 1, line, _FENCE, safe=True)
    return None

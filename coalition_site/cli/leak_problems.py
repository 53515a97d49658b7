"""What is said where the leak check stops a build: each value at its place in the content, and where it was found."""

import json
from collections.abc import Iterable, Iterator

from coalition_site.cli.options import plural
from coalition_site.derive.public.private_values import PrivateValue
from coalition_site.derive.rules.comparable import comparable
from coalition_site.model.page import PageAudience
from coalition_site.problems import Position, Problem
from coalition_site.publish.leaks.search import Leak
from coalition_site.publish.output.folder import SITE
from coalition_site.read.content import CONTENT
from coalition_site.validate.project import Checked

_MOST_PLACES = 3
_LONGEST = 160


def leak_problems(checked: Checked, leaks: Iterable[Leak]) -> list[Problem]:
    """One problem for each value, with the first places of the site at which it is, and where the content says it."""
    by_value: dict[PrivateValue, list[Leak]] = {}
    for leak in leaks:
        by_value.setdefault(leak.value, []).append(leak)
    return [_problem(checked, value, found) for value, found in by_value.items()]


def _problem(checked: Checked, value: PrivateValue, leaks: list[Leak]) -> Problem:
    places = [f"{SITE}/{leak.file} {leak.place}" for leak in leaks[:_MOST_PLACES]]
    more = len(leaks) - len(places)
    written = next(_written_in_public(checked, value), None)
    source = f"; {written} says it" if written is not None else ""
    found = "; ".join([*places, *([f"and {plural(more, 'more file')}"] if more else [])])
    entry = f"- {{value: {json.dumps(value.text[:_LONGEST], ensure_ascii=False)}, reason: why everybody may know it}}"
    hint = f"take it out there; or, if everybody may know it, add to acknowledge in content/coalition.yml: {entry}"
    message = f"this is not public, and the public site would have shown it: {found}{source}"
    return Problem(_place(checked, value), "private-published", message, hint)


def _place(checked: Checked, value: PrivateValue) -> Position:
    """Where the content has the value: the line of its text, in a text of several."""
    begin, end = checked.place(value.file, value.steps)
    for line in range(begin.line, end + 1):
        column = (checked.line_at(Position(value.file, line)) or "").find(value.text.split("\n", 1)[0].strip())
        if column >= 0:
            return Position(value.file, line, column + 1)
    return begin


def _written_in_public(checked: Checked, value: PrivateValue) -> Iterator[Position]:
    """The lines of public texts of the content that say the value."""
    coalition = checked.validated.coalition
    pages = coalition.pages if coalition is not None else ()
    public = {f"{CONTENT}/pages/{page.id}.md" for page in pages if page.audience is PageAudience.PUBLIC}
    for path, lines in checked.content.lines.items():
        if path in public or (path.startswith(f"{CONTENT}/partners/") and path != value.file):
            yield from (
                Position(path, number) for number, line in enumerate(lines, 1) if value.letters in comparable(line)
            )

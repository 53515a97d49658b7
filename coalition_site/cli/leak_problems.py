"""Words where the leak check stops a build: each value at its place in the content, and where it was found."""

from collections.abc import Iterable

from coalition_site.cli.options import plural
from coalition_site.model.content_files import COALITION
from coalition_site.problems import Problem
from coalition_site.publish.leaks.search import Leak
from coalition_site.publish.output.folder import SITE
from coalition_site.validate.private_in_public import acknowledgment, as_written, place_of
from coalition_site.validate.private_values import PrivateValue
from coalition_site.validate.project import Checked

_MOST_PLACES = 3


def leak_problems(checked: Checked, leaks: Iterable[Leak]) -> list[Problem]:
    """One problem for each value, with the first places of the site at which it is, and where the content says it."""
    by_value: dict[PrivateValue, list[Leak]] = {}
    for leak in leaks:
        by_value.setdefault(leak.value, []).append(leak)
    return [_problem(checked, value, places) for value, places in by_value.items()]


def _problem(checked: Checked, value: PrivateValue, leaks: list[Leak]) -> Problem:
    # Where people see it first; an index of the search is what pages say.
    leaks = sorted(leaks, key=lambda leak: leak.file.suffix != ".html")
    places = [f"{SITE}/{leak.file} {leak.place}" for leak in leaks[:_MOST_PLACES]]
    more = len(leaks) - len(places)
    shown = "; ".join([*places, *([f"and {plural(more, 'more file')}"] if more else [])])
    message = f"this is not public, and the public site would have shown it: {shown}"
    entry = as_written(acknowledgment(value, f"{SITE}/{leaks[0].file}"))
    last = f"if everybody may know it there, add to acknowledge in {COALITION.path()}: {entry}"
    if len(leaks) > 1:
        last += ", and the same for each other page"
    hint = f"take it out of the template, image or own file that shows it there; or, {last}"
    return Problem(place_of(checked.content, value.file, value.steps, value.text), "private-published", message, hint)

"""Lines that `coalition build` ends with, and the problems of a leak that keeps it from publishing."""

from collections.abc import Iterable, Sequence
from datetime import date

from coalition_site.cli.options import plural
from coalition_site.jobs.build import Built
from coalition_site.model.content_files import COALITION
from coalition_site.problems import Problem
from coalition_site.publish.leaks.search import Leak
from coalition_site.publish.output.folder import SITE
from coalition_site.validate.private_in_public import acknowledgment, as_written, place_of
from coalition_site.validate.private_values import PrivateValue
from coalition_site.validate.project import Checked

_MOST_PLACES, _MOST_PAGES = 5, 3


def public_lines(built: Built, team_folder: str) -> list[str]:
    """What a build says that knew only what is public."""
    there = (built.output / "workbook").exists()
    return [
        "",
        f"Public site   {built.output / 'site' / 'index.html'} ({_pages_of_site(built)})",
        f"Named         {plural(built.named_partners, 'partner')} on the public site",
        _searched(built),
        f"Not made      the workbook, letters and tables: the team's folder {team_folder} is not here"
        f"{'; those of the last build stay' if there else ''}",
        *_left_out(built),
        "Publish the folder site and nothing else.",
    ]


def summary_lines(built: Built, since: date | None) -> list[str]:
    """What a build of everything says at its end: what was made and where, what was held back, and what is missing.

    `since` is the day that --changes-since named.
    """
    held = ", ".join(f"{count} {reason}" for reason, count in built.held_partners.items())
    unnamed = plural(sum(built.held_partners.values()), "partner")
    late = plural(built.overdue, "overdue follow-up")
    pdfs = f"{plural(built.documents, 'document')}, {plural(built.letters, 'letter')} among them"
    return [
        "",
        f"Public site   {built.output / 'site' / 'index.html'} ({_pages_of_site(built)})",
        f"Workbook      {built.output / 'workbook' / 'index.html'} ({plural(built.workbook_pages, 'page')}, internal)",
        f"PDFs          {built.output / 'workbook'} ({pdfs})" if built.documents else "PDFs          not asked for",
        f"Named         {plural(built.named_partners, 'partner')} on the public site",
        _searched(built),
        f"Held back     {unnamed}{f' ({held})' if held else ''} and {plural(built.held_fields, 'value')}",
        f"Nobody meets  {'; '.join(built.gaps) or ('no need is open' if built.needs else 'no needs are chosen yet')}",
        f"To do         {plural(built.letters_with_gaps, 'letter')} with gaps, {late}",
        *([f"What changed  {_changed(built, since)}"] if built.changes is not None or since is not None else []),
        *_left_out(built),
        "Publish the folder site and nothing else, with coalition publish; the workbook is the team's own.",
    ]


def _pages_of_site(built: Built) -> str:
    """How many pages the site has, and where there are several, in which languages."""
    languages = f" in {', '.join(built.site_languages)}" if len(built.site_languages) > 1 else ""
    return plural(built.site_pages, "page") + languages


def _searched(built: Built) -> str:
    """What the leak check did."""
    values, files = plural(built.searched.values, "private value"), plural(built.searched.files, "file")
    return f"Leak check    checked {values} against {files}"


def _left_out(built: Built) -> list[str]:
    """How much could not be made; what and why was said before."""
    files = plural(len(built.left_out), "file")
    return [f"Left out      {files}, for the reasons above; everything else is made"] if built.left_out else []


def lines_of_unprintable(problems: Sequence[Problem]) -> list[str]:
    """What a build says of signs that no font has, if there are any."""
    places = [str(problem.position) for problem in problems if problem.code == "sign-unprintable"]
    if not places:
        return []
    more = f" and {len(places) - _MOST_PLACES} more" if places[_MOST_PLACES:] else ""
    where = f"{', '.join(places[:_MOST_PLACES])}{more}"
    return [
        f"No font       for signs in {plural(len(places), 'line')} of the content, marked as gaps: {where}",
        "              coalition doctor names the package that brings one",
    ]


def _changed(built: Built, since: date | None) -> str:
    if built.changes is None:
        return f"cannot be told: git has no content of before {since} here that can be read"
    return f"{plural(len(built.changes.found), 'change')} since {built.changes.first or built.changes.period.since}"


def leak_problems(checked: Checked, leaks: Iterable[Leak]) -> list[Problem]:
    """One problem for each value, with the first places of the site at which it is, and where the content says it."""
    by_value: dict[PrivateValue, list[Leak]] = {}
    for leak in leaks:
        by_value.setdefault(leak.value, []).append(leak)
    return [_problem(checked, value, places) for value, places in by_value.items()]


def _problem(checked: Checked, value: PrivateValue, leaks: list[Leak]) -> Problem:
    # Where people see it first; an index of the search is what pages say.
    leaks = sorted(leaks, key=lambda leak: leak.file.suffix != ".html")
    places = [f"{SITE}/{leak.file} {leak.place}" for leak in leaks[:_MOST_PAGES]]
    more = len(leaks) - len(places)
    shown = "; ".join([*places, *([f"and {plural(more, 'more file')}"] if more else [])])
    message = f"this is not public, and the public site would have shown it: {shown}"
    entry = as_written(acknowledgment(value, f"{SITE}/{leaks[0].file}"))
    last = f"if everybody may know it there, add to acknowledge in {COALITION.path()}: {entry}"
    if len(leaks) > 1:
        last += ", and the same for each other page"
    hint = f"take it out of the template, image or own file that shows it there; or, {last}"
    return Problem(place_of(checked.content, value.file, value.steps, value.text), "private-published", message, hint)

"""The self-test: whether anything private of a coalition comes through to its public site, tried with its own content.

A copy is filled with marks, built in a folder of its own, and read by a reader that shares no code with the leak check.
The coalition's own files and its build/ are only read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from coalition_site.jobs.build import BuildOptions, build
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Problem, Refused, describe, has_errors
from coalition_site.progress import Progress
from coalition_site.publish.output.folder import SITE
from coalition_site.publish.pdf.make import Workers
from coalition_site.selftest.marked_copy import MarkedCopy, marked_copy, path_in_copy, write_copy
from coalition_site.selftest.marks import Mark, Spot, Steps
from coalition_site.selftest.search import Sighting, search_for_marks
from coalition_site.validate.project import Checked, check

_MOST_ROUNDS = 8
_PAGES, _DOCUMENTS = ".html", ".pdf"


@dataclass(frozen=True, slots=True)
class SelftestOptions:
    """What a self-test is asked for. `today` is the day that consent is held against."""

    project: Path
    today: date
    with_pdf: bool = True


@dataclass(frozen=True, slots=True)
class Tried:
    """What a self-test did: the marks, the places that had to stay as they are, the files it read, and what it found.

    `readable` says in how many files of each ending a word was found that everybody may find.
    """

    marks: tuple[Mark, ...]
    left: tuple[Spot, ...]
    files: int
    readable: Mapping[str, int]
    sightings: tuple[Sighting, ...]

    @property
    def values(self) -> int:
        """How many values were marked."""
        return len({(mark.spot.path, mark.spot.steps) for mark in self.marks})

    def by_kind(self) -> Mapping[str, int]:
        """How many values of each kind were marked."""
        return Counter(str(mark.kind) for mark in self.marks)


def selftest(
    checked: Checked, coalition: Coalition, options: SelftestOptions, progress: Progress, workers: Workers | None = None
) -> Tried:
    """Tries a coalition that has no errors. Raises Refused, and whatever a build raises but LeakFound."""
    with TemporaryDirectory(prefix="coalition-selftest-") as scratch:
        with progress.step("Selftest: a copy with marks in all that is not public"):
            copy, place, marked = _valid_copy(checked, coalition, options, Path(scratch))
        output = place / "build"
        build(marked, BuildOptions(place, output, options.today, options.with_pdf, leak_check=False), progress, workers)
        with progress.step("Selftest: everything that the public site says"):
            languages = coalition.settings.of_site()
            searched = search_for_marks(output / SITE, copy.looked_for(), copy.control, languages)
    endings = (_PAGES, _DOCUMENTS) if options.with_pdf else (_PAGES,)
    blind = [ending for ending in endings if not searched.control[ending]]
    if blind:
        raise Refused(f"A word that everybody may read was not found in the {' and '.join(blind)} files of the site.")
    return Tried(copy.looked_for(), copy.left, searched.files, searched.control, searched.found)


def _valid_copy(
    checked: Checked, coalition: Coalition, options: SelftestOptions, scratch: Path
) -> tuple[MarkedCopy, Path, Coalition]:
    """The copy, where it lies, and what it says. Values stay where a mark would be wrong."""
    keep: frozenset[tuple[str, Steps]] = frozenset()
    said: list[str] = []
    for turn in range(_MOST_ROUNDS):
        copy = marked_copy(checked.content, coalition, options.today, keep)
        place = write_copy(copy, options.project, coalition, _new_folder(scratch, turn))
        tried = check(place, options.today)
        marked = tried.validated.coalition
        if marked is not None:
            _compare(coalition, marked, options.today)
            return copy, place, marked
        errors = [problem for problem in tried.validated.problems if has_errors([problem])]
        said = [describe(error, tried.line_at) for error in errors]
        more = frozenset(_places(errors, copy, tried, coalition))
        if more <= keep:
            break
        keep |= more
    raise Refused("The copy is not valid:\n" + "\n".join(said))


def _new_folder(scratch: Path, turn: int) -> Path:
    folder = scratch / str(turn)
    folder.mkdir()
    return folder


def _places(
    errors: Iterable[Problem], copy: MarkedCopy, tried: Checked, coalition: Coalition
) -> Iterable[tuple[str, Steps]]:
    """The places of marks that are wrong where they stand; all of a file's where none stands at an error's place."""
    for error in errors:
        paths = [path for path in copy.origins if path_in_copy(path, coalition) == error.position.path]
        for path in paths:
            spots = [
                mark.spot for mark in copy.looked_for() if mark.spot.path == copy.origins[path] and mark.spot.steps
            ]
            there = [spot for spot in spots if tried.place(error.position.path, spot.steps)[0] == error.position]
            yield from ((spot.path, spot.steps) for spot in there or spots)


def _compare(coalition: Coalition, marked: Coalition, today: date) -> None:
    """The copy names whom the coalition names, or it tries another one."""
    own, copied = ([partner.is_named(today) for partner in one.partners.values()] for one in (coalition, marked))
    if sorted(own) != sorted(copied):
        raise Refused("The copy does not name the partners that the coalition names.")

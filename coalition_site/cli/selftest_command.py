"""`coalition selftest`: tries with a marked copy whether anything private comes through to the public site."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import valid_content
from coalition_site.cli.options import (
    CONTENT_PROBLEMS,
    SYSTEM_MISSING,
    Project,
    Quiet,
    Today,
    day_of,
    fail,
    plural,
    say,
)
from coalition_site.problems import Refused, Unavailable

if TYPE_CHECKING:
    from coalition_site.jobs.selftest import Tried

_MOST_LINES = 40


def selftest(
    project: Project = Path(),
    today: Today = "",
    pdf: Annotated[bool, typer.Option("--pdf/--no-pdf", help="Make and read the PDFs too, or only the pages.")] = True,
    details: Annotated[
        bool, typer.Option("--details", help="Say how many values were marked, and each place.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Try with your own content whether the wall between private and public holds.

    A copy of the coalition gets a mark in every value that is not public, is built in a folder of its own, and is
    searched by a reader that shares no code with the leak check. Your files and build/ stay as they are; it takes about
    as long as a first build. Ends with 1 if a mark is found. Example: coalition selftest --details
    """
    from coalition_site.cli.terminal import progress_for
    from coalition_site.jobs.selftest import SelftestOptions
    from coalition_site.jobs.selftest import selftest as run_selftest
    from coalition_site.publish.pdf.make import Workers

    day = day_of(today)
    checked, coalition = valid_content(project, day)
    options = SelftestOptions(project, day, with_pdf=pdf)
    try:
        with Workers() as workers:
            tried = run_selftest(checked, coalition, options, progress_for(quiet=quiet), workers)
    except Unavailable as error:
        fail(f"{error}\nNothing was tried. To try the pages alone: coalition selftest --no-pdf", SYSTEM_MISSING)
    except (Refused, OSError) as error:
        fail(f"{error}\nThe self-test could not be made, so it says nothing.", CONTENT_PROBLEMS)
    if details:
        say("\n".join(_detail_lines(tried)))
    marked = f"{plural(tried.values, 'private value')} {'was' if tried.values == 1 else 'were'} marked"
    files = f"the {plural(tried.files, 'file')} of the public site"
    if tried.sightings:
        fail(
            "\n".join([f"The wall does not hold: {marked}, and these are in {files}:", *_leak_lines(tried)]),
            CONTENT_PROBLEMS,
        )
    say(f"The wall holds: {marked}, none is in {files}.")


def _leak_lines(tried: "Tried") -> list[str]:
    lines = [
        f"  {sighting.mark.spot} ({sighting.mark.kind}): in site/{sighting.file}, {sighting.where}"
        for sighting in tried.sightings[:_MOST_LINES]
    ]
    more = len(tried.sightings) - _MOST_LINES
    return [*lines, *([f"  and {more} more"] if more > 0 else [])]


def _detail_lines(tried: "Tried") -> list[str]:
    by_file: dict[str, list[str]] = {}
    for mark in tried.marks:
        by_file.setdefault(mark.spot.path, []).append(".".join(map(str, mark.spot.steps)) or "the name of the file")
    read = ", ".join(
        f"{number} {ending or 'without an ending'}" for ending, number in sorted(tried.readable.items()) if number
    )
    return [
        *("Marked:", *(f"  {kind}: {number}" for kind, number in tried.by_kind().items())),
        *("Where:", *(f"  {path}: {', '.join(dict.fromkeys(places))}" for path, places in by_file.items())),
        *(
            ["Left as it is, since a mark is wrong there:", *(f"  {place}" for place in tried.left)]
            if tried.left
            else []
        ),
        f"The reader found a word that everybody may find in these files: {read}.",
    ]

"""`coalition worksheet`: the worksheet on any paper, in large print, in another language, filled or as a form."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from coalition_site.cli.letter_commands import checked_content
from coalition_site.cli.options import CONTENT_PROBLEMS, Project, Today, day_of, fail, refusals, say


def worksheet(
    paper: Annotated[
        Literal["letter", "a4"] | None, typer.Option(help="The paper.", show_default="the coalition's")
    ] = None,
    language: Annotated[
        str, typer.Option(metavar="CODE", help="The language of titles and labels.", show_default="the coalition's")
    ] = "",
    large: Annotated[bool, typer.Option("--large", help="Large print, 18 points.")] = False,
    blank: Annotated[bool, typer.Option("--blank", help="The blank form, which holds nothing of the team's.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write.", show_default="worksheet….pdf in the current folder"),
    ] = None,
    project: Project = Path(),
    today: Today = "",
) -> None:
    """Make the worksheet as one PDF, on another paper or in another language than a build does.

    The filled one holds the team's notes: it is internal. What people wrote stays in their words where the content has
    no translation. A build makes the blank form on the coalition's paper, in the languages of its letters; --blank
    makes any other. Example: coalition worksheet --paper a4 --language es
    """
    from coalition_site.derive.words.worksheet_texts import worksheet_languages
    from coalition_site.edit.whole_files import replace_file
    from coalition_site.jobs.epoch import epoch_of
    from coalition_site.model.settings import Paper
    from coalition_site.publish.pdf.single_document import document_bytes
    from coalition_site.read.fonts.choice import fonts_with
    from coalition_site.render.worksheets import wanted_form, wanted_worksheet

    day = day_of(today)
    _, coalition = checked_content(project, day)
    offered = worksheet_languages(coalition)
    if language and language not in offered:
        message = f"the worksheet has no labels in {language!r}; there are {', '.join(offered)}"
        raise typer.BadParameter(message, param_hint="--language")
    chosen = Paper(paper) if paper else None
    wanted = wanted_form if blank else wanted_worksheet
    document = wanted(coalition, project / "templates", paper=chosen, language=language, large=large)
    file = output if output is not None else Path(document.path.name)
    try:
        with refusals("Nothing was written."):
            data = document_bytes(document, coalition.images, epoch_of(day), fonts_with(coalition.signs, language))
        replace_file(file, data)
    except OSError as error:
        fail(f"{file} could not be written: {error.strerror}\nNothing was written.", CONTENT_PROBLEMS)
    say(f"Wrote {file}." if blank else f"Wrote {file}. It is internal: for the team.")

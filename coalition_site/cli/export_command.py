"""`coalition export`: the whole coalition as a workbook that people edit and send back."""

from pathlib import Path
from typing import Annotated

import typer

from coalition_site.cli.letter_commands import checked_content
from coalition_site.cli.options import Project, Today, day_of, say


def export(
    xlsx: Annotated[Path, typer.Option("--xlsx", metavar="FILE", help="The workbook to write.")],
    project: Project = Path(),
    today: Today = "",
) -> None:
    """Write the whole coalition as a workbook: partners, people, roles and invites, with lists to choose from.

    Whoever has no git edits it in a spreadsheet and sends it back, and `coalition import` takes in what they changed
    and nothing else. It holds everything that the team knows: send it to nobody outside. Example:
    coalition export --xlsx coalition.xlsx
    """
    from coalition_site.derive.words.catalogue import words_of
    from coalition_site.edit.whole_files import replace_file
    from coalition_site.jobs.epoch import epoch_of
    from coalition_site.publish.formats.workbook import workbook_bytes
    from coalition_site.render.workbook_sheets import workbook_sheets

    day = day_of(today)
    _, coalition = checked_content(project, day)
    sheets = workbook_sheets(coalition)
    language = coalition.settings.of_workbook()
    words = words_of(coalition, language)
    name = coalition.settings.name.in_language(language, coalition.settings.language)
    title = words.gettext("%(name)s (internal)", name=name)
    replace_file(xlsx, workbook_bytes(sheets, words, title=title, epoch=epoch_of(day)))
    said = ", ".join(f"{len(sheet.table.rows):,} {sheet.name.lower()}" for sheet in sheets)
    say(f"Wrote {xlsx}: {said}. It is the team's: it holds notes and contacts.")
    say(f"To take in what somebody changed: coalition import {xlsx}")

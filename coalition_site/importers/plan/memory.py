"""imports.yml with the answers of this import, so that the next file with these heads is understood at once."""

from pathlib import Path

from coalition_site.edit.change import Change, contents
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import SetValue
from coalition_site.importers.plan.plan import Plan
from coalition_site.importers.proposals import About, Answered
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import IMPORTS
from coalition_site.model.import_memory import ImportMemory
from coalition_site.model.vocabulary import plain
from coalition_site.read.values import Value

_BEGINS = b"# Kept by `coalition import`: how the columns of a spreadsheet were understood, by its heads.\n"
_OF_ONE_FILE = (About.CONSENT, About.OPTION)


def remembered(project: Path, plan: Plan, coalition: Coalition) -> Change:
    """The change of imports.yml; an empty one where nothing new was answered. Raises Refused."""
    answered = [each for each in plan.answered if each.about not in _OF_ONE_FILE]
    tables = _tables(coalition.imports)
    known = {_key(heads): number for number, (heads, _) in enumerate(tables)}
    for each in answered:
        heads = list(dict.fromkeys(" ".join(head.split()) for head in each.heads if head.strip()))
        number = known.setdefault(_key(heads), len(tables))
        if number == len(tables):
            tables.append((heads, {}))
        tables[number][1][str(each.about), plain(each.words)] = each
    if not answered:
        return Change()
    path = IMPORTS.path(folder=coalition.team_folder)
    before = contents(project, path)
    tables_now = [_written(*table) for table in tables]
    after = edited(before or _BEGINS, path, [SetValue(("tables",), tables_now)], IMPORTS.order)
    return Change({path: (before, after)})


def _key(heads: list[str]) -> frozenset[str]:
    return frozenset(map(plain, heads))


def _tables(memory: ImportMemory) -> list[tuple[list[str], dict[tuple[str, str], Answered]]]:
    tables: list[tuple[list[str], dict[tuple[str, str], Answered]]] = []
    for table in memory.tables:
        said = [Answered(table.heads, About.COLUMN, column.head, column.means) for column in table.columns]
        said += [Answered(table.heads, About(answer.about), answer.words, answer.means) for answer in table.answers]
        tables.append((list(table.heads), {(str(each.about), plain(each.words)): each for each in said}))
    return tables


def _written(heads: list[str], said: dict[tuple[str, str], Answered]) -> Value:
    columns: list[Value] = [
        {"head": " ".join(each.words.split()), "means": each.means}
        for each in said.values()
        if each.about is About.COLUMN
    ]
    answers: list[Value] = [
        {"about": str(each.about), "words": " ".join(each.words.split()), "means": each.means}
        for each in said.values()
        if each.about is not About.COLUMN
    ]
    table: dict[str, Value] = {"heads": [*heads]}
    table |= {"columns": columns} if columns else {}
    table |= {"answers": answers} if answers else {}
    return table

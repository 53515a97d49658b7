"""Packaged data files: the worksheet's vocabulary and texts. They are trusted, and read like everything else."""

from pathlib import Path
from typing import cast

from coalition_site.model.texts import (
    BrowserPageTexts,
    BrowserTexts,
    FormTexts,
    LetterTexts,
    PartTexts,
    TableTexts,
    Texts,
    WorksheetTexts,
)
from coalition_site.read.values import Value
from coalition_site.read.yaml_text import parse_yaml
from coalition_site.resources import letter_texts_file, worksheet_texts_file

Map = dict[str, Value]


def shipped_values(file: Path) -> Map:
    """The map in a packaged YAML file. Raises RuntimeError if the file is damaged, which no content can cause."""
    text = file.read_text(encoding="utf-8")
    value, _, problems = parse_yaml(text, file.name, tuple(text.split("\n")))
    if problems or not isinstance(value, dict):
        raise RuntimeError(f"the packaged file is damaged: {problems[0] if problems else file.name}")
    return value


def shipped_texts() -> Texts:
    """The texts of the worksheet and of the letters."""
    letters = cast("dict[str, Map]", shipped_values(letter_texts_file()))
    return Texts(
        _worksheet(shipped_values(worksheet_texts_file())),
        {language: _letter(texts) for language, texts in letters.items()},
    )


def _worksheet(values: Map) -> WorksheetTexts:
    parts = [cast("dict[str, str]", part) for part in cast("list[Value]", values["parts"])]
    browser = cast("dict[str, dict[str, str]]", values["browser"])
    return WorksheetTexts(
        title=str(values["title"]),
        toolkit=str(values["toolkit"]),
        figure=str(values["figure"]),
        parts=tuple(PartTexts(part["title"], part["help"]) for part in parts),
        questions=cast("dict[str, str]", values["questions"]),
        tables=tuple(_table(table) for table in cast("list[Map]", values["tables"])),
        form=FormTexts(**cast("dict[str, str]", values["form"])),
        browser=BrowserTexts(BrowserPageTexts(**browser["page"]), browser["said"]),
    )


def _table(table: Map) -> TableTexts:
    rows = cast("list[list[str]]", table["examples"])
    heads = tuple(cast("list[str]", table["heads"]))
    return TableTexts(str(table["title"]), heads, tuple(tuple(row) for row in rows))


def _letter(texts: Map) -> LetterTexts:
    plain = {key: str(texts[key]) for key in ("salutation", "closing", "draft", "subject", "date", "gap")}
    names, labels = (cast("dict[str, str]", texts[key]) for key in ("names", "labels"))
    return LetterTexts(**plain, names=names, labels=labels)

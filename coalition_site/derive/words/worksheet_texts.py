"""The worksheet's texts in one language: from its catalogue, and reworded by the coalition's own vocabulary.yml."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from coalition_site.derive.words.catalogue import Catalogue, words_of
from coalition_site.model.coalition import Coalition
from coalition_site.model.localized import Localized
from coalition_site.model.texts import PartTexts, WorksheetTexts
from coalition_site.model.vocabulary_changes import PARTS, PartChange, WorksheetChanges
from coalition_site.read.catalogues import ENGLISH, shipped_languages

CONTEXT = "worksheet"
"""What the catalogues call the worksheet's texts: their words are not those of pages."""

T = TypeVar("T")


def worksheet_languages(coalition: Coalition) -> tuple[str, ...]:
    """The languages that the worksheet can be had in: English, and those whose catalogue has its title."""
    known = (ENGLISH, *shipped_languages(), *coalition.words)
    return tuple(sorted({language for language in known if spoken_language(coalition, language) == language}))


def spoken_language(coalition: Coalition, language: str) -> str:
    """The language that a worksheet asked for in some language is in: that one, or English.

    A worksheet is in one language throughout, labels and texts, so that a screen reader reads all of it right.
    """
    title = coalition.texts.worksheet.title
    translated = words_of(coalition, language).pgettext(CONTEXT, title) != title
    return language if translated or language.partition("-")[0] == ENGLISH else ENGLISH


def worksheet_texts(coalition: Coalition, language: str) -> WorksheetTexts:
    """The worksheet's texts in a language that it speaks, with the coalition's own titles and help texts."""
    texts = translated(coalition.texts.worksheet, words_of(coalition, language))
    return _changed(texts, coalition.texts.changes, language, coalition.settings.language)


def translated(value: T, words: Catalogue) -> T:
    """The worksheet's texts, or some of them, with every text in the language of the catalogue."""
    said: Any = value
    if isinstance(value, str):
        said = words.pgettext(CONTEXT, value)
    elif isinstance(value, tuple):
        said = tuple(translated(item, words) for item in value)
    elif isinstance(value, Mapping):
        said = {key: translated(item, words) for key, item in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        said = replace(value, **{field.name: translated(getattr(value, field.name), words) for field in fields(value)})
    return said  # type: ignore[no-any-return]


def _changed(texts: WorksheetTexts, changes: WorksheetChanges, language: str, own: str) -> WorksheetTexts:
    def said(change: Localized | None, packaged: str) -> str:
        return change.in_language(language, own) if change is not None else packaged

    def part(number: str, packaged: PartTexts) -> PartTexts:
        change = changes.parts.get(number, PartChange.model_construct())
        return PartTexts(said(change.title, packaged.title), said(change.help, packaged.help))

    return replace(
        texts,
        title=said(changes.title, texts.title),
        figure=said(changes.figure, texts.figure),
        form=replace(texts.form, heart=said(changes.center, texts.form.heart)),
        questions={
            name: said(getattr(changes.questions, name), packaged) for name, packaged in texts.questions.items()
        },
        parts=tuple(part(number, packaged) for number, packaged in zip(PARTS, texts.parts, strict=True)),
    )

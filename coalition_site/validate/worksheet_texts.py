"""The worksheet's texts as shipped, reworded by the coalition's own vocabulary.yml."""

from dataclasses import replace

from coalition_site.model.localized import Localized
from coalition_site.model.texts import PartTexts, Texts, WorksheetTexts
from coalition_site.model.vocabulary_changes import PARTS, PartChange, WorksheetChanges


def changed_texts(shipped: Texts, changes: WorksheetChanges, own: str) -> Texts:
    """The shipped texts with a coalition's titles and help texts in every language; `own` is the coalition's own."""
    return replace(
        shipped,
        worksheets={language: _worksheet(texts, changes, own) for language, texts in shipped.worksheets.items()},
    )


def _worksheet(texts: WorksheetTexts, changes: WorksheetChanges, own: str) -> WorksheetTexts:
    def said(change: Localized | None, packaged: str) -> str:
        return change.in_language(texts.language, own) if change is not None else packaged

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

"""Translations of pages, profiles, agendas and texts about areas: joined with what they translate; their problems."""

from collections.abc import Iterator
from typing import Any

from coalition_site.fixes import ValueFix
from coalition_site.model.content_files import (
    CONTENT,
    KINDS,
    LETTERS,
    PAGES,
    FileName,
    file_name,
)
from coalition_site.model.fields import LANGUAGE_CODE
from coalition_site.model.language_names import is_language
from coalition_site.model.page import Page, PageFrontMatter, PageTexts
from coalition_site.model.settings import Settings
from coalition_site.problems import Position, Problem
from coalition_site.read.content import Content
from coalition_site.read.markdown import markdown_problems
from coalition_site.read.values import Document
from coalition_site.validate.load import Loaded, model_of

_FENCE = "---"
_OF_THE_PAGE = ("audience", "order")
"""What a page says once for all its languages."""


def join_translations(loaded: Loaded, content: Content) -> None:
    """Gives partners, areas, meetings and pages their texts in further languages, and says what is wrong with them."""
    for kind in (each for each in KINDS if each.record is not None):
        join = _join_page if kind is PAGES else _join_text
        for (name, language), document in content.translations(kind).items():
            loaded.problems += markdown_problems(document)
            join(loaded, loaded.records(kind), content, FileName(kind, name, language), document)


def _join_text(loaded: Loaded, records: dict[str, Any], content: Content, name: FileName, document: Document) -> None:
    """A profile, a text about an area or an agenda in one more language, which is a text and nothing else."""
    record = records.get(name.id)
    if _is_text(loaded, name.id, document) and _stands_beside(loaded, content, name, document) and record is not None:
        texts = record.translations | {name.language: document.body}
        records[name.id] = record.model_copy(update={"translations": texts})


def _is_text(loaded: Loaded, name: str, document: Document) -> bool:
    """Whether a translation of a profile, an area or an agenda is a text without keys; else says what is wrong."""
    if document.lines and document.lines[0].rstrip() == _FENCE:
        message = "this translation is a text and nothing else, and it begins with keys"
        hint = f"take out the lines from --- to ---; the keys stand in {name}.md"
        loaded.problems.append(Problem(Position(document.path), "translation-differs", message, hint))
        return False
    return True


def _join_page(loaded: Loaded, pages: dict[str, Any], content: Content, name: FileName, document: Document) -> None:
    front = model_of(loaded, document, PageFrontMatter)
    page = pages.get(name.id)
    if not _stands_beside(loaded, content, name, document) or front is None or page is None:
        return
    loaded.problems += _differences(page, front, document)
    texts = PageTexts.model_construct(title=front.title, description=front.description, body=document.body)
    pages[name.id] = page.model_copy(update={"translations": page.translations | {name.language: texts}})


def _differences(page: Page, front: PageFrontMatter, document: Document) -> Iterator[Problem]:
    """What a translation says of its page and the page says otherwise: whom it is for, and where it stands."""
    for name in _OF_THE_PAGE:
        here, there = getattr(front, name), getattr(page, name)
        if name in front.model_fields_set and here != there:
            message = f"{name} is {here} here, and {there} in {page.id}.md, which this translates"
            fix = ValueFix((name,), str(there))
            yield Problem(document.at(name), "translation-differs", message, f"write {name}: {there}", fix)


def _stands_beside(loaded: Loaded, content: Content, name: FileName, document: Document) -> bool:
    """Whether a translation lies in the folder of what it translates, in another language; else says what is wrong."""
    team = content.team_folder
    folder = team if content.is_in_team_folder(document.path) else CONTENT
    original = name.kind.path(name.id, folder=folder)
    if not content.has_file(original):
        elsewhere = name.kind.path(name.id, folder=CONTENT if folder == team else team)
        message = f"there is no {name.id}.md that this could translate"
        hint = f"write {original}, in {loaded.reading.language}, or remove this file"
        if elsewhere in content.lines:
            message, hint = f"{name.id}.md lies in another folder", f"move this file to {elsewhere.rpartition('/')[0]}"
        loaded.problems.append(Problem(Position(document.path), "translation-alone", message, hint))
        return False
    if name.language == loaded.reading.language:
        message = f"{name.id}.md is in {name.language} already, the coalition's own language"
        hint = f"keep one of the two, as {name.id}.md"
        loaded.problems.append(Problem(Position(document.path), "translation-duplicate", message, hint))
        return False
    return True


def translation_problems(content: Content, settings: Settings | None) -> Iterator[Problem]:
    """Translations twice over, in what is no language, and in languages that no site is made in."""
    shown = {*settings.of_site(), settings.of_workbook(), settings.language} if settings is not None else set()
    first: dict[FileName, str] = {}
    for path in content.documents:
        name = file_name(path)
        if name is None or not name.language or name.kind is LETTERS:
            continue
        if first.setdefault(name, path) != path:
            message = f"{first[name]} is the same translation"
            yield Problem(Position(path), "translation-duplicate", message, "keep one of the two files")
        if not _is_language(name.language):
            message = f"no language has the code {name.language!r}"
            hint = "end the name in the code of a language, for example about.es.md"
            yield Problem(Position(path), "value-language", message, hint)
        elif shown and name.language not in shown:
            message = f"the site is not made in {name.language!r}, so nobody sees this translation"
            hint = f"add {name.language} to site_languages in coalition.yml"
            yield Problem(Position(path), "translation-unused", message, hint)


def _is_language(code: str) -> bool:
    return bool(LANGUAGE_CODE.fullmatch(code)) and is_language(code)

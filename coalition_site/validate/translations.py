"""Translations of pages, profiles, agendas and texts about areas: joined with what they translate; their problems."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import TypeVar

from coalition_site.fixes import ValueFix
from coalition_site.model.area import Area
from coalition_site.model.fields import LANGUAGE_CODE
from coalition_site.model.language_names import is_language
from coalition_site.model.meeting import Meeting
from coalition_site.model.page import Page, PageFrontMatter, PageTexts
from coalition_site.model.partner import Partner
from coalition_site.model.settings import Settings
from coalition_site.problems import Position, Problem
from coalition_site.read.content import CONTENT, Content
from coalition_site.read.markdown import markdown_problems
from coalition_site.read.values import Document
from coalition_site.validate.load import Loaded, model_of

_HasText = TypeVar("_HasText", Partner, Area, Meeting)
_FENCE = "---"
_OF_THE_PAGE = ("audience", "order")
"""What a page says once for all its languages."""


def join_translations(loaded: Loaded, content: Content) -> None:
    """Gives partners, areas, meetings and pages their texts in further languages, and says what is wrong with them."""
    for key, document in content.partner_translations.items():
        loaded.problems += markdown_problems(document)
        _join_text(loaded, loaded.partners, content, key, document)
    for key, document in content.page_translations.items():
        loaded.problems += markdown_problems(document)
        _join_page(loaded, content, key, document)
    for key, document in content.area_translations.items():
        loaded.problems += markdown_problems(document)
        _join_text(loaded, loaded.areas, content, key, document)
    for key, document in content.meeting_translations.items():
        loaded.problems += markdown_problems(document)
        _join_text(loaded, loaded.meetings, content, key, document)


def _join_text(
    loaded: Loaded,
    records: MutableMapping[str, _HasText],
    content: Content,
    key: tuple[str, str],
    document: Document,
) -> None:
    """A profile, a text about an area or an agenda in one more language, which is a text and nothing else."""
    name, language = key
    record = records.get(name)
    if _is_text(loaded, name, document) and _stands_beside(loaded, content, key, document) and record is not None:
        texts = record.translations | {language: document.body}
        records[name] = record.model_copy(update={"translations": texts})


def _is_text(loaded: Loaded, name: str, document: Document) -> bool:
    """Whether a translation of a profile, an area or an agenda is a text without keys; else says what is wrong."""
    if document.lines and document.lines[0].rstrip() == _FENCE:
        message = "this translation is a text and nothing else, and it begins with keys"
        hint = f"take out the lines from --- to ---; the keys stand in {name}.md"
        loaded.problems.append(Problem(Position(document.path), "translation-differs", message, hint))
        return False
    return True


def _join_page(loaded: Loaded, content: Content, key: tuple[str, str], document: Document) -> None:
    page_id, language = key
    front = model_of(loaded, document, PageFrontMatter)
    page = loaded.pages.get(page_id)
    if not _stands_beside(loaded, content, key, document) or front is None or page is None:
        return
    loaded.problems += _differences(page, front, document)
    texts = PageTexts.model_construct(title=front.title, description=front.description, body=document.body)
    loaded.pages[page_id] = page.model_copy(update={"translations": page.translations | {language: texts}})


def _differences(page: Page, front: PageFrontMatter, document: Document) -> Iterator[Problem]:
    """What a translation says of its page and the page says otherwise: whom it is for, and where it stands."""
    for name in _OF_THE_PAGE:
        here, there = getattr(front, name), getattr(page, name)
        if name in front.model_fields_set and here != there:
            message = f"{name} is {here} here, and {there} in {page.id}.md, which this translates"
            fix = ValueFix((name,), str(there))
            yield Problem(document.at(name), "translation-differs", message, f"write {name}: {there}", fix)


def _stands_beside(loaded: Loaded, content: Content, key: tuple[str, str], document: Document) -> bool:
    """Whether a translation lies in the folder of what it translates, in another language; else says what is wrong."""
    name, language = key
    folder = document.path.rpartition("/")[0]
    kind = folder.rpartition("/")[2]
    original = f"{folder}/{name}.md"
    if original not in content.lines and all(each.position.path != original for each in content.problems):
        elsewhere = _elsewhere(content, kind, name, original)
        message = f"there is no {name}.md that this could translate"
        hint = f"write {original}, in {loaded.reading.language}, or remove this file"
        if elsewhere:
            message, hint = f"{name}.md lies in another folder", f"move this file to {elsewhere}"
        loaded.problems.append(Problem(Position(document.path), "translation-alone", message, hint))
        return False
    if language == loaded.reading.language:
        message = f"{name}.md is in {language} already, the coalition's own language"
        hint = f"keep one of the two, as {name}.md"
        loaded.problems.append(Problem(Position(document.path), "translation-duplicate", message, hint))
        return False
    return True


def _elsewhere(content: Content, kind: str, name: str, original: str) -> str:
    """The folder in which the file of a name lies, of the content's and the team's; empty where it is in neither."""
    folders = [f"{CONTENT}/{kind}", *([f"{content.team.shown}/{kind}"] if content.team is not None else [])]
    return next((each for each in folders if f"{each}/{name}.md" in content.lines and each not in original), "")


def translation_problems(content: Content, settings: Settings | None) -> Iterator[Problem]:
    """Translations in what is no language, and in languages that no site is made in."""
    documents = {
        **_of_language(content.partner_translations),
        **_of_language(content.page_translations),
        **_of_language(content.area_translations),
        **_of_language(content.meeting_translations),
    }
    shown = {*settings.of_site(), settings.of_workbook(), settings.language} if settings is not None else set()
    for path, language in documents.items():
        if not _is_language(language):
            message = f"no language has the code {language!r}"
            hint = "end the name in the code of a language, for example about.es.md"
            yield Problem(Position(path), "value-language", message, hint)
        elif shown and language not in shown:
            message = f"the site is not made in {language!r}, so nobody sees this translation"
            hint = f"add {language} to site_languages in coalition.yml"
            yield Problem(Position(path), "translation-unused", message, hint)


def _of_language(translations: Mapping[tuple[str, str], Document]) -> dict[str, str]:
    return {document.path: language for (_, language), document in translations.items()}


def _is_language(code: str) -> bool:
    return bool(LANGUAGE_CODE.fullmatch(code)) and is_language(code)

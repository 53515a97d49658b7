"""A coalition's own words of the interface are held against the messages that the program says."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from coalition_site.model.content_files import COALITION, CONTENT, WORDS
from coalition_site.model.language_names import is_language
from coalition_site.model.settings import Settings
from coalition_site.problems import Problem
from coalition_site.read.catalogues import ENGLISH, NATIVE_READER, native_reader, speaks
from coalition_site.read.content import Content
from coalition_site.read.own_words import OwnMessage, OwnWords
from coalition_site.read.values import Document, Step
from coalition_site.resources import catalogues_folder


def words_problems(content: Content, settings: Settings | None) -> Iterator[Problem]:
    """What is wrong with a coalition's own translations, and languages whose words are missing or were read by nobody.

    In translations: a value or tag that is lost, a plural form too few, a message that nobody says.
    """
    for word in content.words.values():
        for message in word.messages:
            yield from _problems(message, word.plural_forms)
    document = content.file(COALITION)
    if document is not None and settings is not None:
        yield from _language_problems(content.words, document, settings)


def _language_problems(own: Mapping[str, OwnWords], document: Document, settings: Settings) -> Iterator[Problem]:
    """One problem a language of the site or the workbook, at the place that names it."""
    places: dict[str, tuple[Step, ...]] = {
        settings.language: ("language",),
        settings.workbook_language: ("workbook_language",),
    }
    places |= {code: ("site_languages", number) for number, code in enumerate(settings.site_languages)}
    for language in dict.fromkeys((*settings.of_site(), settings.of_workbook())):
        position = document.at(*places[language])
        file = f"{CONTENT}/{WORDS}/{language}.po"
        if not speaks(language) and language not in own and is_language(language):
            said = f"the program has no words in {language}: pages have English ones around what you write"
            yield Problem(position, "words-missing", said, f"write them in {file}, or take the language out")
        elif (
            speaks(language)
            and language.partition("-")[0] != ENGLISH
            and not (native_reader(language) or _reader(own.get(language)))
        ):
            said = f"no native speaker has read the words of pages in {language} yet"
            hint = f"ask one to read the pages, and write # {NATIVE_READER} with the name as the first line of {file}"
            yield Problem(position, "words-unread", said, hint)


def _reader(words: OwnWords | None) -> str:
    return words.reader if words is not None else ""


def _problems(message: OwnMessage, plural_forms: int) -> Iterator[Problem]:
    known = _messages()
    if (message.context, message.originals[0]) not in known:
        near = get_close_matches(message.originals[0], [text for _, text in known], n=1)
        hint = f"write the message as the program has it: {near[0]}" if near else "take the message out of the file"
        said = f"the program says nothing like this: {message.originals[0]}"
        yield Problem(message.position, "words-unknown", said, hint)
        return
    plural = len(message.originals) > 1
    if plural and (len(message.forms) != plural_forms or not all(message.forms)):
        hint = f"write msgstr[0] to msgstr[{plural_forms - 1}], each with a text"
        said = f"plural forms of the language: {plural_forms}; written: {sum(map(bool, message.forms))}"
        yield Problem(message.position, "words-lost", said, hint)
        return
    for text in message.forms:
        for lost in lost_parts(message.originals, text):
            hint = f"keep what stands in the message: {message.originals[-1]}"
            yield Problem(message.position, "words-lost", f"{lost}: {text}", hint)


@cache
def _messages() -> frozenset[tuple[str, str]]:
    from babel.messages.pofile import read_po

    with (catalogues_folder() / "messages.pot").open("rb") as file:
        return frozenset(
            (message.context or "", message.id if isinstance(message.id, str) else message.id[0])
            for message in read_po(file)
            if message.id
        )


_PART = re.compile(r"%%|%\([a-z_]+\)[a-z]?|%|<[^<>]*>|\{[a-z_]+\}|[\"&<>]")


def lost_parts(originals: Sequence[str], translation: str) -> list[str]:
    """What a translation has too little or too much of, in words. `originals` are the message, and its plural form.

    A translation may leave out a number, as its language may say it in another way ("one partner"), and nothing else.
    """
    wanted = Counter(_PART.findall(originals[-1]))
    there = Counter(_PART.findall(translation))
    # Languages have quotes of their own.
    optional = {'"', "%%", *(("%(num)s", "%(count)s") if len(originals) > 1 else ())}
    missing = [part for part in wanted - there if part not in optional]
    surplus = [part for part in there - wanted if part != "%%"]
    return [*(f"{part} is missing" for part in missing), *(f"{part} is not in the message" for part in surplus)]

"""Heads read one by one: the path of the field that people, surveys and programs mean by what stands above a column.

What no field holds by itself, such as a street or a first name, is called by its words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.invite_heads import invite_heads
from coalition_site.derive.words.worksheet_texts import translated
from coalition_site.importers.understand.foreign_words import (
    Program,
    any_of,
    foreign_words,
    without_accents,
    word_set,
    words_by,
)
from coalition_site.model.likeness import KnownTexts
from coalition_site.model.vocabulary import plain
from coalition_site.read.catalogues import ENGLISH, shipped_languages
from coalition_site.validate.shipped import shipped_texts

PROFILE, LEAVE, WISH = "profile", "leave out", "wish"
SEVERAL = frozenset({PROFILE, "street", WISH, LEAVE})
"""What several columns of one table may hold."""
NOTES_MEANING, LEAVE_MEANING, PROFILE_MEANING = "notes", LEAVE, "public profile"
"""How people answer what the columns mean that every import may ask about."""
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SIGNS = re.compile(r"[^\w/&]+")
_NEAR = 0.86
_FEWEST_WORDS = 4


def spoken(path: str) -> str:
    """What a column means, in the words that people answer with."""
    return foreign_words()[0].columns[path]


def label_of(path: str) -> str:
    """What a field is called in notes and remarks."""
    return "about" if path == PROFILE else path.rpartition(".")[2].replace("_", " ")


@cache
def meanings() -> Mapping[str, str]:
    """What a column can mean, by the words that people answer with."""
    return {answer: path for path, answer in foreign_words()[0].columns.items() if path != "overdue"}


def told_head(head: str) -> str:
    """A head as answers about it are found by: in one line, whatever its case."""
    return plain(head)


@cache
def _spellings() -> Mapping[str, str]:
    return {spelled: word for word, others in words_by("spellings").items() for spelled in others}


def compared(text: str) -> str:
    """A head as it is compared: without case, accents and signs."""
    letters = without_accents(text.casefold()).replace("'", "").replace("&", " and ")
    spaced = _SIGNS.sub(" ", letters.replace("_", " ")).replace("/", " / ")
    return " ".join(_spellings().get(word, word) for word in spaced.split())


@cache
def _in_list() -> Mapping[str, str]:
    profiles = words_by("profiles")
    listed = words_by("heads")
    return {
        **dict.fromkeys(map(compared, (*profiles["public"], *profiles["unclear"])), PROFILE),
        **{compared(head): path for path, heads in listed.items() for head in heads},
    }


@cache
def known_heads() -> Mapping[str, str]:
    """What each compared head stands for: those of the files, and the worksheet's in every language of the program."""
    known = dict(_in_list())
    heads = [head for table in shipped_texts().worksheet.tables for head in table.heads]
    for language in map(catalogue, shipped_languages()):
        for head in heads:
            translation, path = compared(translated(head, language)), _in_list().get(compared(head))
            if translation and path is not None:
                known.setdefault(translation, path)
    return known


@cache
def _near_heads() -> KnownTexts:
    return KnownTexts(_in_list())


@cache
def _public_heads() -> tuple[frozenset[str], re.Pattern[str]]:
    """The heads that say beyond doubt that everybody may read what stands below, and the pattern of others."""
    profiles = words_by("profiles")
    return frozenset(map(compared, profiles["public"])), re.compile(any_of(profiles["asks"]))


def says_public(head: str) -> bool:
    """Whether the head of a text about a partner says beyond doubt that everybody may read it."""
    (listed, asks), heads = _public_heads(), {compared(head), compared(_BRACKETS.sub(" ", head))}
    sides = (side.strip() for head in heads for side in head.split(" / "))
    return any(side in listed for side in sides) or any(map(asks.fullmatch, heads))


@cache
def _own_tables() -> tuple[Mapping[str, str], ...]:
    """What the heads of our own table of invites stand for, in each language."""
    paths = [_in_list()[compared(head)] for head in invite_heads(catalogue(ENGLISH))]
    translations = (map(compared, invite_heads(catalogue(language))) for language in (ENGLISH, *shipped_languages()))
    return tuple(dict(zip(heads, paths, strict=True)) for heads in translations)


def own_columns(texts: Sequence[str]) -> Mapping[str, str]:
    """The columns of our own table of invites by their heads, if these are all there; else none.

    A head of its own may mean something else where people write it: `Respuesta` is a status, and here a day.
    """
    tables = _own_tables()
    there = set(map(compared, texts)) if len(texts) > len(tables[0]) else set()
    return next((table for table in tables if table.keys() <= there), {})


@lru_cache(maxsize=4096)
def reading_of(head: str) -> tuple[str, str]:
    """The path that a head stands for, and in words how that is known; both empty where nobody can tell."""
    for text in dict.fromkeys((head, _BRACKETS.sub(" ", head))):
        plain_head = compared(text)
        path = known_heads().get(plain_head) or _asked_in(plain_head) or _of_both_sides(plain_head)
        if path:
            return path, ""
        if len(plain_head) > len("sector"):
            near = _near_heads().likest(plain_head, _NEAR)
            # `Category 2` is another column than `Category`.
            if near is not None and not any(map(str.isdecimal, plain_head)):
                return _in_list()[near], f'read as "{near}"'
    path = _asked_by_words(compared(head), question="?" in head)
    return path, "by the words of the question" if path else ""


def column_of(head: str) -> str:
    """The path that a head stands for; empty where nobody can tell."""
    return reading_of(head)[0]


def _of_both_sides(head: str) -> str:
    """What `mission / summary` means where both sides of the slash say the same."""
    sides = {known_heads().get(side.strip(), "") for side in head.split(" / ")}
    return sides.pop() if len(sides) == 1 and " / " in head else ""


@cache
def _patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((path, re.compile(any_of(patterns))) for path, patterns in words_by(section).items())


def _asked_in(head: str) -> str:
    """What a compared head asks for in whole, as surveys and address books write it: `Primary Contact: Email`."""
    return next((path for path, pattern in _patterns("asks") if pattern.fullmatch(head)), "")


@cache
def _question_begins() -> re.Pattern[str]:
    return re.compile(any_of(word_set("question_begins")) + r"\b")


def _asked_by_words(head: str, *, question: bool) -> str:
    """What a compared head asks for by the words in it: online forms head a column with the question as people read it.

    No list of heads can hold them all, so what counts is which words come together, and the first pattern that fits
    decides. Empty where it is no question or none can tell; `question` says that a question mark stands in it.
    """
    if len(head.split()) < _FEWEST_WORDS - question or not (question or _question_begins().match(head)):
        return ""
    return next((path for path, pattern in _patterns("questions") if pattern.search(head)), "")


def program_of(heads: Iterable[str]) -> Program | None:
    """The program that exported a table with these compared heads; None where no head shows it."""
    programs = (program for language in foreign_words() for program in language.programs)
    return next((program for program in programs if not program.shown_by.isdisjoint(heads)), None)

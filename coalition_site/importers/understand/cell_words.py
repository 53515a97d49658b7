"""Words in cells that say what the content has a few words for: yes and no, consent, relationship, status, type."""

import re
from collections.abc import Mapping
from functools import cache

from coalition_site.importers.understand.foreign_words import any_of, folded, foreign_words, word_set, words_by
from coalition_site.model.invite import Status
from coalition_site.model.partner import Relationship
from coalition_site.model.vocabulary import plain

_STATUS = re.compile(f"({'|'.join(sorted(map(str, Status), key=len, reverse=True))})\\b", re.IGNORECASE)
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b")
_SIGNS = re.compile(r"[^\w]+")


def yes_or_no(text: str) -> bool | None:
    """What a cell answers; None for everything that is neither yes nor no."""
    answer = folded(text).rstrip("!. ")
    return True if answer in word_set("yes") else False if answer in word_set("no") else None


@cache
def _consent() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a refusal begins with, and a plain yes in whole: a yes with a condition is not a yes to the whole of it."""
    said = {key: any_of(patterns) for key, patterns in words_by("consent").items()}
    return (
        re.compile(rf"{said['refuses']}\b(?!\s*{said['unless']}\b)"),
        re.compile(rf"{said['agrees']}\b[\s,.!:-]*{said['besides']}?[\s.!]*"),
    )


def refuses(text: str) -> bool:
    """Whether somebody says that they may not be named. Whoever begins with no has refused, whatever the reason."""
    return yes_or_no(text) is False or bool(_consent()[0].match(folded(text)))


def agrees(text: str) -> bool:
    """Whether somebody says yes, and nothing that takes a part of it back."""
    return yes_or_no(text) is True or bool(_consent()[1].fullmatch(folded(text)))


@cache
def _relationships() -> Mapping[str, re.Pattern[str]]:
    spoken = words_by("relationships")
    return {relationship: re.compile(any_of(patterns)) for relationship, patterns in spoken.items()}


def relationship_of(text: str) -> str:
    """The relationship that a text speaks of; empty where it speaks of none, or of several."""
    if plain(text) in set(Relationship):
        return plain(text)
    spoken_of = [str(each) for each, pattern in _relationships().items() if pattern.search(folded(text))]
    return spoken_of[0] if len(spoken_of) == 1 else ""


@cache
def _statuses() -> Mapping[str, re.Pattern[str]]:
    return {status: re.compile(rf"{any_of(patterns)}\b") for status, patterns in words_by("statuses").items()}


def status_of(text: str) -> tuple[str, str]:
    """The status that a text begins with, and what it says besides; both empty where it begins with none.

    A question mark says that nobody is sure, so then it begins with none.
    """
    line = " ".join(text.split())
    if status_word := _STATUS.match(line):
        return plain(status_word[0]), line[status_word.end() :].strip(" !.,;:-()")
    if "?" in line:
        return "", ""
    status = next((status for status, pattern in _statuses().items() if pattern.match(folded(line))), None)
    return (str(status), line) if status is not None else ("", "")


def day_in(text: str) -> str:
    """The day with a year that stands in a text, as it is written there; empty where there is none."""
    day = _DAY.search(text)
    return day[0] if day is not None else ""


def _type_words(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", folded(text).replace("gov't", "gov").replace("'", "")).split())


@cache
def _types() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """The ids of types, each with a pattern of words that speak of it, and of a heading that is nothing else."""
    noun = any_of(word_set("type_nouns"))
    return {
        type_id: (re.compile(rf"\b{any_of(patterns)}\b"), re.compile(rf"{any_of(patterns)}(?: {noun})?"))
        for type_id, patterns in words_by("types").items()
    }


def types_in(text: str) -> tuple[str, ...]:
    """The ids of the types that a text speaks of; several where nobody can tell which of them is meant."""
    said, within = _type_words(text), words_by("types_within")
    spoken_of = [type_id for type_id, (pattern, _) in _types().items() if pattern.search(said)]
    return tuple(type_id for type_id in spoken_of if not set(within.get(type_id, ())) & set(spoken_of))


def family_of(text: str) -> tuple[str, ...]:
    """The ids of all types that a word such as `Government` may mean, the likeliest first; empty for other words."""
    families = (family for language in foreign_words() for family in language.type_families)
    said = _type_words(text)
    return next((family.types for family in families if re.fullmatch(any_of(family.words), said)), ())


def section_types(text: str, *, marked: bool) -> tuple[str, ...]:
    """The ids of the types that a heading between rows names, the likeliest first; empty where it is no such heading.

    `marked` says that it is written as headings are, in capitals or with a colon; else it must be a plural.
    """
    said = _type_words(text)
    if not marked and not said.endswith("s"):
        return ()
    return family_of(text) or tuple(type_id for type_id, (_, whole) in _types().items() if whole.fullmatch(said))


@cache
def _of_tables() -> tuple[re.Pattern[str], re.Pattern[str]]:
    titles, totals = any_of(word_set("part_titles")), any_of(word_set("totals"))
    return re.compile(rf"{titles} [1-5]\b"), re.compile(rf"{totals}\b:?.{{0,12}}")


def is_part_title(text: str) -> bool:
    """Whether a text begins as the titles of the worksheet's tables and parts do."""
    return _of_tables()[0].match(folded(text)) is not None


def is_total(text: str) -> bool:
    """Whether a text is called a sum."""
    return _of_tables()[1].fullmatch(folded(text)) is not None

"""Words of foreign tables: what people write above columns and into cells, a data file a language.

All languages hold at once, as a table may mix them. What each section holds is said in `en.yml`, which a translator
copies (vocabulary/foreign_tables/).
"""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from coalition_site.model.invite import Status
from coalition_site.model.partner import Relationship
from coalition_site.read.catalogues import ENGLISH
from coalition_site.resources import foreign_tables_folder
from coalition_site.validate.shipped import shipped_values

Words = tuple[str, ...]
NoValueKey = Literal["cells", "names", "denials", "about", "none", "no", "given", "where"]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TypeFamily(_Section):
    """Words for several types, the likeliest of them first."""

    words: Words
    types: Words


class Program(_Section):
    """A program by its name, the heads that only it writes, and what its heads mean.

    `kind_and_name` are the heads of the kind of a record and of what it is called, where one table holds several kinds.
    """

    name: str
    shown_by: frozenset[str]
    heads: dict[str, Words]
    kind_and_name: tuple[str, str] = ("", "")

    def path(self, head: str) -> str:
        """What a compared head means; empty where the program says nothing of it."""
        return next((path for path, heads in self.heads.items() if head in heads), "")


class LanguageWords(_Section):
    """What one file says; `columns` are in English alone, by path."""

    columns: dict[str, str] = {}
    spellings: dict[str, Words] = {}
    heads: dict[str, Words] = {}
    asks: dict[str, Words] = {}
    question_begins: Words = ()
    questions: dict[str, Words] = {}
    profiles: dict[Literal["public", "unclear", "asks"], Words] = {}
    person_heads: Words = ()
    counting: Words = ()
    needs: dict[Literal["groups", "areas", "assets", "tick", "note"], Words] = {}
    part_titles: Words = ()
    totals: Words = ()
    yes: Words = ()
    no: Words = ()
    consent: dict[Literal["refuses", "unless", "agrees", "besides"], Words] = {}
    relationships: dict[Relationship, Words] = {}
    statuses: dict[Status, Words] = {}
    types: dict[str, Words] = {}
    type_families: tuple[TypeFamily, ...] = ()
    type_nouns: Words = ()
    types_within: dict[str, Words] = {}
    roles: dict[Literal["parted_by", "of"], str] = {}
    joins: Words = ()
    however: Words = ()
    titles: Words = ()
    phone_labels: Words = ()
    labels: Words = ()
    nobody: Words = ()
    name_particles: Words = ()
    name_suffixes: Words = ()
    company_forms: Words = ()
    small_words: Words = ()
    home_country: Words = ()
    no_value: dict[NoValueKey, Words] = {}
    programs: tuple[Program, ...] = ()


@cache
def foreign_words() -> tuple[LanguageWords, ...]:
    """The words of each file that comes with the program, English first."""
    return words_in(foreign_tables_folder())


def words_in(folder: Path) -> tuple[LanguageWords, ...]:
    """The words of each file of a folder, English first. Raises RuntimeError where one is damaged."""
    files = sorted(folder.glob("*.yml"), key=lambda file: (file.stem != ENGLISH, file.stem))
    languages = tuple(map(_read, files))
    columns = languages[0].columns.keys()
    for file, words in zip(files, languages, strict=True):
        for by_path in (words.heads, words.asks, words.questions, *(program.heads for program in words.programs)):
            if unknown := by_path.keys() - columns:
                raise RuntimeError(f"the packaged file is damaged: {file.name}: no column is called {min(unknown)}")
    return languages


def _read(file: Path) -> LanguageWords:
    values = {**shipped_values(file)}
    parts = cast("dict[str, str]", values.pop("parts", {}))
    try:
        return LanguageWords.model_validate(_with_parts(values, parts))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise RuntimeError(f"the packaged file is damaged: {file.name}: {where}: {first['msg']}") from error


def _with_parts(value: object, parts: Mapping[str, str]) -> object:
    """A value with each name in braces replaced by the part that it stands for."""
    if isinstance(value, dict):
        return {key: _with_parts(inner, parts) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_parts(inner, parts) for inner in value]
    text = str(value)
    for name, part in parts.items() if "{" in text else ():
        text = text.replace(f"{{{name}}}", part)
    return text


@cache
def word_set(name: str) -> frozenset[str]:
    """A section of plain words, by its name, of all languages together and folded."""
    return frozenset(folded(text) for language in foreign_words() for text in getattr(language, name))


@cache
def words_by(name: str) -> Mapping[str, Words]:
    """A section of words by key, by its name, of all languages together, in the order of the English file."""
    joined: dict[str, Words] = {}
    for language in foreign_words():
        for key, texts in getattr(language, name).items():
            joined[key] = (*joined.get(key, ()), *texts)
    return joined


def any_of(patterns: Iterable[str]) -> str:
    """A pattern of folded texts that is any of these; where there is none, it fits nothing."""
    return f"(?:{without_accents('|'.join(patterns)) or '(?!)'})"


def without_accents(text: str) -> str:
    """A text, or a pattern, in plain letters."""
    if text.isascii():
        return text
    letters = unicodedata.normalize("NFKD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def folded(text: str) -> str:
    """A text without case, accents and runs of spaces."""
    return " ".join(without_accents(text.casefold()).split())

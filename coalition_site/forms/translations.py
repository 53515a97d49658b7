"""Texts in further languages: in which ones a record can be written, where their forms are, and what stands beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coalition_site.derive.words.dates import language_name
from coalition_site.forms.records import BODY, TRANSLATED, Record, RecordKind, documents, value_of
from coalition_site.forms.rendering import said
from coalition_site.model.coalition import PACKAGED_LANGUAGE, Coalition
from coalition_site.read.content import Content, read_wording
from coalition_site.read.values import Value
from coalition_site.resources import wording_folder


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A record in one language: where its form is, the language and its name, and whether it is written already."""

    address: str
    language: str
    name: str
    is_written: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Original:
    """What a translation says in the coalition's own language, by the fields of its form."""

    language: str
    texts: Mapping[str, str]


def in_languages(content: Content, coalition: Coalition | None, record: Record, spoken: str) -> Sequence[InLanguage]:
    """A record in its own language and in those it can be translated into; nothing where there is but one.

    `spoken` is the language that names of languages are said in. Of content with mistakes what is written is known.
    """
    if record.kind not in TRANSLATED or not record.id or value_of(content, record.original) is None:
        return ()
    written = _written(content, record)
    wanted = dict.fromkeys((*_wanted(coalition, record.kind), *written))
    if not wanted:
        return ()
    own = coalition.settings.language if coalition is not None else ""
    first = InLanguage(
        f"{record.kind}/{record.original.id}",
        own,
        language_name(own, spoken) if own else record.original.id,
        is_written=True,
        is_here=not record.language,
    )
    further = (
        InLanguage(
            f"{record.kind}/{record.original.id}.{each}",
            each,
            language_name(each, spoken),
            is_written=each in written,
            is_here=each == record.language,
        )
        for each in wanted
    )
    return (first, *further)


def may_be_written(content: Content, coalition: Coalition | None, record: Record) -> bool:
    """Whether a record is a translation that nobody has written yet, into a language that pages or letters are in."""
    is_there = value_of(content, record.original) or (record.kind is RecordKind.LETTER and _packaged(record))
    return bool(is_there) and record.language in _wanted(coalition, record.kind)


def original_of(content: Content, record: Record, own: str) -> Original | None:
    """What stands beside the form of a translation; None beside an original's."""
    if not record.language:
        return None
    value = value_of(content, record.original)
    if value is None and record.kind is RecordKind.LETTER:
        value, own = _packaged(record), PACKAGED_LANGUAGE
    if value is None:
        return None
    return Original(own, {key: said(each).strip() for key, each in value.items() if isinstance(each, str)})


def unwritten_letters(content: Content, coalition: Coalition | None) -> Sequence[str]:
    """The translations of wordings that nobody has written yet and the program does not bring, as addresses."""
    packaged = read_wording(wording_folder(), "letters").letters
    names = dict.fromkeys(name for name, _ in (*content.letters, *packaged))
    written = {*content.letters, *packaged}
    wanted = ((name, each) for name in names for each in _wanted(coalition, RecordKind.LETTER))
    return [f"{name}.{each}" for name, each in wanted if (name, each) not in written]


def _wanted(coalition: Coalition | None, kind: RecordKind) -> Sequence[str]:
    if coalition is None:
        return ()
    settings = coalition.settings
    seen = settings.offered() if kind is RecordKind.LETTER else (*settings.of_site(), settings.of_workbook())
    return [each for each in dict.fromkeys(seen) if each != settings.language]


def _written(content: Content, record: Record) -> Sequence[str]:
    """The languages that a record has a file in, but for its own."""
    if record.kind is RecordKind.LETTER:
        return [language for name, language in content.letters if name == record.original.id and language]
    folder = documents(content, record.original)[0].path.rpartition("/")[0].rpartition("/")[2]
    return [language for name, language in content.of_folder(folder)[1] if name == record.original.id]


def _packaged(record: Record) -> dict[str, Value] | None:
    """A packaged wording in the program's own language."""
    for (name, language), document in read_wording(wording_folder(), "letters").letters.items():
        if (name, language) == (record.original.id, "") and isinstance(document.value, dict):
            return {**document.value, BODY: document.body}
    return None

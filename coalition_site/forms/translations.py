"""Texts in further languages: in which ones a record can be written, where their forms are, and what stands beside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coalition_site.derive.advice.older_texts import ChangedPassage, changes_of
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import language_name
from coalition_site.forms.records import BODY, TRANSLATED, Record, RecordKind, documents, value_of
from coalition_site.forms.rendering import said
from coalition_site.model.coalition import PACKAGED_LANGUAGE, Coalition
from coalition_site.model.content_files import LETTERS
from coalition_site.read.content import Content
from coalition_site.read.content_folder import read_wording
from coalition_site.read.text_file import lines_of
from coalition_site.read.translation_states import text_digest
from coalition_site.read.values import Value
from coalition_site.resources import wording_folder
from coalition_site.validate.older_translations import older_translations


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A record in one language: where its form is, the language and its name, and whether it is written already.

    `is_older`: what it translates was changed after it.
    """

    address: str
    language: str
    name: str
    is_written: bool
    is_here: bool
    is_older: bool = False


@dataclass(frozen=True, slots=True)
class Original:
    """What a translation says in the coalition's own language, by the fields of its form.

    `changes` is what became of that since it was translated, by the same fields.
    """

    language: str
    texts: Mapping[str, str]
    changes: Mapping[str, Sequence[ChangedPassage]] = field(default_factory=dict)


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
    older = {(translation.kind, translation.name, translation.language) for translation in older_translations(content)}
    further = (
        InLanguage(
            f"{record.kind}/{record.original.id}.{each}",
            each,
            language_name(each, spoken),
            is_written=each in written,
            is_here=each == record.language,
            is_older=(record.file_kind, record.original.id, each) in older,
        )
        for each in wanted
    )
    return (first, *further)


def may_be_written(content: Content, coalition: Coalition | None, record: Record) -> bool:
    """Whether a record is a translation that nobody has written yet, into a language that pages or letters are in."""
    is_there = value_of(content, record.original) or (record.kind is RecordKind.LETTER and _packaged(record))
    return bool(is_there) and record.language in _wanted(coalition, record.kind)


def original_of(content: Content, record: Record, own: str, words: Catalogue) -> Original | None:
    """What stands beside the form of a translation; None beside an original's. `words` say what was changed."""
    if not record.language:
        return None
    value = value_of(content, record.original)
    if value is None and record.kind is RecordKind.LETTER:
        value, own = _packaged(record), PACKAGED_LANGUAGE
    if value is None:
        return None
    texts = {key: said(each).strip() for key, each in value.items() if isinstance(each, str)}
    return Original(own, texts, _changes(content, record, words))


def _changes(content: Content, record: Record, words: Catalogue) -> Mapping[str, Sequence[ChangedPassage]]:
    """What became of the original of a translation since it was written, by the fields of its form."""
    paths = {document.path for document in documents(content, record)}
    found: dict[str, list[ChangedPassage]] = {}
    for older in older_translations(content):
        if older.path in paths:
            for change in changes_of(older, words):
                found.setdefault(change.key or BODY, []).append(change)
    return found


def still_right(content: Content, path: str, data: bytes) -> bytes:
    """The bytes of a translation with other line ends at its end: the same text, in a file that nothing is known of.

    A translation counts as older until its file is another one. An empty line at its end is such a change, which git
    keeps for all and readers do not see. `content` knows which states of the file stood beside which original.
    """
    line_end = b"\r\n" if b"\r\n" in data else b"\n"
    text = data.rstrip(b"\r\n")
    known = {text_digest(lines_of(data, path)[0] or ())}
    known |= {earlier.translation for earlier in content.earlier_originals.get(path, ())}
    number = (len(data) - len(text)) // len(line_end) + 1
    while text_digest(lines_of(text + line_end * number, path)[0] or ()) in known:
        number = number % (len(known) + 1) + 1
    return text + line_end * number


def unwritten_letters(content: Content, coalition: Coalition | None) -> Sequence[str]:
    """The translations of wordings that nobody has written yet and the program does not bring, as addresses."""
    packaged = read_wording(wording_folder(), "letters").in_languages(LETTERS)
    names = dict.fromkeys(name for name, _ in (*content.in_languages(LETTERS), *packaged))
    written = {*content.in_languages(LETTERS), *packaged}
    wanted = ((name, each) for name in names for each in _wanted(coalition, RecordKind.LETTER))
    return [f"{name}.{each}" for name, each in wanted if (name, each) not in written]


def _wanted(coalition: Coalition | None, kind: RecordKind) -> Sequence[str]:
    if coalition is None:
        return ()
    settings = coalition.settings
    seen = settings.offered() if kind is RecordKind.LETTER else (*settings.of_site(), settings.of_workbook())
    return [fromkey for fromkey in dict.fromkeys(seen) if fromkey != settings.language]


def _written(content: Content, record: Record) -> Sequence[str]:
    """The languages that a record has a file in, but for its own."""
    return [language for name, language in content.translations(record.file_kind) if name == record.original.id]


def _packaged(record: Record) -> dict[str, Value] | None:
    """A packaged wording in the program's own language."""
    for (name, language), document in read_wording(wording_folder(), "letters").in_languages(LETTERS).items():
        if (name, language) == (record.original.id, "") and isinstance(document.value, dict):
            return {**document.value, BODY: document.body}
    return None

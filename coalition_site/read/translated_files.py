"""Translated files: each translation of the content beside its original."""

from collections.abc import Iterator
from dataclasses import dataclass

from coalition_site.model.content_files import COALITION, CONTENT, KINDS, LETTERS, FileKind
from coalition_site.read.content import Content
from coalition_site.read.passages import passages_of
from coalition_site.read.translation_states import SeenTogether, text_digest
from coalition_site.read.values import Document


@dataclass(frozen=True, slots=True)
class TranslatedFile:
    """A translation and what it translates; `kind` and `name` are those of both, such as pages and about."""

    kind: FileKind
    name: str
    language: str
    translation: Document
    original: Document

    @property
    def path(self) -> str:
        """The path of the translation, as problems show it."""
        return self.translation.path

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of front matter whose values are translated."""
        return self.kind.translated or ()


def seen_now(file: TranslatedFile) -> SeenTogether:
    """What is to be kept of a translation and its original as they are now."""
    passages = passages_of(file.original, file.keys)
    translation, original = (text_digest(each.lines) for each in (file.translation, file.original))
    return SeenTogether(translation, original, tuple(passage.digest for passage in passages))


def translated_files(content: Content) -> Iterator[TranslatedFile]:
    """Every translation whose original is there, in another language than the coalition's own."""
    settings = content.file(COALITION)
    written = settings.value_at(("language",)) if settings is not None else None
    own = written.lower() if isinstance(written, str) else ""
    for kind in KINDS:
        for (name, language), document in content.translations(kind).items():
            original = _original(content, kind, name, own, document)
            if original is not None and language != own:
                yield TranslatedFile(kind, name, language, document, original)


def _original(content: Content, kind: FileKind, name: str, own: str, translation: Document) -> Document | None:
    """What a file translates: of a letter the wording in the coalition's own language, of others the file beside it."""
    if kind is LETTERS:
        return content.file(kind, name) or content.in_languages(kind).get((name, own))
    beside = kind.path(name, folder=content.team_folder if content.is_in_team_folder(translation.path) else CONTENT)
    return content.documents.get(beside)

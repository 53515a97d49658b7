"""Translated files: each translation of the content beside its original."""

from collections.abc import Iterator
from dataclasses import dataclass

from coalition_site.read.content import AREAS, COALITION, MEETINGS, Content
from coalition_site.read.passages import passages_of
from coalition_site.read.translation_states import SeenTogether, text_digest
from coalition_site.read.values import Document

LETTERS, PAGES, PARTNERS = "letters", "pages", "partners"
_KEYS = {PAGES: ("title", "description"), LETTERS: ("title", "subject", "salutation", "closing")}
"""What of front matter a translation says in its own language; the others translate the body alone."""


@dataclass(frozen=True, slots=True)
class TranslatedFile:
    """A translation and what it translates; `folder` and `name` are those of both, such as pages and about."""

    folder: str
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
        return _KEYS.get(self.folder, ())


def seen_now(file: TranslatedFile) -> SeenTogether:
    """What is to be kept of a translation and its original as they are now."""
    passages = passages_of(file.original, file.keys)
    translation, original = (text_digest(each.lines) for each in (file.translation, file.original))
    return SeenTogether(translation, original, tuple(each.digest for each in passages))


def translated_files(content: Content) -> Iterator[TranslatedFile]:
    """Every translation whose original is there, in another language than the coalition's own."""
    settings = content.yaml.get(COALITION)
    written = settings.value_at(("language",)) if settings is not None else None
    own = written.lower() if isinstance(written, str) else ""
    apart = {PARTNERS: content.team_partners, MEETINGS: content.team_meetings}
    for folder in (PARTNERS, PAGES, AREAS, MEETINGS):
        documents, translations = content.of_folder(folder)
        for (name, language), document in translations.items():
            beside = f"{document.path.rpartition('/')[0]}/{name}.md"
            originals = (documents.get(name), apart.get(folder, {}).get(name))
            original = next((each for each in originals if each is not None and each.path == beside), None)
            if original is not None and language != own:
                yield TranslatedFile(folder, name, language, document, original)
    for (name, language), document in content.letters.items():
        original = content.letters.get((name, "")) or content.letters.get((name, own))
        if language not in {"", own} and original is not None:
            yield TranslatedFile(LETTERS, name, language, document, original)

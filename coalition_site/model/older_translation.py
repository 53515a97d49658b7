"""Older translations: texts in a further language whose original was changed after them."""

from dataclasses import dataclass

from coalition_site.model.content_files import FileKind


@dataclass(frozen=True, slots=True)
class OriginalPassage:
    """A passage of an original, and under which key of its front matter it stands; empty for its body."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class OlderTranslation:
    """A translation that may still say what its original says no more, or lack what is new there.

    `path` and `original` are the two files as problems show them; `kind` and `name` are those of the record, such as
    partners and elm-library. `removed` are passages that the original no longer has, `added` those that are new in it,
    in the original's language. Of `unshown` passages it is only known that they are gone, and that they stood behind
    the passage `behind`, or at the beginning where that is None. `line` is the nearest one of the translation.
    """

    path: str
    original: str
    kind: FileKind
    name: str
    language: str
    line: int
    removed: tuple[OriginalPassage, ...] = ()
    added: tuple[OriginalPassage, ...] = ()
    unshown: int = 0
    behind: OriginalPassage | None = None

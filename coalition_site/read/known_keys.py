"""Known keys of each content file, so that `Name:` is read as `name:` where that is meant, and nowhere else."""

from collections.abc import Iterator
from functools import lru_cache

from coalition_site.model.area import AreaFrontMatter
from coalition_site.model.import_memory import ImportMemory
from coalition_site.model.invite import Invite
from coalition_site.model.keys import Keys, keys_of, list_of
from coalition_site.model.meeting import MeetingFrontMatter
from coalition_site.model.needs import Needs
from coalition_site.model.page import PageFrontMatter
from coalition_site.model.partner import PartnerFrontMatter
from coalition_site.model.settings import Settings
from coalition_site.model.vocabulary_changes import VocabularyChanges
from coalition_site.model.wording import WordingFrontMatter

_FILES = {
    "coalition.yml": keys_of(Settings),
    "needs.yml": keys_of(Needs),
    "invites.yml": list_of(Invite),
    "vocabulary.yml": keys_of(VocabularyChanges),
    "imports.yml": keys_of(ImportMemory),
}
_FOLDERS = {
    "partners": keys_of(PartnerFrontMatter),
    "letters": keys_of(WordingFrontMatter),
    "pages": keys_of(PageFrontMatter),
    "meetings": keys_of(MeetingFrontMatter),
    "areas": keys_of(AreaFrontMatter),
}


def keys_of_file(path: str) -> Keys | None:
    """The keys of a content file by its path, in `content/` or in the team's own folder; None for any other file."""
    above, _, name = path.rpartition("/")
    return _FOLDERS.get(above.rpartition("/")[2]) if name.endswith(".md") else _FILES.get(name)


@lru_cache(maxsize=256)
def key_names(path: str) -> frozenset[str]:
    """All keys that the content format has anywhere in a file, without those within them being told apart."""
    keys = keys_of_file(path)
    return frozenset(_names(keys)) if keys is not None else frozenset()


def _names(keys: Keys) -> Iterator[str]:
    for name, inner in (keys.fields or {}).items():
        yield name
        if inner is not None:
            yield from _names(inner)
    if keys.each is not None:
        yield from _names(keys.each)

"""The cache of one output folder, as one thing that is handed on: store, index, and the keys of this run."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coalition_site.derive.words.catalogue import NO_OWN_WORDS
from coalition_site.publish.cache.digests import Digests, Unknown
from coalition_site.publish.cache.index import Index
from coalition_site.publish.cache.key import folder_key, key_of
from coalition_site.publish.cache.sources import PROGRAM
from coalition_site.publish.cache.store import Store
from coalition_site.render.environment import language_of
from coalition_site.render.rendering import Rendering
from coalition_site.resources import CACHE_FOLDER, catalogues_folder, templates_folder

CACHE = CACHE_FOLDER
"""The cache's folder, below the output folder."""


class RenderingKeys:
    """Keys of renderings in one run. `templates` is a coalition's own folder, which need not exist.

    `words` are its own wordings of the interface, by language.
    """

    def __init__(self, templates: Path, language: str, words: Mapping[str, bytes] = NO_OWN_WORDS) -> None:
        self._digests = Digests()
        folders = (folder_key(each) for each in (templates, templates_folder(), catalogues_folder()))
        own = (part for each, data in sorted(words.items()) for part in (each, data))
        self._shared = key_of(PROGRAM.key(), *folders, language, *own)

    def key(self, content: str | Rendering, *others: str) -> str:
        """The key of a text or a rendering, and of other texts that go with it; empty for what has no digest."""
        if isinstance(content, str):
            return key_of(content, *others)
        try:
            values = self._digests.of(content.values)
        except Unknown:
            return ""
        return key_of(self._shared, language_of(content.environment), content.template, values, *others)


@dataclass(frozen=True, slots=True)
class Cache:
    """What earlier builds left, and the keys of what this one renders."""

    store: Store
    index: Index
    keys: RenderingKeys


def open_cache(output: Path, templates: Path, language: str, words: Mapping[str, bytes] = NO_OWN_WORDS) -> Cache:
    """The cache of an output folder, for renderings in a language with a coalition's own templates and words."""
    store = Store(output / CACHE / "store")
    return Cache(store, Index(output, store), RenderingKeys(templates, language, words))

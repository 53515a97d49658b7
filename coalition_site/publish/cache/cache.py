"""The cache of one output folder, as one thing that is handed on: store, index, and the keys of this run."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coalition_site.derive.words.catalogue import NO_OWN_WORDS
from coalition_site.publish.cache.index import Index
from coalition_site.publish.cache.rendering_keys import RenderingKeys
from coalition_site.publish.cache.store import Store
from coalition_site.resources import CACHE_FOLDER

CACHE = CACHE_FOLDER
"""The cache's folder, below the output folder."""


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

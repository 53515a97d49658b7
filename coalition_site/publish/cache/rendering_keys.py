"""Cache keys of pages and documents: equal keys mean equal texts, without rendering them."""

from pathlib import Path

from coalition_site.publish.cache.digests import Digests, Unknown
from coalition_site.publish.cache.key import folder_key, key_of
from coalition_site.publish.cache.sources import PROGRAM
from coalition_site.render.rendering import Rendering
from coalition_site.resources import templates_folder


class RenderingKeys:
    """Keys of renderings in one run. `templates` is a coalition's own folder, which need not exist."""

    def __init__(self, templates: Path, language: str) -> None:
        self._digests = Digests()
        self._shared = key_of(PROGRAM.key(), folder_key(templates), folder_key(templates_folder()), language)

    def key(self, content: str | Rendering, *others: str) -> str:
        """The key of a text or a rendering, and of other texts that go with it; empty for what has no digest."""
        if isinstance(content, str):
            return key_of(content, *others)
        try:
            values = self._digests.of(content.values)
        except Unknown:
            return ""
        return key_of(self._shared, content.template, values, *others)

"""Keys of what is rendered: equal keys mean equal texts, without rendering them."""

import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from coalition_site.publish.cache.digests import Digests
from coalition_site.publish.cache.key import key_of
from coalition_site.render.rendering import Rendering
from coalition_site.resources import templates_folder

_PACKAGES = ("babel", "jinja2", "markdown-it-py", "markupsafe", "nh3", "pillow")


class MadeFrom:
    """Keys of renderings in one run. `templates` is a coalition's own folder, which need not exist."""

    def __init__(self, templates: Path, language: str) -> None:
        self._digests = Digests()
        self._shared = key_of(program(), _files_of(templates), _files_of(templates_folder()), language)

    def key(self, content: str | Rendering) -> str:
        """The key of a text, or of a rendering but for what it reads of its view.

        Raises Unknown for a value that has no digest.
        """
        if isinstance(content, str):
            return key_of(content)
        return key_of(self._shared, content.template, self._digests.of(content.values))

    def part(self, content: str | Rendering, name: str) -> str:
        """The key of one part of the view of a rendering. Raises Unknown for a value that has no digest."""
        view = content.view if isinstance(content, Rendering) else None
        return self._digests.of_part(view, name).hex()


def _files_of(folder: Path) -> str:
    if not folder.is_dir():
        return ""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return key_of(*(part for file in files for part in (file.relative_to(folder).as_posix(), file.read_bytes())))


@cache
def program() -> str:
    """Key of all our own sources, and of what else texts are made with."""
    sources = sorted(Path(__file__).parents[2].rglob("*.py"))
    return key_of(sys.version, *map(version, _PACKAGES), *(file.read_bytes() for file in sources))

"""Compiled templates, kept from build to build: compiling them all takes a quarter of a second."""

from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.store import KeptFiles
from coalition_site.render import environment

_MOST_KEPT = 500


class KeptTemplates(BytecodeCache):
    """A folder for the template engine to keep what it compiled. What is damaged there is compiled again.

    Most builds need few of the templates, so none is removed for not being asked for; when versions of templates have
    piled up, all are.
    """

    def __init__(self, folder: Path) -> None:
        self._kept = KeptFiles(folder)
        if self._kept.count() > _MOST_KEPT:
            self._kept.prune()
        self._program = key_of(jinja2.__version__, Path(environment.__file__).read_bytes())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a template's bucket, if it was compiled before; the engine compares its text once more."""
        found = self._kept.find(self._key(bucket))
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template that was compiled."""
        self._kept.store(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return key_of("template", self._program, bucket.key, bucket.checksum)

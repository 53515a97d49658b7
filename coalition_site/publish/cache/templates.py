"""Compiled templates in the cache: compiling them all takes a quarter of a second."""

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from coalition_site.publish.cache.key import key_of
from coalition_site.publish.cache.sources import PROGRAM
from coalition_site.publish.cache.store import Store

_MOST = 500


class CompiledTemplates(BytecodeCache):
    """A store for the template engine. What is damaged there is compiled again.

    Most builds need few of the templates, so none is removed for not being asked for; when versions of templates have
    piled up, all are.
    """

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)
        if self._store.count() > _MOST:
            self._store.prune()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a template's bucket, if it was compiled before; the engine compares its text once more."""
        found = self._store.find(_key(bucket))
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Stores a template that was compiled."""
        self._store.store(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    return key_of("template", PROGRAM.key(), bucket.key, bucket.checksum)

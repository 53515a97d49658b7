"""New ids (slugs): file names that people can read, made of names in any script."""

import re
from collections.abc import Collection
from itertools import chain, count

from coalition_site.model.content_files import MAXIMUM_NAME, is_name

_ROOM_FOR_NUMBER = 6
# Arrows, dingbats and emoji, whose names (`:balloon:`) nobody would say as part of a name.
_PICTURES = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")
_WORD_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def new_id(name: str, taken: Collection[str], kind: str) -> str:
    """An id that nothing in `taken` has; a second one of the same name gets a number.

    Letters of other scripts are written as they sound: Анна gives `anna`, 王小明 `wang-xiao-ming`. `kind` stands before
    what is no name by itself, such as `index`, and alone where no letter is left.
    """
    wanted = plain_id(name)
    if not is_name(wanted):
        wanted = f"{kind}-{wanted}".strip("-")[:MAXIMUM_NAME].strip("-")
    short = wanted[: MAXIMUM_NAME - _ROOM_FOR_NUMBER].strip("-")
    return next(each for each in chain((wanted,), (f"{short}-{turn}" for turn in count(2))) if each not in taken)


def plain_id(name: str) -> str:
    """A name in small letters a to z, digits and hyphens, at most 64; it may be empty, or a word that is no id."""
    from anyascii import anyascii  # its tables are needed only where something is new

    written = anyascii(_PICTURES.sub(" ", name))
    if name.lower() == name.upper():
        # A script without capital letters, whose syllables come back with one each.
        written = _WORD_BEGINS.sub("-", written)
    return re.sub(r"[^a-z0-9]+", "-", written.lower().replace("'", "")).strip("-")[:MAXIMUM_NAME].strip("-")

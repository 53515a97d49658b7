"""Words for no value: what people write into a cell so that it is not empty, in every language that the program ships.

One list holds for all columns, for fields of forms and for our own workbook. Only a whole cell counts: `Not listed`
says nothing, `Not listed since they moved` and `None of the Above Theater` say something.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from coalition_site.importers.understand.foreign_words import NoValueKey, Words, any_of, folded, foreign_words

_LONGEST = 80
_SIGNS_ALONE = re.compile(
    r"[-.?/_~\s\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{HORIZONTAL ELLIPSIS}"
    r"\N{INVERTED QUESTION MARK}\N{FULLWIDTH QUESTION MARK}\N{IDEOGRAPHIC FULL STOP}]+"
)
_AROUND = re.compile(r"^[^\w#]+|[^\w#]+$")
_IN_NONE = re.compile(r"[0-9@]")
_OPEN_TICK = "x?"
_SENTENCE: tuple[NoValueKey, ...] = ("about", "none", "no", "given", "where")


@lru_cache(maxsize=1 << 15)
def is_no_value(text: str) -> bool:
    """Whether a cell says in words or signs that it has no value; an empty one says nothing of it."""
    if not text or len(text) > _LONGEST or _IN_NONE.search(text):
        return False
    if _SIGNS_ALONE.fullmatch(text):
        return True
    bare = _bare(text)
    if bare in _listed("cells") or text.casefold() == _OPEN_TICK:
        return bool(bare)
    # In plain letters, one of these words is in each sentence: every cell of a table is asked, and most end here.
    if bare.isascii() and _listed("denials").isdisjoint(bare.split()):
        return False
    return _sentences().fullmatch(bare) is not None


def names_nobody(text: str) -> bool:
    """Whether a cell that is to name somebody has no value; `Na` and `Nada` are names there."""
    return is_no_value(text) and _bare(text) not in _listed("names")


def _bare(text: str) -> str:
    return _AROUND.sub("", folded(text))


@cache
def _listed(key: NoValueKey) -> frozenset[str]:
    return frozenset(_bare(text) for language in foreign_words() for text in language.no_value.get(key, ()))


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile("|".join(_pattern(language.no_value) for language in foreign_words()))


def _pattern(parts: Mapping[NoValueKey, Words]) -> str:
    """The sentences of a language: `address not listed on their website`, `no address given`."""
    about, none, no, given, where = (any_of(parts.get(key, ())) for key in _SENTENCE)
    return (
        f"(?:{where} ?)?(?:{about} ?)?(?:{where} ?)?{none}(?: ?{where})?"
        f"|(?:{where} ?)?{no} ?{about}(?: ?{given})?(?: ?{where})?"
    )

"""Words for no value: what people write into a cell so that it is not empty, in every language that the program ships.

One list holds for all columns, for fields of forms and for our own workbook (vocabulary/import_words.yml). Only a whole
cell counts: `Not listed` says nothing, `Not listed since they moved` and `None of the Above Theater` say something.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from coalition_site.importers.understand.import_words import Parts, no_value_words

# In plain letters, one of these words is in each sentence: every cell of a table is asked, and most end here.
_DENIALS = frozenset(
    {
        *("no", "not", "none", "nothing", "unavailable", "unlisted", "undisclosed", "unknown"),
        *("sin", "non", "pas", "aucun", "aucune", "sans", "indisponible", "indisponibles"),
        *("pa", "poko", "okenn", "khong", "chua"),
    }
)
_LONGEST = 80
_SIGNS_ALONE = re.compile(
    r"[-.?/_~\s\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{HORIZONTAL ELLIPSIS}"
    r"\N{INVERTED QUESTION MARK}\N{FULLWIDTH QUESTION MARK}\N{IDEOGRAPHIC FULL STOP}]+"
)
_AROUND = re.compile(r"^[^\w#]+|[^\w#]+$")
_IN_NONE = re.compile(r"[0-9@]")
_OPEN_TICK = "x?"


@dataclass(frozen=True, slots=True)
class _Words:
    """The list: whole cells, those of them that are names too, and the pattern of all sentences."""

    cells: frozenset[str]
    names: frozenset[str]
    sentences: re.Pattern[str]


@lru_cache(maxsize=1 << 15)
def is_no_value(text: str) -> bool:
    """Whether a cell says in words or signs that it has no value; an empty one says nothing of it."""
    if not text or len(text) > _LONGEST or _IN_NONE.search(text):
        return False
    if _SIGNS_ALONE.fullmatch(text):
        return True
    bare = _bare(text)
    if bare in _words().cells or text.casefold() == _OPEN_TICK:
        return bool(bare)
    if bare.isascii() and _DENIALS.isdisjoint(bare.split()):
        return False
    return _words().sentences.fullmatch(bare) is not None


def names_nobody(text: str) -> bool:
    """Whether a cell that is to name somebody has no value; `Na` and `Nada` are names there."""
    return is_no_value(text) and _bare(text) not in _words().names


def _bare(text: str) -> str:
    return _AROUND.sub("", _folded(text))


def _folded(text: str) -> str:
    """A text, or a pattern of plain letters, without case, accents and runs of spaces."""
    plain = text.casefold()
    if not plain.isascii():
        plain = plain.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return " ".join(plain.split())


@cache
def _words() -> _Words:
    languages = no_value_words().values()
    cells, names = (
        frozenset(_bare(text) for words in languages for text in words.get(key, [])) for key in ("cells", "names")
    )
    sentences = (_pattern(cast("Parts", words["sentence"])) for words in languages)
    return _Words(cells, names, re.compile("|".join(map(_folded, sentences))))


def _pattern(parts: Parts) -> str:
    """The sentences of a language: `address not listed on their website`, `no address given`."""
    about, none, no, given, where = (
        f"(?:{'|'.join(parts.get(key, []))})" for key in ("about", "none", "no", "given", "where")
    )
    return "|".join(
        (
            f"(?:{where} ?)?(?:{about} ?)?(?:{where} ?)?{none}(?: ?{where})?",
            f"(?:{where} ?)?{no} ?{about}(?: ?{given})?(?: ?{where})?",
        )
    )

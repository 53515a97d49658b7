"""Passages: the sentences of a text, list items and headings, as an original is held against what it was.

What a passage is compared by are its words, numbers and signs of money: marks of Markdown, punctuation, spaces, line
ends and capital letters are no change that a translation would have to follow.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

from coalition_site.read.values import Document

_BEGINS_A_BLOCK = re.compile(r"^\s*(?:[-*+]\s+|\d{1,9}[.)]\s+|#{1,6}\s+|[>|]\s*)")
"""The marks of list items, headings, quotations and rows of tables; a list's own numbers are none of its words."""
_ENDS_A_SENTENCE = re.compile(
    r"""[.!?…؟۔।]+["'”’»)\]*_]*\s+|[。！？]+["'”’»）」』*_]*\s*"""  # noqa: RUF001  signs of other scripts are meant
)
# "St. Mary's" and "J. Park" are one sentence each; so is what goes on with a small letter or a digit.
_ABBREVIATED = re.compile(r"(?:^|\W)(?:[A-Z]|St|Dr|Dra|Mr|Mrs|Ms|Sr|Sra|Jr|No|Av|Ave|Blvd|Rd)$")
_KEPT_OF_SIGNS = "%"
# The same for a text without other letters, in a tenth of the time.
_PLAIN_WORDS = re.compile(r"[a-z0-9$%]+")
_DIGEST = 16
"""Hexadecimal digits of a digest: no two passages of one text are taken for each other."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its text in one line, and where it stands: in which paragraph, or under which key of front matter.

    Paragraphs, list items and headings are counted from 0 in the body; for a passage under a `key` that is -1.
    """

    text: str
    block: int
    key: str = ""

    @property
    def words(self) -> str:
        """What it is compared by."""
        text = self.text.casefold()
        if text.isascii():
            return " ".join(_PLAIN_WORDS.findall(text))
        return " ".join("".join(sign if _counts(sign) else " " for sign in text).split())

    @property
    def digest(self) -> str:
        """A hash of what it is compared by, from which nobody can read it."""
        return sha256(self.words.encode()).hexdigest()[:_DIGEST]


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a text, by the numbers of its passages from 0: those that are gone, and those that are new."""

    removed: tuple[int, ...]
    added: tuple[int, ...]


def passages_of(document: Document, keys: Sequence[str] = ()) -> tuple[Passage, ...]:
    """The passages of a Markdown file: of the values under some keys of its front matter, and of its body."""
    front = document.value if isinstance(document.value, dict) else {}
    values = ((key, value) for key in keys if isinstance(value := front.get(key), str))
    named = [Passage(sentence, -1, key) for key, value in values for sentence in _sentences(value)]
    return (*(each for each in named if each.words), *passages_of_text(document.body))


def passages_of_text(text: str) -> tuple[Passage, ...]:
    """The passages of a text in Markdown, in their order; lines without words are none."""
    blocks = [_BEGINS_A_BLOCK.sub("", block, count=1) for block, _ in blocks_of(text)]
    found = (Passage(sentence, number) for number, block in enumerate(blocks) for sentence in _sentences(block))
    return tuple(each for each in found if each.words)


def blocks_of(text: str) -> Iterator[tuple[str, int]]:
    """Paragraphs, list items, headings and rows of tables, each in one line, and on which line of the text it begins.

    Lines are counted from 1.
    """
    block: list[str] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if block and (not line.strip() or _BEGINS_A_BLOCK.match(line)):
            yield " ".join(block), first
            block = []
        if line.strip():
            first = first if block else number
            block.append(line.strip())


def compared(before: Sequence[str], now: Sequence[str]) -> Changed | None:
    """What became of a text, from what its passages are compared by: `words` or digests.

    None where nothing is gone and nothing is new, whatever the order.
    """
    gone, new = Counter(before) - Counter(now), Counter(now) - Counter(before)
    if not gone and not new:
        return None
    removed: list[int] = []
    added: list[int] = []
    for kind, first, last, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += [number for number in range(first, last) if _taken(gone, before[number])]
            added += [number for number in range(start, end) if _taken(new, now[number])]
    return Changed(tuple(removed), tuple(added))


def _taken(counted: Counter[str], words: str) -> bool:
    """Whether such a passage is still to be counted; then it is counted."""
    counted[words] -= 1
    return counted[words] >= 0


def _sentences(block: str) -> Iterator[str]:
    begin = 0
    for end in _ENDS_A_SENTENCE.finditer(block):
        goes_on = block[end.end() : end.end() + 1]
        is_abbreviated = end[0].startswith(".") and _ABBREVIATED.search(block[begin : end.start()])
        if is_abbreviated or goes_on.islower() or goes_on.isdigit():
            continue
        yield block[begin : end.end()].strip()
        begin = end.end()
    if rest := block[begin:].strip():
        yield rest


def _counts(sign: str) -> bool:
    """Whether a sign is one of a word or a number, or says how much of what."""
    return sign.isalnum() or sign in _KEPT_OF_SIGNS or unicodedata.category(sign) in {"Mn", "Mc", "Sc", "So"}

"""Public letters: what the content says in public, as it is compared, for the search of what a build made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coalition_site.model.coalition import Coalition
from coalition_site.model.comparable import BREAK, comparable, comparable_blocks, comparable_bytes
from coalition_site.model.vocabulary import ListName
from coalition_site.validate.declared_texts import DeclaredText, public_texts
from coalition_site.validate.private_in_public import letters_said, of_content
from coalition_site.validate.private_values import PrivateValue
from coalition_site.validate.value_patterns import as_shown, blocks_of_markdown

_PARTED = BREAK.encode()
# Letters beside a value by which its passage is known again, and how few are enough.
_BESIDE, _FEWEST_BESIDE = 20, 8
_SHORTEST_BLOCK, _LONGEST_BLOCK = 12, 40


@dataclass(frozen=True, slots=True)
class PublicLetters:
    """All that the content says in public; and of acknowledged values, the passages with which files may show them.

    A passage is a value with what stands before or behind it in the file where it was acknowledged; of a value that
    stands alone there, another piece of that text.
    """

    all: bytes
    acknowledged: Mapping[bytes, Sequence[bytes]]


def public_letters(coalition: Coalition, values: Sequence[PrivateValue], today: date) -> PublicLetters:
    """What is public on a day, and the passages of those values that were acknowledged in files of the content."""
    texts = public_texts(coalition, today)
    passages = {value.letters: _passages_of(value, texts) for value in values if value.acknowledged}
    letters = (letters_said(text.text) for text in texts)
    return PublicLetters(_PARTED.join((*letters, *_words(coalition))), passages)


def _words(coalition: Coalition) -> Iterator[bytes]:
    """What the coalition calls the worksheet's options, and its own words of the interface."""
    for name in ListName:
        yield from (comparable(text) for option in coalition.vocabulary.list_of(name) for text in option.label.texts())
    yield comparable(coalition.texts.changes.model_dump_json())
    yield from map(comparable_bytes, coalition.words.values())


def _passages_of(value: PrivateValue, texts: Sequence[DeclaredText]) -> list[bytes]:
    files = set(map(of_content, value.acknowledged))
    own = [text for text in texts if text.file in files]
    return [passage for text in own for passage in _passages(value.letters, text, own)]


def _passages(letters: bytes, text: DeclaredText, own: Sequence[DeclaredText]) -> Iterator[bytes]:
    shown = comparable_blocks(blocks_of_markdown(as_shown(text.text)))
    begin = shown.find(letters)
    while begin >= 0:
        end = begin + len(letters)
        before = shown[max(shown.rfind(_PARTED, 0, begin) + 1, begin - _BESIDE) : begin]
        behind = shown[end : end + _BESIDE].split(_PARTED)[0]
        beside = [*([before + letters] if len(before) >= _FEWEST_BESIDE else [])]
        beside += [letters + behind] if len(behind) >= _FEWEST_BESIDE else []
        yield from beside or _others(letters, text, own)
        begin = shown.find(letters, end)


def _others(letters: bytes, text: DeclaredText, own: Sequence[DeclaredText]) -> Iterator[bytes]:
    """The longest other block of a text, or of the texts in the same file; without any, the value itself."""
    for nearby in ([text], own):
        blocks = [
            block
            for each in nearby
            if each.file == text.file
            for block in comparable_blocks(blocks_of_markdown(as_shown(each.text))).split(_PARTED)
            if letters not in block and len(block) >= _SHORTEST_BLOCK
        ]
        if blocks:
            yield max(blocks, key=len)[:_LONGEST_BLOCK]
            return
    yield letters

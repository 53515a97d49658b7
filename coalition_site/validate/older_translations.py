"""Translations that are older than their changed originals: which passages of an original were changed since.

What is compared is the original as it was when its translation was last changed (`read/earlier_originals.py`) with the
original of today. A translation that is not as it was then is as new as today's original.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from coalition_site.fixes import TextFix, Way
from coalition_site.model.older_translation import OlderTranslation, OriginalPassage
from coalition_site.problems import Position, Problem
from coalition_site.read.content import Content, document_of
from coalition_site.read.front_matter import FrontMatter, split_front_matter
from coalition_site.read.passages import Passage, blocks_of, compared, passages_of, passages_of_text
from coalition_site.read.translated_files import TranslatedFile, translated_files
from coalition_site.read.translation_states import EarlierOriginal, SeenTogether, text_digest

_LONGEST, _BEFORE_A_DIFFERENCE = 130, 30
"""Characters of a passage in a problem, and how many of what is the same are left before what is not."""


def older_translations(content: Content) -> tuple[OlderTranslation, ...]:
    """The translations of the content whose originals were changed after them, as far as anything is known."""
    earlier = content.earlier_originals
    files = translated_files(content) if earlier else ()
    return tuple(older for file in files if (older := _older(file, earlier.get(file.path, ()))) is not None)


def older_problems(older: Sequence[OlderTranslation], content: Content) -> Iterator[Problem]:
    """One warning for each, at its translation."""
    for each in older:
        name = each.original.rpartition("/")[2]
        message = f"{name} was changed after this translation: {'; '.join(_said(each))}"
        hint = "say here what it says now; if nothing is to change here, add an empty line at the end of this file"
        lines = content.lines.get(each.path, ("",))
        way = Way((TextFix(len(lines), len(lines[-1]) + 1, "", "\n"),))
        yield Problem(Position(each.path, each.line), "translation-older", message, hint, way)


def _older(file: TranslatedFile, earlier: Sequence[EarlierOriginal]) -> OlderTranslation | None:
    """What the first that knows the translation as it is says of it; None where the original is as it was then.

    None too where nothing knows the translation as it is.
    """
    now = text_digest(file.translation.lines)
    known = next((each for each in earlier if each.translation == now), None)
    if known is None or known.lines == file.original.lines:
        return None
    if known.seen is not None:
        return _from_digests(file, known.seen)
    return _from_text(file, known.lines) if known.lines is not None else None


def _from_text(file: TranslatedFile, lines: tuple[str, ...]) -> OlderTranslation | None:
    """The passages that became others, held against the original's lines as they were."""
    parts = split_front_matter(lines, file.original.path)
    if not isinstance(parts, FrontMatter):
        return None
    if file.keys:
        document = document_of(Content(), lines, file.original.path)
        before = passages_of(document, file.keys) if document is not None else ()
    elif parts.body == file.original.body:
        return None
    else:
        before = passages_of_text(parts.body)
    now = passages_of(file.original, file.keys)
    changed = compared([each.words for each in before], [each.words for each in now])
    if not before or changed is None:
        return None
    removed, added = [before[number] for number in changed.removed], [now[number] for number in changed.added]
    place, body = (removed[0], parts.body) if removed else (added[0], file.original.body)
    return OlderTranslation(
        file.path,
        file.original.path,
        file.kind,
        file.name,
        file.language,
        _line(file, place, body),
        removed=_joined(removed),
        added=_joined(added),
    )


def _from_digests(file: TranslatedFile, seen: SeenTogether) -> OlderTranslation | None:
    """The passages that are new, and how many are gone, where only digests of the original as it was are known."""
    if text_digest(file.original.lines) == seen.original:
        return None
    now = passages_of(file.original, file.keys)
    digests = [each.digest for each in now]
    changed = compared(seen.passages, digests)
    if changed is None:
        return None
    added = [now[number] for number in changed.added]
    behind = _last_that_stayed(seen.passages[: changed.removed[0]], digests) if changed.removed else -1
    place = added[0] if added else now[max(behind, 0)] if now else Passage("", 0)
    return OlderTranslation(
        file.path,
        file.original.path,
        file.kind,
        file.name,
        file.language,
        _line(file, place, file.original.body),
        added=_joined(added),
        unshown=len(changed.removed),
        behind=_joined([now[behind]])[0] if behind >= 0 else None,
    )


def _last_that_stayed(before: Sequence[str], now: Sequence[str]) -> int:
    """The number that the last of some earlier passages which are still there has now; -1 where none is."""
    stayed = next((digest for digest in reversed(before) if digest in now), None)
    return now.index(stayed) if stayed is not None else -1


def _line(file: TranslatedFile, place: Passage, original: str) -> int:
    """The line of the translation that translates a passage of an original, if both have as many paragraphs."""
    translation = file.translation
    if place.key:
        return translation.at(place.key).line
    there = [line for _, line in blocks_of(translation.body)]
    same = place.block < len(there) == sum(1 for _ in blocks_of(original))
    return translation.in_body(there[place.block]).line if same else 1


def _joined(passages: Sequence[Passage]) -> tuple[OriginalPassage, ...]:
    """Passages as they are told, those of one paragraph as one."""
    together = groupby(passages, key=lambda passage: (passage.key, passage.block))
    return tuple(OriginalPassage(" ".join(each.text for each in group), key) for (key, _), group in together)


def _said(older: OlderTranslation) -> Iterator[str]:
    """What became of the original, in pieces of a sentence."""
    removed, added = ([passage.text for passage in passages] for passages in (older.removed, older.added))
    if removed and added:
        start = _start_of_difference(removed[0], added[0])
        removed, added = ([_from(texts[0], start), *texts[1:]] for texts in (removed, added))
    if removed:
        yield f"it no longer says {_quoted(removed)}"
    if older.unshown:
        where = f"after {_quoted([older.behind.text])}" if older.behind is not None else "at its beginning"
        yield f"something is gone or worded otherwise {where}"
    if added:
        yield f"it now says {_quoted(added)}"


def _start_of_difference(one: str, other: str) -> int:
    """Where a word begins, a little before two texts part; 0 where that is near their beginnings."""
    same = next((place for place, signs in enumerate(zip(one, other, strict=False)) if signs[0] != signs[1]), 0)
    return one.rfind(" ", 0, max(0, same - _BEFORE_A_DIFFERENCE)) + 1


def _from(text: str, start: int) -> str:
    return f"… {text[start:]}" if start else text


def _quoted(texts: Sequence[str]) -> str:
    """The first texts in quotes, as many as fit, and how many more there are."""
    first = texts[0] if len(texts[0]) <= _LONGEST else f"{texts[0][:_LONGEST].rpartition(' ')[0]} …"
    lengths = accumulate((len(text) for text in texts[1:]), initial=len(first))
    fit = max(1, sum(length <= _LONGEST for length in lengths))
    left = len(texts) - fit
    *shown, last = [*(f"“{text}”" for text in (first, *texts[1:fit])), *([f"{left} more"] if left else [])]
    return f"{', '.join(shown)} and {last}" if shown else last

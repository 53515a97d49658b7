"""A language that nobody speaks: every message of the catalogues with accents, in brackets, over content of tokens.

What is said in it came through the catalogues; a word without an accent did not. The packaged fonts have all its signs.
"""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from coalition_site.model.coalition import Coalition
from coalition_site.model.localized import Localized
from coalition_site.model.texts import LetterTexts
from coalition_site.model.vocabulary import OptionList, Vocabulary
from coalition_site.resources import catalogues_folder
from tests.support import canary
from tests.support.building import coalition_of

LANGUAGES = ("fi", "es")
"""What the content calls the pseudo-language: neither has words or dates that are those of English.

English, in which the worksheet is always made too, has the same words.
"""

_KEPT = re.compile(r"%%|%\([a-z_]+\)s|\{[a-z_]+\}|<[^<>]*>|&[a-z]+;")
_ACCENTS = str.maketrans("aceghiklnorstuwyzACEGHIKLNORSTUWYZ", "áçéğĥíķĺñóŕšťúŵýžÁÇÉĞĤÍĶĹÑÓŔŠŤÚŴÝŽ")


def pseudo(message: str) -> str:
    """A message in the pseudo-language: its values and tags stay."""
    pieces = _KEPT.split(message)
    kept = [*_KEPT.findall(message), ""]
    return "«" + "".join(piece.translate(_ACCENTS) + mark for piece, mark in zip(pieces, kept, strict=True)) + "»"


@cache
def pseudo_words() -> dict[str, bytes]:
    """The whole catalogue, compiled, for each of the languages."""
    template = read_po(BytesIO((catalogues_folder() / "messages.pot").read_bytes()))
    found = {}
    for language in (*LANGUAGES, "en"):
        catalog = Catalog(locale=language)
        for message in template:
            if message.id:
                said = tuple(pseudo(message.id[-1]) for _ in range(catalog.num_plurals)) if message.pluralizable else ""
                catalog.add(message.id, said or pseudo(str(message.id)), context=message.context)
        out = BytesIO()
        write_mo(out, catalog)
        found[language] = out.getvalue()
    return found


def write_tokens(folder: Path, languages: tuple[str, str] = LANGUAGES) -> Coalition:
    """Writes content in two languages in which every field holds a token, as canaries do, and gives its coalition.

    The worksheet's labels and the wordings of letters are not the catalogues': labels are tokens too, and every letter
    has the made wording.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(canary, "LANGUAGES", languages)
        canary.write_canaries(folder)
    coalition = coalition_of(folder)
    letter = {language: coalition.wordings["zq-letter", language] for language in languages}
    wordings = {(name, code): replace(letter[code], name=name) for code in languages for name, _ in coalition.wordings}
    return replace(coalition, vocabulary=_tokens(coalition.vocabulary, (*languages, "en")), wordings=wordings)


def in_pseudo_language(coalition: Coalition) -> Coalition:
    """The same with every interface word in the pseudo-language, and what letters say by themselves."""
    letters = dict.fromkeys((*LANGUAGES, "en"), _pseudo_letter(coalition.texts.letters["en"]))
    return replace(coalition, words=pseudo_words(), texts=replace(coalition.texts, letters=letters))


def _pseudo_letter(texts: LetterTexts) -> LetterTexts:
    names, labels = ({key: pseudo(text) for key, text in each.items()} for each in (texts.names, texts.labels))
    said = {each: pseudo(getattr(texts, each)) for each in ("salutation", "closing", "draft", "subject", "date", "gap")}
    return LetterTexts(**said, names=names, labels=labels)


def _tokens(vocabulary: Vocabulary, languages: tuple[str, ...]) -> Vocabulary:
    numbers = count(1)

    def label() -> Localized:
        return Localized(by_language=dict.fromkeys(languages, f"zqlabel{next(numbers)}"))

    def tokens(options: OptionList) -> OptionList:
        return OptionList(options.name, tuple(replace(each, label=label()) for each in options))

    return replace(
        vocabulary,
        groups=tokens(vocabulary.groups),
        areas=tokens(vocabulary.areas),
        assets=tokens(vocabulary.assets),
        types=tokens(vocabulary.types),
        pillars=tuple(replace(each, label=label()) for each in vocabulary.pillars),
    )

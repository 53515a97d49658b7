"""The catalogues of interface words that come with the program: which there are, and who has read them."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from coalition_site.resources import catalogues_folder

ENGLISH = "en"
# Lines of a catalogue in which its reader is looked for.
_HEAD = 30
NATIVE_READER = "Native reader:"
"""What the head of a catalogue says before the name of the native speaker who has read it, or `none`."""


@lru_cache(maxsize=1)
def shipped_languages() -> tuple[str, ...]:
    """The codes of the languages that the program brings words of, besides English."""
    return tuple(sorted(file.stem for file in catalogues_folder().glob("*.mo")))


def shipped_as(language: str) -> str:
    """The code by which the words of a language come with the program: its own or its main language's; else empty."""
    return next((each for each in (language, language.partition("-")[0]) if each in shipped_languages()), "")


def speaks(language: str) -> bool:
    """Whether the program has words in a language or in its main language."""
    return language.partition("-")[0] == ENGLISH or bool(shipped_as(language))


def native_reader(language: str) -> str:
    """The native speaker who has read the shipped catalogue of a language; empty where none has."""
    shipped = shipped_as(language)
    if not shipped:
        return ""
    with (catalogues_folder() / f"{shipped}.po").open(encoding="utf-8") as lines:
        return reader_in(lines)


def reader_in(head: Iterable[str]) -> str:
    """The native speaker whom the first lines of a catalogue name; empty where they name none."""
    named = (line.partition(NATIVE_READER)[2].strip() for line in islice(head, _HEAD) if NATIVE_READER in line)
    return next((name for name in named if name != "none"), "")

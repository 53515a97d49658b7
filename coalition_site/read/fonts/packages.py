"""Packages that bring a font for a sign, by the program that installs it: `apt`, `dnf` or `brew`."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum


class Installer(StrEnum):
    """A program that installs packages."""

    APT = "apt"
    DNF = "dnf"
    BREW = "brew"

    @property
    def line(self) -> str:
        """How the line begins that installs packages."""
        return _LINES[self]


_LINES = {Installer.APT: "apt-get install", Installer.DNF: "dnf install", Installer.BREW: "brew install"}
_CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC", "KANGXI")
_ALL_CJK = {
    Installer.APT: "fonts-noto-cjk",
    Installer.DNF: "google-noto-sans-cjk-fonts",
    Installer.BREW: "font-noto-sans-cjk",
}
# Debian has all other scripts in one package, the others one for each, named as the first word of the letters' names.
_ALL_OTHERS = "fonts-noto-core"
_SCRIPTS = frozenset(
    (
        *("adlam", "armenian", "balinese", "bengali", "buginese", "canadian", "cham", "cherokee", "coptic", "deseret"),
        *(
            "devanagari",
            "ethiopic",
            "georgian",
            "gujarati",
            "gurmukhi",
            "hebrew",
            "javanese",
            "kannada",
            "khmer",
            "lao",
        ),
        *("limbu", "lisu", "malayalam", "mongolian", "myanmar", "nko", "ogham", "oriya", "osage", "osmanya", "runic"),
        *("samaritan", "sinhala", "sundanese", "syriac", "tamil", "telugu", "thaana", "thai", "tibetan", "tifinagh"),
        *("vai", "yi"),
    )
)
_SAME = {"canadian": "canadian-aboriginal"}
_SYMBOLS = "symbols-2"


def packages_for(signs: Iterable[str], installer: Installer) -> tuple[str, ...]:
    """The packages that bring fonts for these signs, each once."""
    return tuple(sorted({_package(sign, installer) for sign in signs}))


def packages_in_words(signs: Iterable[str]) -> str:
    """The packages for these signs, as people read them on any system."""
    systems = ((Installer.APT, "Debian, Ubuntu"), (Installer.DNF, "Fedora"), (Installer.BREW, "Homebrew"))
    known = frozenset(signs)
    return "; ".join(f"{' '.join(packages_for(known, each))} ({system})" for each, system in systems)


def _package(sign: str, installer: Installer) -> str:
    name = unicodedata.name(sign, "")
    if name.startswith(_CJK):
        return _ALL_CJK[installer]
    if installer is Installer.APT:
        return _ALL_OTHERS
    first = name.replace("-", " ").partition(" ")[0].lower()
    script = _SAME.get(first, first) if first in _SCRIPTS else _SYMBOLS
    return f"google-noto-sans-{script}-fonts" if installer is Installer.DNF else f"font-noto-sans-{script}"

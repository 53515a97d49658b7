"""Fonts of the system that have certain signs, as fontconfig knows them. No font file is opened here."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from coalition_site.read.fonts.files import Face

_SECONDS = 60.0
_KEYS = ("file", "family[0]", "weight", "slant", "variable", "color", "fontformat", "charset")
_FORMAT = "\t".join(f"%{{{key}}}" for key in _KEYS) + "\n"
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
# A font of the system must not stand for one of ours.
_OURS = ("Public Sans", "Amiri", "Coalition")
_BOLD_OF_FONTCONFIG = 180
# The forms of Chinese, Japanese and Korean signs differ: which family has those of a language.
_FORMS = {"zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK", "zh": "SC", "ja": "JP", "ko": "KR"}


def system_faces(signs: frozenset[str], languages: Iterable[str]) -> list[Face]:
    """The upright fonts of this system that have any of the signs, those first that go with the languages.

    Empty where the system has no fontconfig.
    """
    program = shutil.which("fc-list")
    if program is None:
        return []
    try:
        ended = subprocess.run([program, "-f", _FORMAT], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return []
    codes = {ord(sign): sign for sign in signs}
    wanted = _forms(languages, signs)
    lines = ended.stdout.decode("utf-8", "replace").splitlines()
    return sorted(_faces(lines, codes, wanted), key=lambda face: (face.rank, face.family, face.weight, str(face.file)))


def wants_other_forms(languages: Iterable[str], signs: frozenset[str]) -> bool:
    """Whether signs that Chinese and Japanese share are wanted in other forms than simplified Chinese has."""
    return _forms(languages, signs)[0] not in {"SC", "KR"}


def _forms(languages: Iterable[str], signs: frozenset[str]) -> list[str]:
    return [form for language in languages for code, form in _FORMS.items() if language == code] or _form_of(signs)


def _form_of(signs: frozenset[str]) -> list[str]:
    """The form for a coalition that writes in none of the languages: kana are Japanese, all else counts as Chinese."""
    return ["JP"] if any("\u3040" <= sign <= "\u30ff" for sign in signs) else ["SC"]


def _faces(lines: Iterable[str], codes: dict[int, str], wanted: list[str]) -> Iterator[Face]:
    for line in lines:
        values = dict(zip(_KEYS, line.split("\t"), strict=False))
        if len(values) < len(_KEYS) or not _is_usable(values):
            continue
        has = frozenset(codes[code] for code in codes.keys() & _codes(values["charset"]))
        if not has:
            continue
        family = values["family[0]"]
        form = family.rpartition(" ")[2]
        rank = (
            values["variable"] == "True",
            "Mono" in family,
            not family.startswith("Noto Sans"),
            not family.startswith("Noto"),
            wanted.index(form) if form in wanted else len(wanted),
        )
        weight = 700 if float(values["weight"] or 0) >= _BOLD_OF_FONTCONFIG else 400
        yield Face(Path(values["file"]), family, weight, has, rank=tuple(map(int, rank)))


def _is_usable(values: dict[str, str]) -> bool:
    return (
        values["slant"] == "0"
        and values["color"] != "True"
        and values["fontformat"] in {"TrueType", "CFF"}
        and values["file"].lower().endswith(_ENDINGS)
        and not values["family[0]"].startswith(_OURS)
        and values["weight"].replace(".", "", 1).isdigit()
    )


def _codes(charset: str) -> set[int]:
    found: set[int] = set()
    for part in charset.split():
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found

"""Further fonts for what the first packaged ones lack: the coalition's own, the further packaged, the system's."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from coalition_site.model.print_font import PrintFont, SignsPrinted
from coalition_site.problems import Problem
from coalition_site.read.fonts.files import DamagedFont, Face, damaged_font, face_of
from coalition_site.read.fonts.further import further_faces, signs_of_languages
from coalition_site.read.fonts.system import system_faces, wants_other_forms

_REGULAR, _SEMIBOLD = 400, 600


def fonts_for(
    signs: frozenset[str], own: Mapping[str, Path], languages: Iterable[str], *, of_system: bool = True
) -> tuple[SignsPrinted, list[Problem]]:
    """The fonts for these signs, and which font files of the content folder (`own`, by path) cannot be read.

    Without signs nothing is looked for, so that what needs no further font is the same on every machine.
    """
    if not signs:
        return SignsPrinted(), []
    faces: list[Face] = []
    problems: list[Problem] = []
    for path, file in own.items():
        try:
            faces.append(face_of(file, signs))
        except DamagedFont as error:
            problems.append(damaged_font(path, str(error)))
    chosen, missing = _chosen(faces, signs)
    written = tuple(languages)
    sources = [further_faces, system_faces] if of_system else [further_faces]
    if wants_other_forms(written, signs):
        sources.reverse()
    for source in sources:
        if missing:
            more, missing = _chosen(source(missing, written), missing)
            chosen += more
    return SignsPrinted(tuple(chosen), missing), problems


def fonts_with(chosen: SignsPrinted, language: str) -> tuple[PrintFont, ...]:
    """The fonts that were chosen, and what a language needs beside them."""
    has = frozenset(sign for font in chosen.fonts for sign in font.signs)
    more, _ = fonts_for(signs_of_languages([language]) - has, {}, [language], of_system=False)
    return (*chosen.fonts, *more.fonts)


def _chosen(faces: list[Face], signs: frozenset[str]) -> tuple[list[PrintFont], frozenset[str]]:
    """The fonts of as few families as may be, regular and bold, and the signs that none of them has."""
    by_family: dict[str, list[Face]] = {}
    for face in faces:
        by_family.setdefault(face.family, []).append(face)
    chosen: list[PrintFont] = []
    missing = signs
    while missing:
        regular = {family: _nearest(each, _REGULAR) for family, each in by_family.items()}
        best = max(regular.values(), key=lambda face: len(face.signs & missing), default=None)
        if best is None or not best.signs & missing:
            break
        family = by_family.pop(best.family)
        bold = _nearest(family, _SEMIBOLD)
        files = dict.fromkeys((best.file, bold.file) if best.signs <= bold.signs else (best.file,))
        chosen += [PrintFont(file, best.family, best.signs & signs, best.own) for file in files]
        missing -= best.signs
    return chosen, missing


def _nearest(faces: list[Face], weight: int) -> Face:
    return min(faces, key=lambda face: abs(face.weight - weight))

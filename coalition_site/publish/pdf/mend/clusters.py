"""Characters of scripts that are shaped in clusters, such as Devanagari, Khmer or Burmese, and of joined emoji.

WeasyPrint notes one text for each glyph of a font, the one that it met first. In these scripts one glyph stands for
different characters in different clusters, and a cluster may be written in another order than it is spoken. So each
cluster gets its characters while its line is drawn (`pdf.weasyprint_lines`).
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category

# Scripts in which glyphs are more or fewer than characters, joiners, choices of form, and all beyond the first plane.
# Marks that combine with letters belong to them. Of Arabic letters only those of Persian, Urdu and other languages do,
# which Amiri puts together from parts: `pdf.mend.glyphs` mends the others.
_SHAPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2de0-\u2dff\ua66f-\ua67d\ufe20-\ufe2f"
    "\u0590-\u05ff\u0671-\u06ef\u06fa-\u11ff\u135d-\u135f\u1700-\u18af\u1900-\u1cff\u200c\u200d\u20e3"
    "\ua800-\uabff\ufe00-\ufe0f\U00010000-\U0010ffff]"
)
# PDF/UA-1 wants a character for every glyph (7.21.7), so that one without gets what nobody sees.
_NOTHING = "\u200d"


@dataclass(slots=True, eq=False)
class Cluster:
    """Characters that are set together, by how many glyphs, and how many of these are drawn."""

    characters: str
    glyphs: int = 0
    drawn: int = 0

    def next_characters(self) -> str:
        """The share of the next glyph: one character for each, the rest for the last, a joiner where none is left."""
        self.drawn += 1
        return self.characters[self.drawn - 1 : None if self.drawn == self.glyphs else self.drawn] or _NOTHING


def is_shaped(text: str) -> bool:
    """Whether a text has characters that are set in clusters."""
    return bool(_SHAPED.search(text))


def clusters_by_place(text: bytes, places: list[int], drawn: frozenset[int]) -> dict[int, Cluster]:
    """The clusters of a run of UTF-8 by their places in it; those `drawn` have glyphs.

    Marks, and what draws nothing, belong to what they follow.
    """
    clusters: dict[int, Cluster] = {}
    last, before = None, ""
    for place, end in pairwise([*places, len(text)]):
        characters = text[place:end].decode()
        if last is not None and (place not in drawn or category(characters[0]).startswith("M")):
            last.characters += characters
        elif place in drawn:
            last, before = Cluster(before + characters), ""
        else:
            before += characters
            continue
        clusters[place] = last
    return clusters

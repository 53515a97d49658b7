"""Initials that stand for a partner without a logo."""

import re
from unicodedata import normalize

# A word from its first letter or digit on.
_WORD = re.compile(r"[^\W_]\S*")


def initials(name: str, community: str = "") -> str:
    """Two letters of a name at most, such as `NL` for Northside Legal Aid; empty for a name without letter or digit.

    The community's name before others says nothing of the partner: in Forest City, its Public Library is `PL`. Words
    without a capital (of, de, and) are passed over. Where a script has no capitals, the first letter stands alone, as
    two would be joined, or be a word.
    """
    written = normalize("NFC", name)
    words = _WORD.findall(written.removeprefix(f"{normalize('NFC', community)} ")) or _WORD.findall(written)
    capitals = [word[0] for word in words if word[0].isupper() or word[0].isdigit()]
    return "".join(capitals[:2]) or "".join(word[0] for word in words[:1])

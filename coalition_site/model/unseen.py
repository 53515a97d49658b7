"""Characters that nobody sees: joiners, fillers, variants, tags, marks of direction (Unicode, Default_Ignorable)."""

import re

UNSEEN = (
    "\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f"
    "\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
)
"""As they stand in a class of a regular expression. The empty pattern of Braille (U+2800) is seen as nothing too."""

_NOTHING = re.compile(rf"[\s{UNSEEN}]*")


def is_unseen(text: str) -> bool:
    """Whether a text consists of nothing that anybody sees, spaces included."""
    return _NOTHING.fullmatch(text) is not None

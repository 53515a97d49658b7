"""The parts of an interface message that its translation must keep: the values it is given, and its tags.

Messages stand in pages as HTML, in attributes too, so that a sign of HTML more could end what they stand in.
"""

import re
from collections import Counter
from collections.abc import Sequence

_PART = re.compile(r"%%|%\([a-z_]+\)[a-z]?|%|<[^<>]*>|\{[a-z_]+\}|[\"&<>]")


def lost_parts(originals: Sequence[str], translation: str) -> list[str]:
    """What a translation has too little or too much of, in words. `originals` are the message, and its plural form.

    A translation may leave out a number, as its language may say it in another way ("one partner"), and nothing else.
    """
    wanted = Counter(_PART.findall(originals[-1]))
    there = Counter(_PART.findall(translation))
    # Languages have quotes of their own.
    optional = {'"', "%%", *(("%(num)s", "%(count)s") if len(originals) > 1 else ())}
    missing = [part for part in wanted - there if part not in optional]
    surplus = [part for part in there - wanted if part != "%%"]
    return [*(f"{part} is missing" for part in missing), *(f"{part} is not in the message" for part in surplus)]

"""The reading of values: what they are held against, what is wrong with one, and what was probably meant."""

import re
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from coalition_site.fixes import FoundFix
from coalition_site.model.likeness import NEAR, KnownTexts, is_one_slip
from coalition_site.model.vocabulary import Vocabulary, plain


@dataclass(frozen=True, slots=True)
class Reading:
    """What a value is read against: the options, the coalition's own language, and the languages it offers."""

    vocabulary: Vocabulary
    language: str
    languages: tuple[str, ...]


def mistake(
    code: str, message: str, hint: str, fix: FoundFix | None = None, *, nothing_near: bool = False
) -> PydanticCustomError:
    """An error with a code of the problem table. Braces in the texts are kept as they are.

    `fix` does what the hint says; where it is a `KeyFix`, the error is about that key within the value. `nothing_near`:
    the value resembles none of those that are possible here, so that it may belong elsewhere.
    """
    context = {"code": code, "message": message, "hint": hint, "fix": fix, "nothing_near": nothing_near}
    return PydanticCustomError("coalition", "{message}", context)


def reading_of(info: ValidationInfo) -> Reading:
    """The reading that the caller passed as context."""
    context: Any = info.context
    if not isinstance(context, Reading):
        raise TypeError("content models are validated with a Reading as context")
    return context


def shape_of(value: object) -> str:
    """What a value looks like, in the words of the content format."""
    if isinstance(value, dict):
        return "keys with values"
    return "a list" if isinstance(value, list) else f"the text {str(value)!r}"


def nearest(text: str, possible: list[str]) -> str | None:
    """The one of the possible texts that was probably meant; None where none is near."""
    return KnownTexts(possible).likest(plain(text), NEAR)


def is_sure(text: str, near: str) -> bool:
    """Whether nothing but a slip of the keyboard, a sign between words or capital letters part two texts."""
    simple, other = (re.sub(r"[\s_.-]+", " ", each).strip().casefold() for each in (text, near))
    return bool(near) and (simple == other or is_one_slip(simple, other))

"""What people write into spreadsheets, as the program ships it for each language (vocabulary/import_words.yml)."""

from functools import cache
from typing import cast

from coalition_site.resources import import_words_file
from coalition_site.validate.shipped import shipped_values

Parts = dict[str, list[str]]


@cache
def no_value_words() -> dict[str, dict[str, list[str] | Parts]]:
    """By language: whole `cells`, those of them that are `names` too, and the parts of a `sentence`."""
    return cast("dict[str, dict[str, list[str] | Parts]]", _import_words()["no_value"])


@cache
def profile_heads() -> dict[str, Parts]:
    """By language: `public` and `unclear` heads of texts about a partner."""
    return cast("dict[str, Parts]", _import_words()["profile_heads"])


@cache
def _import_words() -> dict[str, object]:
    return cast("dict[str, object]", shipped_values(import_words_file()))

"""Text direction in HTML: isolation of names and numbers of other scripts."""

from functools import lru_cache

from markupsafe import Markup, escape

from coalition_site.derive.words.direction import holds_right_to_left


@lru_cache(maxsize=16_384)
def isolated(text: str, direction: str) -> Markup:
    """A text as HTML; in right-to-left writing one of another script is set apart, or its parts would change places."""
    if direction == "ltr" or holds_right_to_left(text):
        return escape(text)
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)

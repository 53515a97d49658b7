"""Near misses are found as difflib finds them, only sooner."""

from difflib import SequenceMatcher, get_close_matches

from hypothesis import given
from hypothesis import strategies as st

from coalition_site.model.likeness import KnownTexts

# "a" and "\xe1" share their place among the letters, as every letter does with another one.
_TEXTS = st.text("aab bc\xe1\u0161", max_size=12)


@given(_TEXTS, st.lists(_TEXTS, max_size=8), st.sampled_from([0.5, 0.7, 0.84, 1.0]))
def test_the_likest_is_that_of_difflib(text: str, possible: list[str], cutoff: float) -> None:
    found = get_close_matches(text, possible, n=1, cutoff=cutoff)
    assert KnownTexts(possible).likest(text, cutoff) == (found[0] if found else None)
    alike = (other for other in possible if SequenceMatcher(None, other, text).ratio() >= cutoff)
    assert KnownTexts(possible).first_alike(text, cutoff) == next(alike, None)

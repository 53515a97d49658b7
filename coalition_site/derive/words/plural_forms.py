"""Plural forms of a sentence about a number, for scripts, which learn the number only later.

Forms are named as `Intl.PluralRules` names them, by CLDR's plural categories.
"""

from collections.abc import Mapping
from functools import lru_cache

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.locales import locale_of

_NUMBERS = (1, 2, *range(200), 1_000, 1_000_000)
"""Among them is one of every plural category of every language that CLDR knows."""


@lru_cache(maxsize=64)
def plural_examples(language: str) -> Mapping[str, int]:
    """A number of each form that whole numbers have, so that a page can say its sentences in all of them."""
    locale = locale_of(language)
    if locale is None:
        return {"one": 1, "other": 2}
    return dict(sorted({locale.plural_form(number): number for number in reversed(_NUMBERS)}.items()))


def plural_forms(words: Catalogue, one: str, many: str, /, **values: object) -> Mapping[str, str]:
    """The sentence in each form.

    `values` hold what stands for the number in all of them, by the name that the message has for it.
    """
    numbers = plural_examples(words.language)
    return {form: words.ngettext(one, many, number, **values) for form, number in numbers.items()}

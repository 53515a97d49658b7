"""A sentence about a number in all its plural forms, for scripts, which learn the number only later."""

from collections.abc import Mapping

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.locales import locale_of

_NUMBERS = (1, 2, *range(200), 1_000, 1_000_000)
"""Among them is one of every plural category of every language that CLDR knows."""


def plural_forms(words: Catalogue, one: str, many: str, /, **values: object) -> Mapping[str, str]:
    """The forms by CLDR's plural categories, as `Intl.PluralRules` names them; `other` is always among them.

    `values` hold what stands for the number in all of them, by the name that the message has for it.
    """
    locale = locale_of(words.language)
    if locale is None:
        return {"one": words.ngettext(one, many, 1, **values), "other": words.ngettext(one, many, 2, **values)}
    numbers = {locale.plural_form(number): number for number in reversed(_NUMBERS)}
    return {name: words.ngettext(one, many, number, **values) for name, number in sorted(numbers.items())}

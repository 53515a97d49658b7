"""Functions by which templates say messages: what `_` and its like give back is HTML that needs no further look.

A message keeps its own tags, and the values that are put into it are escaped. Jinja's own functions make each message
anew; pages say the same few hundred ones thousands of times.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from markupsafe import Markup

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.direction import direction_of, set_values_apart

Says = Callable[..., Markup]
_KEPT = 4096
"""So many messages are kept as they were found: more than there are."""


def message_functions(words: Catalogue) -> Mapping[str, Says]:
    """`_`, `gettext`, `pgettext`, `ngettext` and `npgettext` in a language, by their names.

    In a language that is written from right to left, values of another script are set apart within the sentence.
    """
    says = words.translations

    @lru_cache(maxsize=_KEPT)
    def found(message: str, context: str | None) -> Markup:
        return _html(says.gettext(message) if context is None else says.pgettext(context, message))

    @lru_cache(maxsize=_KEPT)
    def alone(message: str, context: str | None) -> Markup:
        return found(message, context) % {}

    def gettext(message: str, /, **values: object) -> Markup:
        return found(message, None) % values if values else alone(message, None)

    def pgettext(context: str, message: str, /, **values: object) -> Markup:
        return found(message, context) % values if values else alone(message, context)

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        return _html(says.ngettext(one, many, number)) % {"num": number, **values}

    def npgettext(context: str, one: str, many: str, number: int, /, **values: object) -> Markup:
        return _html(says.npgettext(context, one, many, number)) % {"num": number, **values}

    found_by_name: dict[str, Says] = {
        "_": gettext,
        "gettext": gettext,
        "pgettext": pgettext,
        "ngettext": ngettext,
        "npgettext": npgettext,
    }
    if direction_of(words.language) == "ltr":
        return found_by_name
    return {name: _setting_apart(each, words.language) for name, each in found_by_name.items()}


def _html(message: str) -> Markup:
    return Markup(message)  # noqa: S704  catalogues hold our own HTML, and what a coalition wrote is checked for its tags


def _setting_apart(says: Says, language: str) -> Says:
    """The same, with values of another script set apart within the sentence."""

    def said(*message: str | int, **values: object) -> Markup:
        return says(*message, **set_values_apart("".join(map(str, message)), values, language))

    return said

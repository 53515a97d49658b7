"""Interface words of the outputs in one language, from gettext catalogues.

words = catalogue("es", coalition.words)
words.gettext("Join us")                                            # Únase
words.ngettext("%(num)s partner", "%(num)s partners", 3)            # 3 socios
words.gettext("What %(name)s works on", name="Forest City")

English is what stands in the code and the templates; `coalition_site/catalogues/<language>.po` holds the others, and a
coalition's `content/words/<language>.po` comes before them, for English as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from coalition_site.derive.words.direction import set_values_apart
from coalition_site.model.coalition import Coalition
from coalition_site.read.catalogues import shipped_as
from coalition_site.resources import catalogues_folder

NO_OWN_WORDS: Mapping[str, bytes] = {}


def N_(message: str) -> str:  # noqa: N802  the name that gettext's tools look for
    """Marks a message that is said elsewhere: as it is."""
    return message


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language; `language` is its code, `reader` whom a coalition's own words name as reader.

    A message without a translation is said as it stands in the code. `%(name)s` in a message is the value of that name,
    `%%` a per cent sign; `num` is the number of `ngettext`. In a language written from right to left, a name or number
    in Latin letters is set apart within its sentence. Raises KeyError for a value that is not given.
    """

    language: str
    translations: NullTranslations
    reader: str = ""

    @property
    def is_there(self) -> bool:
        """Whether there is any word in this language; without one, all are said as they stand in the code."""
        return type(self.translations) is not NullTranslations

    def gettext(self, message: str, /, **values: object) -> str:
        """A message in this language."""
        return self.translations.gettext(message) % self._apart(message, values)

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """A message that means one thing here and another elsewhere."""
        return self.translations.pgettext(context, message) % self._apart(message, values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A message about a number, in the plural form that the language has for it (CLDR)."""
        return self.translations.ngettext(one, many, number) % self._apart(one, {"num": number, **values})

    def npgettext(self, context: str, one: str, many: str, number: int, /, **values: object) -> str:
        """A message about a number that means one thing here and another elsewhere."""
        return self.translations.npgettext(context, one, many, number) % self._apart(one, {"num": number, **values})

    def _apart(self, message: str, values: Mapping[str, object]) -> Mapping[str, object]:
        return set_values_apart(message, values, self.language)


def catalogue(language: str, own: Mapping[str, bytes] = NO_OWN_WORDS) -> Catalogue:
    """The catalogue of a language, or of its main language (es for es-mx); English words where neither is there.

    `own` are a coalition's own words by language, as compiled catalogues, which come first.
    """
    main = language.partition("-")[0]
    return _catalogue(language, own.get(language) or own.get(main) or b"")


def words_of(coalition: Coalition, language: str = "") -> Catalogue:
    """The catalogue of a language, else of the coalition's own, with the coalition's own words."""
    wanted = language or coalition.settings.language
    return replace(catalogue(wanted, coalition.words), reader=coalition.word_readers.get(wanted, ""))


@lru_cache(maxsize=64)
def _catalogue(language: str, own: bytes) -> Catalogue:
    shipped = shipped_as(language)
    translations = NullTranslations()
    if shipped:
        translations = GNUTranslations(BytesIO((catalogues_folder() / f"{shipped}.mo").read_bytes()))
    if own:
        first = GNUTranslations(BytesIO(own))
        first.add_fallback(translations)
        translations = first
    return Catalogue(language, translations)

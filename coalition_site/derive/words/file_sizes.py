"""Sizes of files as people write them in a language."""

from coalition_site.derive.words.locales import locale_of

_KILO = 1000


def file_size(size: int, language: str) -> str:
    """A number of bytes as `132 kB` or `1.4 MB`; a language that CLDR does not know has them as English does."""
    from babel.units import format_unit

    locale = locale_of(language) or "en"
    if size < _KILO**2:
        kilobytes = max(round(size / _KILO), 1)
        return format_unit(kilobytes, "digital-kilobyte", length="short", format="#0", locale=locale)
    return format_unit(size / _KILO**2, "digital-megabyte", length="short", format="#0.0", locale=locale)

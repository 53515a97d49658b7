"""Sizes of files as people write them in a language."""

_KILO = 1000


def file_size(size: int, language: str) -> str:
    """A number of bytes as `132 kB` or `1.4 MB`; a language that Babel does not know has them as English does."""
    from babel import UnknownLocaleError
    from babel.units import format_unit

    small = size < _KILO**2
    unit, value = ("kilobyte", max(round(size / _KILO), 1)) if small else ("megabyte", size / _KILO**2)

    def said(locale: str) -> str:
        return format_unit(value, f"digital-{unit}", length="short", format="#0" if small else "#0.0", locale=locale)

    try:
        return said(language.replace("-", "_"))
    except UnknownLocaleError:
        return said("en")

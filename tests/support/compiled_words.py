"""Interface words for a test, as the program reads them: compiled gettext catalogues."""

from collections.abc import Mapping
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo


def made(language: str, messages: Mapping[str | tuple[str, str], str | tuple[str, ...]]) -> bytes:
    """A compiled catalogue of these messages."""
    catalog = Catalog(locale=language)
    for message, text in messages.items():
        catalog.add(message, text)
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()

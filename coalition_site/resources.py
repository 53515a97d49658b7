"""Files shipped with the program: templates, fonts, vocabulary, default site configuration.

And how the folder is called that builds are written to, the file by which such a folder is known, and the cache in it.
"""

from pathlib import Path

BUILD_FOLDER, BUILD_MARKER = "build", ".coalition-build"
CACHE_FOLDER = ".cache"

_PACKAGE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    """In a wheel the shipped files lie inside the package; in a checkout beside it."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name


def checkout_folder() -> Path | None:
    """The folder of the checkout that the program runs from; None where it is installed."""
    return None if (_PACKAGE / "templates").exists() else _PACKAGE.parent


def templates_folder() -> Path:
    """Folder of the Jinja templates, style sheets and theme parts."""
    return _shipped("templates")


def default_mkdocs_config() -> Path:
    """The `mkdocs.yml` that serves a coalition without one of its own."""
    return _shipped("mkdocs.yml")


def fonts_folder() -> Path:
    """Folder of the font files: TTF for documents, WOFF2 for pages, with their licenses."""
    return _PACKAGE / "fonts"


def printable_signs_file() -> Path:
    """The signs that the document fonts have, one code point or range a line, in hexadecimal."""
    return fonts_folder() / "printable.txt"


def further_fonts_folder() -> Path:
    """Folder of the fonts for scripts with thousands of signs, each with a list of its signs."""
    return fonts_folder() / "further"


def vocabulary_file() -> Path:
    """The worksheet's options and their translations, as YAML."""
    return _PACKAGE / "vocabulary" / "worksheet.yml"


def worksheet_texts_file() -> Path:
    """The worksheet's titles, questions, table heads and examples, as YAML."""
    return _PACKAGE / "vocabulary" / "worksheet_texts.yml"


def letter_texts_file() -> Path:
    """What letters say around their wording, per language, as YAML."""
    return _PACKAGE / "vocabulary" / "letter_texts.yml"


def earlier_heads_file() -> Path:
    """The heads that the workbook's columns had before they were called as their fields are, in each language."""
    return _PACKAGE / "vocabulary" / "earlier_workbook_heads.yml"


def foreign_tables_folder() -> Path:
    """What people write into spreadsheets of their own, a file a language, as YAML."""
    return _PACKAGE / "vocabulary" / "foreign_tables"


def yaml_errors_file() -> Path:
    """What the YAML parser says of a line, and what that means for whoever wrote it, as YAML."""
    return _PACKAGE / "vocabulary" / "yaml_errors.yml"


def catalogues_folder() -> Path:
    """The interface words of each language: gettext catalogues, `<language>.po` to edit and `.mo` to read."""
    return _PACKAGE / "catalogues"


def starter_folder() -> Path:
    """What a new coalition begins with: `content` by language, and `project` for all the rest."""
    return _PACKAGE / "starter"


def wording_folder() -> Path:
    """The letter wording that serves where a coalition writes none of that name."""
    return templates_folder() / "letters" / "wording"

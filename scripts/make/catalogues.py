"""Makes coalition_site/catalogues/: the list of all interface words, the translations, and what is read of them.

    PYTHONPATH=. .venv/bin/python scripts/make/catalogues.py             after a change of words or translations
    PYTHONPATH=. .venv/bin/python scripts/make/catalogues.py --add uk    begins a language
    PYTHONPATH=. .venv/bin/python scripts/make/catalogues.py --check     says what is out of date or wrong

Translations that the words no longer have are dropped; none is guessed from a similar one.
"""

import argparse
import ast
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from coalition_site.derive.words.worksheet_texts import CONTEXT
from coalition_site.forms.form_kinds import FORMS
from coalition_site.model.site_contents import PublicFile, PublicPage, TeamFile, TeamPage
from coalition_site.read.catalogues import NATIVE_READER
from coalition_site.read.values import Value
from coalition_site.records.fields import RecordField
from coalition_site.records.surfaces import SHEETS, all_listed, sheet_field
from coalition_site.resources import catalogues_folder, worksheet_texts_file
from coalition_site.validate.own_words import lost_parts
from coalition_site.validate.shipped import shipped_values

ROOT = Path(__file__).parents[2]
TEMPLATE = catalogues_folder() / "messages.pot"
_HEADER = "# Interface words of Coalition Site. See README.md beside this file.\n#"
_COMMAND = "PYTHONPATH=. .venv/bin/python scripts/make/catalogues.py"
_METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.js", "jinja2"), ("**.svg", "jinja2"), ("**.md", "ignore")]
# Functions that take messages; of the last the second and the third argument are forms of one.
_KEYWORDS = {**DEFAULT_KEYWORDS, "plural_forms": (2, 3)}
_JINJA = {"trimmed": "true", "newstyle_gettext": "true", "trim_blocks": "true", "silent": "false"}
_OPTIONS = {"**.html": _JINJA, "**.js": _JINJA, "**.svg": _JINJA}
_BRACES = "Words in braces stay as they are; they may change places."
# Heads that name a day, a program or a person.
_DATED = tuple(
    f'"{head}:'
    for head in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Last-Translator",
        "Report-Msgid-Bugs-To",
        "Language-Team",
    )
)
_FIELDS, _SITE_CONTENTS = "coalition_site/records/fields.py", "coalition_site/model/site_contents.py"
# Where words of outputs stand. MkDocs' own templates hold none: theirs come through the settings.
_FOLDERS = (
    "coalition_site/derive",
    "coalition_site/forms",
    "coalition_site/render",
    "coalition_site/publish",
    "templates/forms",
    "templates/letters",
    "templates/partials",
    "templates/print",
    "templates/review",
    "templates/search",
    "templates/site",
    "templates/workbook",
    "templates/worksheet_form",
)


def extracted() -> Catalog:
    """All messages, in the order of the files they stand in; the same words give the same catalogue."""
    catalog = Catalog(project="coalition-site", charset="utf-8", fuzzy=False, header_comment=_HEADER)
    for folder in _FOLDERS:
        found = extract_from_dir(
            ROOT / folder, _METHODS, _OPTIONS, _KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
        )
        for name, _, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
            catalog.add(message, locations=[(f"{folder}/{name}", 1)], auto_comments=comments, context=context)
    for text, meant in field_messages().items():
        catalog.add(text, locations=[(_FIELDS, 1)], auto_comments=[meant])
    for place in (*TeamPage, *TeamFile, *PublicPage, *PublicFile):
        for text in filter(None, (place.title, place.about)):
            catalog.add(text, locations=[(_SITE_CONTENTS, 1)], auto_comments=[f"Of {place.path}."])
    file = worksheet_texts_file()
    for key, text in _texts(shipped_values(file)):
        comments = [f"{key}. {_BRACES}" if "{" in text else key]
        catalog.add(text, locations=[(str(file.relative_to(ROOT)), 1)], auto_comments=comments, context=CONTEXT)
    return catalog


def messages_in_formatted_strings(folder: Path) -> list[str]:
    """The places of messages inside f-strings, below a folder, each with what to do.

    Python 3.11 reads an f-string as one token, later ones as many, so that a message there would be in the catalogues
    or not by the Python that made them. The syntax tree is the same in all of them.
    """
    places = set()
    for file in sorted(folder.rglob("*.py")):
        for formatted in ast.walk(ast.parse(file.read_bytes())):
            # The line of the string, as Pythons count the lines within one differently.
            if isinstance(formatted, ast.JoinedStr) and any(map(_is_message, ast.walk(formatted))):
                places.add((file, formatted.lineno))
    return [
        f"{file.relative_to(folder.parent)}:{line}: a message inside an f-string; give it a name on a line before"
        for file, line in sorted(places)
    ]


def _is_message(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name in _KEYWORDS
    return False


def field_messages() -> dict[str, str]:
    """What forms say of the models' fields: titles, descriptions and words to choose from, with their field."""
    found: dict[str, str] = {}
    for name, form in FORMS.items():
        for text, meant in _of_fields(form.fields(), f"In the form {name}: "):
            found.setdefault(text, meant)
    for title, sheet in SHEETS.items():
        for path in sheet.columns:
            found.setdefault(sheet_field(title, path).label, f"In the workbook, {title}: {path}")
    for listed in all_listed():
        if not listed.context:
            found.setdefault(listed.title or listed.field.label, f"In a list of facts or in a review: {listed.path}")
    return found


def _of_fields(fields: Sequence[RecordField], place: str) -> Iterator[tuple[str, str]]:
    for each in fields:
        yield from ((text, f"{place}{each.key}") for text in (each.label, each.help, *each.words) if text)
        yield from _of_fields(each.inner, f"{place}{each.key}.")


def _texts(value: Value, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value with the keys that lead to it, joined by dots; lists count from 1."""
    if isinstance(value, str):
        yield key, value
    else:
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value, start=1):
            yield from _texts(inner, f"{key}.{name}".lstrip("."))


def written(catalog: Catalog) -> bytes:
    """A catalogue as its file holds it: nothing in it depends on the day."""
    out = BytesIO()
    write_po(out, catalog, width=120, include_lineno=False, omit_header=False, ignore_obsolete=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_DATED)).encode()


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as the program reads it; messages without a translation are left out."""
    # The head names days; with a fixed one the same words give the same bytes.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def updated(file: Path, template: Catalog) -> Catalog:
    """A language's catalogue with the messages of today and the translations that it has of them."""
    catalog = read_po(BytesIO(file.read_bytes()), locale=file.stem) if file.is_file() else Catalog(locale=file.stem)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.fuzzy = False
    if NATIVE_READER not in catalog.header_comment:
        catalog.header_comment = f"{_HEADER}\n# {NATIVE_READER} none\n#"
    return catalog


def faults(name: str, catalog: Catalog) -> list[str]:
    """What is wrong with translations: a value or a tag of the message that is not in them, or one more."""
    found = []
    for message in catalog:
        originals, translations = _forms(message.id), _forms(message.string)
        if message.id and any(translations):
            lost = [each for text in translations if text for each in lost_parts(originals, text)]
            lost += [] if all(translations) else ["a plural form is missing"]
            lost += ["the translation is marked as a draft (fuzzy), which nobody sees"] if message.fuzzy else []
            found += [f"{name}: {originals[0]!r}: {each}" for each in lost]
    return found


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def main() -> int:
    """Writes the files, or with --check says what differs; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--add", metavar="CODE", help="begin the catalogue of a language")
    parser.add_argument("--check", action="store_true", help="change nothing")
    arguments = parser.parse_args()
    template = extracted()
    files = {TEMPLATE: written(template)}
    names = sorted(
        {file.stem for file in catalogues_folder().glob("*.po")} | ({arguments.add} if arguments.add else set())
    )
    wrong = messages_in_formatted_strings(ROOT / "coalition_site")
    for name in names:
        catalog = updated(catalogues_folder() / f"{name}.po", template)
        files[catalogues_folder() / f"{name}.po"] = written(catalog)
        files[catalogues_folder() / f"{name}.mo"] = compiled(catalog)
        wrong += faults(name, catalog)
    for file, data in files.items():
        if arguments.check and (not file.is_file() or file.read_bytes() != data):
            wrong.append(
                f"{file.relative_to(ROOT)} is out of date: PYTHONPATH=. .venv/bin/python scripts/make/catalogues.py"
            )
        if not arguments.check:
            file.write_bytes(data)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    print(f"{len(template)} messages, {len(names)} translations")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

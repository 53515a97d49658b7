"""A small site in three languages, with texts that are translated, that are not, and that cannot be."""

from pathlib import Path

from tests.support.building import build_project, small_project
from tests.support.made_once import made_once

LANGUAGES = ("en", "es", "ar")
ADDRESS = "https://elm.example/"
SETTINGS = f"""\
schema_version: 1
name: {{en: Elm Creek Coalition, es: Coalición de Elm Creek}}
community: Elm Creek
summary: {{en: English summary., es: Resumen en español.}}
language: en
site_languages: [{", ".join(LANGUAGES)}]
site_url: {ADDRESS}
contact: {{name: Office, email: office@elm.example}}
senders: {{jo: {{name: Jo Park}}}}
brand: {{logo: tree.svg}}
"""
PARTNER = """\
---
name: {en: Elm Creek Library, es: Biblioteca de Elm Creek}
type: Nonprofit
relationship: existing
works_on: [Housing stability]
assets: [Untranslated asset]
initiatives: [Untranslated initiative]
role: {en: English role, es: Anfitriona}
logo: tree.svg
listing: {consent: 2026-01-01}
---
English profile.
"""
PAGE = "---\ntitle: {}\naudience: public\ndescription: {}\n---\n{}\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
FILES = {
    "coalition.yml": SETTINGS,
    "partners/library.md": PARTNER,
    "partners/library.es.md": "Perfil en español.\n",
    "pages/about.md": PAGE.format("English title", "English description", "English body"),
    "pages/about.es.md": PAGE.format("Título", "Descripción", "Texto"),
    "pages/second.md": PAGE.format("English second", "English second description", "English second body"),
    "images/tree.svg": DRAWING,
}


def three_languages() -> Path:
    """The output folder of one build without documents, for all tests of a run."""
    return made_once("three-languages", _build) / "build"


def _build(folder: Path) -> None:
    project = small_project(folder / "project", FILES)
    build_project(project, folder / "build", with_pdf=False)

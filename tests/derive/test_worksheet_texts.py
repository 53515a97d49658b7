"""The worksheet's texts in one language: what the catalogues say, and what a coalition says instead."""

from dataclasses import replace
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from coalition_site.derive.words.worksheet_texts import (
    CONTEXT,
    spoken_language,
    worksheet_languages,
    worksheet_texts,
)
from coalition_site.derive.worksheet.form import blank_worksheets
from coalition_site.model.coalition import Coalition
from coalition_site.read.catalogues import shipped_languages
from tests.support.making import make_coalition, make_settings


def speaking(language: str, **texts: str) -> Coalition:
    """A coalition with a catalogue of its own, in which these texts of the worksheet are translated."""
    catalog = Catalog(locale=language)
    coalition = make_coalition()
    for name, text in texts.items():
        catalog.add(getattr(coalition.texts.worksheet, name), text, context=CONTEXT)
    out = BytesIO()
    write_mo(out, catalog)
    return replace(coalition, words={language: out.getvalue()})


def test_a_worksheet_is_in_each_language_whose_catalogue_has_its_title() -> None:
    coalition = make_coalition()
    assert worksheet_languages(coalition) == tuple(sorted({"en", *shipped_languages()}))
    assert [spoken_language(coalition, each) for each in ("en-gb", "es-mx", "so")] == ["en-gb", "es-mx", "en"]


def test_a_coalition_adds_a_language_of_its_own() -> None:
    coalition = speaking("so", title="Garashada", toolkit="Qalabka")
    assert spoken_language(coalition, "so") == "so"
    assert worksheet_texts(coalition, "so").toolkit == "Qalabka"
    assert "so" in worksheet_languages(coalition)


def test_no_text_alone_makes_a_language() -> None:
    assert spoken_language(speaking("so", toolkit="Qalabka"), "so") == "en"


def test_a_form_is_made_in_the_languages_of_the_letters_too() -> None:
    settings = make_settings(language="es-mx", languages=["es-mx", "vi", "so"])
    made = blank_worksheets(make_coalition(settings=settings))
    assert [worksheet.language for worksheet in made] == ["es-mx", "en", "vi"]

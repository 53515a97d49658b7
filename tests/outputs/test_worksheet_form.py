"""The blank worksheet as a form: its fields, their names, titles and order; blank and filled it stays accessible."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from coalition_site.derive.worksheet.form import worksheet_forms
from coalition_site.model.localized import Localized
from coalition_site.model.worksheet_form import KEYWORDS, fields
from coalition_site.publish.pdf.single_document import document_bytes
from coalition_site.render.worksheets import blank_name, wanted_form
from tests.support.blank_forms import EACH, NAMES, forest_city_form
from tests.support.building import PROJECT, SMALL, coalition_of, forest_city, small_project
from tests.support.gate import pdf_text, pdf_ua_failures
from tests.support.labels import AREAS, ASSETS, FIGURE, GROUPS, PARTS, QUESTIONS, TABLES
from tests.support.making import worksheet_texts

pytestmark = pytest.mark.xdist_group("worksheet form")
PAPERS = {"": (612, 792), "-a4": (595, 842)}
FORMS = NAMES
BUILT = [name for name in FORMS if "-a4" not in name]
ENGLISH = [name for name in FORMS if ".es" not in name]
LONGEST = "Forest City " * 170


def _form(name: str) -> Path:
    return forest_city_form(name)


def _names_for(language: str, paper: str, folder: Path) -> list[str]:
    project = small_project(folder)
    written = SMALL.replace("language: en", f"language: {language}\nbrand:\n  paper: {paper}")
    (project / "content" / "coalition.yml").write_text(written, encoding="utf-8")
    forms = worksheet_forms(coalition_of(project))
    return [blank_name(form.variant, forms[0].variant) for form in forms]


def test_a_coalitions_own_paper_and_language_have_the_plain_name(tmp_path: Path) -> None:
    own = ["worksheet-blank.pdf", "worksheet-blank-large.pdf"]
    for language in ("es", "vi"):
        assert _names_for(language, "a4", tmp_path / language) == own


def test_a_build_makes_the_forms_in_the_languages_of_the_letters(tmp_path: Path) -> None:
    names = _names_for("en\nlanguages: [en, es-MX, so]", "a4", tmp_path)
    assert names == [f"worksheet-blank{kind}{language}.pdf" for language in ("", ".es") for kind in ("", "-large")]


def test_the_command_makes_the_form_that_a_build_makes() -> None:
    form = wanted_form(coalition_of(PROJECT), PROJECT / "templates", paper=None, language="es", large=False)
    assert document_bytes(form, coalition_of(PROJECT).images, 0) == (forest_city() / "site" / form.path).read_bytes()


@cache
def _text(name: str) -> str:
    return pdf_text(_form(name))


@cache
def _fields(name: str) -> dict[str, Any]:
    return dict(PdfReader(_form(name)).get_fields() or {})


@cache
def _names() -> list[str]:
    return [field.name for field in fields(coalition_of(PROJECT).vocabulary)]


@dataclass(frozen=True)
class _Seen:
    """A field as it lies on the page: the page, and its edges in points from the top left."""

    name: str
    page: int
    left: float
    top: float
    right: float
    bottom: float

    def leads_to(self, other: "_Seen") -> bool:
        if other.page != self.page:
            return other.page > self.page
        return other.left >= self.right - 1 or other.top >= self.bottom - 1


@cache
def _seen(name: str) -> tuple[_Seen, ...]:
    return tuple(_in_tab_order(_form(name)))


def _in_tab_order(path: Path) -> Iterator[_Seen]:
    """The fields in the order of the tags, which all pages declare to be the tab order."""
    with pikepdf.open(path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        assert all(page.obj["/Tabs"] == "/S" for page in pdf.pages)
        pending = [pdf.Root.StructTreeRoot]
        while pending:
            element = pending.pop()
            if element.get("/Type") == "/OBJR" and element["/Obj"].get("/Subtype") == "/Widget":
                widget = element["/Obj"]
                page = widget["/P"]
                sides = [float(side) for side in widget["/Rect"]]
                height = float(page["/MediaBox"][3])
                top, bottom = height - max(sides[1], sides[3]), height - min(sides[1], sides[3])
                yield _Seen(str(widget["/T"]), numbers[page.objgen], sides[0], top, sides[2], bottom)
            kids = element.get("/K", pikepdf.Array())
            listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            pending.extend(kid for kid in reversed(listed) if isinstance(kid, pikepdf.Dictionary))


@pytest.mark.parametrize("name", EACH)
def test_the_fields_are_those_of_the_contract_in_reading_order(name: str) -> None:
    seen = _seen(name)
    assert [each.name for each in seen] == _names()
    assert list(_fields(name)) == _names()
    wrong = [(one.name, two.name) for one, two in pairwise(seen) if not one.leads_to(two)]
    assert wrong == []


@pytest.mark.parametrize("name", EACH)
def test_every_field_lies_within_its_page(name: str) -> None:
    paper = PAPERS["-a4" if "-a4" in name else ""]
    with pikepdf.open(_form(name)) as pdf:
        sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages]
    assert {tuple(sorted(size)) for size in sizes} == {paper}
    for each in _seen(name):
        width, height = sizes[each.page]
        assert 36 <= each.left < each.right <= width - 36, each
        assert 36 <= each.top < each.bottom <= height - 36, each


@pytest.mark.parametrize("name", EACH)
def test_the_form_is_known_again_and_says_its_language(name: str) -> None:
    with pikepdf.open(_form(name)) as pdf:
        assert str(pdf.docinfo["/Keywords"]) == KEYWORDS == "coalition-worksheet 1"
        assert str(pdf.Root.Lang) == ("es" if ".es" in name else "en")
    text = _text(name)
    pages = len(PdfReader(_form(name)).pages)
    assert (f"Página 1 de {pages}" if ".es" in name else f"Page 1 of {pages}") in text
    assert "Intern" not in text


def _titles(name: str) -> dict[str, str]:
    return {key: str(field["/TU"]) for key, field in _fields(name).items()}


@pytest.mark.parametrize(
    "variant", ["", "-large", *(pytest.param(each, marks=EACH[4].marks) for each in ("-a4", "-a4-large"))]
)
def test_titles_say_part_row_and_column_in_the_language_of_the_form(variant: str) -> None:
    english, spanish = _titles(f"worksheet-blank{variant}.pdf"), _titles(f"worksheet-blank{variant}.es.pdf")
    assert len(set(english.values())) == len(set(spanish.values())) == len(_names())
    assert {
        "groups.young-people": "Part 1, groups, Young people",
        "assets.other_text": "Part 1, assets, Other: which?",
        "table1.3.assets": "Part 2, Table 1, row 3, Assets",
        "table2.8.works_on": "Part 3, Table 2, row 8, Domain of work",
        "table3.1.strengths": "Part 4, Table 3, row 1, How they're a good partner",
        "table4.5.sender": "Part 5, Table 4, row 5, Who will send the invitation?",
    }.items() <= english.items()
    assert {
        "areas.just-policing": "Parte 1, áreas, Actuación policial justa",
        "groups.other_text": "Parte 1, grupos, Otro: ¿cuál?",
        "table1.3.assets": "Parte 2, Tabla 1, fila 3, Recursos",
        "table3.1.barriers": "Parte 4, Tabla 3, fila 1, Obstáculos para la alianza",
    }.items() <= spanish.items()


MULTILINE, NO_SCROLL = 1 << 12, 1 << 23
"""Flags of text fields: ISO 32000-1, 12.7.4.3."""


@pytest.mark.parametrize("name", EACH)
def test_every_field_takes_a_text_of_any_length_and_large_print_is_large(name: str) -> None:
    """A reader chooses the size with which a text fits, but in large print."""
    smallest = 18 if "-large" in name else 9
    with pikepdf.open(_form(name)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            key, flags = str(field.T), int(field.get("/Ff", 0))
            assert "/MaxLen" not in field, key
            if field.FT == "/Tx":
                assert not flags & NO_SCROLL, key
                assert bool(flags & MULTILINE) == key.startswith("table"), key
            size = float(str(field.DA).removesuffix(" Tf").rpartition(" ")[2])
            if field.FT == "/Tx" and "-large" not in name:
                assert size == 0, key
            elif field.FT != "/Btn":
                assert size >= smallest, key


@pytest.mark.parametrize("name", EACH)
def test_boxes_are_large_and_stand_apart(name: str) -> None:
    """So far apart that circles of 24 CSS pixels around their middles do not meet: WCAG 2.2, 2.5.8."""
    least = 20 if "-large" in name else 12.5
    with pikepdf.open(_form(name)) as pdf:
        for page in pdf.pages:
            fields = [each for each in page.obj.get("/Annots", ()) if each.Subtype == "/Widget"]
            corners = [[float(number) for number in field.Rect] for field in fields]
            assert all(left < right and bottom < top for left, bottom, right, top in corners)
            boxes = [corner for field, corner in zip(fields, corners, strict=True) if field.FT == "/Btn"]
            assert all(min(right - left, top - bottom) >= least for left, bottom, right, top in boxes)
            middles = sorted((left, (bottom + top) / 2) for left, bottom, _, top in boxes)
            assert all(right[0] != left[0] or right[1] - left[1] >= 18 for left, right in pairwise(middles))


@pytest.mark.skipif(shutil.which("pdftotext") is None and not os.environ.get("CI"), reason="poppler is not installed")
@pytest.mark.parametrize(
    "name", ["worksheet-blank.pdf", pytest.param("worksheet-blank-large.es.pdf", marks=EACH[4].marks)]
)
def test_a_reader_that_draws_fields_anew_shows_what_was_ticked_and_written(name: str, tmp_path: Path) -> None:
    written = {"groups.other_text": "Ñandú & Co", "table1.1.type": "Nonprofit", "table4.8.sender": "Zoë <x>\nline two"}
    values = {"groups.young-people": "/on", "assets.other": "/on", **written}
    shown = []
    for values_of, each in (({}, "blank"), (values, "filled")):
        (tmp_path / each).mkdir()
        writer = PdfWriter(clone_from=_form(name))
        writer.update_page_form_field_values(None, dict(values_of), auto_regenerate=True)
        writer.write(tmp_path / each / name)
        command = ["pdftotext", str(tmp_path / each / name), "-"]
        shown.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    blank, filled = shown
    assert (blank.count("✔"), filled.count("✔")) == (0, 2)
    for text in ("Ñandú & Co", "Zoë <x>", "line two"):
        assert text in filled
    assert filled.count("Nonprofit") == blank.count("Nonprofit") + 1


def test_types_are_chosen_from_the_list_or_written() -> None:
    for name in ("worksheet-blank.pdf", "worksheet-blank-large.es.pdf"):
        field = _fields(name)["table1.1.type"]
        offered = [str(option[0]) for option in field["/_States_"]]
        types = coalition_of(PROJECT).vocabulary.types.visible()
        assert offered == [option.label.by_language["es" if ".es" in name else "en"] for option in types]
        assert int(field["/Ff"]) == 1 << 17 | 1 << 18


@pytest.mark.parametrize("name", [each for each in EACH if each.values[0] in ENGLISH])
def test_the_english_forms_hold_the_worksheet_word_for_word(name: str) -> None:
    text = _text(name)
    for label in (*GROUPS, *AREAS, *ASSETS, *PARTS, *QUESTIONS, *TABLES, FIGURE):
        assert label in text, label


@pytest.mark.parametrize("name", [each for each in EACH if each.values[0] not in ENGLISH])
def test_the_spanish_forms_hold_every_label_of_the_vocabulary(name: str) -> None:
    text = _text(name)
    vocabulary, texts = coalition_of(PROJECT).vocabulary, worksheet_texts("es")
    lists = (vocabulary.groups, vocabulary.areas, vocabulary.assets, vocabulary.types)
    labels: list[Localized] = [option.label for options in lists for option in options.visible()]
    labels += [pillar.label for pillar in vocabulary.pillars]
    wanted = [label.by_language["es"] for label in labels]
    wanted += [texts.title, texts.figure, *texts.questions.values()]
    wanted += [words for part in texts.parts for words in (part.title, part.help)]
    wanted += [table.title for table in texts.tables]
    assert [words for words in wanted if words not in text] == []


def _filled(name: str, values: dict[str, str], folder: Path) -> Path:
    writer = PdfWriter(clone_from=_form(name))
    writer.update_page_form_field_values(None, dict(values), auto_regenerate=False)
    writer.write(folder / name)
    return folder / name


def _read(path: Path) -> dict[str, str]:
    return {name: str(field.get("/V", "")) for name, field in (PdfReader(path).get_fields() or {}).items()}


@pytest.mark.parametrize("name", ["worksheet-blank.pdf", "worksheet-blank-a4-large.es.pdf"])
def test_a_form_filled_in_every_field_is_accessible_and_gives_everything_back(name: str, tmp_path: Path) -> None:
    values = {}
    for number, (field, about) in enumerate(_fields(name).items()):
        if about["/FT"] == "/Btn":
            values[field] = "/on"
        elif about["/FT"] == "/Ch":
            values[field] = ["Nonprofit", "Other: Públic <library> & office"][number % 2]
        else:
            values[field] = f"Él & Ñandú <{number}>; Đặng, officer"
    filled = _filled(name, values, tmp_path)
    assert _read(filled) == values
    assert pdf_ua_failures(filled) == []


@pytest.mark.parametrize("text", ["مرحبا بكم", "first line\nsecond line", "表 & <b>", LONGEST, "Ünïcode; “quotes”, É"])
def test_what_is_written_survives(text: str, tmp_path: Path) -> None:
    filled = _filled("worksheet-blank.pdf", {"table3.2.barriers": text, "groups.other_text": text}, tmp_path)
    found = _read(filled)
    assert (found["table3.2.barriers"], found["groups.other_text"]) == (text, text)


@pytest.mark.parametrize("site", ["site", "workbook"])
def test_both_sites_list_every_form_in_words(site: str) -> None:
    html = (forest_city() / site / "downloads.html").read_text(encoding="utf-8")
    cards = html[html.index("form-cards") :]
    links = dict(re.findall(r'<a href="(worksheet-[^"]+)"[^>]*>(.*?)</a>', cards))
    assert set(links) == {*BUILT, "worksheet-form.html", "worksheet-form.es.html"}
    named = [re.sub("<[^>]+>", "", text) for text in links.values()]
    assert len(named) == len(set(named))
    assert re.sub("<[^>]+>", "", links["worksheet-blank-large.es.pdf"]) == "Letter paper, Español, large print"

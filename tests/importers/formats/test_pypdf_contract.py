"""What this program takes for granted of pypdf and its documentation does not promise; each test names one habit."""

import io
import logging
import re
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader

from coalition_site.importers.formats.form_file import read_pdf
from coalition_site.importers.formats.pdf_fields import fields_of


def form() -> bytes:
    """A PDF with a field of each kind that readers fill in."""
    values: dict[str, dict[str, Any]] = {
        "table1.1.name": {"FT": Name.Tx, "V": String("École")},
        "table1.1.type": {"FT": Name.Ch, "V": String("Media")},
        "table1.1.serves": {"FT": Name.Ch, "V": Array([String("Young people"), String("Families")])},
        "groups.young-people": {"FT": Name.Btn, "V": Name.Yes},
        "groups.families": {"FT": Name.Btn, "V": Name.Off},
        "table1.2.name": {"FT": Name.Tx},
    }
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    fields = [
        pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, T=String(name), Rect=[0, 0, 9, 9], P=page.obj, **entries)
        )
        for name, entries in values.items()
    ]
    page.Annots = Array(fields)
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_fields_keep_the_raw_entries_of_their_kind_and_value() -> None:
    found = PdfReader(io.BytesIO(form())).get_fields() or {}
    kinds = {name: (str(field.get("/FT")), field.get("/V")) for name, field in found.items()}
    assert kinds["table1.1.name"] == ("/Tx", "École")
    assert kinds["groups.young-people"] == ("/Btn", "/Yes")
    assert kinds["groups.families"] == ("/Btn", "/Off")
    assert kinds["table1.1.serves"] == ("/Ch", ["Young people", "Families"])
    assert kinds["table1.2.name"] == ("/Tx", None)


def test_a_filled_form_gives_texts_choices_and_ticks() -> None:
    assert read_pdf(form(), "a.pdf").fields == {
        "table1.1.name": "École",
        "table1.1.type": "Media",
        "table1.1.serves": "Young people; Families",
        "groups.young-people": True,
        "groups.families": False,
        "table1.2.name": "",
    }


def test_what_it_says_of_damage_goes_to_its_own_logger(caplog: pytest.LogCaptureFixture) -> None:
    damaged = re.sub(rb"startxref\s+\d+", b"startxref\n7", form())
    level = logging.getLogger("pypdf").level
    logging.getLogger("pypdf").setLevel(logging.DEBUG)
    try:
        PdfReader(io.BytesIO(damaged))
        assert {record.name.partition(".")[0] for record in caplog.records} == {"pypdf"}
        caplog.clear()
        fields_of(damaged)
    finally:
        logging.getLogger("pypdf").setLevel(level)
    assert caplog.records == []

"""Mend the form fields of a PDF where the PDF engine leaves them short of what people need."""

from copy import copy

import pikepdf
from pikepdf import Dictionary, Name, String

_COMBO = 1 << 17
_EDIT = 1 << 18
_CHECK_MARK = "4"
"""The check mark's place in ZapfDingbats, one of the fonts that every reader has."""


def mend_fields(pdf: pikepdf.Pdf) -> None:
    """Let people write into lists too, and see the boxes that they tick.

    What a list offers is never all that may be true. And readers that draw fields anew (as /NeedAppearances asks for)
    draw a ticked box only if it says with which mark and font: ISO 32000-1, 12.7.3.3 and 12.5.6.19.
    """
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    boxes = [field for field in form.Fields if field.get("/FT") == "/Btn"]
    if boxes:
        symbols = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
        # A copy: the pages share the fields' resources, and no page may name a font that is not in the file.
        form.DR = copy(form.DR)
        form.DR.Font = copy(form.DR.Font)
        form.DR.Font.ZaDb = pdf.make_indirect(symbols)
    for box in boxes:
        height = abs(float(box.Rect[3]) - float(box.Rect[1]))
        box.DA = String(f"0 g /ZaDb {height:.1f} Tf")
        box.MK.CA = String(_CHECK_MARK)
    for field in form.Fields:
        flags = int(field.get("/Ff", 0))
        if field.get("/FT") == "/Ch" and flags & _COMBO:
            field["/Ff"] = flags | _EDIT

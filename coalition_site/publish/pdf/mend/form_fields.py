"""Mend the form fields of a PDF where the PDF engine leaves them short of what people need."""

import re
from copy import copy

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

_COMBO = 1 << 17
_EDIT = 1 << 18
_CHECK_MARK = "4"
"""The check mark's place in ZapfDingbats, one of the fonts that every reader has."""
_SIZE = re.compile(r"([0-9.]+) Tf$")
_LARGE_PRINT = 18


def mend_fields(pdf: pikepdf.Pdf) -> None:
    """Let people write into lists too, see the boxes that they tick, and print all that they wrote.

    What a list offers is never all that may be true. Readers that draw fields anew (as /NeedAppearances asks for) draw
    a ticked box only if it says with which mark and font: ISO 32000-1, 12.7.3.3 and 12.5.6.19. A text of size 0 gets
    the size with which it fits into its field (12.7.3.3); in large print, and where a field is filled in, texts stay as
    large as they are.
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
    for field in form.Fields:
        _settle_corners(field)
        flags = int(field.get("/Ff", 0))
        if field.get("/FT") == "/Btn":
            height = float(field.Rect[3]) - float(field.Rect[1])
            field.DA = String(f"0 g /ZaDb {height:.1f} Tf")
            field.MK.CA = String(_CHECK_MARK)
        elif field.get("/FT") == "/Tx":
            _fit(field)
        elif flags & _COMBO:
            field["/Ff"] = flags | _EDIT


def _settle_corners(field: Object) -> None:
    """Name the lower left corner of a field first, as ISO 32000-1, 7.9.5, prefers and some readers expect."""
    left, bottom, right, top = field.Rect
    field.Rect = Array([min(left, right), min(bottom, top), max(left, right), max(bottom, top)])


def _fit(field: Object) -> None:
    size = _SIZE.search(str(field.DA))
    if size is not None and float(size[1]) < _LARGE_PRINT and not str(field.get("/V", "")):
        field.DA = String(_SIZE.sub("0 Tf", str(field.DA)))

"""Mend the form fields of a PDF where the PDF engine leaves them short of what people need."""

import pikepdf
from pikepdf import Array

_COMBO = 1 << 17
_EDIT = 1 << 18


def mend_fields(pdf: pikepdf.Pdf) -> None:
    """Let people write into lists too: what a list offers is never all that may be true."""
    form = pdf.Root.get("/AcroForm")
    for field in form.get("/Fields", Array()) if form is not None else Array():
        flags = int(field.get("/Ff", 0))
        if field.get("/FT") == "/Ch" and flags & _COMBO:
            field["/Ff"] = flags | _EDIT

"""QR codes: an address as a picture that a telephone's camera reads, made here, without asking anybody."""


def qr_code(address: str) -> str:
    """The picture of an address as a `data:` address, black on white, with the free space that readers need around it.

    It is a PNG, which the PDF engine passes on as it is: it draws the path of an SVG square by square.
    """
    import segno  # only documents for the wall have one

    # What is not ASCII is read as UTF-8 by every reader, whatever the first edition of the standard says.
    code = segno.make_qr(address, error="m", encoding="utf-8")
    return code.png_data_uri(scale=8)

"""resvg behind one door: an SVG drawn as a PNG, in the project's own fonts.

It says ValueError for what is no drawing. What it cannot do ends in an error of its own language, which is none of
Python's exceptions. tests/publish/images/test_resvg_contract.py holds both.
"""

import re

from coalition_site.resources import fonts_folder, further_fonts_folder

# Chinese, Japanese and Korean signs: their fonts are large, and other drawings do not wait for them.
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]")


def png_of(svg: str) -> bytes | None:
    """The PNG of a drawing in the size that it says; None where it cannot be drawn.

    No font of the machine is used, so that the same drawing gives the same picture everywhere.
    """
    from resvg_py import svg_to_bytes  # loaded only when there is an SVG to draw

    fonts = sorted(str(font) for font in (fonts_folder() / "documents").glob("*.ttf"))
    if _EAST_ASIAN.search(svg):
        fonts += sorted(str(font) for font in further_fonts_folder().glob("*.otf"))
    try:
        picture = svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=fonts,
            font_family="Public Sans",
            sans_serif_family="Public Sans",
            serif_family="Coalition Serif",
        )
    except ValueError:
        return None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return None
    return bytes(picture)

"""Make the font files in `coalition_site/fonts/` again, byte for byte.

The typefaces come unmodified from the packages named in `PACKAGES`, which are needed for this script alone and are
no dependencies of the project. In an environment of their own:

    python -m venv fonts-environment
    fonts-environment/bin/pip install fontpkg-public-sans==2.1 fontpkg-source-serif-4==4.4 fontpkg-amiri==1.2
    fonts-environment/bin/pip install fontpkg-noto-sans==2.15 "fonttools[woff]==4.68.0"
    npm pack @fontsource/noto-emoji@5.3.2 && tar xzf fontsource-noto-emoji-5.3.2.tgz
    PYTHONPATH=. fonts-environment/bin/python scripts/make/fonts.py --emoji package

Documents get one static file for each weight: the PDF engine would otherwise cut every weight out of a variable font
anew for each document. Pages get variable or static WOFF2. "Source" is a reserved font name, so the headings' cut of
Source Serif 4 is called Coalition Serif. Amiri serves Arabic, unmodified: of the Arabic faces tried it is the one whose
text a PDF gives back letter for letter. Coalition Form is the text face without ligatures, for form fields: a PDF
embeds a field's font whole, and a glyph that no character reaches fails PDF/UA. Coalition Symbols is drawn in
`symbol_shapes.py`.

What these lack comes last in the order of fonts: Coalition Sans Extended has Cyrillic, Greek and the rarer Latin
letters of Noto Sans, Coalition Serif Extended those of Source Serif 4 for headings, Coalition Emoji is Noto Emoji.
"""

import argparse
import copy
import io
import shutil
from pathlib import Path

import fontpkg
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from scripts.make import symbol_shapes

PACKAGES = {
    "Public Sans": "public-sans",
    "Source Serif 4": "source-serif-4",
    "Amiri": "amiri",
    "Noto Sans": "noto-sans",
}
TARGET = Path(__file__).resolve().parents[2] / "coalition_site" / "fonts"

# 1904-01-01 based seconds of 2026-01-01: a font's own clock must not differ between two runs.
FIXED_TIME = 3850070400

LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    0x18F,
    0x192,
    0x1A0,
    0x1A1,
    0x1AF,
    0x1B0,
    *range(0x1C4, 0x1CD),
    *range(0x1E6, 0x1E8),
]
LATIN += [*range(0x1FA, 0x200), *range(0x218, 0x21C), 0x237, 0x259, 0x2BB, 0x2BC, 0x2C6, 0x2C7, *range(0x2D8, 0x2DE)]
COMBINING = [
    0x300,
    0x301,
    0x302,
    0x303,
    0x304,
    0x306,
    0x307,
    0x308,
    0x309,
    0x30A,
    0x30B,
    0x30C,
    0x31B,
    0x323,
    0x326,
    0x327,
    0x328,
]
VIETNAMESE = [*range(0x1E80, 0x1E86), 0x1E9E, *range(0x1EA0, 0x1EFA), 0x20AB]
PUNCTUATION = [
    *range(0x2000, 0x2070),
    0x20AC,
    0x2116,
    0x2122,
    0x2153,
    0x2154,
    *range(0x215B, 0x215F),
    0x2212,
    0x221A,
    0x221E,
    0x2248,
    0x2260,
    0x2264,
    0x2265,
]
LETTERS = [*LATIN, *COMBINING, *VIETNAMESE, *PUNCTUATION]
# Latin letters of African and American languages, Greek, Cyrillic, and the signs of currencies. The marks that combine
# with them have to come from the same font.
EXTENDED = [
    0x20,
    *range(0x180, 0x2B0),
    *range(0x300, 0x370),
    *range(0x370, 0x400),
    *range(0x400, 0x530),
    *range(0x1C80, 0x1C89),
    *range(0x1E00, 0x2000),
    *range(0x20A0, 0x20C1),
    0x25CC,
    *range(0x2DE0, 0x2E00),
    *range(0xA640, 0xA6A0),
]

TEXT_FEATURES = ["kern", "liga", "locl", "mark", "mkmk", "ccmp", "lnum", "pnum", "tnum", "case", "frac"]
# Characters that people paste without knowing, each drawn as a copy of the sign it looks like. A copy, since two
# characters on one glyph would be read out of a PDF as one.
STAND_INS = {0x2010: "-", 0x2011: "-", 0x2032: "'", 0x2033: '"', 0x02BC: "\u2019"}
STAND_INS |= dict.fromkeys((0x00A0, *range(0x2002, 0x200B), 0x202F, 0x205F), " ")

SPACE_WIDTH, NO_BREAK_SPACE = 0.25, 0xA0
OPTICAL_SIZE = 24
HEADING_WEIGHT = 600


def source(family: str, *, italic: bool = False) -> TTFont:
    """The variable font as its package ships it."""
    files = [Path(str(file.path)) for file in fontpkg.family(family).files]
    (path,) = [file for file in files if ("Italic" in file.name) == italic]
    return TTFont(path, recalcTimestamp=False)


def cut(font: TTFont, features: list[str], letters: list[int] = LETTERS) -> TTFont:
    """Keep some letters, by default the project's, and the named layout features; drop hinting, which nothing needs."""
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["DSIG", "MVAR"] if "fvar" not in font else ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def name(font: TTFont, family: str, style: str) -> None:
    """Give the font one family and style name; its copyright and license entries stay as they are."""
    names = font["name"]
    for identifier in (16, 17, 21, 22, 25):
        names.removeNames(nameID=identifier)
    post_script = f"{family}-{style}".replace(" ", "")
    for identifier, text in (
        (1, family),
        (2, style),
        (3, f"{post_script};coalition-site"),
        (4, f"{family} {style}"),
        (6, post_script),
        (16, family),
        (17, style),
    ):
        names.removeNames(nameID=identifier)
        names.setName(text, identifier, 3, 1, 0x409)
    font["head"].modified = font["head"].created = FIXED_TIME
    font.recalcTimestamp = False


def save(font: TTFont, path: Path, flavor: str | None = None) -> None:
    """Write the font through memory, so that a failure leaves the old file."""
    font.flavor = flavor
    written = io.BytesIO()
    font.save(written, reorderTables=True)
    path.write_bytes(written.getvalue())


def add_stand_ins(font: TTFont) -> TTFont:
    """Give a static font a copied glyph for each of the `STAND_INS` that it lacks."""
    characters = font.getBestCmap()
    for code, like in STAND_INS.items():
        if code in characters:
            continue
        original, copied = characters[ord(like)], f"uni{code:04X}.copy"
        font.setGlyphOrder([*font.getGlyphOrder(), copied])
        font["glyf"][copied] = copy.deepcopy(font["glyf"][original])
        font["hmtx"][copied] = font["hmtx"][original]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = copied
    return font


def static_text(weight: int, *, italic: bool, features: list[str]) -> TTFont:
    """One weight of Public Sans for documents."""
    font = instantiateVariableFont(source("Public Sans", italic=italic), {"wght": weight})
    font["OS/2"].usWeightClass = weight
    return cut(add_stand_ins(font), features)


def heading() -> TTFont:
    """Source Serif 4 at the one weight and optical size that headings use."""
    font = instantiateVariableFont(source("Source Serif 4"), {"wght": HEADING_WEIGHT, "opsz": OPTICAL_SIZE})
    font["OS/2"].usWeightClass = HEADING_WEIGHT
    font = cut(add_stand_ins(font), TEXT_FEATURES)
    name(font, "Coalition Serif", "SemiBold")
    return font


def extended_sans(weight: int, *, italic: bool) -> TTFont:
    """Noto Sans for the letters that the text face lacks."""
    font = instantiateVariableFont(source("Noto Sans", italic=italic), {"wght": weight, "wdth": 100})
    font["OS/2"].usWeightClass = weight
    return cut(font, TEXT_FEATURES, EXTENDED)


def extended_heading() -> TTFont:
    """Source Serif 4 for the headings' letters that Coalition Serif lacks."""
    font = instantiateVariableFont(source("Source Serif 4"), {"wght": HEADING_WEIGHT, "opsz": OPTICAL_SIZE})
    font["OS/2"].usWeightClass = HEADING_WEIGHT
    font = cut(font, TEXT_FEATURES, EXTENDED)
    name(font, "Coalition Serif Extended", "SemiBold")
    return font


def emoji(package: Path) -> TTFont:
    """Noto Emoji, whole, as its package of web fonts holds it: one color, with the joined signs.

    But for its space, which is as wide as an emoji and follows one that stands between words.
    """
    font = TTFont(package / "files" / "noto-emoji-emoji-400-normal.woff2", recalcTimestamp=False)
    for table in font["cmap"].tables:
        kept = ((code, glyph) for code, glyph in table.cmap.items() if code >= ord(" ") and code != NO_BREAK_SPACE)
        table.cmap = dict(kept)
    space = font.getBestCmap()[ord(" ")]
    font["hmtx"][space] = (round(font["head"].unitsPerEm * SPACE_WIDTH), 0)
    name(font, "Coalition Emoji", "Regular")
    return font


def symbols() -> TTFont:
    """The project's own signs, with the text face's line metrics so that a tick never moves a line."""
    glyphs, widths, characters = {}, {}, {}
    for glyph_name, sign in [
        (".notdef", "□"),
        ("space", ""),
        *((f"uni{ord(sign):04X}", sign) for sign in symbol_shapes.SIGNS),
    ]:
        pen = TTGlyphPen(None)
        if sign:
            symbol_shapes.draw(sign, pen)
        glyphs[glyph_name] = pen.glyph()
        widths[glyph_name] = (symbol_shapes.advance_width(), 0)
        if glyph_name != ".notdef":
            characters[ord(sign or " ")] = glyph_name
    builder = FontBuilder(symbol_shapes.UNITS_PER_EM, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(characters)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {
            key: (width, builder.font["glyf"][key].xMin if builder.font["glyf"][key].numberOfContours else 0)
            for key, (width, _) in widths.items()
        }
    )
    builder.setupHorizontalHeader(ascent=950, descent=-225)
    builder.setupNameTable(
        {
            "copyright": "Copyright 2026 the Coalition Site contributors",
            "licenseDescription": "MIT license, as the rest of Coalition Site",
        }
    )
    builder.setupOS2(
        sTypoAscender=950, sTypoDescender=-225, usWinAscent=950, usWinDescent=225, usWeightClass=400, fsType=0
    )
    builder.setupPost()
    name(builder.font, "Coalition Symbols", "Regular")
    return builder.font


def make_document_fonts(folder: Path, emoji_package: Path) -> None:
    """TrueType files, static, one for each weight that the print style sheet uses."""
    for weight, style in ((400, "Regular"), (600, "SemiBold")):
        for italic in (False, True):
            full_style = f"{style} Italic" if italic else style
            full_style = "Italic" if full_style == "Regular Italic" else full_style
            for family, font in (
                ("Public Sans", static_text(weight, italic=italic, features=TEXT_FEATURES)),
                ("Coalition Sans Extended", extended_sans(weight, italic=italic)),
            ):
                name(font, family, full_style)
                save(font, folder / f"{family}-{full_style}.ttf".replace(" ", ""))
    save(extended_heading(), folder / "CoalitionSerifExtended-SemiBold.ttf")
    save(emoji(emoji_package), folder / "CoalitionEmoji-Regular.ttf")
    form = static_text(400, italic=False, features=["kern"])
    name(form, "Coalition Form", "Regular")
    save(form, folder / "CoalitionForm-Regular.ttf")
    save(heading(), folder / "CoalitionSerif-SemiBold.ttf")
    save(symbols(), folder / "CoalitionSymbols-Regular.ttf")
    for file in fontpkg.family("Amiri").files:
        if Path(str(file.path)).stem in {"Amiri-Regular", "Amiri-Bold"}:
            shutil.copyfile(str(file.path), folder / Path(str(file.path)).name)


def list_printable(folder: Path) -> None:
    """Write down every sign that some document font has, as ranges, so that content can be checked without any font."""
    signs: set[int] = set()
    for file in sorted((folder / "documents").glob("*.ttf")):
        signs |= TTFont(file, lazy=True).getBestCmap().keys()
    ranges: list[list[int]] = []
    for sign in sorted(signs):
        if ranges and sign == ranges[-1][1] + 1:
            ranges[-1][1] = sign
        else:
            ranges.append([sign, sign])
    lines = [f"{first:04X}" if first == last else f"{first:04X}-{last:04X}" for first, last in ranges]
    (folder / "printable.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


def make_page_fonts(folder: Path) -> None:
    """WOFF2 files: variable text faces from regular to bold, the headings' one weight, the signs."""
    for italic in (False, True):
        font = instantiateVariableFont(source("Public Sans", italic=italic), {"wght": (400, 400, 700)})
        font = cut(font, TEXT_FEATURES)
        name(font, "Public Sans", "Italic" if italic else "Regular")
        save(font, folder / f"public-sans{'-italic' if italic else ''}.woff2", "woff2")
    save(heading(), folder / "coalition-serif.woff2", "woff2")
    save(symbols(), folder / "coalition-symbols.woff2", "woff2")


def copy_licenses(folder: Path, emoji_package: Path) -> None:
    """The SIL Open Font License of each typeface, beside the files made from it."""
    shutil.copyfile(emoji_package / "LICENSE", folder / "OFL-noto-emoji.txt")
    for family, slug in PACKAGES.items():
        package = Path(str(fontpkg.path(family))).parent.parent
        shutil.copyfile(package / "LICENSE", folder / f"OFL-{slug}.txt")


def main() -> None:
    """Write all font files and licenses into the folder given, by default the package's own."""
    parser = argparse.ArgumentParser(description="Make the project's font files again.")
    parser.add_argument("--output", type=Path, default=TARGET)
    parser.add_argument("--emoji", type=Path, required=True, help="The unpacked package @fontsource/noto-emoji.")
    arguments = parser.parse_args()
    folder: Path = arguments.output
    for part in ("documents", "pages"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    make_document_fonts(folder / "documents", arguments.emoji)
    make_page_fonts(folder / "pages")
    copy_licenses(folder, arguments.emoji)
    list_printable(folder)


if __name__ == "__main__":
    main()

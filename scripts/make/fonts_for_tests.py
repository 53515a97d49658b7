"""Make the small fonts in `tests/fonts/` again: the words of `tests/support/scripts.py`, and nothing else.

They come from Debian's packages of Noto; the license is written beside them:

    apt-get download fonts-noto-core fonts-noto-cjk
    for package in fonts-noto-*.deb; do dpkg -x "$package" noto; done
    .venv/bin/python scripts/make/fonts_for_tests.py noto
"""

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tests.support.scripts import SCRIPTS

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    "bengali": ("truetype/noto/NotoSansBengali-Regular.ttf", 0),
    "cjk": ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "devanagari": ("truetype/noto/NotoSansDevanagari-Regular.ttf", 0),
    "ethiopic": ("truetype/noto/NotoSansEthiopic-Regular.ttf", 0),
    "khmer": ("truetype/noto/NotoSansKhmer-Regular.ttf", 0),
    "myanmar": ("truetype/noto/NotoSansMyanmar-Regular.ttf", 0),
}
LICENSE = ROOT / "coalition_site" / "fonts" / "OFL-noto-sans.txt"
COPYRIGHT = """These fonts are parts of Noto: Copyright 2010-2020 Google LLC; the one called cjk is of Noto Sans CJK:
Copyright 2014-2021 Adobe, with Reserved Font Name 'Source'. They are under the license below.

"""


def main() -> None:
    """Write all of them."""
    parser = argparse.ArgumentParser(description="Make the tests' fonts again.")
    parser.add_argument("packages", type=Path, help="The folder that the packages were unpacked to.")
    packages: Path = parser.parse_args().packages
    folder = ROOT / "tests" / "fonts"
    folder.mkdir(exist_ok=True)
    for name, (file, number) in SOURCES.items():
        font = TTFont(packages / "usr/share/fonts" / file, fontNumber=number, recalcTimestamp=False)
        options = Options()
        options.hinting = False
        options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
        options.layout_features = ["*"]
        options.notdef_outline = True
        options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
        subsetter = Subsetter(options)
        words = "".join(word for script in SCRIPTS if script.font == name for word in script.words)
        subsetter.populate(text=words)
        subsetter.subset(font)
        font.save(folder / f"{name}.{'otf' if 'CFF ' in font else 'ttf'}")
    (folder / "OFL.txt").write_text(COPYRIGHT + LICENSE.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()

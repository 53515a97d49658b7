"""Make the fonts of `coalition_site/fonts/further/` again: Chinese and Korean signs of Noto Sans CJK, for documents.

The typeface comes from Debian's package, which is needed for this script alone:

    apt-get download fonts-noto-cjk && dpkg -x fonts-noto-cjk_*.deb noto
    .venv/bin/python scripts/make/east_asian_fonts.py noto

Chinese has what GB 2312 has, and signs that names need beside it; Korean every syllable of today. The bold cuts hold
what is common (the first level of GB 2312, the syllables of KS X 1001): a rarer sign in a heading is set in the
regular one, and the two cuts of a script together take half of what two whole ones would. The list beside each font
says which signs it has, so that content is checked without opening one.
"""

import argparse
import io
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[2] / "coalition_site" / "fonts"
# 1904-01-01 based seconds of 2026-01-01: a font's own clock must not differ between two runs.
FIXED_TIME = 3850070400
OPENTYPE = "usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc"
KOREAN_FACE, CHINESE_FACE = 1, 2
ASCII = range(0x20, 0x7F)
# Marks of sentences, kana, and letters as wide as Chinese signs: GB 2312 has all but a few.
WIDE = (*range(0x3000, 0x3100), *range(0xFF00, 0xFF5F))
SYLLABLES = range(0xAC00, 0xD7A4)
BYTES = range(0xA1, 0xFF)
# Of names and places, and not in GB 2312.
IN_NAMES = (
    "佢喆喺嘅嘢囍坉垚垟埇埌埗堃墖夎婳媞媺嫚嬅嬛孖宬屾峯嶅庝弢彂彧忞忻怹恺悊惢慜戬挓攞敓斿旂旳旸旻旼昉昇昰晁晙暐暤暻曈曌朥枃栢桖桭棂椂楀槑槿樻樾"
    "歆殑氹汜沄洺洿浉浐浠浥涘淏淼渟湉湜湲溁滃滘漷潆潞潈濋瀞炘炆炅炜烜烨焜焱煊煜熠熥熻燊牂犇猗玏玒玘玟玙玚玠玡玥玦玧玭玹玿珅珈珏珑珝珣珩珮珺"
    "琇琎琤琬琰琲瑀瑄瑆瑔瑗瑨瑭瑱瑷璁璇璎璟璠璪璲瓅瓒甪甯畑畯畲皓皛皞皦眘睟睿矞砀砚硚硕碁祂祎祐祺禔禛秭稑竑竦筜筠筱箐箓篪簃粲绂绡绤绨绮缐翀翃翊翎"
    "翙翚翦翥翯耔聿肸胤脩腘舢舺艾芃芷苡苢苪苾茈茌茜茳荇荥莳菉菡葳蒟蒨蓁蔃蕊薰虓虢蛟蜎袆袆袪褀襄訚訢詹誉謇贇赟跶辂迦迺逄逑郄郢郦郯鄀鄠酃醌釪釭"
    "鈜鉌鋆錤鍅鍠鎏鎔鎭鏐鐫钊钏钒钖钜钤钰铉铕铖铚铠铧铨铭锃锜锟锴锽镕镠镡镭閤闫阇阊阗阚陟陞隃雎雒靑靓頔顒颀颙飏飚飜餗馡駉駬骁骉骊骎骐骕骞骢"
    "骥髙鬯魟鯤鲲鳐鳯鸮鸰鸶鹍鹏鹮麐麒麟黇黉鼐鼒龢"
)
NAMES = {"chinese": "Coalition Sans Chinese", "korean": "Coalition Sans Korean"}


def of_encoding(encoding: str, rows: range) -> set[int]:
    """The signs in some rows of a set of 94 by 94."""
    pairs = (bytes((first, second)) for first in rows for second in BYTES)
    return {ord(sign) for pair in pairs if len(sign := pair.decode(encoding, "ignore")) == 1}


def cut(path: Path, face: int, signs: set[int], family: str, style: str) -> bytes:
    """One face of a collection with these signs and no others, under a name of our own."""
    font = TTFont(path, fontNumber=face, recalcTimestamp=False)
    options = Options()
    options.layout_features = ["ccmp", "liga", "ljmo", "vjmo", "tjmo", "calt"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 13, 14]
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)
    post_script = f"{family}-{style}".replace(" ", "")
    texts = {1: family, 2: style, 3: f"{post_script};coalition-site", 4: f"{family} {style}", 6: post_script}
    for identifier, text in texts.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)
    drawn = font["CFF "].cff
    drawn.fontNames = [post_script]
    drawn.topDictIndex[0].FamilyName, drawn.topDictIndex[0].FullName = family, f"{family} {style}"
    font["head"].modified = font["head"].created = FIXED_TIME
    written = io.BytesIO()
    font.save(written, reorderTables=True)
    return written.getvalue()


def ranges(signs: set[int]) -> str:
    """Code points in hexadecimal, one or a range a line."""
    found: list[list[int]] = []
    for sign in sorted(signs):
        if found and sign == found[-1][1] + 1:
            found[-1][1] = sign
        else:
            found.append([sign, sign])
    return "".join(f"{first:04X}\n" if first == last else f"{first:04X}-{last:04X}\n" for first, last in found)


def main() -> None:
    """Write the fonts, the lists of their signs, and the license."""
    parser = argparse.ArgumentParser(description="Make the fonts for Chinese and Korean again.")
    parser.add_argument("package", type=Path, help="The folder that the package was unpacked to.")
    package: Path = parser.parse_args().package
    folder = TARGET / "further"
    folder.mkdir(exist_ok=True)
    marks = of_encoding("gb2312", range(0xA1, 0xAA)) | {*ASCII, *WIDE}
    frequent = marks | of_encoding("gb2312", range(0xB0, 0xD8))
    rare = of_encoding("gb2312", range(0xD8, 0xF8))
    letters = set(ASCII) | of_encoding("euc_kr", range(0xA1, 0xAD)) | of_encoding("euc_kr", range(0xB0, 0xC9))
    wanted = {
        "chinese": (CHINESE_FACE, frequent | rare | set(map(ord, IN_NAMES)), frequent),
        "korean": (KOREAN_FACE, letters | set(SYLLABLES), letters),
    }
    for name, (face, regular, bold) in wanted.items():
        family = NAMES[name]
        for weight, signs in (("Regular", regular), ("Bold", bold)):
            data = cut(package / OPENTYPE.format(weight=weight), face, signs, family, weight)
            (folder / f"{family}-{weight}.otf".replace(" ", "")).write_bytes(data)
        has = set(TTFont(folder / f"{family}-Regular.otf".replace(" ", ""), lazy=True).getBestCmap())
        (folder / f"{name}.txt").write_text(ranges(has), encoding="ascii")
    noto = (TARGET / "OFL-noto-sans.txt").read_text(encoding="utf-8")
    said = "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'."
    (TARGET / "OFL-noto-sans-cjk.txt").write_text(said + noto[noto.index("\n") :], encoding="utf-8")


if __name__ == "__main__":
    main()

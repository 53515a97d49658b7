"""The fonts that documents are set in, and the settings that keep every other font of the machine out."""

from collections.abc import Sequence
from contextlib import suppress
from html import escape
from pathlib import Path
from shutil import copyfile

from coalition_site.model.print_font import PrintFont
from coalition_site.read.fonts.files import DamagedFont, write_plain_font
from coalition_site.read.fonts.further import FILES as FURTHER_FILES
from coalition_site.resources import fonts_folder, further_fonts_folder

FILES = (
    "PublicSans-Regular.ttf",
    "PublicSans-Italic.ttf",
    "PublicSans-SemiBold.ttf",
    "PublicSans-SemiBoldItalic.ttf",
    "CoalitionSerif-SemiBold.ttf",
    "CoalitionSymbols-Regular.ttf",
    "CoalitionForm-Regular.ttf",
    "Amiri-Regular.ttf",
    "Amiri-Bold.ttf",
    "CoalitionSansExtended-Regular.ttf",
    "CoalitionSansExtended-Italic.ttf",
    "CoalitionSansExtended-SemiBold.ttf",
    "CoalitionSansExtended-SemiBoldItalic.ttf",
    "CoalitionSerifExtended-SemiBold.ttf",
    "CoalitionEmoji-Regular.ttf",
)

_OTHERS = "other-fonts"
_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>{folder}
  <cachedir>{cache}</cachedir>
  <alias binding="strong"><family>serif</family><prefer><family>Coalition Serif</family></prefer></alias>
  <alias binding="strong"><family>emoji</family><prefer><family>Coalition Emoji</family></prefer></alias>
  <match target="scan">
    <test name="family"><string>Coalition Sans Chinese</string></test>
    <edit name="lang" mode="assign"><langset><string>zh-cn</string></langset></edit>
  </match>
  <match target="scan">
    <test name="family"><string>Coalition Sans Korean</string></test>
    <edit name="lang" mode="assign"><langset><string>ko</string></langset></edit>
  </match>
  <match target="pattern">
    <edit name="family" mode="append_last">
      <string>Public Sans</string><string>Coalition Symbols</string><string>Amiri</string>
      <string>Coalition Sans Extended</string><string>Coalition Emoji</string>{families}
    </edit>
  </match>
</fontconfig>
"""


def document_fonts_folder() -> Path:
    """Folder of the TrueType files for documents."""
    return fonts_folder() / "documents"


def missing_fonts() -> list[str]:
    """Names of the document fonts that are not in their folders; without any font the PDF engine crashes."""
    folders = ((document_fonts_folder(), FILES), (further_fonts_folder(), FURTHER_FILES))
    return [name for folder, names in folders for name in names if not (folder / name).is_file()]


def write_font_settings(folder: Path, others: Sequence[PrintFont] = ()) -> Path:
    """Write font settings into the folder that name the project's fonts and nothing else, and return the file's path.

    Families found by their own names through these settings: Public Sans (400, 600, both with italic), Coalition
    Serif (600), Coalition Symbols and Coalition Form (400), Amiri for Arabic, and what these lack in Coalition Sans
    Extended, Coalition Serif Extended and Coalition Emoji, so no document needs an @font-face rule. Text in any other
    family, monospace too, comes out in Public Sans, with signs from Coalition Symbols, Arabic from Amiri, Cyrillic and
    Greek from Coalition Sans Extended. The font library keeps its cache in the same folder.

    `others` are the files that were chosen for signs of the content, and come last. The packaged ones among them are
    said to be of their language: their bold cuts lack rare signs, and would be passed over for the regular ones.
    Those of the content folder are written anew under names of our own, so that none can stand for another font; one
    that cannot be read is left out.
    """
    cache = folder / "font-cache"
    cache.mkdir(parents=True, exist_ok=True)
    families = _lay_out_others(folder / _OTHERS, others) if others else []
    settings = folder / "fonts.conf"
    text = _SETTINGS.format(
        fonts=escape(str(document_fonts_folder())),
        folder=f"<dir>{escape(str((folder / _OTHERS).resolve()))}</dir>" if others else "",
        families="".join(f"<string>{escape(family)}</string>" for family in families),
        cache=escape(str(cache.resolve())),
    )
    settings.write_text(text, encoding="utf-8")
    return settings


def _lay_out_others(folder: Path, others: Sequence[PrintFont]) -> list[str]:
    """Put further fonts into a folder; their families in order."""
    folder.mkdir()
    families: dict[str, str] = {}
    for number, font in enumerate(others):
        if not font.own:
            families[font.family] = font.family
            _link(font.file.resolve(), folder / f"{number}{font.file.suffix.lower()}")
            continue
        family = families.setdefault(f"own {font.family}", f"Coalition Own {len(families) + 1}")
        with suppress(DamagedFont):
            write_plain_font(font.file, family, folder / f"{number}.ttf")
    return list(families.values())


def _link(file: Path, target: Path) -> None:
    """Without copying, where the system allows it: such files may have twenty megabytes."""
    try:
        target.symlink_to(file)
    except OSError:
        copyfile(file, target)

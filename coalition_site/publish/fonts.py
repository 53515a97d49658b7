"""The fonts that documents are set in, and the settings that keep every other font of the machine out."""

from pathlib import Path
from xml.sax.saxutils import escape

from coalition_site.resources import fonts_folder

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

_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="strong"><family>serif</family><prefer><family>Coalition Serif</family></prefer></alias>
  <match target="pattern">
    <edit name="family" mode="append_last">
      <string>Public Sans</string><string>Coalition Symbols</string><string>Amiri</string>
      <string>Coalition Sans Extended</string><string>Coalition Emoji</string>{others}
    </edit>
  </match>
</fontconfig>
"""


def document_fonts_folder() -> Path:
    """Folder of the TrueType files for documents."""
    return fonts_folder() / "documents"


def missing_fonts() -> list[str]:
    """Names of the document fonts that are not in their folder; without any font the PDF engine crashes."""
    return [name for name in FILES if not (document_fonts_folder() / name).is_file()]


def write_font_settings(folder: Path) -> Path:
    """Write font settings into the folder that name the project's fonts and nothing else, and return the file's path.

    Families found by their own names through these settings: Public Sans (400, 600, both with italic), Coalition
    Serif (600), Coalition Symbols and Coalition Form (400), and Amiri for Arabic, so no document needs an @font-face
    rule. Text in any other family, monospace too, comes out in Public Sans, with signs from Coalition Symbols and
    Arabic from Amiri. The font library keeps its cache in the same folder.
    """
    cache = folder / "font-cache"
    cache.mkdir(parents=True, exist_ok=True)
    settings = folder / "fonts.conf"
    settings.write_text(
        _SETTINGS.format(others="", fonts=escape(str(document_fonts_folder())), cache=escape(str(cache.resolve()))),
        encoding="utf-8",
    )
    return settings

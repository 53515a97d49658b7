"""Machines with and without fonts for further scripts, whatever this one has."""

from pathlib import Path

import pytest

FONTS = Path(__file__).parents[1] / "fonts"
_SETTINGS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>"""


def machine_with_fonts(folder: Path, monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """From here on the system has the fonts of these folders and no others; `folder` is for settings."""
    settings = folder / "machine-fonts.conf"
    named = "".join(f"<dir>{each}</dir>" for each in folders)
    settings.write_text(_SETTINGS.format(folders=named, cache=folder / "machine-font-cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))

"""What the process that reads a font answers, asked without its limits: `test_fonts.py` asks the process itself."""

from pathlib import Path

import pytest

from coalition_site.read.fonts.worker import _answer
from coalition_site.resources import fonts_folder
from tests.support.machine_fonts import FONTS

KHMER = FONTS / "khmer.ttf"


def test_the_answer_names_family_weight_and_the_signs_that_it_has() -> None:
    assert _answer({"file": str(KHMER), "signs": "សa王ុ"}) == {"family": "Noto Sans Khmer", "weight": 400, "signs": "សុ"}
    bold = _answer({"file": str(fonts_folder() / "documents/Amiri-Bold.ttf"), "signs": "ب"})
    assert bold == {"family": "Amiri", "weight": 700, "signs": "ب"}


@pytest.mark.parametrize(("file", "style"), [(KHMER, "Regular"), (fonts_folder() / "documents/Amiri-Bold.ttf", "Bold")])
def test_a_font_is_written_with_what_lays_text_out_alone(file: Path, style: str, tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    _answer({"file": str(file), "signs": "", "family": "Ours", "target": str(tmp_path / "plain.ttf")})
    with TTFont(tmp_path / "plain.ttf") as font:
        assert font["name"].getDebugName(4) == f"Ours {style}"
        assert {"cmap", "glyf", "GSUB"} <= set(font.keys())
        assert {"fpgm", "prep", "DSIG", "SVG ", "meta"} & set(font.keys()) == set()


def test_a_font_without_outlines_is_refused(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(KHMER) as font:
        del font["glyf"], font["loca"]
        font.save(tmp_path / "empty.ttf")
    with pytest.raises(ValueError, match=r"^the font has no outlines$"):
        _answer({"file": str(tmp_path / "empty.ttf"), "signs": ""})

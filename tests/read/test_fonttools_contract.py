"""What this program knows of fontTools beyond its pages. A test that fails here names what has changed."""

from pathlib import Path

from coalition_site.read.fonts.fonttools_fonts import facts_of, letters_of_glyphs, write_plain
from coalition_site.resources import fonts_folder

AMIRI = fonts_folder() / "documents" / "Amiri-Regular.ttf"


def test_fonttools_tells_family_weight_and_characters() -> None:
    family, weight, characters = facts_of(AMIRI)
    assert (family, weight) == ("Amiri", 400)
    assert {"ع", "ب", " "} <= characters
    assert "表" not in characters


def test_fonttools_tells_which_letter_a_shape_is_made_from() -> None:
    """Each letter has up to four shapes, which the table GSUB tells, in lookups of its own or of an extension."""
    letters = letters_of_glyphs(AMIRI)
    assert sum(letter == "ع" for letter in letters.values()) >= 4
    assert all(len(letter) == 1 for letter in letters.values())


def test_fonttools_writes_a_font_under_another_name_and_shapes_it_as_before(tmp_path: Path) -> None:
    write_plain(AMIRI, "Coalition Own 1", tmp_path / "a.ttf")
    family, weight, characters = facts_of(tmp_path / "a.ttf")
    assert (family, weight, characters) == ("Coalition Own 1", 400, facts_of(AMIRI)[2])
    assert letters_of_glyphs(tmp_path / "a.ttf") == letters_of_glyphs(AMIRI)

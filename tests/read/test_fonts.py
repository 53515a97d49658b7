"""Fonts beside the packaged ones: which are chosen, and what hostile files can do."""

import struct
from pathlib import Path

import pytest

from coalition_site.publish.pdf.fonts import missing_fonts
from coalition_site.read.fonts import files as font_files
from coalition_site.read.fonts.choice import fonts_for
from coalition_site.read.fonts.files import DamagedFont, face_of, read_font, write_plain_font
from coalition_site.read.fonts.fonttools_fonts import facts_of
from coalition_site.read.fonts.further import further_faces, signs_of_languages, signs_of_script
from coalition_site.read.fonts.packages import Installer, packages_for
from coalition_site.read.fonts.system import system_faces
from coalition_site.read.printable import lacking, lines_of_signs
from coalition_site.resources import fonts_folder
from tests.support.machine_fonts import FONTS, machine_with_fonts


def test_plain_text_needs_no_further_font() -> None:
    everybody = "Nguyễn Łódź Київ Ελένη Ἀθῆναι بيت گچپژ ٹڈڑے 🎈👩‍👩‍👧👍🏽❤️1️⃣🇺🇸 ✉☎ “quotes”\t№ ₴ ƙ ɛ ŋ"
    assert lacking().findall(everybody) == []
    assert lacking().findall("王ሰ សु\ue000") == ["王", "ሰ", "ស", "ु", "\ue000"]
    assert lacking(frozenset("王")).findall("王ሰ") == ["ሰ"]


def test_lines_name_the_first_sign_and_all() -> None:
    (line,) = lines_of_signs("a.md", ["plain", "é 王b小王"])
    assert (str(line.position), line.signs) == ("a.md:2:3", ("王", "小"))


def test_every_packaged_font_is_known_and_licensed() -> None:
    families = {"PublicSans", "Amiri", "Coalition"}
    assert all(any(file.name.startswith(family) for family in families) for file in fonts_folder().glob("documents/*"))
    assert {file.name for file in fonts_folder().glob("OFL-*")} == {
        *("OFL-amiri.txt", "OFL-noto-emoji.txt", "OFL-noto-sans.txt", "OFL-noto-sans-cjk.txt", "OFL-public-sans.txt"),
        "OFL-source-serif-4.txt",
    }
    assert missing_fonts() == []


@pytest.mark.parametrize("language", ["zh", "ko"])
def test_the_list_of_a_further_font_says_what_it_has(language: str) -> None:
    regular, bold = (facts_of(face.file)[2] for face in further_faces(frozenset("王가"), [language])[:2])
    assert regular - {chr(code) for code in range(0x20, 0x7F)} == signs_of_script(language)
    assert bold < regular


def test_people_who_write_chinese_or_korean_need_no_font_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    printed, problems = fonts_for(frozenset("王喆ㅎ한뵀뷁。《"), {}, ["en"])
    assert (printed.missing, problems) == (frozenset(), [])
    assert {font.family for font in printed.fonts} == {"Coalition Sans Chinese", "Coalition Sans Korean"}
    everything = fonts_for(signs_of_languages(["zh", "ko", "es"]), {}, ["zh"])[0]
    assert everything.missing == frozenset()
    # What the language needs comes first.
    assert further_faces(frozenset("。"), ["ko"])[0].family == "Coalition Sans Korean"
    assert further_faces(frozenset("。"), ["zh-hans"])[0].family == "Coalition Sans Chinese"


def test_other_forms_of_the_same_signs_come_from_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine_with_fonts(tmp_path, monkeypatch, FONTS)

    def first(signs: str, language: str) -> str:
        return fonts_for(frozenset(signs), {}, [language])[0].fonts[0].file.name

    assert first("中心", "zh") == "CoalitionSansChinese-Regular.otf"
    assert first("中心", "zh-hant") == "cjk.otf"
    assert first("佐さ", "en") == "cjk.otf"


@pytest.mark.parametrize(
    ("signs", "apt", "dnf", "brew"),
    [
        ("王さ김。", "fonts-noto-cjk", "google-noto-sans-cjk-fonts", "font-noto-sans-cjk"),
        ("ሰ", "fonts-noto-core", "google-noto-sans-ethiopic-fonts", "font-noto-sans-ethiopic"),
        (
            "ᐁ",
            "fonts-noto-core",
            "google-noto-sans-canadian-aboriginal-fonts",
            "font-noto-sans-canadian-aboriginal",
        ),
        ("🁀", "fonts-noto-core", "google-noto-sans-symbols-2-fonts", "font-noto-sans-symbols-2"),
    ],
)
def test_one_package_brings_what_is_missing(signs: str, apt: str, dnf: str, brew: str) -> None:
    assert [packages_for(signs, each) for each in Installer] == [(apt,), (dnf,), (brew,)]


def test_fonts_of_the_system_are_found_by_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine_with_fonts(tmp_path, monkeypatch, FONTS)
    printed, problems = fonts_for(frozenset("華陳សុ\U00012000"), {}, ["en"])
    assert [(font.file.name, "".join(sorted(font.signs))) for font in printed.fonts] == [
        ("cjk.otf", "華陳"),
        ("khmer.ttf", "សុ"),
    ]
    assert printed.missing == {"\U00012000"}
    assert problems == []


def test_without_fontconfig_the_system_has_no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert system_faces(frozenset("王"), ["en"]) == []


def test_own_fonts_come_before_those_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine_with_fonts(tmp_path, monkeypatch, FONTS)
    own = tmp_path / "own.otf"
    own.write_bytes((FONTS / "cjk.otf").read_bytes())
    printed, _ = fonts_for(frozenset("王"), {"content/fonts/own.otf": own}, [])
    assert [(font.file, font.own) for font in printed.fonts] == [(own, True)]


def test_signs_that_nobody_needs_read_no_font(tmp_path: Path) -> None:
    printed, problems = fonts_for(frozenset(), {"content/fonts/a.ttf": tmp_path / "not-there.ttf"}, [])
    assert (printed.fonts, printed.missing, problems) == ((), frozenset(), [])


def test_too_large_and_unreadable_fonts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_files, "MAXIMUM_FONT_BYTES", 10)
    assert [each.code for each in read_font(FONTS / "khmer.ttf", "a.ttf")] == ["file-too-large"]
    assert [each.code for each in read_font(tmp_path / "none.ttf", "a.ttf")] == ["file-unreadable"]


def _bomb() -> bytes:
    """A font whose table of letters says that it is four gigabytes long."""
    data = bytearray((FONTS / "khmer.ttf").read_bytes())
    (number,) = struct.unpack(">H", data[4:6])
    for at in range(12, 12 + 16 * number, 16):
        if data[at : at + 4] == b"cmap":
            data[at + 12 : at + 16] = b"\xff\xff\xff\xff"
    return bytes(data)


@pytest.mark.parametrize("damage", ["cut", "bomb", "zeros"])
def test_hostile_fonts_end_their_own_process_only(damage: str, tmp_path: Path) -> None:
    whole = (FONTS / "khmer.ttf").read_bytes()
    data = {"cut": whole[:300], "bomb": _bomb(), "zeros": whole[:12] + bytes(len(whole) - 12)}[damage]
    (tmp_path / "a.ttf").write_bytes(data)
    with pytest.raises(DamagedFont, match="is damaged or not whole"):
        face_of(tmp_path / "a.ttf", frozenset("ស"))


def test_a_reader_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_files, "_SECONDS", 0.0)
    with pytest.raises(DamagedFont, match="more time or memory"):
        write_plain_font(FONTS / "khmer.ttf", "A", tmp_path / "a.ttf")

"""Fonts of joined documents: each once, with every glyph as each part had it."""

from io import BytesIO
from pathlib import Path, PurePosixPath

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pikepdf import Name
from pypdf import PdfReader

from coalition_site.library_changed import LibraryChanged
from coalition_site.publish.pdf.join.merge import merge
from coalition_site.publish.pdf.make import PdfJob, make_pdfs
from tests.support.documents import ASSETS, whole_page
from tests.support.gate import pdf_ua_failures

TEXTS = (
    "Ana, <b>año</b> 2026, fi",
    "Éva: naïve, 1\N{NO-BREAK SPACE}800\N{NO-BREAK SPACE}555, <b>çà</b>",
    "Nguyễn Thị Hạnh, <b>Ñandú</b>",
    '<span lang="ar" dir="rtl" style="font-family: Amiri">مدينة الغابة</span>',
    '<span lang="ar" dir="rtl" style="font-family: Amiri">دعوة إلى اجتماع</span>',
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    head = "<style>body { font-family: Public Sans }</style>"
    jobs = [
        PdfJob(PurePosixPath(f"{number}.pdf"), whole_page(f"<h1>Part</h1><p>{text}</p>", head=head), text)
        for number, text in enumerate(TEXTS)
    ]
    assert [result.problems for result in make_pdfs(jobs, folder=folder, asset_roots=[ASSETS], epoch=0)] == [()] * 5
    return [folder / job.path for job in jobs]


@pytest.fixture(scope="module")
def joined(parts: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("joined") / "joined.pdf"
    file.write_bytes(merge(parts, title="All", language="en").data)
    return file


def _fonts(file: Path) -> dict[str, list[tuple[bytes, list[int]]]]:
    """The fonts of a file by their names without the letters of subsets: font files, and numbers of glyphs."""
    found: dict[str, list[tuple[bytes, list[int]]]] = {}
    with pikepdf.open(file) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == Name.Type0:
                inner = each.DescendantFonts[0]
                runs = zip(list(inner.W)[::2], list(inner.W)[1::2], strict=True)
                numbers = [number for first, run in runs for number in range(int(first), int(first) + len(run))]
                data = inner.FontDescriptor.FontFile2.read_bytes()
                found.setdefault(str(each.BaseFont).rpartition("+")[2], []).append((data, numbers))
    assert found
    return found


def test_each_font_is_there_once(parts: list[Path], joined: Path) -> None:
    alone = [set(_fonts(part)) for part in parts]
    together = _fonts(joined)
    assert set(together) == set().union(*alone)
    assert {name: len(fonts) for name, fonts in together.items()} == dict.fromkeys(together, 1)
    assert joined.stat().st_size < sum(part.stat().st_size for part in parts) * 0.8
    assert pdf_ua_failures(joined) == []


def test_texts_stay_as_they_were(parts: list[Path], joined: Path) -> None:
    alone = [PdfReader(part).pages[0].extract_text() for part in parts]
    # Both spaces are one glyph; the font says what can be found.
    assert [page.extract_text() for page in PdfReader(joined).pages[::2]] == [
        text.replace("\N{NO-BREAK SPACE}", " ") for text in alone
    ]


def test_glyphs_are_drawn_as_they_were(parts: list[Path], joined: Path) -> None:
    together = _fonts(joined)
    for part in parts:
        for name, ((data, numbers),) in _fonts(part).items():
            old, new = (TTFont(BytesIO(each)) for each in (data, together[name][0][0]))
            assert all(_shape(old, number) == _shape(new, number) for number in numbers)


def _shape(font: TTFont, number: int) -> object:
    name = font.getGlyphName(number)
    points, ends, _ = font["glyf"][name].getCoordinates(font["glyf"])
    return list(points), list(ends), font["hmtx"][name]


def test_a_font_that_says_something_else_of_a_glyph_stays_apart(parts: list[Path], tmp_path: Path) -> None:
    changed = tmp_path / "changed.pdf"
    with pikepdf.open(parts[0]) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            texts = font.ToUnicode.read_bytes()
            font.ToUnicode.write(texts.replace(b"<0061>", b"<03b1>"))
        pdf.save(changed)
    file = tmp_path / "joined.pdf"
    file.write_bytes(merge([parts[0], changed, parts[0]], title="All", language="en").data)
    assert {len(fonts) for fonts in _fonts(file).values()} == {2}
    first, second, third = (page.extract_text() for page in PdfReader(file).pages[::2])
    assert first == third == second.replace("\N{GREEK SMALL LETTER ALPHA}", "a")
    assert first != second


def test_texts_that_are_written_otherwise_are_an_error(parts: list[Path], tmp_path: Path) -> None:
    changed = tmp_path / "changed.pdf"
    with pikepdf.open(parts[0]) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <", b"><"))
        pdf.save(changed)
    with pytest.raises(LibraryChanged):
        merge([changed], title="All", language="en")

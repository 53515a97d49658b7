"""What this program knows of WeasyPrint that is documented nowhere. A test that fails here names what has changed."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import ImageFile

from coalition_site.publish.pdf.fetcher import AddressRefused, Content
from coalition_site.publish.pdf.mend.weasyprint_output import box_on_page, owners_in, with_texts, without_tags
from coalition_site.publish.pdf.system_libraries import LIBRARY_FOLDERS, system_parts
from coalition_site.publish.pdf.weasyprint_log import engine_warnings
from tests.support.documents import ASSETS, whole_page
from tests.support.engine_here import engine_here

# Two pages: text, a list, a picture whose place is known, fields, a link, a table.
EVERYTHING = whole_page(
    '<section id="first"><h1>Uno</h1><p>a <a href="https://a.example">link</a></p></section>'
    '<section id="second" style="break-before: page"><h2>Dos</h2><img src="logo.svg" alt="logo" '
    'style="position: absolute; left: 10px; top: 20px; width: 30px; height: 40px">'
    '<input type="checkbox" name="a" title="a"><select name="b" title="b"><option>c</option></select></section>',
    head="<style>@page { size: 400px 300px; margin: 0 }</style>",
)


class Loader:
    """Gives pictures of the tests' own, and refuses all else."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.drawn = ""

    def load(self, url: str) -> Content | None:
        self.asked.append(url)
        name = url.rpartition("/")[2]
        if name == "broken.png":
            return Content(b"no picture", "image/png")
        if name == "drawn.svg":
            return Content(self.drawn.encode(), "image/svg+xml")
        if name != "logo.svg":
            raise AddressRefused(f"{name} is refused")
        return Content((ASSETS / name).read_bytes(), "image/svg+xml")


@pytest.fixture(scope="module")
def loader() -> Loader:
    return Loader()


@pytest.fixture(scope="module")
def engine(loader: Loader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with engine_here(tmp_path_factory.mktemp("fonts")):
        from coalition_site.publish.pdf.weasyprint_engine import WeasyPrint  # needs the font settings

        engine = WeasyPrint(loader.load)
        yield engine
        engine.put_back()


def written(engine: Any, html: str, *, forms: bool = False) -> bytes:
    data, _ = engine.lay_out(engine.parsed(html), [], forms=forms).write()
    assert isinstance(data, bytes)
    return data


@pytest.fixture(scope="module")
def everything(engine: Any) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(written(engine, EVERYTHING, forms=True))) as pdf:
        yield pdf


def pages_of(engine: Any, html: str, *sheets: Any) -> int:
    return len(engine.lay_out(engine.parsed(html), sheets, forms=False).anchors)


def test_weasyprint_keeps_pictures_in_its_cache_and_none_for_broken_ones(engine: Any, loader: Loader) -> None:
    html = whole_page('<h1>A</h1><img src="logo.svg" alt="a"><img src="broken.png" alt="b">')
    engine.forget_images(all_of_them=True)
    loader.asked.clear()
    with engine_warnings():
        pages_of(engine, html)
        assert [image is None for image in engine._images.values()] == [False, True]
        pages_of(engine, html)
        assert [url.rpartition("/")[2] for url in loader.asked] == ["logo.svg", "broken.png"]
        engine.forget_images()
        pages_of(engine, html)
    assert [url.rpartition("/")[2] for url in loader.asked[2:]] == ["broken.png"]


def test_weasyprint_draws_by_calls_that_can_be_made_again(engine: Any) -> None:
    html = whole_page('<h1>A</h1><img src="logo.svg" alt="a" style="width: 9px"><img src="logo.svg" alt="b">')
    engine.forget_images(all_of_them=True)
    first = written(engine, html)
    engine.forget_images()
    noted = written(engine, html)
    (drawing,) = engine._images.values()
    assert [len(calls or ()) > 5 for calls in drawing._calls.values()] == [True, True]
    drawing._drawing.draw = None
    assert first == noted == written(engine, html)


@pytest.mark.parametrize(
    "shapes",
    [
        '<text x="1" y="9">a</text>',
        '<g opacity="0.5"><path d="M0 0L9 9"/></g>',
        '<defs><clipPath id="c"><path d="M0 0L9 9"/></clipPath></defs><path clip-path="url(#c)" d="M0 0L5 9"/>',
        '<linearGradient id="c"><stop/><stop offset="1"/></linearGradient><path fill="url(#c)" d="M0 0H5V9"/>',
        '<path d="M0 0L9 9"/><path d="M0 0L9 9" transform="rotate(a)"/>',
    ],
)
def test_weasyprint_draws_anew_what_asks_for_something_or_breaks_off(engine: Any, loader: Loader, shapes: str) -> None:
    loader.drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shapes}</svg>'
    html = whole_page('<h1>A</h1><img src="drawn.svg" alt="a" width="40">')
    engine.forget_images(all_of_them=True)
    said = []
    for _ in range(3):
        with engine_warnings() as warnings:
            data = written(engine, html)
        said.append((data, list(warnings.problems())))
        engine.forget_images()
    (drawing,) = engine._images.values()
    assert list(drawing._calls.values()) == [None]
    assert said[0] == said[1] == said[2]


def test_weasyprint_lets_a_layer_give_way_to_other_sheets(engine: Any) -> None:
    """Whatever the selectors weigh: `body p.b` is more than `p`."""
    strong, own = "body p.b { break-before: page }", engine.style_sheet("p { break-before: auto }")
    page = whole_page('<h1>A</h1><p class="b">b</p>')
    assert pages_of(engine, page, engine.style_sheet(strong, shared=True)) == 2
    assert pages_of(engine, page, engine.style_sheet(strong, shared=True), own) == 1
    assert pages_of(engine, page, engine.style_sheet(strong), own) == 2


def test_weasyprint_lays_out_the_tree_as_it_was_changed(engine: Any) -> None:
    page = engine.parsed(whole_page("<h1>A</h1><p>b</p>", head="<style>p { break-before: page }</style>"))
    head = page.root.find("head")
    head.remove(head.find("style"))
    assert len(engine.lay_out(page, [], forms=False).anchors) == 1


def test_weasyprint_gives_the_anchors_of_each_page_in_reading_order(engine: Any) -> None:
    body = '<section id="b"><h1>B</h1></section><section id="a"><h2 id="c">A</h2><p style="break-before: page">More'
    layout = engine.lay_out(engine.parsed(whole_page(body)), [], forms=False)
    assert layout.anchors == (("b", "a", "c"), ("a",))


def test_weasyprint_gives_the_anchor_of_a_table_once_on_each_of_its_pages(engine: Any) -> None:
    row = '<tr style="break-after: page"><td>a</td></tr>'
    body = f'<h1>A</h1><table id="a"><thead><tr><th>b</th></tr></thead><tbody>{row}{row}</tbody></table>'
    layout = engine.lay_out(engine.parsed(whole_page(body)), [], forms=False)
    assert layout.anchors == (("a",), ("a",))


@pytest.mark.parametrize(
    "html",
    [
        whole_page("<h1>A</h1>", head='<link rel="stylesheet" href="secret.css">'),
        whole_page("<h1>A</h1>", head="<style>@import url(secret.css);</style>"),
        whole_page('<h1>A</h1><img src="secret.png" alt="a">'),
    ],
)
def test_weasyprint_ends_a_document_that_asks_for_what_is_refused(engine: Any, html: str) -> None:
    with pytest.raises(AddressRefused, match=r"secret\.\w+ is refused"):
        engine.lay_out(engine.parsed(html), [], forms=False)


def test_weasyprint_logs_missing_glyphs_in_words_that_are_known(engine: Any) -> None:
    with engine_warnings() as warnings:
        written(engine, whole_page("<h1>表</h1>"))
    assert warnings.characters == {"表"}
    assert warnings.problems() == ["the fonts have no sign for “表” (U+8868): write it in plain letters"]


def test_weasyprint_writes_tags_into_pages_as_they_are_known(everything: pikepdf.Pdf) -> None:
    for page in everything.pages:
        content = page.Contents.read_bytes()
        assert b"MCID" in content
        plain = without_tags(content)
        assert b"MCID" not in plain
        assert plain.count(b"BMC") + plain.count(b"BDC") == plain.count(b"EMC")


def test_weasyprint_writes_the_texts_of_glyphs_as_they_are_known(everything: pikepdf.Pdf) -> None:
    texts: list[str] = []

    def kept(_glyph: int, text: str) -> str:
        texts.append(text)
        return text

    fonts = {font.objgen: font for page in everything.pages for font in page.Resources.Font.values()}
    for font in fonts.values():
        cmap = font.ToUnicode.read_bytes()
        assert with_texts(cmap, kept) == cmap
        assert b"<0061>" in with_texts(cmap, lambda _glyph, _text: "a")
    assert set("Unoa linkDos") <= set(texts)


def test_weasyprint_measures_pictures_in_pixels_from_the_top(everything: pikepdf.Pdf) -> None:
    (figure,) = [
        tag for tag in everything.objects if isinstance(tag, pikepdf.Dictionary) and tag.get("/S") == "/Figure"
    ]
    assert "/Placement" not in figure.A
    assert [float(side) for side in box_on_page(list(figure.A.BBox), figure.Pg)] == [7.5, 180, 30, 210]


def test_weasyprint_writes_the_parent_tree_as_one_array(everything: pikepdf.Pdf) -> None:
    owners = owners_in(everything.Root.StructTreeRoot)
    assert [int(number) for number in list(owners)[::2]] == [0, 1, 2, 3, 4]
    assert [int(page.obj.StructParents) for page in everything.pages] == [0, 1]
    assert all(str(tag["/S"]) for tag in owners[1])
    assert [str(owners[place]["/S"]) for place in (5, 7, 9)] == ["/Link", "/Form", "/Form"]


def test_weasyprint_gives_fields_resources_and_boxes_their_marks(everything: pikepdf.Pdf) -> None:
    form = everything.Root.AcroForm
    assert "/Font" in form.DR
    kinds = {str(field["/FT"]): field for field in form.Fields}
    assert set(kinds) == {"/Btn", "/Ch"}
    assert "/MK" in kinds["/Btn"]
    assert len(kinds["/Btn"].Rect) == 4


def test_weasyprint_draws_lines_by_the_function_that_is_replaced(engine: Any) -> None:
    """A letter with two marks is a cluster of several glyphs, and says its characters itself."""
    with pikepdf.open(io.BytesIO(written(engine, whole_page("<h1>A x\u0323\u0301 b</h1>")))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    spoken = re.findall(rb"/ActualText <feff([0-9a-f]+)>", content)
    assert "x\u0323\u0301" in [bytes.fromhex(text.decode()).decode("utf-16-be") for text in spoken]


def test_weasyprint_numbers_the_glyphs_of_its_fonts(engine: Any) -> None:
    """A glyph that stands for other characters than before gets a further code, which the font knows in the end."""
    page = engine.parsed(whole_page("<h1>👩 👩\ufe0f</h1>"))
    data, codes = engine.lay_out(page, [], forms=False).write()
    ((name, glyphs),) = codes.by_font.items()
    assert len(glyphs) == 1
    with pikepdf.open(io.BytesIO(data)) as pdf:
        codes.write(pdf)
        (font,) = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/CIDToGIDMap" in each and str(each.BaseFont) == f"/{name}"
        ]
        ((code, glyph),) = glyphs.items()
        assert int.from_bytes(font.CIDToGIDMap.read_bytes()[2 * code : 2 * code + 2]) == glyph


@pytest.mark.usefixtures("engine")
def test_weasyprint_opens_the_libraries_that_are_looked_for() -> None:
    from weasyprint.text import ffi

    source = Path(ffi.__file__).read_text(encoding="utf-8")
    calls = [
        call
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_dlopen"
    ]
    opened = {name.value: call for call in calls for name in call.args if isinstance(name, ast.Constant)}
    looked_for = {name for part in system_parts() for name in part.libraries}
    assert looked_for <= opened.keys()
    assert {call.lineno for call in calls if not call.keywords} <= {opened[name].lineno for name in looked_for}


@pytest.mark.usefixtures("engine")
def test_weasyprint_lets_pillow_open_pictures_that_end_too_early() -> None:
    """For the whole process: what is redrawn there (`images.pillow_pictures.png_of`) may be cut short."""
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.usefixtures("engine")
def test_weasyprint_reads_one_variable_of_the_environment() -> None:
    import weasyprint

    sources = [file.read_text(encoding="utf-8") for file in Path(weasyprint.__file__).parent.rglob("*.py")]
    read = [name for source in sources for name in re.findall(r"os\.(?:getenv|environ)\W+(?:get\W+)?(\w+)", source)]
    assert read == [LIBRARY_FOLDERS]

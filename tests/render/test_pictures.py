"""Pictures of texts as elements of pages and documents, and the files that these ask for."""

from pathlib import Path, PurePosixPath

import pytest

from coalition_site.model.image import ImageFile, SizedPicture
from coalition_site.render.markdown import markdown_article, markdown_to_html, opening
from coalition_site.render.pictures import Pictures

IMAGES = {
    "table.jpg": ImageFile("table.jpg", Path("t.jpg"), 3600, 2400, "a" * 64),
    "tall.png": ImageFile("tall.png", Path("p.png"), 900, 1800, "b" * 64),
    "small.webp": ImageFile("small.webp", Path("s.webp"), 300, 200, "c" * 64),
    "map.svg": ImageFile("map.svg", Path("m.svg"), 4, 3, "d" * 64),
    "bare.svg": ImageFile("bare.svg", Path("b.svg"), 0, 0, "e" * 64),
}
PICTURES = Pictures(IMAGES)


def html(text: str, way: str = "../") -> str:
    return str(markdown_to_html(text, PICTURES.in_texts(text), way))


def test_a_photograph_comes_in_sizes_and_keeps_its_room() -> None:
    assert html("![A long table](table.jpg)") == (
        '<p class="picture"><img src="../images/800/table.jpg" srcset="../images/400/table.jpg 400w, '
        '../images/800/table.jpg 800w, ../images/1200/table.jpg 1200w" '
        'sizes="(max-width: 44rem) calc(100vw - 2.5rem), 672px" width="672" height="448" alt="A long table"></p>\n'
    )


def test_a_tall_picture_leaves_something_of_its_text_on_the_screen() -> None:
    shown = html("![A tower](images/tall.png)")
    assert 'width="272" height="544"' in shown
    assert "../images/400/tall.png.webp 400w, ../images/900/tall.png.webp 900w" in shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("small.webp", '<img src="../images/300/small.webp" width="300" height="200" alt="It">'),
        ("map.svg", '<img src="../images/map.svg" width="672" height="504" alt="It">'),
        ("bare.svg", '<img src="../images/bare.svg" alt="It">'),
    ],
)
def test_small_pictures_and_drawings_need_no_copies(name: str, expected: str) -> None:
    assert expected in html(f"![It]({name})")


def test_all_but_the_first_wait_until_they_are_nearly_seen() -> None:
    shown = html("![One](map.svg) ![Two](map.svg)\n\n- ![Three](small.webp)\n")
    assert [each.count('loading="lazy"') for each in shown.split("<img ")[1:]] == [0, 1, 1]


def test_what_is_no_picture_of_the_content_is_its_words() -> None:
    text = "![Words](https://elsewhere.example/x.jpg) ![more](none.jpg) ![](none.jpg)"
    assert html(text) == "<p>Words more </p>\n"
    assert str(markdown_to_html("![Words](table.jpg)")) == "<p>Words</p>\n"


def test_only_a_paragraph_of_pictures_alone_is_one() -> None:
    assert 'class="picture"' not in html("Before ![It](map.svg)")
    assert 'class="picture"' in html("[![It](map.svg)](https://elsewhere.example/)")


def test_words_are_words_whatever_they_hold() -> None:
    shown = html('![<script>"it" & *all*](map.svg)')
    assert 'alt="&lt;script&gt;&quot;it&quot; &amp; all"' in shown


def test_on_paper_a_picture_is_known_by_its_digest() -> None:
    text = "![It](table.jpg)\n\n![Drawn](map.svg)\n\n![It](tall.png)"
    shown = PICTURES.in_texts(text, printed=True)
    written = str(markdown_to_html(text, shown))
    files = PICTURES.printed_files([shown])
    assert f'<img src="images/print/{"a" * 16}/table.jpg" alt="It">' in written
    assert all(f'src="{path}"' in written for path in files)
    assert files[PurePosixPath(f"images/print/{'d' * 16}/map.svg")] == Path("m.svg")
    assert files[PurePosixPath(f"images/print/{'b' * 16}/tall.png.jpg")] == SizedPicture(Path("p.png"), "b" * 64, 800)


def test_a_site_has_the_files_of_what_its_pages_show_and_no_others() -> None:
    shown = [PICTURES.in_texts("![It](small.webp)"), PICTURES.in_texts("![It](map.svg) ![It](none.png)")]
    assert PICTURES.site_files(shown) == {
        PurePosixPath("images/300/small.webp"): SizedPicture(Path("s.webp"), "c" * 64, 300),
        PurePosixPath("images/map.svg"): Path("m.svg"),
    }


def test_a_text_opens_with_its_words() -> None:
    assert opening("![A table](table.jpg)\n\nWe meet ![x](map.svg) here.") == "We meet here."


def test_pictures_stand_in_articles_too() -> None:
    text = "## One\n\n![It](map.svg)\n\n## Two"
    article = markdown_article(text, PICTURES.in_texts(text), "../")
    assert '<img src="../images/map.svg"' in article.html
    assert [title for _, title in article.sections] == ["One", "Two"]

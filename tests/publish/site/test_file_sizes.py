"""Pages say how large files are."""

from pathlib import Path, PurePosixPath

import pytest

from coalition_site.publish.site.pages import state_sizes


@pytest.mark.parametrize(
    ("size", "language", "said"),
    [
        (0, "en", ", 1 kB"),
        (999, "en", ", 1 kB"),
        (19_600, "en", ", 20 kB"),
        (999_999, "en", ", 1000 kB"),
        (1_460_000, "en", ", 1.5 MB"),
        (2_000_000, "ht", ", 2.0 MB"),
        (1_460_000, "es", ", 1,5 MB"),
        (19_600, "ru", ", 20 кБ"),
    ],
)
def test_the_size_stands_where_the_mark_was(tmp_path: Path, size: int, language: str, said: str) -> None:
    (tmp_path / "partners").mkdir()
    (tmp_path / "a.pdf").write_bytes(b"x" * size)
    page = tmp_path / "partners" / "a.html"
    written = '(PDF<span data-size-of="a.pdf"></span>) (PDF<span data-size-of="b.pdf">, 3 kB</span>)'
    page.write_text(written, encoding="utf-8")
    other_name = tmp_path / "last.html"
    other_name.hardlink_to(page)
    state_sizes(tmp_path, [PurePosixPath("partners/a.html")], language, ", ")
    stated = f'(PDF<span data-size-of="a.pdf">{said}</span>) (PDF<span data-size-of="b.pdf"></span>)'
    assert page.read_text(encoding="utf-8") == stated
    assert other_name.read_text(encoding="utf-8") == written


def test_a_page_without_marks_is_not_touched(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(b"<p>a</p>\r\n")
    before = (page.stat().st_ino, page.stat().st_mtime_ns)
    state_sizes(tmp_path, [PurePosixPath("a.html")], "en", ", ")
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == before
    assert page.read_bytes() == b"<p>a</p>\r\n"

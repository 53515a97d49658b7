"""What this program takes for granted of MkDocs and no document of MkDocs promises; each test names one habit."""

from pathlib import PurePosixPath

from coalition_site.publish.site.mkdocs_output import (
    PACKED_SITEMAP,
    SITEMAP,
    packed_sitemap,
    packing_time,
    place,
    sitemap_parts,
)
from coalition_site.publish.site.tree import as_block
from tests.support.sites import EPOCH
from tests.support.small_site import ADDRESS, built_site


def paths() -> list[PurePosixPath]:
    return [page.path for page in built_site()[0]]


def test_the_sitemap_has_an_indented_block_for_each_page() -> None:
    before, addresses, after = sitemap_parts((built_site()[1] / SITEMAP).read_text(encoding="utf-8"), paths())
    assert before.endswith('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    assert after == "\n</urlset>"
    assert addresses["partners/one.html"] == (
        f"\n    <url>\n         <loc>{ADDRESS}partners/one.html</loc>\n"
        "         <lastmod>2026-11-23</lastmod>\n    </url>"
    )


def test_the_sitemap_is_packed_by_python_with_the_time_of_the_build() -> None:
    sitemap, packed = ((built_site()[1] / name).read_bytes() for name in (SITEMAP, PACKED_SITEMAP))
    assert packing_time(sitemap, packed) == EPOCH
    assert packed == packed_sitemap(sitemap, EPOCH)


def test_folders_are_walked_by_name_and_begin_with_their_index() -> None:
    sitemap = (built_site()[1] / SITEMAP).read_text(encoding="utf-8")
    found = [line.strip()[len(f"<loc>{ADDRESS}") : -len("</loc>")] for line in sitemap.splitlines() if "<loc>" in line]
    assert found == [path.with_suffix(".html").as_posix() for path in sorted(paths(), key=place)]
    assert found[0] == "index.html"
    assert found.index("partners/one-more.html") < found.index("partners/one.html")


def test_a_block_of_html_passes_through_as_it_is() -> None:
    (page,) = (page for page in built_site()[0] if page.path == PurePosixPath("partners/one.md"))
    written = (built_site()[1] / "partners/one.html").read_text(encoding="utf-8")
    opening, closing = as_block("\0").split("\0")
    content = written.partition(opening)[2]
    assert content.startswith(page.html.strip()[:60])
    assert closing in content

"""What browsers show in a tab: both sites of a coalition are often open side by side."""

from pathlib import Path

from lxml import html

from coalition_site.publish.images.draw import rasterized
from tests.support.building import forest_city_pages, small_output

LOGO = "images/forest-city-mobility-coalition.svg"
SHEET = "assets/coalition/favicon.svg"


def icons(site: Path) -> set[str]:
    """The icons of all pages, as paths within the site; of pages that the theme makes."""
    found = set()
    for file in site.rglob("*.html"):
        for address in html.fromstring(file.read_bytes()).xpath("//link[contains(@rel, 'icon')]/@href"):
            if file.name != "404.html":
                found.add((file.parent / address).resolve().relative_to(site.resolve()).as_posix())
    return found


def test_the_public_site_shows_the_logo_and_the_workbook_a_sheet() -> None:
    site, workbook = forest_city_pages() / "site", forest_city_pages() / "workbook"
    assert icons(site) == {LOGO, "assets/coalition/icon.png"}
    assert icons(workbook) == {SHEET}
    assert "#1f5a43" in (workbook / SHEET).read_text(encoding="utf-8")
    assert not (workbook / "assets/coalition/icon.png").exists()


def test_without_a_logo_the_two_differ_too() -> None:
    drawn = [(small_output() / site / SHEET).read_bytes() for site in ("site", "workbook")]
    assert [icons(small_output() / site) for site in ("site", "workbook")] == [{SHEET}, {SHEET}]
    assert all(b"#24564a" in each for each in drawn)
    assert len({rasterized(each) for each in drawn} - {None}) == len(drawn)

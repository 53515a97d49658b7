"""Built sites: what people wrote stays text, links lead somewhere, nothing internal is listed."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from coalition_site.model.coalition import Coalition
from coalition_site.model.page import Page, PageAudience
from coalition_site.publish.site.mkdocs import SiteFailed, _failure, build_site
from coalition_site.publish.site.tree import write_site_tree
from coalition_site.render.pages import NavigationEntry
from coalition_site.resources import default_mkdocs_config
from tests.support.building import PROJECT, coalition_of, forest_city_pages
from tests.support.hostile import texts
from tests.support.making import make_coalition, make_invite, make_needs, make_partner, make_settings
from tests.support.sites import EPOCH, Sites, build_sites, hostile_partner, trees_of

HOSTILE = list(texts().values())


@cache
def hostile() -> Sites:
    partners = [hostile_partner(text, number) for number, text in enumerate(HOSTILE)]
    pages = [
        Page.model_construct(
            id=f"page-{number}", title=" ".join(text.split()), audience=PageAudience.PUBLIC, description=text, body=text
        )
        for number, text in enumerate(HOSTILE)
    ]
    name = '<script>alert("name")</script> & {{ 7*7 }}'
    coalition = make_coalition(
        *partners,
        needs=make_needs(
            areas=["Housing stability"], groups=[{"option": {"Other": "<b>x</b>"}, "note": "</div>\n\n# a"}]
        ),
        pages=pages,
        settings=make_settings(name=name, community="<i>Elm</i>", summary="\n\n".join(HOSTILE)),
    )
    return build_sites(coalition, Path(mkdtemp(prefix="hostile-")))


def forest_city() -> Sites:
    return Sites(forest_city_pages())


@cache
def nothing() -> Sites:
    return build_sites(make_coalition(), Path(mkdtemp(prefix="nothing-")))


class Reader(HTMLParser):
    """A page's texts, links, ids, what it says to machines, and what could run."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.dangers: list[str] = []
        self.depth: list[str] = []
        self.kinds: list[str] = []
        self.structured: list[Any] = []
        self.feed(file.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth.append(tag)
        if tag == "script":
            self.kinds.append(str(dict(attrs).get("type")))
        for name, value in attrs:
            if name in {"href", "src"}:
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.dangers.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.depth and self.depth[-1] == "script" and self.kinds[-1] == "application/ld+json":
            self.structured.append(json.loads(data))
        elif self.depth and self.depth[-1] == "script" and "alert" in data:
            self.dangers.append(data)
        else:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.depth:
            while self.depth.pop() != tag:
                pass


def pages_of(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


@pytest.mark.parametrize("name", ["site", "workbook"])
def test_hostile_texts_do_nothing(name: str) -> None:
    for file in pages_of(hostile().folder / name):
        assert Reader(file).dangers == [], file.name


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_texts_are_shown_as_they_are(number: int) -> None:
    words = HOSTILE[number].split()
    for file in (hostile().site / f"partners/p{number}.html", hostile().workbook / f"partners/p{number}.html"):
        shown = " ".join(" ".join(Reader(file).texts).split())
        assert " ".join(words) in shown
        assert "49" not in shown.replace(f"p{number}", "")
        assert "theme:" not in shown


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_machines_read_hostile_names_as_they_are(number: int) -> None:
    (thing,) = Reader(hostile().site / f"partners/p{number}.html").structured
    assert thing["@type"] == "NGO"
    assert thing["name"] == " ".join(HOSTILE[number].split())
    assert thing["memberOf"]["memberOf"]["name"] == '<script>alert("name")</script> & {{ 7*7 }}'


def test_hostile_texts_stay_within_their_page() -> None:
    """Every page's own frame is whole: the footer stands outside the page's content."""
    for file in pages_of(hostile().site):
        if file.name != "404.html":
            html = file.read_text(encoding="utf-8")
            assert html.count("<footer") == html.count("</main>") == html.count('<div class="page">') == 1


def test_the_search_index_holds_hostile_texts_as_they_are() -> None:
    for site in (hostile().site, hostile().workbook):
        script = (site / "assets/coalition/search-index.en.js").read_text(encoding="utf-8")
        index = json.loads(script.removeprefix("var coalitionSearchIndex = ").removesuffix(";\n"))
        titles = {address: title for address, title, _ in index}
        for number, text in enumerate(HOSTILE):
            assert titles[f"partners/p{number}.html"] == " ".join(text.split())


@pytest.mark.parametrize("built", [forest_city, hostile, nothing])
@pytest.mark.parametrize("name", ["site", "workbook"])
def test_every_link_leads_somewhere(built: Callable[[], Sites], name: str) -> None:
    site = built().folder / name
    readers = {file: Reader(file) for file in pages_of(site)}
    made_later = {f"{table}.{kind}" for table in ("invites", "coverage", "agreements") for kind in ("csv", "xlsx")}
    made_later |= {"coalition.json", "kumu.json", "datapackage.json", "partners.csv", "needs.csv"}
    made_later |= {"worksheet-form.html"}
    # Word files of letters are made after the pages; tests/build shows that each is there.
    made_later |= {f"{page.stem}.docx" for page in (site / "letters").glob("*.html") if page.stem != "index"}
    missing = []
    for file, reader in readers.items():
        assert len(reader.ids) == len(set(reader.ids)), file
        for link in reader.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or file.name == "404.html":
                continue
            # Links that hostile texts hold themselves lead nowhere on purpose.
            if built == hostile and ("zq" in link or "passwd" in link):
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if target.is_dir():
                target /= "index.html"
            found = target in readers and (not parts.fragment or parts.fragment in readers[target].ids)
            if not found and not (target.is_file() and target not in readers) and target.name not in made_later:
                missing.append(f"{file.relative_to(site)}: {link}")
    assert missing == []


def test_an_empty_coalition_says_so() -> None:
    home = " ".join(Reader(nothing().site / "index.html").texts)
    assert "is still deciding which areas matter most" in home
    assert "Nobody is named here yet" in home
    assert "Next meeting" not in home
    overview = " ".join(Reader(nothing().workbook / "index.html").texts)
    assert "Nothing is written down yet" in overview


def test_every_page_of_the_workbook_says_that_it_is_internal() -> None:
    # The blank forms are those of the public site, to the byte.
    pages = [file for file in pages_of(forest_city().workbook) if not file.name.startswith("worksheet-form")]
    assert len(pages) > 60
    for file in pages:
        html = file.read_text(encoding="utf-8")
        assert "Internal workbook." in html
        assert '<meta name="robots" content="noindex">' in html


def test_the_workbook_lists_its_pages_to_nobody() -> None:
    names = {file.name for file in forest_city().workbook.rglob("*")}
    assert not names & {"404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt"}
    assert (forest_city().site / "404.html").is_file()
    assert (forest_city().site / "sitemap.xml").is_file()
    assert not (nothing().site / "sitemap.xml").exists()


def test_pages_load_nothing_from_another_host() -> None:
    for site in (forest_city().site, forest_city().workbook):
        for file in pages_of(site):
            html = file.read_text(encoding="utf-8")
            assert 'src="http' not in html
            assert 'rel="stylesheet" href="http' not in html
        css = (site / "assets/coalition/site.css").read_text(encoding="utf-8")
        assert "//" not in css


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    coalition = make_coalition(make_partner("one", listing={"consent": "2026-01-01"}), invites=[make_invite("one")])

    def hashes(folder: Path) -> dict[str, str]:
        sites = build_sites(coalition, folder)
        files = [file for site in (sites.site, sites.workbook) for file in site.rglob("*") if file.is_file()]
        return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}

    assert hashes(tmp_path / "one") == hashes(tmp_path / "another folder" / "two")


def test_a_warning_of_the_builder_is_a_failure(tmp_path: Path) -> None:
    tree = trees_of(make_coalition())["site"]
    wrong = dataclasses.replace(tree, navigation=(NavigationEntry("Gone", PurePosixPath("gone.md")),))
    write_site_tree(wrong, tmp_path / "staged", default_mkdocs_config())
    with pytest.raises(SiteFailed, match=r"gone\.md"):
        build_site(tmp_path / "staged", tmp_path / "site", EPOCH)


def test_what_a_page_of_the_public_site_shows() -> None:
    coalition: Coalition = coalition_of(PROJECT)
    assert coalition.settings.brand.logo
    profile = " ".join(Reader(forest_city().site / "partners/forest-city-asset-builders.html").texts)
    assert "Forest City Asset Builders" in profile
    assert "Not affiliated with the Urban Institute" in profile
    assert (forest_city().site / "images" / coalition.settings.brand.logo).is_file()
    signatures = [file.name for file in (forest_city().site / "images").iterdir() if "signature" in file.name]
    assert signatures == []


@pytest.mark.parametrize(
    ("last", "number", "file"),
    [
        ("OSError: [Errno 28] No space left on device", 28, "site"),
        ("OSError: [Errno 28] No space left on device: '/in/a.js' -> '/out/a.js'", 28, "/out/a.js"),
        ("PermissionError: [Errno 13] Permission denied: '/out/it is: here'", 13, "/out/it is: here"),
    ],
)
def test_what_the_system_refuses_the_builder_is_told_as_such(last: str, number: int, file: str) -> None:
    failure = _failure(f"INFO - Building\nTraceback (most recent call last):\n  File x\n{last}\n", Path("site"))
    assert isinstance(failure, OSError)
    assert (failure.errno, failure.filename) == (number, file)


def test_a_trace_of_the_builder_is_one_line() -> None:
    failure = _failure("Traceback (most recent call last):\n  File x\nKeyError: 'nav'\n", Path("site"))
    assert str(failure) == "the site builder failed: KeyError: 'nav'"
    assert str(_failure("INFO - a\nWARNING - b\nAborted\n", Path("site"))) == "WARNING - b\nAborted"

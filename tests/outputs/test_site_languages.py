"""A site in several languages: the same pages in each, links between them, and what is not translated marked."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from coalition_site.publish.site.mkdocs_output import SITEMAP
from coalition_site.resources import default_mkdocs_config
from tests.support.building import small_project
from tests.support.command_line import coalition
from tests.support.three_languages import ADDRESS, FILES, LANGUAGES, three_languages


@pytest.fixture(scope="module")
def site() -> Path:
    return three_languages() / "site"


def folder_of(site: Path, language: str) -> Path:
    return site if language == LANGUAGES[0] else site / language


def pages_of(site: Path, language: str) -> dict[str, html.HtmlElement]:
    folder = folder_of(site, language)
    others = {site / each for each in LANGUAGES} - {folder}
    files = [file for file in sorted(folder.rglob("*.html")) if not others & set(file.parents)]
    named = {file.relative_to(folder).as_posix(): file for file in files if file.name != "404.html"}
    return {name: html.fromstring(file.read_text()) for name, file in named.items() if "worksheet-form" not in name}


def test_each_language_has_the_same_pages(site: Path) -> None:
    names = [sorted(pages_of(site, language)) for language in LANGUAGES]
    assert names[0] == names[1] == names[2]
    assert "partners/library.html" in names[0]


def test_each_page_says_its_language_and_direction(site: Path) -> None:
    for language in LANGUAGES:
        for page in pages_of(site, language).values():
            assert page.get("lang") == language
            assert page.find("body").get("dir") == ("rtl" if language == "ar" else "ltr")


def test_every_link_leads_somewhere(site: Path) -> None:
    lost = []
    for file in site.rglob("*.html"):
        if file.name == "404.html":
            continue
        for address in html.fromstring(file.read_text()).xpath("//@href | //@src"):
            path = unquote(address.partition("#")[0])
            if path and ":" not in path and not (file.parent / path).is_file():
                lost.append((file.relative_to(site).as_posix(), address))
    assert lost == []


def test_what_all_languages_share_stands_once(site: Path) -> None:
    assert [file.suffix for file in site.rglob("fonts/*.woff2")] == [".woff2"] * 4
    assert (
        len(list(site.rglob("tree.svg"))) == len(list(site.rglob("site.css"))) == len(list(site.rglob("icon.png"))) == 1
    )


def test_the_switch_leads_to_the_same_page_in_each_language(site: Path) -> None:
    for language in LANGUAGES:
        for name, page in pages_of(site, language).items():
            switch = page.xpath("//details[@class='language-menu']//a")
            here = folder_of(site, language) / name
            assert [link.get("lang") for link in switch] == list(LANGUAGES)
            assert [link.get("hreflang") for link in switch] == list(LANGUAGES)
            assert [link.text for link in switch] == ["English", "Español", "العربية"]
            for link, other in zip(switch, LANGUAGES, strict=True):
                assert (here.parent / link.get("href")).resolve() == (folder_of(site, other) / name).resolve()
            assert [link.get("lang") for link in switch if link.get("aria-current")] == [language]


def test_search_engines_are_told_of_each_language(site: Path) -> None:
    for language in LANGUAGES:
        for name, page in pages_of(site, language).items():
            addresses = {each: f"{ADDRESS}{'' if each == LANGUAGES[0] else f'{each}/'}{name}" for each in LANGUAGES} | {
                "x-default": f"{ADDRESS}{name}"
            }
            told = {link.get("hreflang"): link.get("href") for link in page.xpath("//head/link[@rel='alternate']")}
            assert told == addresses
            assert page.xpath("//head/link[@rel='canonical']/@href") == [addresses[language]]
            assert page.xpath("//meta[@property='og:url']/@content") == [addresses[language]]


def test_the_sitemap_lists_every_page_in_every_language(site: Path) -> None:
    assert [file.parent for file in site.rglob(SITEMAP)] == [site]
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = ET.parse(site / SITEMAP).findall("s:url", spaces)
    names = list(pages_of(site, "en"))
    expected = {f"{ADDRESS}{folder}{name}" for name in names for folder in ("", "es/", "ar/")}
    assert {each.findtext("s:loc", "", spaces) for each in listed} == expected
    for each in listed:
        assert [link.get("hreflang") for link in each.findall("x:link", spaces)] == list(LANGUAGES)
        assert each.findtext("s:loc", "", spaces) in {link.get("href") for link in each.findall("x:link", spaces)}


def test_each_language_has_its_own_search_card_and_data(site: Path) -> None:
    for language in LANGUAGES:
        assets = folder_of(site, language) / "assets" / "coalition"
        assert [file.name for file in assets.glob("search-index*")] == [f"search-index.{language}.js"]
        assert (assets / "card.png").is_file()
    spanish = pages_of(site, "es")
    assert "Perfil en español" in (site / "es/assets/coalition/search-index.es.js").read_text()
    assert "English profile" not in (site / "es/assets/coalition/search-index.es.js").read_text()
    data = json.loads(spanish["partners/library.html"].xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["name"] == "Biblioteca de Elm Creek"
    assert data["memberOf"]["roleName"] == "Anfitriona"
    assert data["knowsAbout"] == ["Estabilidad de la vivienda"]
    assert (site / "assets/coalition/card.png").read_bytes() != (site / "es/assets/coalition/card.png").read_bytes()


def words_with_languages(element: html.HtmlElement, language: str) -> Iterator[tuple[str, str]]:
    """Every text within an element, with the language that the nearest element around it says."""
    language = element.get("lang") or language
    yield (element.text or "", language) if element.tag not in {"script", "style"} else ("", language)
    for inside in element:
        if isinstance(inside.tag, str):
            yield from words_with_languages(inside, language)
        yield inside.tail or "", language


ENGLISH = re.compile(r"English (?:profile|role|summary|title|description|body|second)|Untranslated \w+")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_what_is_not_translated_says_its_language_and_the_page_says_so_once(site: Path, language: str) -> None:
    seen = set()
    for name, page in pages_of(site, language).items():
        body = page.find("body")
        found = [each for each in words_with_languages(body, language) if ENGLISH.search(each[0])]
        assert [text for text, of in found if of != "en"] == [], name
        # What can be said in one language only is marked, and nobody is asked to translate it.
        to_translate = body.xpath(".//*[@class='untranslated']//text()")
        assert not [text for text in to_translate if text.startswith("Untranslated ")], name
        assert len(body.xpath(".//*[@class='untranslated-note']")) == bool(to_translate), name
        seen |= {match for text, _ in found for match in ENGLISH.findall(text)}
    everywhere = {"Untranslated asset", "Untranslated initiative", "English second"}
    assert seen >= everywhere
    assert ("English profile" in seen) == (language == "ar")


def test_a_page_whose_words_are_all_translated_has_no_note(site: Path) -> None:
    page = pages_of(site, "es")["pages/about.html"]
    assert [heading.text for heading in page.xpath("//h1")] == ["Título"]
    assert not page.xpath("//*[@class='untranslated-note']")
    assert not [each for each in pages_of(site, "en").values() if each.xpath("//*[@class='untranslated-note']")]


def test_nothing_is_remembered_or_guessed(site: Path) -> None:
    scripts = [file.read_text() for file in site.rglob("assets/coalition/*.js")]
    assert not [text for text in scripts if re.search(r"navigator\.languages?|document\.cookie", text)]
    for file in site.rglob("*.html"):
        assert 'http-equiv="refresh"' not in file.read_text()


@pytest.mark.slow("MkDocs builds each language whole; a quick test of the store has its threads")
def test_a_project_with_its_own_configuration_is_built_from_nothing(tmp_path: Path) -> None:
    """Its languages are built at once, by threads that compile the same templates."""
    project = small_project(tmp_path / "project", FILES)
    own = f"{default_mkdocs_config().read_text(encoding='utf-8')}\n# ours\n"
    (project / "mkdocs.yml").write_text(own, encoding="utf-8")
    done = coalition("build", "--no-pdf", "--project", str(project))
    assert done.returncode == 0, done.stderr
    assert all((folder_of(project / "build/site", language) / "index.html").is_file() for language in LANGUAGES)

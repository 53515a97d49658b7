"""What this program takes for granted of Material and its documentation does not promise; each test names one habit.

That its script finds what `templates/theme/partials/search.html` has is shown by `tests/browser/test_search.py`.
"""

import re
from importlib.resources import files
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from material.plugins.search.plugin import Parser

from coalition_site.publish.site.mkdocs import theme_language
from coalition_site.publish.site.mkdocs_output import (
    SEARCH_INDEX,
    SEARCH_SCRIPT,
    index_beginning,
    search_entry,
)
from coalition_site.publish.site.search import UnusualHtml, sections_of
from coalition_site.publish.site.tree import as_block, inert
from coalition_site.resources import templates_folder
from tests.support.small_site import built_site

MATERIAL = Path(str(files("material"))) / "templates"
THEME = templates_folder() / "theme"


def index_and_script() -> tuple[str, str]:
    index, script = ((built_site()[1] / name).read_text(encoding="utf-8") for name in (SEARCH_INDEX, SEARCH_SCRIPT))
    return index, script


def paths() -> list[PurePosixPath]:
    return [page.path for page in built_site()[0]]


def test_the_search_index_has_its_settings_and_then_the_entries_without_spaces() -> None:
    index, script = index_and_script()
    beginning = index_beginning(index, script, paths())
    assert re.fullmatch(r'\{"config":\{"lang":\["en"\],.*\},"docs":\[', beginning)
    assert index.startswith(f"{beginning}{search_entry('index.html', 'Elm Creek Coalition', '')[:-2]}")


def test_the_search_script_is_the_index_given_a_name() -> None:
    index, script = index_and_script()
    assert script == f"var __index = {index}"


def test_languages_of_the_theme_are_files_of_their_code() -> None:
    assert [theme_language(code) for code in ("en", "es", "ar", "vi", "es-MX", "tlh")] == [
        *("en", "es", "ar", "vi", "es", "en")
    ]


def test_the_base_template_has_the_blocks_that_ours_fills() -> None:
    block = re.compile(r"{%-?\s*block (\w+)")
    ours = set(block.findall((THEME / "main.html").read_text(encoding="utf-8")))
    assert ours - set(block.findall((MATERIAL / "base.html").read_text(encoding="utf-8"))) == set()


def test_the_script_knows_the_components_that_our_pages_have() -> None:
    pages = "".join(file.read_text(encoding="utf-8") for file in sorted(THEME.rglob("*.html")))
    (script,) = (file.read_text(encoding="utf-8") for file in (MATERIAL / "assets/javascripts").glob("bundle.*.min.js"))
    components = set(re.findall(r'data-md-component="([a-z-]+)"', pages)) - {"logo"}
    assert components == {"header", "search", "search-query", "search-result"}
    assert {name for name in components if f'"{name}"' not in script} == set()


def test_source_maps_are_known_by_their_ending() -> None:
    assert list((MATERIAL / "assets").rglob("*.map"))
    assert [file for file in built_site()[1].rglob("*") if file.suffix == ".map"] == []


def plugin_sections(html: str) -> list[tuple[str, str | None, str]]:
    parser = Parser()
    parser.feed(html)
    parser.close()
    found = [section for section in parser.data if not section.is_excluded()]
    return [
        (each.id or "", "".join(each.title).strip() if each.title else None, "".join(each.text).strip())
        for each in found
    ]


words = st.text(alphabet="ab \n&<'é", max_size=6).map(lambda text: str(escape(text)))
tags = st.sampled_from(["p", "li", "ul", "ol", "div", "section", "h1", "h2", "h3", "pre", "code", "td", "span", "sup"])
attributes = st.sampled_from(["", ' id="one"', ' id="a &amp; b"', ' class="x"', ' data-search-exclude=""'])
scripts = st.sampled_from(['<script src="a.js" defer></script>', "<style></style>", "<object>b</object>"])
elements = st.recursive(
    words
    | scripts
    | st.sampled_from(["<br>", "<hr>", '<img src="a.png" alt="">', '<path d="M0"/>', "<input disabled>"]),
    lambda inner: st.builds(
        lambda tag, written, inside: f"<{tag}{written}>{''.join(inside)}</{tag}>",
        tags,
        attributes,
        st.lists(inner, max_size=4),
    ),
    max_leaves=24,
)


@given(st.lists(elements, max_size=4).map("".join))
def test_search_finds_what_the_plugin_finds(html: str) -> None:
    page = as_block(inert(html))
    try:
        expected = plugin_sections(page)
    except ValueError:  # it stumbles over an empty element within another of the same name that is left out
        with pytest.raises(UnusualHtml):
            sections_of(page)
    else:
        assert sections_of(page) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>a & b</p>",
        "<p>a > b</p>",
        "<script>1</script>",
        "<style><p></style>",
        "<p title='x'>a</p>",
        "<p",
        "<!doctype html>",
    ],
)
def test_search_says_what_it_does_not_read(html: str) -> None:
    with pytest.raises(UnusualHtml):
        sections_of(html)

"""What is staged for the site builder."""

from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from coalition_site.publish.site.tree import inert, write_site_tree
from coalition_site.render.pages import NavigationEntry, SitePage, SiteTree
from coalition_site.resources import default_mkdocs_config


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def text_of(html: str) -> str:
    parser = _Texts()
    parser.feed(html)
    parser.close()
    return "".join(parser.found)


def tree(*pages: SitePage, **values: object) -> SiteTree:
    navigation = tuple(NavigationEntry(page.title, page.path) for page in pages)
    site = SiteTree("Elm Creek", "About Elm Creek", "en", "public", pages, navigation)
    for name, value in values.items():
        object.__setattr__(site, name, value)
    return site


def page(html: str, path: str = "index.md", title: str = "Home") -> SitePage:
    return SitePage(PurePosixPath(path), title, "A page.", html)


@given(st.text(alphabet="ab \n`~#<>&-*[]{}:/\"'\t|!", max_size=60), st.sampled_from(["p", "pre"]))
def test_no_line_begins_with_what_people_wrote(text: str, element: str) -> None:
    html = f"<div>\n\n    <{element}>{escape(text)}</{element}>\n</div>"
    lines = inert(html).split("\n")
    assert all(line.startswith("<") for line in lines)
    assert text_of(inert(html)).split() == text_of(html).split()
    if element == "pre":
        assert text in text_of(inert(html))


def test_preformatted_text_keeps_its_lines() -> None:
    assert text_of(inert("<pre><code>one\n\n    two\n</code></pre>")) == "one\n\n    two\n"


def test_what_is_staged(tmp_path: Path) -> None:
    site = tree(
        page("<h1>Hi</h1>", title='A "quoted": title'),
        assets={PurePosixPath("images/a.svg"): b"<svg/>"},
        logo="images/a.svg",
        site_url="https://elm.example/",
    )
    write_site_tree(site, tmp_path / "staged", default_mkdocs_config())
    settings = yaml.safe_load((tmp_path / "staged/mkdocs.yml").read_text())
    assert settings["site_name"] == "Elm Creek"
    assert settings["site_url"] == "https://elm.example/"
    assert settings["nav"] == [{'A "quoted": title': "index.md"}]
    assert settings["theme"]["logo"] == "images/a.svg"
    staged = (tmp_path / "staged/docs/index.md").read_text()
    front, _, body = staged.removeprefix("---\n").partition("---\n")
    assert yaml.safe_load(front) == {"title": "A &quot;quoted&quot;: title", "description": "A page."}
    assert body == '\n<div class="page">\n<h1>Hi</h1>\n</div>\n'
    assert (tmp_path / "staged/docs/images/a.svg").read_bytes() == b"<svg/>"
    assert (tmp_path / "staged/inherited.yml").read_text() == default_mkdocs_config().read_text()


def test_a_coalition_s_own_theme_files_come_first(tmp_path: Path) -> None:
    own = tmp_path / "templates/theme/partials"
    own.mkdir(parents=True)
    (own / "footer.html").write_text("ours")
    write_site_tree(tree(page("<p>Hi</p>")), tmp_path / "staged", default_mkdocs_config(), tmp_path / "templates")
    assert (tmp_path / "staged/theme/partials/footer.html").read_text() == "ours"
    assert (tmp_path / "staged/theme/main.html").is_file()


@pytest.mark.parametrize("path", ["../outside.md", "/etc/outside.md", "a/../../outside.md"])
def test_no_path_leaves_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        write_site_tree(tree(page("<p>Hi</p>", path)), tmp_path / "staged", default_mkdocs_config())


@pytest.mark.parametrize(("language", "near"), [("es", ""), ("es-mx", "es"), ("so", "en"), ("ht", "en"), ("ps", "en")])
def test_the_theme_is_told_of_a_language_that_it_does_not_know(tmp_path: Path, language: str, near: str) -> None:
    write_site_tree(tree(page("<p>Hi</p>"), language=language), tmp_path / "staged", default_mkdocs_config())
    assert yaml.safe_load((tmp_path / "staged/mkdocs.yml").read_text())["theme"]["language"] == language
    told = tmp_path / f"staged/theme/partials/languages/{language}.html"
    assert told.is_file() is bool(near)
    assert not near or f"languages/{near}.html" in told.read_text()

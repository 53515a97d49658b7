"""Pages filled into a shell are the same bytes as plain MkDocs makes of the same tree; the unusual is left to it."""

import dataclasses
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coalition_site.model.coalition import Coalition
from coalition_site.publish.cache.cache import Cache, RenderingKeys
from coalition_site.publish.cache.index import Index
from coalition_site.publish.cache.store import Store
from coalition_site.publish.site import make
from coalition_site.publish.site import shell as site_shell
from coalition_site.publish.site.make import Sites, plain_project, publish_sites
from coalition_site.publish.site.mkdocs import build_site
from coalition_site.publish.site.tree import write_site_tree
from coalition_site.render.pages import SitePage, SiteTree
from coalition_site.resources import default_mkdocs_config, templates_folder
from tests.support.building import PROJECT, coalition_of
from tests.support.hostile import texts
from tests.support.making import make_coalition, make_partner, make_settings
from tests.support.sites import EPOCH, hostile_partner, trees_of


def hostile(step: int = 1) -> Coalition:
    # A title that ends in a mark of direction is one of the few that are left to MkDocs.
    written = [text for name, text in texts().items() if name != "right-to-left"][::step]
    return make_coalition(*(hostile_partner(text, number) for number, text in enumerate(written)))


def some_hostile() -> Coalition:
    return hostile(6)


def three_languages() -> Coalition:
    settings = make_settings(site_url="https://elm.example/below", site_languages=["es", "en", "ar"])
    partner = make_partner("one", listing={"consent": "2026-01-01"})
    return make_coalition(partner.model_copy(update={"profile": "Hello."}), settings=settings)


def below_a_path() -> Coalition:
    return make_coalition(settings=make_settings(site_url="https://elm.example/below/the%20root"))


@cache
def trees(name: str) -> Mapping[str, SiteTree]:
    makers = {"hostile": hostile, "some hostile": some_hostile, "below a path": below_a_path}
    makers["three languages"] = three_languages
    return trees_of(coalition_of(PROJECT) if name == "Forest City" else makers[name]())


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def plain(made_trees: Mapping[str, SiteTree], folder: Path) -> dict[str, bytes]:
    for name, tree in made_trees.items():
        write_site_tree(tree, folder / "staged" / name, default_mkdocs_config())
        build_site(folder / "staged" / name, folder / "plain" / name, EPOCH)
    # Of the theme's files only those at the root are used by pages of all languages.
    unused = re.compile(r"site/[a-z-]+/assets/(?!coalition/(?:card\.png|directory\.js|search[a-z.-]*\.js)$)")
    return {path: data for path, data in files_of(folder / "plain").items() if not unused.match(path)}


def filled(made_trees: Mapping[str, SiteTree], folder: Path, store: Store, project: Path) -> dict[str, bytes]:
    """The files of both sites; what lies in a folder `first` beside theirs is the last build."""
    folder.mkdir()
    cache = Cache(store, Index(folder.parent / "first", store), RenderingKeys(project / "templates", "en"))
    for site in publish_sites(made_trees, folder, Sites(project, EPOCH, cache)):
        site.finish()
    cache.index.save(folder, lambda _path: False)
    return files_of(folder)


def no_whole_build(*_: Any) -> None:
    raise AssertionError("MkDocs was asked for the whole site")


def no_page(*_: Any) -> None:
    raise AssertionError("a page was made that was there")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("some hostile", marks=pytest.mark.part("hostile")),
        pytest.param("three languages", marks=pytest.mark.slow("builds one site three times")),
        pytest.param("below a path", marks=pytest.mark.slow("is built below a path by other tests here")),
        *(pytest.param(name, marks=pytest.mark.slow("builds 200 pages twice")) for name in ("Forest City", "hostile")),
    ],
)
def test_every_file_is_the_same(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = plain(trees(name), tmp_path)
    monkeypatch.setattr(make, "build_site", no_whole_build)
    first = filled(trees(name), tmp_path / "first", Store(tmp_path / "store"), tmp_path)
    assert first.keys() == expected.keys()
    assert [path for path, data in expected.items() if first[path] != data] == []
    monkeypatch.setattr(site_shell, "build_site", no_whole_build)
    monkeypatch.setattr(SitePage, "html", property(no_page))
    assert filled(trees(name), tmp_path / "second", Store(tmp_path / "store"), tmp_path) == first


def changed(tree: SiteTree, *others: Mapping[str, Any]) -> SiteTree:
    """The tree with other last pages."""
    kept, last = tree.pages[: -len(others)], tree.pages[-len(others) :]
    return dataclasses.replace(
        tree, pages=(*kept, *(dataclasses.replace(page, **values) for page, values in zip(last, others, strict=True)))
    )


def test_what_changed_is_not_taken_from_before(tmp_path: Path) -> None:
    tree = trees("below a path")["site"]
    stored = tmp_path / "store"
    filled({"site": tree}, tmp_path / "first", Store(stored), tmp_path)
    others = [
        changed(tree, {"title": "Another"}, {"description": "Another"}, {"content": "<h1>Another</h1>\n<p>one</p>"}),
        dataclasses.replace(tree, name="Another Coalition"),
        dataclasses.replace(tree, navigation=tree.navigation[:-1]),
    ]
    for number, other in enumerate(others):
        expected = plain({"site": other}, tmp_path / f"plain-{number}")
        assert filled({"site": other}, tmp_path / f"filled-{number}", Store(stored), tmp_path) == expected


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        *(
            pytest.param(each, marks=pytest.mark.slow("one more"))
            for each in ({"content": "<p>a<!-- b --></p>"}, {"description": ""}, {"description": "two\nlines"})
        ),
    ],
)
def test_unusual_pages_are_left_to_mkdocs(values: dict[str, Any], tmp_path: Path) -> None:
    tree = changed(trees("below a path")["site"], values)
    expected = plain({"site": tree}, tmp_path)
    assert filled({"site": tree}, tmp_path / "filled", Store(tmp_path / "store"), tmp_path) == expected


def test_a_project_with_its_own_configuration_is_left_to_mkdocs(tmp_path: Path) -> None:
    hook = tmp_path / "shout.py"
    hook.write_text("def on_page_content(html, **_):\n    return html.upper()\n", encoding="utf-8")
    own = f"{default_mkdocs_config().read_text(encoding='utf-8')}\nhooks:\n  - {hook}\n"
    (tmp_path / "mkdocs.yml").write_text(own, encoding="utf-8")
    assert not plain_project(tmp_path)
    found = filled(trees("below a path"), tmp_path / "filled", Store(tmp_path / "store"), tmp_path)
    assert b'<DIV CLASS="PAGE">' in found["site/index.html"]


def test_a_project_with_its_own_theme_files_is_left_to_mkdocs(tmp_path: Path) -> None:
    assert plain_project(tmp_path)
    partials = tmp_path / "templates" / "theme" / "partials"
    partials.mkdir(parents=True)
    (partials / "footer.html").write_text("<footer>{{ page.title }} of {{ pages | length }}</footer>", encoding="utf-8")
    assert not plain_project(tmp_path)
    found = filled(trees("below a path"), tmp_path / "filled", Store(tmp_path / "store"), tmp_path)
    assert b"<footer>Home of " in found["site/index.html"]


def test_packaged_files_in_the_project_are_no_own_ones() -> None:
    assert templates_folder() == PROJECT / "templates"
    assert plain_project(PROJECT)

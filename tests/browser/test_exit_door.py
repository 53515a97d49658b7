"""Both sites without MkDocs: what is staged for it, two other builders build too.

MkDocs 1.6 is not developed further. ProperDocs is its continuation, Zensical what the makers of our theme write
instead.
"""

import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from coalition_site.publish.site.mkdocs import build_site
from coalition_site.publish.site.tree import write_site_tree
from coalition_site.resources import default_mkdocs_config
from tests.support.browser import Places, opened, served
from tests.support.building import PROJECT, coalition_of
from tests.support.made_once import made_once
from tests.support.sites import EPOCH, trees_of

pytestmark = pytest.mark.slow("builds both sites with two other builders")
NAMES = ("site", "workbook")
# What Zensical makes otherwise: it knows no site without a page for wrong addresses.
MORE_PAGES = {"site": set[str](), "workbook": {"404.html"}}


def make_staged(folder: Path) -> None:
    for name, tree in trees_of(coalition_of(PROJECT)).items():
        staged, flat = folder / "staged" / name.replace("/", "-"), name.replace("/", "-")
        write_site_tree(tree, staged, default_mkdocs_config())
        build_site(staged, folder / "mkdocs" / flat, EPOCH)


@pytest.fixture(scope="module")
def made() -> Path:
    """What is staged for each site, and what MkDocs makes of it."""
    return made_once("exit-door", make_staged)


def build(*words: str | Path, folder: Path) -> None:
    """Runs a builder as a module of its own. Whatever it warns of is a failure."""
    variables = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC"}
    command = [sys.executable, "-m", *map(str, words)]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def zensical(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites as Zensical makes them."""
    folder = tmp_path_factory.mktemp("zensical")
    for name in NAMES:
        subprocess.run(["cp", "-r", made / "staged" / name, folder / f"staged-{name}"], check=True)
        build("zensical", "build", "--strict", "-f", "mkdocs.yml", folder=folder / f"staged-{name}")
        (folder / f"staged-{name}/site").rename(folder / name)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def pages_of(folder: Path) -> dict[str, str]:
    files = folder.rglob("*.html")
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def title_of(html: str) -> str:
    title = re.search(r"<title>(.*?)</title>", html)
    assert title is not None
    return unescape(title[1])


@pytest.mark.parametrize("name", NAMES)
def test_properdocs_makes_the_same_bytes(name: str, made: Path, tmp_path: Path) -> None:
    staged = made / "staged" / name
    build("properdocs", "build", "--strict", "-f", staged / "mkdocs.yml", "-d", tmp_path / "built", folder=staged)
    expected, found = files_of(made / "mkdocs" / name), files_of(tmp_path / "built")
    assert len(expected) > 50
    assert [path for path, data in expected.items() if found.get(path) != data] == []
    # These are taken away after MkDocs too (`publish/site/mkdocs.py`).
    of_theme = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
    left_out = {path for path in found.keys() - expected.keys() if path.endswith(".map") or path.startswith(of_theme)}
    taken_away = found.keys() - expected.keys() - left_out
    assert taken_away == ({"404.html", "sitemap.xml", "sitemap.xml.gz"} if name == "workbook" else set())


@pytest.mark.parametrize("name", NAMES)
def test_zensical_makes_the_same_pages(name: str, made: Path, zensical: Path) -> None:
    expected, found = pages_of(made / "mkdocs" / name), pages_of(zensical / name)
    assert found.keys() == expected.keys() | MORE_PAGES[name]
    assert len(expected) > 40
    assert {path: title_of(html) for path, html in expected.items()} == {
        path: title_of(found[path]) for path in expected
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_site_of_zensical_can_be_searched(name: str, zensical: Path, browser: Browser) -> None:
    with served(zensical) as address, opened(browser, Places(zensical, address)) as tab:
        tab.page.goto(f"{address}/{name}/index.html")
        tab.page.get_by_role("link", name="Search", exact=True).click()
        query = tab.page.get_by_role("searchbox", name="Words to look for")
        expect(query).to_be_focused()
        query.press_sequentially("asset builders")
        tab.page.get_by_role("list").get_by_role("link", name="Forest City Asset Builders").first.click()
        expect(tab.page.get_by_role("heading", level=1)).to_contain_text("Forest City Asset Builders")

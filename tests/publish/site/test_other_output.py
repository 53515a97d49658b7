"""A library that writes its files otherwise than we know is an error with its name and version, never a wrong site."""

import gzip
import re
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

import pytest

from coalition_site.publish.cache.store import Store
from coalition_site.publish.site import shell as site_shell
from coalition_site.publish.site.mkdocs import SiteFailed, build_site
from coalition_site.publish.site.mkdocs_output import MATERIAL, MKDOCS
from tests.support.sites import EPOCH
from tests.support.small_site import small_tree

BUILT: dict[str, Path] = {}
NAMES = {MKDOCS: "MkDocs", MATERIAL: "Material for MkDocs"}


def rewritten(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Replaces a text in every file of a name, as a library would that spells it otherwise."""

    def rewrite(site: Path) -> None:
        found = [file for file in site.rglob(name) if old in file.read_text(encoding="utf-8")]
        assert found, f"no {name} has {old!r}: this test shows nothing"
        for file in found:
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return rewrite


def removed(name: str) -> Callable[[Path], None]:
    return lambda site: (site / name).unlink()


def packed_less(site: Path) -> None:
    (site / "sitemap.xml.gz").write_bytes(gzip.compress((site / "sitemap.xml").read_bytes(), 1, mtime=EPOCH))


def without_mark(name: str) -> Callable[[Path], None]:
    """Leaves a page's value out everywhere."""
    mark = re.compile(rf"{name}[0-9a-f]{{16}}")

    def rewrite(site: Path) -> None:
        for file in site.rglob("*.html"):
            file.write_text(mark.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")

    return rewrite


SITEMAP = "sitemap.xml"
OTHERWISE = {
    "a sitemap with other spaces": (rewritten(SITEMAP, "\n    <url>", "\n  <url>"), MKDOCS, SITEMAP),
    "a sitemap in one line": (rewritten(SITEMAP, "\n", ""), MKDOCS, SITEMAP),
    "a sitemap without one page": (rewritten(SITEMAP, "/index.html<", "/<"), MKDOCS, SITEMAP),
    "a sitemap with another end": (rewritten(SITEMAP, "\n</urlset>", "</urlset>"), MKDOCS, SITEMAP),
    "no sitemap": (removed(SITEMAP), MKDOCS, SITEMAP),
    "a sitemap packed otherwise": (packed_less, MKDOCS, "sitemap.xml.gz"),
    "no page": (removed("index.html"), MKDOCS, "index.html"),
    "pages without their titles": (without_mark("title"), MATERIAL, "its title"),
    "pages without their descriptions": (without_mark("description"), MATERIAL, "its description"),
    "pages without their content": (without_mark("content"), MATERIAL, "its content"),
    "pages without their data": (without_mark("data"), MATERIAL, "its data"),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_other_output_is_an_error_with_the_librarys_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite, library, found = OTHERWISE[name]

    def build(staged: Path, into: Path, epoch: int) -> int:
        if not BUILT:
            BUILT["site"] = Path(mkdtemp(prefix="other-output-")) / "site"
            build_site(staged, BUILT["site"], epoch)
        shutil.copytree(BUILT["site"], into)
        rewrite(into)
        return 0

    monkeypatch.setattr(site_shell, "build_site", build)
    tree, store = small_tree(), Store(tmp_path / "store")
    with pytest.raises(SiteFailed) as failed:
        site_shell.site_shell(tree, site_shell.kinds_of(tree), tmp_path / "scratch", EPOCH, store)
    message = str(failed.value)
    assert message.startswith(f"{NAMES[library]} {version(library)} cannot be used: ")
    assert found in message
    assert message.endswith("; install the versions that requirements.lock names")
    assert list((tmp_path / "store").glob("*")) == []

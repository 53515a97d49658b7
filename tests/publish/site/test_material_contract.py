"""What this program takes for granted of Material and its documentation does not promise; each test names one habit."""

import re
from importlib.resources import files
from pathlib import Path

from coalition_site.publish.site.mkdocs import build_site, theme_language
from coalition_site.publish.site.tree import write_site_tree
from coalition_site.resources import default_mkdocs_config, templates_folder
from tests.support.sites import EPOCH
from tests.support.small_site import built_site, small_tree

MATERIAL = Path(str(files("material"))) / "templates"
THEME = templates_folder() / "theme"


def test_languages_of_the_theme_are_files_of_their_code() -> None:
    assert [theme_language(code) for code in ("en", "es", "ar", "vi", "es-MX", "tlh")] == [
        *("en", "es", "ar", "vi", "es", "en")
    ]


def test_the_base_template_has_the_blocks_that_ours_fills() -> None:
    block = re.compile(r"{%-?\s*block (\w+)")
    ours = set(block.findall((THEME / "main.html").read_text(encoding="utf-8")))
    assert ours - set(block.findall((MATERIAL / "base.html").read_text(encoding="utf-8"))) == set()


def test_what_no_page_loads_of_the_theme_is_left_out(tmp_path: Path) -> None:
    folders = ("javascripts", "stylesheets", "images")
    assert all((MATERIAL / "assets" / name).is_dir() for name in folders)
    assert {each.name for each in (built_site()[1] / "assets").iterdir()} == {"coalition"}
    config = tmp_path / "mkdocs.yml"
    default = default_mkdocs_config().read_text(encoding="utf-8")
    config.write_text(f"{default}\nextra_javascript: [own.js]\n", encoding="utf-8")
    write_site_tree(small_tree(), tmp_path / "staged", config)
    build_site(tmp_path / "staged", tmp_path / "site", EPOCH)
    assert {each.name for each in (tmp_path / "site/assets").iterdir()} == {"coalition", "javascripts"}
    assert "__md_scope=" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_no_page_holds_a_script_that_nothing_calls() -> None:
    inline = re.compile(r'<script(?! src=| type="application/ld\+json")[^>]*>')
    pages = [each.read_text("utf-8") for each in built_site()[1].rglob("*.html") if "worksheet-form" not in each.name]
    assert len(pages) > 1
    assert [found for page in pages for found in inline.findall(page)] == []


def test_the_beginning_of_its_program_is_word_for_word_its_own() -> None:
    script = re.compile(r"<script>.*</script>")
    theirs, ours = ((each / "partials/javascripts/base.html").read_text("utf-8") for each in (MATERIAL, THEME))
    assert script.findall(ours) == script.findall(theirs) != []
    tabs = script.findall((MATERIAL / "partials/javascripts/content.html").read_text("utf-8"))
    assert len(tabs) == 2
    assert all("tab" in each for each in tabs)


def test_source_maps_are_known_by_their_ending() -> None:
    assert list((MATERIAL / "assets").rglob("*.map"))
    assert [file for file in built_site()[1].rglob("*") if file.suffix == ".map"] == []

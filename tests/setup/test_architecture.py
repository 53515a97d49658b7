"""ARCHITECTURE.md against the code: its tree of folders, its layers, and the files that it names."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import coalition_site
from tests.support.building import PROJECT

PAGE = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGE = Path(coalition_site.__file__).parent
NEXT_PARAGRAPH = "\n\n"


def section(title: str) -> str:
    """A chapter of the page, without its heading."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def tree(folder: Path, depth: int = 0) -> Iterator[str]:
    """The packages below a folder, each with the first paragraph of its docstring."""
    for inner in sorted(each.parent for each in folder.glob("*/__init__.py")):
        said, *_ = (ast.get_docstring(ast.parse((inner / "__init__.py").read_text(encoding="utf-8"))) or "").split("\n")
        name = f"{'  ' * depth}{inner.name}/"
        yield f"{name:<16}{said.partition(NEXT_PARAGRAPH)[0]}"
        yield from tree(inner, depth + 1)


def test_the_tree_is_that_of_the_packages() -> None:
    (block,) = re.findall(r"```\ncoalition_site/\n(.*?)\n```", section("The tree"), re.DOTALL)
    assert block.splitlines() == list(tree(PACKAGE, 1))


def test_the_layers_are_those_that_import_linter_holds() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    said = " → ".join(layer.replace(" | ", ", ") for layer in layers)
    for page in (PAGE, (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        assert f"`{said}`" in page


def test_every_file_that_is_named_is_there() -> None:
    files = {each.relative_to(PROJECT).as_posix() for each in PROJECT.glob("[a-z]*/**/*") if each.is_file()}
    files |= {each.name for each in PROJECT.iterdir()}
    named = re.findall(r"`([\w/.-]+\.(?:py|md|yml|toml|lock|html|css|js|sh))`", PAGE)
    assert len(named) > 50
    assert [each for each in named if not any(f"/{file}".endswith(f"/{each}") for file in files)] == []

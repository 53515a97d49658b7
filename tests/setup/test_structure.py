"""What the layers contract cannot see of the house: tables that stand once, and where the watch loop lives."""

import ast
from collections.abc import Iterator
from pathlib import Path

import coalition_site
from coalition_site.model.partner import PARTNER_LISTS, Partner
from coalition_site.model.vocabulary import Choice, each_once

SOURCES = sorted(Path(coalition_site.__file__).parent.rglob("*.py"))


def _tables(source: Path) -> Iterator[str]:
    """The public names that a module gives to collections written out in it."""
    for statement in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(
            statement.value, ast.Tuple | ast.List | ast.Set | ast.Dict
        ):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            yield from (each.id for each in targets if isinstance(each, ast.Name) and each.id[0] != "_")


def test_a_public_table_stands_in_one_module() -> None:
    modules: dict[str, list[str]] = {}
    for source in SOURCES:
        for name in _tables(source):
            modules.setdefault(name, []).append(source.name)
    assert "SITES" in modules
    assert {name: found for name, found in modules.items() if len(found) > 1} == {}


def _literal_keys(source: Path) -> Iterator[set[str]]:
    """The texts that each tuple of keys, or of pairs, and each map to a list's name begins with."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        entries: list[ast.expr | None] = []
        if isinstance(node, ast.Tuple | ast.List):
            entries = [each.elts[0] if isinstance(each, ast.Tuple) and each.elts else each for each in node.elts]
        elif isinstance(node, ast.Dict) and all(isinstance(each, ast.Attribute) for each in node.values):
            entries = [*node.keys]
        yield {each.value for each in entries if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def test_the_lists_of_a_partner_are_written_down_once() -> None:
    found = [source.name for source in SOURCES for keys in _literal_keys(source) if {"serves", "works_on"} <= keys]
    assert found == ["partner.py"]


def test_a_partners_lists_are_what_it_chooses_from_the_vocabularys() -> None:
    values = {key: (Choice(f"{key}-1"), Choice(f"{key}-2"), Choice(f"{key}-1")) for key in PARTNER_LISTS}
    partner = Partner.model_construct(id="a", type=Choice("business"), **values)  # type: ignore[arg-type]
    assert {key: partner.chosen(name) for key, name in PARTNER_LISTS.items()} == {
        key: each_once(choices) for key, choices in values.items()
    }

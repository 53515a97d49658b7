"""Data for other programs: Kumu's map field by field, and the description of the tables."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from coalition_site.derive.public.view import public_view
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.words.catalogue import words_of
from coalition_site.render.artifacts import Artifact
from coalition_site.render.data_files import public_data, team_data
from coalition_site.render.rendering import Late
from coalition_site.render.tables import TextTable
from tests.support.building import PROJECT, coalition_of

TODAY = date(2026, 11, 23)
# What Kumu documents of elements and connections; an element may have any other key besides.
ELEMENT, CONNECTION = {"id", "label", "type"}, {"id", "from", "to", "type", "direction"}


def made(files: Iterable[Artifact]) -> dict[str, Any]:
    """What is written into these files, by their names: tables and JSON."""
    contents = {file.path.name: file.content.made for file in files if isinstance(file.content, Late)}
    assert all(isinstance(content, TextTable | str) for content in contents.values())
    return contents


def test_the_map_is_as_kumu_documents_it() -> None:
    coalition = coalition_of(PROJECT)
    public = json.loads(made(public_data(public_view(coalition, TODAY), words_of(coalition)))["kumu.json"])
    team = json.loads(made(team_data(team_view(coalition, TODAY), coalition))["kumu.json"])
    for each in (public, team):
        assert each.keys() == {"elements", "connections"}
        ids = [part["id"] for part in (*each["elements"], *each["connections"])]
        assert len(ids) == len(set(ids))
        assert all(element.keys() >= ELEMENT and all(element.values()) for element in each["elements"])
        assert all(connection.keys() == CONNECTION for connection in each["connections"])
        assert all(
            {tie["from"], tie["to"]} <= set(ids) and tie["direction"] == "directed" for tie in each["connections"]
        )
    partners = [sum(element["type"] == "Partner" for element in each["elements"]) for each in (public, team)]
    assert partners == [12, 31]
    assert not {"Position", "Influence", "Relationship"} & {key for each in public["elements"] for key in each}


def test_every_table_and_column_is_described() -> None:
    coalition = coalition_of(PROJECT)
    for data in (
        public_data(public_view(coalition, TODAY), words_of(coalition)),
        team_data(team_view(coalition, TODAY), coalition),
    ):
        files = made(data)
        package = json.loads(files["datapackage.json"])
        tables = {name.removesuffix(".csv"): table for name, table in files.items() if name.endswith(".csv")}
        described = {
            each["name"]: [field["name"] for field in each["schema"]["fields"]] for each in package["resources"]
        }
        assert described == {name: list(table.heads) for name, table in tables.items()}
        assert all(len(set(heads)) == len(heads) for heads in described.values())
        assert all(len(row) == len(table.heads) for table in tables.values() for row in table.rows)

"""Files of both sites for other programs: tables with their description, a map for Kumu, and everything as JSON.

The description of the tables is a Frictionless Data Package (datapackage.json). Source of the format:
specs.frictionlessdata.io, Data Package and Table Schema, version 1.
"""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath

from coalition_site.derive.public.view import PublicView
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.model.coalition import Coalition
from coalition_site.model.site_contents import PublicFile, TeamFile, Titled
from coalition_site.render.artifacts import Artifact
from coalition_site.render.kumu import public_map, team_map
from coalition_site.render.rendering import Late
from coalition_site.render.tables import (
    TextTable,
    agreements_table,
    coalition_json,
    coverage_table,
    invites_table,
    public_needs_table,
    public_partners_table,
)


def public_data(view: PublicView, words: Catalogue) -> list[Artifact]:
    """The public data, from the public view alone."""
    tables: dict[Titled, Late[TextTable]] = {
        PublicFile.PARTNERS: Late(partial(public_partners_table, view, words)),
        PublicFile.NEEDS: Late(partial(public_needs_table, view, words)),
    }
    title = words.gettext("Public data of %(name)s", name=view.coalition.name)
    others: dict[Titled, Late[str]] = {
        PublicFile.MAP: Late(partial(public_map, view, words)),
        PublicFile.DATA_PACKAGE: Late(partial(data_package, "public", title, tables, words.language)),
    }
    return [Artifact.at(file, content, words) for made in (tables, others) for file, content in made.items()]


def team_data(view: TeamView, coalition: Coalition) -> list[Artifact]:
    """The team's data. It holds names, notes and contacts."""
    words = view.words
    tables: dict[Titled, Late[TextTable]] = {
        TeamFile.INVITES_TEXT: Late(partial(invites_table, view)),
        TeamFile.COVERAGE_TEXT: Late(partial(coverage_table, view)),
        TeamFile.AGREEMENTS_TEXT: Late(partial(agreements_table, view)),
    }
    sheets = {
        TeamFile.INVITES: tables[TeamFile.INVITES_TEXT],
        TeamFile.COVERAGE: tables[TeamFile.COVERAGE_TEXT],
        TeamFile.AGREEMENTS: tables[TeamFile.AGREEMENTS_TEXT],
    }
    title = words.gettext("Data of the team of %(name)s (internal)", name=view.coalition.name)
    others: dict[Titled, Late[str]] = {
        TeamFile.EVERYTHING: Late(partial(coalition_json, coalition)),
        TeamFile.DATA_PACKAGE: Late(partial(data_package, "team", title, tables, words.language)),
        TeamFile.MAP: Late(partial(team_map, view)),
    }
    return [Artifact.at(file, content, words) for made in (tables, sheets, others) for file, content in made.items()]


def data_package(name: str, title: str, tables: Mapping[Titled, Late[TextTable]], language: str) -> str:
    """The package of CSV files that stand beside it. Every column is text, as its cells are.

    `name` is one for machines: small letters, digits, hyphens.
    """
    described = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "languages": [language],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": PurePosixPath(file.path).stem,
                "title": table.made.title,
                "path": PurePosixPath(file.path).name,
                "format": "csv",
                "mediatype": "text/csv",
                # With the byte order mark that spreadsheets need.
                "encoding": "utf-8-sig",
                "schema": {"fields": [{"name": head, "type": "string"} for head in table.made.heads]},
            }
            for file, table in tables.items()
        ],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"

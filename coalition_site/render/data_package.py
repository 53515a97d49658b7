"""The description of a folder's tables for programs: a Frictionless Data Package (datapackage.json).

Source of the format: specs.frictionlessdata.io, Data Package and Table Schema, version 1.
"""

import json
from collections.abc import Mapping

from coalition_site.render.tables import TextTable

DATA_PACKAGE = "datapackage.json"


def data_package(name: str, title: str, tables: Mapping[str, TextTable], language: str) -> str:
    """The package of CSV files, by their names without ending. Every column is text, as its cells are.

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
                "name": table,
                "title": each.title,
                "path": f"{table}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                # With the byte order mark that spreadsheets need.
                "encoding": "utf-8-sig",
                "schema": {"fields": [{"name": head, "type": "string"} for head in each.heads]},
            }
            for table, each in tables.items()
        ],
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"

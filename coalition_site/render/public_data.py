"""What everybody may take along for programs of their own: partners and needs as tables, and a map for Kumu."""

from collections.abc import Mapping
from dataclasses import dataclass

from coalition_site.derive.public.view import PublicNeed, PublicView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.facts import title_of
from coalition_site.records.surfaces import PUBLIC_COLUMNS
from coalition_site.render.data_package import DATA_PACKAGE, data_package
from coalition_site.render.kumu import public_map
from coalition_site.render.tables import TextTable

DATA_FOLDER = "data"
MAP = "kumu.json"


@dataclass(frozen=True, slots=True)
class DataFiles:
    """Tables, each a CSV file by its name without ending, and JSON by file name."""

    tables: Mapping[str, TextTable]
    texts: Mapping[str, str]


def public_data(view: PublicView, words: Catalogue) -> DataFiles:
    """The public data, from the public view alone."""
    tables = {"partners": _partners(view, words), "needs": _needs(view, words)}
    title = words.gettext("Public data of %(name)s", name=view.coalition.name)
    return DataFiles(
        tables,
        {
            DATA_PACKAGE: data_package("public", title, tables, words.language),
            MAP: public_map(view, words),
        },
    )


def _partners(view: PublicView, words: Catalogue) -> TextTable:
    heads = (
        words.gettext("Id"),
        words.pgettext("of an organization", "Name"),
        words.gettext("Type"),
        *(title_of(column, words) for column in PUBLIC_COLUMNS),
    )
    rows = tuple(
        (each.id, str(each.name), str(each.type), *(each.said(column.path) for column in PUBLIC_COLUMNS))
        for each in view.partners
    )
    return TextTable(words.gettext("Partners"), heads, rows)


def _needs(view: PublicView, words: Catalogue) -> TextTable:
    heads = (
        words.gettext("Kind"),
        words.gettext("Need"),
        words.gettext("Pillar"),
        words.gettext("Partners that are named"),
        words.gettext("Names"),
    )
    lists = (
        *((words.gettext("Group"), "", view.groups),),
        *((words.gettext("Area"), pillar.label, pillar.areas) for pillar in view.pillars),
        *((words.gettext("Asset"), "", view.assets),),
    )
    rows = tuple(_need(kind, pillar, need) for kind, pillar, needs in lists for need in needs if need.needed)
    return TextTable(words.gettext("Needs"), heads, rows)


def _need(kind: str, pillar: str, need: PublicNeed) -> tuple[str, ...]:
    names = "; ".join(str(partner.name) for partner in need.partners)
    return kind, str(need.label), pillar, str(len(need.partners)), names

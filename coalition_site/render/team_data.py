"""What the team takes along for programs: its tables with their description, a map for Kumu, and everything as JSON."""

from coalition_site.derive.team.view import TeamView
from coalition_site.model.coalition import Coalition
from coalition_site.render.data_package import DATA_PACKAGE, data_package
from coalition_site.render.kumu import team_map
from coalition_site.render.public_data import MAP, DataFiles
from coalition_site.render.tables import agreements_table, coalition_json, coverage_table, invites_table

EVERYTHING = "coalition.json"


def team_data(view: TeamView, coalition: Coalition) -> DataFiles:
    """The team's data. It holds names, notes and contacts."""
    tables = {
        "invites": invites_table(view),
        "coverage": coverage_table(view),
        "agreements": agreements_table(view),
    }
    title = view.words.gettext("Data of the team of %(name)s (internal)", name=view.coalition.name)
    return DataFiles(
        tables,
        {
            EVERYTHING: coalition_json(coalition),
            DATA_PACKAGE: data_package("team", title, tables, view.words.language),
            MAP: team_map(view),
        },
    )

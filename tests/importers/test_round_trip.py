"""What a coalition knows, put on the worksheet form, gives the same coalition when it comes back."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from coalition_site.derive.team.assemble import team_view
from coalition_site.publish.formats.tables import csv_text, xlsx_bytes
from coalition_site.render.tables import invites_table
from tests.support.examples import examples
from tests.support.form_fields import fields_of, write_form
from tests.support.importers.coalitions import projects, said, written
from tests.support.importing import TODAY, coalition_in, imported, planned

REPOSITORY = Path(__file__).parents[2]


@settings(max_examples=examples(8, 40))
@given(projects())
def test_form_gives_the_same_coalition(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = written(files, Path(folder))
        fields = fields_of(coalition_in(project))
        form = write_form(fields, Path(folder) / "form.json")
        empty = written({}, Path(folder) / "empty")
        imported(empty, form)
        assert said(fields_of(coalition_in(empty))) == said(fields)
        assert planned(empty, form).plan.files == []
        # Nor does it change anything where it came from.
        assert planned(project, form).plan.files == []


@settings(max_examples=examples(4, 30))
@given(projects(wild=True))
def test_what_the_form_cannot_say_changes_nothing(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = written(files, Path(folder))
        form = write_form(fields_of(coalition_in(project)), Path(folder) / "form.json")
        done = planned(project, form)
        assert [(file.path, file.differences) for file in done.plan.files] == []


@pytest.fixture
def forest_city(tmp_path: Path) -> Path:
    shutil.copytree(REPOSITORY / "content", tmp_path / "forest" / "content")
    return tmp_path / "forest"


def test_the_example_coalition_comes_back_unchanged(forest_city: Path, tmp_path: Path) -> None:
    form = write_form(fields_of(coalition_in(forest_city)), tmp_path / "form.json")
    done = planned(forest_city, form)
    assert done.plan.files == []
    assert done.plan.unchanged.total() > 80
    assert done.plan.remarks == []


def test_our_own_invite_list_comes_back_unchanged(forest_city: Path, tmp_path: Path) -> None:
    table = invites_table(team_view(coalition_in(forest_city), TODAY))
    (tmp_path / "invites.csv").write_text(csv_text(table), encoding="utf-8")
    (tmp_path / "invites.xlsx").write_bytes(xlsx_bytes(table, epoch=0))
    for name in ("invites.csv", "invites.xlsx"):
        done = planned(forest_city, tmp_path / name)
        assert done.plan.files == []
        assert done.plan.remarks == []
    text = csv_text(table).replace("2026-10-19", "2026-10-20", 1)
    (tmp_path / "invites.csv").write_text(text, encoding="utf-8")
    (changed,) = planned(forest_city, tmp_path / "invites.csv").plan.files
    assert [(each.key, each.old, each.new) for each in changed.differences] == [
        ("answered", "2026-10-19", ("2026-10-20",))
    ]


AWKWARD = """---
name: Forest City Asset Builders
type: Nonprofit
relationship: existing
assets:
  - Convning power
  - Staff capacity, Political clout
  - Two vans / a bus and Fundraising capacity
outreach:
  roles:
    - role: Forest City director as champion
    - role: Host (twice a year)
---
"""


def test_what_could_be_read_otherwise_comes_back_unchanged(tmp_path: Path) -> None:
    project = written({"partners/builders.md": AWKWARD}, tmp_path)
    fields = fields_of(coalition_in(project))
    assert fields["table1.1.assets"] == (
        "Convning power; Staff capacity, Political clout; Two vans / a bus and Fundraising capacity"
    )
    assert fields["table3.1.roles"] == "Forest City director as champion; Host (twice a year)"
    done = planned(project, write_form(fields, tmp_path / "form.json"))
    assert done.plan.files == []
    assert done.plan.remarks == []


def test_one_answer_changes_one_line(forest_city: Path, tmp_path: Path) -> None:
    path = forest_city / "content" / "partners" / "forest-city-asset-builders.md"
    before = path.read_text(encoding="utf-8")
    fields = fields_of(coalition_in(forest_city))
    cell = next(name for name, value in fields.items() if value == "Forest City Asset Builders")
    fields[cell.replace(".name", ".type")] = "Philanthropy"
    done = imported(forest_city, write_form(fields, tmp_path / "form.json"))
    assert [*done.change.files] == ["content/partners/forest-city-asset-builders.md"]
    assert path.read_text(encoding="utf-8") == before.replace("type: Nonprofit", "type: Philanthropy")

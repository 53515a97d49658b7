"""What a coalition knows, put on the worksheet form, gives the same coalition when it comes back."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.derive.team_view import team_view
from coalition_site.model.vocabulary import ListName, plain
from coalition_site.publish.tables import csv_text, write_xlsx
from coalition_site.publish.yaml_write import block
from coalition_site.read.values import Value
from coalition_site.render.tables import invites_table
from coalition_site.validate.vocabulary import shipped_vocabulary
from tests.cases.case_files import BASE
from tests.importers.form_fields import fields_of, write_form
from tests.importers.running import TODAY, coalition_in, imported, planned

REPOSITORY = Path(__file__).parents[2]
VOCABULARY = shipped_vocabulary()
ROWS = 8

# ";" parts the items of a list and brackets hold a role's person: the form cannot say them inside an item.
_LETTERS = st.sampled_from("abcdefgh ÉñüçđŁ مرحبا <>&'\"#:,-.!?/=+@*[]{}%|~`0123456789")
_WORDS = st.text(_LETTERS, min_size=1, max_size=24).map(lambda text: " ".join(f"w{text}w".split()))
_PARAGRAPHS = st.lists(_WORDS, min_size=1, max_size=3).map("\n".join) | st.just(
    "long and <b>bold</b> & true. " * 70 + "end"
)


def options(name: ListName) -> st.SearchStrategy[list[Value]]:
    found: list[Value] = []
    for option in VOCABULARY.list_of(name).visible():
        label = option.label.in_language("en", "en")
        found.append(f"{label}: Some words, and more" if option.fill_in else label)
    return st.lists(st.sampled_from(found), unique_by=repr, max_size=4)


@st.composite
def partners(draw: st.DrawFn) -> dict[str, Value]:
    assets = [*draw(options(ListName.ASSETS)), *draw(st.lists(_WORDS, max_size=2))]
    roles = draw(st.lists(st.tuples(_WORDS, _WORDS | st.just("")), max_size=2, unique_by=lambda role: plain(role[0])))
    entries: list[Value] = [{"role": role, "person": person} if person else {"role": role} for role, person in roles]
    initiatives = draw(st.lists(_WORDS, max_size=2, unique_by=plain))
    types = draw(options(ListName.TYPES).filter(bool))
    team = {key: draw(_PARAGRAPHS | st.just("")) for key in ("motivations", "strengths", "barriers")}
    values: dict[str, Value] = {
        "type": types[0],
        "relationship": draw(st.sampled_from(["existing", "potential"])),
        "serves": draw(options(ListName.GROUPS)),
        "works_on": draw(options(ListName.AREAS)),
        "assets": list({plain(str(asset)): asset for asset in assets}.values()),
        "initiatives": [*initiatives],
        "outreach": {"roles": entries} if entries else "",
        "team": {key: text for key, text in team.items() if text} or "",
    }
    return {key: value for key, value in values.items() if value}


@st.composite
def projects(draw: st.DrawFn) -> dict[str, str]:
    """Files of a small project by path, with at most eight rows a table."""
    names = [f"{name} {number}" for number, name in enumerate(draw(st.lists(_WORDS, max_size=5)))]
    files: dict[str, str] = {}
    for number, name in enumerate(names):
        lines = block({"name": name} | draw(partners()))
        files[f"partners/p-{number}.md"] = "\n".join(["---", *lines, "---", ""])
    needs = {str(each): draw(options(each)) for each in (ListName.GROUPS, ListName.AREAS, ListName.ASSETS)}
    files["needs.yml"] = "\n".join([*block({key: list(value) for key, value in needs.items() if value}), ""])
    members = draw(st.lists(_WORDS, max_size=ROWS, unique_by=plain))
    invites: list[Value] = []
    for member in members:
        host = draw(st.integers(-1, len(names) - 1))
        partner = {"partner": f"p-{host}"} if host >= 0 else {}
        invites.append({"member": member, **partner, "sender": "rosa", "status": "idea"})
    files["invites.yml"] = "\n".join([*block(invites), ""])
    return files


def written(files: dict[str, str], folder: Path) -> Path:
    project = folder / "project"
    shutil.copytree(BASE, project)
    (project / "content" / "partners").mkdir()
    for path, text in files.items():
        (project / "content" / path).write_text(text, encoding="utf-8")
    return project


@given(projects())
def test_form_gives_the_same_coalition(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = written(files, Path(folder))
        fields = fields_of(coalition_in(project))
        form = write_form(fields, Path(folder) / "form.json")
        empty = written({}, Path(folder) / "empty")
        imported(empty, form)
        assert _normal(fields_of(coalition_in(empty))) == _normal(fields)
        assert planned(empty, form).plan.files == []
        # Nor does it change anything where it came from.
        assert planned(project, form).plan.files == []


def _normal(fields: dict[str, str | bool]) -> object:
    """The fields without the order of rows and list items, which the tables do not promise."""
    rows: dict[str, dict[str, object]] = {}
    boxes: dict[str, object] = {}
    for name, value in fields.items():
        table, _, rest = name.partition(".")
        if table.startswith("table"):
            row, _, column = rest.partition(".")
            rows.setdefault(f"{table}.{row}", {"": table})[column] = value
        else:
            boxes[name] = value
    return boxes, sorted(str(sorted(row.items())) for row in rows.values())


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
    write_xlsx(table, tmp_path / "invites.xlsx", epoch=0)
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


def test_one_answer_changes_one_line(forest_city: Path, tmp_path: Path) -> None:
    path = forest_city / "content" / "partners" / "forest-city-asset-builders.md"
    before = path.read_text(encoding="utf-8")
    fields = fields_of(coalition_in(forest_city))
    cell = next(name for name, value in fields.items() if value == "Forest City Asset Builders")
    fields[cell.replace(".name", ".type")] = "Philanthropy"
    done = imported(forest_city, write_form(fields, tmp_path / "form.json"))
    assert [file.path for file in done.files] == ["content/partners/forest-city-asset-builders.md"]
    assert path.read_text(encoding="utf-8") == before.replace("type: Nonprofit", "type: Philanthropy")

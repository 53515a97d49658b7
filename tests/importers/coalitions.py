"""Coalitions of any kind for property tests, as the files of a small project."""

import shutil
from pathlib import Path

from hypothesis import strategies as st

from coalition_site.model.vocabulary import ListName, plain
from coalition_site.model.worksheet_form import ROWS
from coalition_site.publish.yaml_write import block
from coalition_site.read.values import Value
from coalition_site.validate.vocabulary import shipped_vocabulary
from tests.cases.case_files import BASE

VOCABULARY = shipped_vocabulary()

# ";" parts the items of a list and brackets hold a role's person: the form cannot say them inside an item. An item
# begins and ends in a "w", because it may not be "TBD", an option of a list, a bullet or a number alone.
_LETTERS = st.sampled_from("abcdefgh nopst ÉñüçđŁß ệ 食堂 \U0001f642 مرحبا <>&'\"#:,-.!?/=+@*[]{}%|~`^_$\\0123456789")
_WORDS = st.lists(_LETTERS | st.sampled_from([" and ", " as "]), min_size=1, max_size=24).map(
    lambda signs: " ".join(f"w{''.join(signs)}w".split())
)
# "Forest City director as champion" is a role and a person, so a role may not be "director as champion".
_ROLES = _WORDS.map(lambda text: " ".join(word for word in text.split() if word != "as"))
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
    roles = draw(st.lists(st.tuples(_ROLES, _WORDS | st.just("")), max_size=2, unique_by=lambda role: plain(role[0])))
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
def projects(draw: st.DrawFn, most_partners: int = 5, most_invites: int = ROWS) -> dict[str, str]:
    """Files of a small project by path; a table of the PDF form has eight rows."""
    names = [f"{name} {number}" for number, name in enumerate(draw(st.lists(_WORDS, max_size=most_partners)))]
    files: dict[str, str] = {}
    for number, name in enumerate(names):
        lines = block({"name": name} | draw(partners()))
        files[f"partners/p-{number}.md"] = "\n".join(["---", *lines, "---", ""])
    needs = {str(each): draw(options(each)) for each in (ListName.GROUPS, ListName.AREAS, ListName.ASSETS)}
    files["needs.yml"] = "\n".join([*block({key: list(value) for key, value in needs.items() if value}), ""])
    members = draw(st.lists(_WORDS, max_size=most_invites, unique_by=plain))
    invites: list[Value] = []
    for member in members:
        host = draw(st.integers(-1, len(names) - 1))
        partner = {"partner": f"p-{host}"} if host >= 0 else {}
        invites.append({"member": member, **partner, "sender": "rosa", "status": "idea"})
    files["invites.yml"] = "\n".join([*block(invites), ""])
    return files


def written(files: dict[str, str], folder: Path) -> Path:
    """The small project with these files, below a folder."""
    project = folder / "project"
    shutil.copytree(BASE, project)
    (project / "content" / "partners").mkdir()
    for path, text in files.items():
        (project / "content" / path).write_text(text, encoding="utf-8")
    return project


def said(fields: dict[str, str | bool]) -> object:
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

"""Coalitions of any kind for property tests, as the files of a small project."""

import shutil
from pathlib import Path

from hypothesis import strategies as st

from coalition_site.edit.layout import block
from coalition_site.model.invite import Status
from coalition_site.model.vocabulary import NEED_LISTS, ListName, Option, plain
from coalition_site.model.worksheet_form import ROWS
from coalition_site.read.values import Value
from coalition_site.validate.vocabulary import shipped_vocabulary
from tests.support.case_files import BASE

VOCABULARY = shipped_vocabulary()

# ";" parts the items of a list and brackets hold a role's person: the form cannot say them inside an item. An item
# begins and ends in a "w", because it may not be "TBD", an option of a list, a bullet or a number alone.
_LETTERS = st.sampled_from("abcdefgh nopst ÉñüçđŁß ệ 食堂 \U0001f642 مرحبا <>&'\"#:,-.!?/=+@*[]{}%|~`^_$\\0123456789")
_WORDS = st.lists(_LETTERS | st.sampled_from([" and ", " as "]), min_size=1, max_size=24).map(
    lambda signs: " ".join(f"w{''.join(signs)}w".split())
)
# "Forest City director as champion" is a role and a person, so a role may not be "director as champion".
_ROLES = _WORDS.map(lambda text: " ".join(word for word in text.split() if word != "as"))
_PARAGRAPHS = st.lists(_WORDS, min_size=1, max_size=3).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda between: between.join(lines))
) | st.just("long and <b>bold</b> & true. " * 70 + "end")
# What the form cannot say, or says otherwise: it comes back as something else, and must change nothing where it was.
_WILD = st.sampled_from(
    [
        *("TBD", "n/a", "?", "-", "12", "Young people", "Convening power, Staff capacity", "yes", "Smith, Jane"),
        *("a; b", "a;b (c)", "Champion (Director); Host", "(in brackets)", "Host (twice) a year", "w as x as y"),
        *("director as champion", "- dash", "1. first", "Other: x; y", "Housing stabilty", "A, B / C and D"),
        *("Directora de Casa como guía", '="0155"', "'=1+1", "2026-10-05", "10/20/2026", "Yung people", "van w/ lift"),
    ]
)


def options(name: ListName, texts: st.SearchStrategy[str] = _WORDS) -> st.SearchStrategy[list[Value]]:
    """Any of the options of a list, none to all of them, a fill-in with a text or two."""

    def said(option: Option) -> st.SearchStrategy[list[Value]]:
        label = option.label.in_language("en", "en")
        if not option.fill_in:
            return st.just([label])
        return st.lists(texts, min_size=1, max_size=2, unique_by=plain).map(
            lambda each: [f"{label}: {text}" for text in each]
        )

    found = VOCABULARY.list_of(name).visible()
    return st.lists(st.sampled_from(found), unique_by=lambda option: option.id).flatmap(
        lambda chosen: st.tuples(*map(said, chosen)).map(lambda parts: [each for part in parts for each in part])
    )


def _without_residents(types: list[Value]) -> list[Value]:
    """Types without residents: a new one who did not agree to be named gets a label, which is another name."""
    return [each for each in types if each != "Resident"]


@st.composite
def partners(draw: st.DrawFn, *, wild: bool) -> dict[str, Value]:
    words = _WORDS | _WILD if wild else _WORDS
    assets = [*draw(options(ListName.ASSETS, words)), *draw(st.lists(words, max_size=2))]
    roles = draw(
        st.lists(
            st.tuples(words if wild else _ROLES, words | st.just("")), max_size=2, unique_by=lambda role: plain(role[0])
        )
    )
    entries: list[Value] = [{"role": role, "person": person} if person else {"role": role} for role, person in roles]
    initiatives = draw(st.lists(words, max_size=2, unique_by=plain))
    types = draw(options(ListName.TYPES, words).map(_without_residents).filter(bool))
    paragraphs = _PARAGRAPHS | _WILD if wild else _PARAGRAPHS
    team = {key: draw(paragraphs | st.just("")) for key in ("motivations", "strengths", "barriers")}
    values: dict[str, Value] = {
        "short_name": draw(_WORDS | st.just("")),
        "type": types[0],
        "relationship": draw(st.sampled_from(["existing", "potential", "potential", "former"])),
        "serves": draw(options(ListName.GROUPS, words)),
        "works_on": draw(options(ListName.AREAS)),
        "assets": list({plain(str(asset)): asset for asset in assets}.values()),
        "initiatives": [*initiatives],
        "outreach": {"because": "You know everybody.", "roles": entries} if entries else "",
        "team": {key: text for key, text in team.items() if text} or "",
    }
    return {key: value for key, value in values.items() if value}


@st.composite
def projects(
    draw: st.DrawFn, most_partners: int = 5, most_invites: int = ROWS, *, wild: bool = False
) -> dict[str, str]:
    """Files of a small project by path; a table of the PDF form has eight rows.

    With `wild` texts hold what the form cannot say, such as a semicolon within an item of a list.
    """
    names = [f"{name} {number}" for number, name in enumerate(draw(st.lists(_WORDS, max_size=most_partners)))]
    files: dict[str, str] = {}
    former = set()
    for number, name in enumerate(names):
        values = draw(partners(wild=wild))
        if values["relationship"] == "former":
            former.add(number)
        spoken: Value = {"en": name, "es": f"{name} es"} if draw(st.booleans()) else name
        short = {"short_name": f"{values['short_name']} s{number}"} if "short_name" in values else {}
        lines = block({"name": spoken} | values | short)
        files[f"partners/p-{number}.md"] = "\n".join(["---", *lines, "---", ""])
    needs = {str(each): draw(options(each)) for each in NEED_LISTS}
    files["needs.yml"] = "\n".join([*block({key: list(value) for key, value in needs.items() if value}), ""])
    members = draw(st.lists(_WORDS, max_size=most_invites, unique_by=plain))
    invites: list[Value] = []
    for member in members:
        host = draw(st.integers(-1, len(names) - 1))
        # Who has left stands in no table, so an invitation of theirs that stood in one would lose its organization.
        statuses = ["declined", "keep informed"] if host in former else [str(status) for status in Status]
        values = {
            "member": member,
            "partner": f"p-{host}" if host >= 0 else "",
            "sender": draw(st.sampled_from(["rosa", "jo"])),
            "status": draw(st.sampled_from(statuses)),
            "email": draw(st.sampled_from(["", "a@b.example"])),
            "ask": draw(_WORDS | st.just("")),
            "note": draw(_PARAGRAPHS | st.just("")),
        }
        invites.append({key: value for key, value in values.items() if value})
    files["invites.yml"] = "\n".join([*block(invites), ""])
    return files


def written(files: dict[str, str], folder: Path) -> Path:
    """The small project with these files and a second sender, below a folder."""
    project = folder / "project"
    shutil.copytree(BASE, project)
    with (project / "content" / "coalition.yml").open("a", encoding="utf-8") as stream:
        stream.write("  jo:\n    name: Jo Park\n")
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

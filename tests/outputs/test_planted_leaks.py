"""Planted leaks are found: 208 in what people write, by the check, and 150 in what a build made, by its search."""

import gzip
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from coalition_site.publish.cache.store import Store
from coalition_site.publish.leaks.search import Leak, search_for_leaks
from coalition_site.validate.private_values import PrivateValue, private_values
from coalition_site.validate.project import check
from coalition_site.validate.public_letters import PublicLetters, public_letters
from tests.support.building import TODAY, coalition_of, small_project
from tests.support.documents import make_one, whole_page

VALUES = {
    "a resident's name": "Ana Lourdes Pinto",
    "a name in another script": "فاطمة الزهراء حسن",
    "a mobile number": "(573) 555-0147",
    "a number of the town": "555-0162",
    "an international number": "+49 30 5550 1473",
    "a mail address": "ana.pinto@mailbox.example",
    "a house": "1412 Alder Crescent",
    "an organization's own number": "573-555-0188",
    "a sentence of a note": "Two of her bakers have asylum cases pending, and nobody in the town knows.",
    "a sentence in Chinese": "这家银行在没有人知道之前就已经卖掉了它的全部股份",
    "a need's note": "Evictions doubled on the river side after the mill was sold last winter.",
    "an invite's note": "She said at the fair that her husband must not hear of it.",
    "a decision": "We drop the clinic from the plan before anybody outside hears of it",
}
_WRITTEN = {
    "partners/river-side.md": """---
name: Resident, river side
type: Resident
relationship: existing
team:
  notes: "She brings soup. <a sentence of a note> <a sentence in Chinese>"
  people:
    - name: <a resident's name>
      phone: <a mobile number>
      email: <a mail address>
    - name: <a name in another script>
      phone: <an international number>
    - name: Bo
      phone: <a number of the town>
  contact:
    address: ["<a house>", "River Town, OH 44101"]
---
A neighbor.
""",
    "partners/bank.md": """---
name: River Bank
type: Business
relationship: existing
listing:
  consent: 2026-01-02
team:
  contact:
    phone: <an organization's own number>
---
Lends.
""",
    "needs.yml": "areas:\n  - option: Housing stability\n    note: <a need's note>\n",
    "invites.yml": "- member: Bo\n  partner: bank\n  sender: jo\n  status: idea\n  note: <an invite's note>\n",
    "meetings/2026-10-01-closed.md": """---
title: Among us
audience: team
start: 2026-10-01 17:30
time_zone: America/Chicago
team:
  decisions:
    - text: <a decision>
---
""",
}
CONTENT = {path: re.sub(r"<([^<>]+)>", lambda name: VALUES[name[1]], text) for path, text in _WRITTEN.items()}
"""A coalition in which all of these are private."""

_PAGE = "---\ntitle: Soup\naudience: public\n{}---\n{}\n"
_NAMED = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n{}listing:\n  consent: 2026-01-02\n---\n{}\n"
_NOTICE = "---\ntitle: First\naudience: public\nstart: 2027-01-14 17:30\ntime_zone: America/Chicago\n{}---\n{}\n"
PLACES = {
    "a profile": ("partners/elm.md", _NAMED, "", "We know: {}"),
    "a profile's list": ("partners/elm.md", _NAMED, "", "- bread\n- {}\n- soup"),
    "a profile's table": ("partners/elm.md", _NAMED, "", "| a | b |\n|---|---|\n| {} | bread |"),
    "a role": ("partners/elm.md", _NAMED, "role: {with}\n", "Gives."),
    "an initiative": ("partners/elm.md", _NAMED, "initiatives: [{with}]\n", "Gives."),
    "how to begin": ("partners/elm.md", _NAMED, "public_contact:\n  begin: {with}\n", "Gives."),
    "a page": ("pages/soup.md", _PAGE, "", "# Soup\n\nOn Fridays **{}** is there."),
    "a page whole": ("pages/soup.md", _PAGE, "", "{}"),
    "a link's words": ("pages/soup.md", _PAGE, "", "See [us: {}](https://soup.example) and more."),
    "a page's description": ("pages/soup.md", _PAGE, "description: {with}\n", "Soup."),
    "an alternative text": ("pages/soup.md", _PAGE, "", "![A picture of {}](soup.png)"),
    "a meeting": ("meetings/2027-01-14-first.md", _NOTICE, "", "1. Soup\n2. {}"),
    "a meeting's access": ("meetings/2027-01-14-first.md", _NOTICE, "access: {with}\n", "Soup."),
    "an area": ("areas/housing-stability.md", "---\n{}---\n{}\n", "goal: Soup for all\n", "Here, {}"),
    "an area's goal": ("areas/housing-stability.md", "---\n{}---\n{}\n", "goal: {with}\n", "Soup."),
    "an own label": ("vocabulary.yml", "areas:\n  Housing stability:\n    label: {with}\n", "", ""),
}
"""Where people write what is public: file, its text, and what of its front matter and body holds the value."""


def _planted(place: str, value: str) -> tuple[str, str]:
    """The path and the text of a file in which a value is planted; in its front matter, between other words."""
    path, frame, front, body = PLACES[place]
    said = json.dumps(f"Soup, {value} and bread", ensure_ascii=False)
    front = front.replace("{with}", said)
    text = frame.replace("{with}", said) if path == "vocabulary.yml" else frame.format(front, body.replace("{}", value))
    return path, text


@pytest.mark.parametrize("place", PLACES)
def test_what_is_planted_in_a_public_text_is_found_where_it_is_written(place: str, tmp_path: Path) -> None:
    project = small_project(tmp_path, {**CONTENT, "areas/.keep": ""})
    (project / "content" / "areas" / ".keep").unlink()
    (project / "content" / "images").mkdir()
    Image.new("RGB", (8, 8)).save(project / "content" / "images" / "soup.png")
    assert not [each for each in check(project, TODAY).validated.problems if each.code == "private-in-public"]
    for value in VALUES.values():
        path, text = _planted(place, value)
        file = project / "content" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        checked = check(project, TODAY)
        errors = [each for each in checked.validated.problems if each.code == "private-in-public"]
        assert [each.position.path for each in errors] == [f"content/{path}"], (value, checked.validated.problems)
        (line,) = {each.position.line for each in errors}
        assert value.strip("(+")[:5] in text.split("\n")[line - 1], value
        assert checked.validated.coalition is None


def _leaks(site: Path, folder: Path) -> tuple[Leak, ...]:
    values, said = _looked_for()
    return search_for_leaks(site, values, said, Store(folder / "store")).leaks


@cache
def _looked_for() -> tuple[tuple[PrivateValue, ...], PublicLetters]:
    with TemporaryDirectory() as folder:
        coalition = coalition_of(small_project(Path(folder), CONTENT))
    values = private_values(coalition, TODAY)
    return values, public_letters(coalition, values, TODAY)


def _photograph(value: str) -> bytes:
    exif = Image.Exif()
    exif[0x9286] = f"UNICODE\0{value}".encode()
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "jpeg", exif=exif)
    return made.getvalue()


def _escaped(value: str) -> str:
    return value.replace(",", "\\,").replace(";", "\\;")


OUTPUTS: Mapping[str, tuple[str, Callable[[str], str | bytes]]] = {
    "a page's text": ("partners/x.html", lambda v: f"<p>Soup, {escape(v)}</p>"),
    "an alternative text": ("x.html", lambda v: f'<img alt="At {escape(v)}">'),
    "a description for machines": ("y.html", lambda v: f'<script>{{"a": {json.dumps(v)}}}</script>'),
    "a meeting's calendar": ("meetings/x.ics", lambda v: f"SUMMARY:Soup\r\nDESCRIPTION:Soup\\n{_escaped(v)}\\n\r\n"),
    "an address card": ("partners/x.vcf", lambda v: f"FN:Soup\r\nNOTE:{_escaped(v)}\r\n"),
    "data": ("data/x.json", lambda v: json.dumps([["Soup", v, 15]])),
    "a table": ("data/x.csv", lambda v: f'Soup,"{v}",15\r\n'),
    "the search index": ("assets/search-index.en.js", lambda v: f"var x = {json.dumps([['', '', f'A{chr(10)}{v}']])}"),
    "a drawing": ("images/x.svg", lambda v: f"<svg><title>{escape(v)}</title></svg>"),
    "a photograph": ("images/x.jpg", _photograph),
    "a packed file": ("sitemap.xml.gz", lambda v: gzip.compress(f"<loc>{escape(v)}</loc>".encode())),
    "a text": ("robots.txt", lambda v: f"# {v}\n"),
}
"""What a build makes, with a value in it: the path and the bytes."""


def _pairs() -> Iterator[tuple[str, str]]:
    # A photograph's note is bytes that are compared without their letters' case beyond ASCII.
    return ((kind, name) for kind, name in product(OUTPUTS, VALUES) if kind != "a photograph" or VALUES[name].isascii())


def test_what_is_planted_in_an_output_is_found(tmp_path: Path) -> None:
    count = 0
    for kind, name in _pairs():
        path, made = OUTPUTS[kind]
        data, site = made(VALUES[name]), tmp_path / str(count)
        file = site / path
        file.parent.mkdir(parents=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        leaks = _leaks(site, tmp_path)
        assert {leak.value.text.strip(".") for leak in leaks} == {VALUES[name].strip(".")}, (kind, name)
        count += 1
    assert count > 120


def test_what_is_planted_in_a_document_or_in_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    # Chinese is printed with fonts that a build adds where they are needed.
    printed = [value for name, value in VALUES.items() if "Chinese" not in name]
    body = "".join(f'<p style="width: 9em">Soup, {escape(value)}, and bread.</p>' for value in printed)
    site = tmp_path / "site"
    make_one(whole_page(f"<h1>Soup</h1>{body}"), site)
    leaks = _leaks(site, tmp_path)
    assert {leak.value.text.strip(".") for leak in leaks} == {value.strip(".") for value in printed}
    for name in ("ana-lourdes-pinto.html", "573.555.0147.txt", "1412-alder-crescent/index.html"):
        file = tmp_path / "names" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    leaks = _leaks(tmp_path / "names", tmp_path)
    assert sorted(leak.place for leak in leaks) == ["in its name"] * 3

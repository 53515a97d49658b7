"""A coalition in whose every text stands something hostile: one partner, page and invite for each file of the corpus.

Adding a case is adding a file to tests/cases/hostile: its text is written into every field that takes text.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.support.building import build_project
from tests.support.made_once import made_once

CORPUS = Path(__file__).parents[1] / "cases" / "hostile"
HOSTS = ("elsewhere.example", "d.example")
ADDRESSES = ("zq@elsewhere.example", "c@d.example", "a@b.example?bcc=c")
"""Mail addresses in the texts. They stand in public texts and in the team's, which is let pass here."""


@cache
def texts() -> Mapping[str, str]:
    """The hostile texts by the name of their file."""
    return {file.stem: file.read_text(encoding="utf-8").rstrip("\n") for file in sorted(CORPUS.glob("*.txt"))}


def one_line(text: str) -> str:
    """A text as a field of one line takes it."""
    return " ".join(text.split())


def hostile_output() -> Path:
    """The output folder of one build of the hostile coalition, without PDFs, for all tests of a run."""
    return made_once("hostile", _build) / "build"


def _build(project: Path) -> None:
    write_hostile(project)
    build_project(project, project / "build", with_pdf=False)


def write_hostile(project: Path) -> None:
    """Writes the hostile coalition's content below a folder."""
    content = project / "content"
    for folder in ("partners", "pages", "letters"):
        (content / folder).mkdir(parents=True)
    _write(content / "coalition.yml", _settings())
    _write(content / "needs.yml", _needs())
    _write(content / "invites.yml", [_invite(name, text) for name, text in texts().items()])
    _write(content / "vocabulary.yml", {"groups": {"Young people": {"label": next(_lines())}}})
    for name, text in texts().items():
        _write(content / "partners" / f"{name}.md", _partner(text), _body(text))
        page = {"title": one_line(text), "audience": "public", "description": one_line(text)}
        _write(content / "pages" / f"{name}.md", page, _body(text))
    # Letters know placeholders, and braces of any other kind are refused with their line.
    plain = "\n\n".join(
        text for text in texts().values() if not any(sign in text for sign in ("{{", "{%", "{#", "}}", "%}"))
    )
    _write(content / "letters" / "invitation.md", {"subject": "x <b>{{ member }}</b>"}, plain)


def _body(text: str) -> str:
    """A text as pages and profiles take it: a picture from elsewhere is refused, so it is a link to there."""
    return text.replace("![", "[")


def _lines() -> Iterator[str]:
    """One hostile line after the other, again and again."""
    while True:
        yield from (one_line(text) for text in texts().values())


def _settings() -> dict[str, Any]:
    line = _lines()
    return {
        "schema_version": "1",
        "name": next(line),
        "community": next(line),
        "summary": "\n\n".join(texts().values()),
        "language": "en",
        "contact": {"name": next(line), "email": "office@river.example", "phone": next(line)},
        "address": [next(line) for _ in texts()][:6],
        "senders": {"jo": {"name": next(line), "title": next(line), "organization": next(line), "phone": next(line)}},
        "meeting": {"date": "2027-01-14", "time": next(line), "place": next(line), "public": "true"},
        "acknowledge": [{"value": address, "reason": "every text stands everywhere"} for address in ADDRESSES],
    }


def _needs() -> dict[str, Any]:
    fill_ins = [{"option": f"Other: {one_line(text)}", "note": text} for text in texts().values()]
    return {"groups": ["Young people", *fill_ins], "areas": ["Housing stability"]}


def _partner(text: str) -> dict[str, Any]:
    line = one_line(text)
    return {
        "name": line,
        "short_name": line,
        "website": "https://river.example/" + "".join(text.split()),
        "logo_alt": line,
        "type": f"Other: {line}",
        "relationship": "existing",
        "serves": ["Young people", f"Other: {line}"],
        "works_on": ["Housing stability"],
        "assets": [line],
        "initiatives": [line],
        "role": text,
        "listing": {"consent": "2026-10-05", "how": text},
        "outreach": {"because": text, "message": text, "roles": [{"role": line, "person": line}]},
        "team": {
            **dict.fromkeys(("motivations", "strengths", "barriers", "notes"), text),
            "people": [{"name": line, "title": line, "phone": line, "email": "dana@river.example"}],
        },
    }


def _invite(name: str, text: str) -> dict[str, Any]:
    line = one_line(text)
    values = {"member": line, "partner": name, "sender": "jo", "status": "sent", "sent": "2026-11-01"}
    return {**values, "follow_up": "2026-11-15", "ask": text, "note": text, "address": [line, line]}


def _write(file: Path, value: Any, body: str | None = None) -> None:
    """Writes YAML, or front matter and a body. JSON is YAML: every text stands in quotes."""
    data = json.dumps(value, ensure_ascii=False, indent=1)
    file.write_text(data if body is None else f"---\n{data}\n---\n{body}\n", encoding="utf-8")

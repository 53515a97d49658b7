"""Accidents: one slip in a valid coalition, as people make them at the keyboard. Each is known by its number alone."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

FILES = {
    "content/coalition.yml": """\
schema_version: 1
name: Elm Creek Coalition
community: Elm Creek
language: en
languages:
  - en
  - es
contact:
  name: Coalition office
  email: office@elmcreek.example
site_url: https://elmcreek.example
senders:
  mayor:
    name: Ida Strand
    title: Mayor of Elm Creek
  chair:
    name: Rosa Delgado
meeting:
  date: 2027-01-14
  time: 5:30 to 7:00 p.m.
  place: Main Library, Room 2
  public: no
respond_by: 2026-12-18
""",
    "content/needs.yml": """\
reviewed: 2026-10-05
groups:
  - Young people
  - option: Residents with low incomes
    note: Half of the families in the east.
areas:
  - Housing stability
  - Digital access
assets:
  - Convening power
  - Staff capacity
""",
    "content/invites.yml": """\
- member: Dana Reyes
  partner: elm-library
  sender: mayor
  status: sent
  sent: 2026-11-02
  follow_up: 2026-11-16
- member: Ana Diaz
  partner: asset-builders
  sender: chair
  status: accepted
  answered: 2026-11-10
- member: Ben Low
  sender: mayor
  status: no answer
  sent: 2026-10-20
  note: Met at the fair, and again at school.
""",
    "content/partners/elm-library.md": """\
---
name: Elm Street Library
short_name: The Library
website: https://library.example
type: Nonprofit
relationship: existing
serves:
  - Young people
  - English-language learners
works_on: [Digital access, Effective public education]
assets:
  - Convening power
  - Two vans
initiatives:
  - Reading circle
listing:
  consent: 2026-10-05
  reviewed: 2026-11-01
outreach:
  because: You have opened your rooms to everybody.
  roles:
    - role: Champion
      person: Director
team:
  strengths: They know every family by name.
  notes: |
    First met in May.
    name: this is only a text, as is
      \u2013 this dash
  position: supportive
  influence: high
  people:
    - name: Dana Reyes
      email: dana@library.example
      language: es
---
Lends books, and much more.
""",
    "content/partners/asset-builders.md": """\
---
name: Forest City Asset Builders
type: Community-led group
relationship: potential
serves:
  - Residents with low incomes
works_on:
  - Financial security
listing:
  consent: refused
  reviewed: 2026-11-12
---
Helps residents save for a first home.
""",
}

Slip = Callable[[random.Random, str], str | None]


@dataclass(frozen=True, slots=True)
class Accident:
    """What happened, in which file and line (from 1), the file's text before and after, and as it was meant."""

    kind: str
    path: str
    line: int
    before: str
    after: str
    meant: str


def _replace(pattern: str, new: str) -> Slip:
    def slip(_: random.Random, line: str) -> str | None:
        made, count = re.subn(pattern, new, line, count=1)
        return made if count and made != line else None

    return slip


def _swapped(least: int) -> Slip:
    """Two letters of a word that changed places."""

    def slip(chance: random.Random, line: str) -> str | None:
        words = list(re.finditer(rf"[A-Za-z]{{{least},}}", line))
        if not words:
            return None
        word = chance.choice(words)
        at = chance.randrange(word.start() + 1, word.end() - 1)
        made = line[:at] + line[at + 1] + line[at] + line[at + 2 :]
        return made if made != line else None

    return slip


def _lost(chance: random.Random, line: str) -> str | None:
    """A letter of a word that was not hit."""
    words = list(re.finditer(r"[A-Za-z]{6,}", line))
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(word.start() + 1, word.end())
    return line[:at] + line[at + 1 :]


SLIPS: dict[str, Slip] = {
    "colon lost": _replace(r"^( *(?:- )?\w+):(?= |$)", r"\1"),
    "space lost": _replace(r"^( *(?:- )?\w+): (?=\S)", r"\1:"),
    "wrong space": _replace(r"^( *(?:- )?\w+): (?=\S)", "\\1:\u00a0"),
    "wrong indent": _replace(r"^  ", "\u00a0\u00a0"),
    "wrong space behind a hyphen": _replace(r"^( *)- ", "\\1-\u00a0"),
    "long dash": _replace(r"^( *)- ", "\\1\u2013 "),
    "tab": _replace(r"^  ", "\t"),
    "capital letter": lambda _, line: re.sub(r"^( *(?:- )?)(\w)(?=\w*:)", lambda f: f[1] + f[2].upper(), line),
    "letters swapped": _swapped(6),
    "letter lost": _lost,
    "quote opened": _replace(r": (?=[A-Z])", ': "'),
    "quote in the middle": _replace(r": ([A-Z]\w+) (?=\w)", r': "\1" '),
    "colon in a text": _replace(r": ([A-Z]\w+) (?=\w)", r": \1: "),
    "at sign": _replace(r": (?=[A-Z])", ": @"),
    "bracket lost": _replace(r"\]$", ""),
    "deeper": _replace(r"^(?=\w+: \S)", "  "),
    "day in another order": _replace(r"(\d{4})-(\d\d)-(\d\d)", r"\2/\3/\1"),
    "short day": _replace(r"(\d{4})-0?(\d+)-0?(\d+)", r"\1-\2-\3"),
    "scheme lost": _replace(r"https://", ""),
    "two on one line": _replace(r"^( *)- (Young people|Convening power)$", r"\1- \2, Staff capacity"),
    "name for an id": _replace(r"(sender: )mayor", r"\1Ida Strand"),
    "name for a partner's id": _replace(r"(partner: )elm-library", r"\1Elm Street Library"),
    "role as text": _replace(r"^( *)- role: (Champion)$", r"\1- \2"),
    "language by name": _replace(r"(language: )es$", r"\1Spanish"),
}


def _as_meant(kind: str, before: str, made: str) -> str:
    """The line that says what the writer meant: signs that were typed are a part of the text."""
    if kind in {"quote in the middle", "colon in a text", "at sign"}:
        return re.sub(r"^( *(?:- )?\w+: )(.*)$", r"\1'\2'", made)
    return made.replace(", ", "\n" + made[: made.index("-")] + "- ") if kind == "two on one line" else before


def accidents() -> Iterator[Accident]:
    """Accidents without end, each other; kinds take turns, and places are drawn."""
    seen: set[tuple[str, str]] = set()
    number = 0
    while True:
        chance = random.Random(number)  # noqa: S311  the same accidents in every run
        kind = list(SLIPS)[number % len(SLIPS)]
        number += 1
        path = chance.choice(list(FILES))
        lines = FILES[path].split("\n")
        end = lines.index("---", 1) if path.endswith(".md") else len(lines)
        places = list(range(1 if path.endswith(".md") else 0, end))
        chance.shuffle(places)
        for at in places:
            made = SLIPS[kind](chance, lines[at])
            after = "\n".join([*lines[:at], made or "", *lines[at + 1 :]])
            if made is None or made == lines[at] or (path, after) in seen:
                continue
            seen.add((path, after))
            meant = "\n".join([*lines[:at], _as_meant(kind, lines[at], made), *lines[at + 1 :]])
            yield Accident(kind, path, at + 1, FILES[path], after, meant)
            break


def write(project: Path) -> Path:
    """Writes the valid coalition into a folder."""
    for path, text in FILES.items():
        file = project / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return project

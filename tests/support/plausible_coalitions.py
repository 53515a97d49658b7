"""Coalitions as people plausibly write them, in which nothing private is public though much of it looks alike.

They share switchboards and streets, have short notes and names that are words, and numbers of all kinds stand about.
The same number gives the same coalition.
"""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import yaml

COUNT = 40
"""How many coalitions there are."""

_PLACES = ("River", "Harbor", "Mill", "Prairie", "Canyon", "Lake", "Orchard", "Union")
_KINDS = (
    ("Business", "Merchants"),
    ("Nonprofit", "Legal Aid"),
    ("Faith-based organization", "Fellowship"),
    ("School district", "School Board"),
    ("Health provider", "Family Clinic"),
    ("Anchor institution", "Public Library"),
    ("Community-led group", "Tenants Circle"),
    ("Labor organization", "Local 15"),
    ("Local government", "Health Department"),
    ("Media", "Courier"),
)
# Names that are words too, of people at organizations and of residents.
_PEOPLE = (
    "Grace Park",
    "Will Young",
    "May Rivers",
    "Hope Church",
    "Mark Banks",
    "Dolores Castillo",
    "王小明",
    "Art Wells",
)
_RESIDENTS = ("Rosa Delgado Muñoz", "Faith Hill Carter", "Nguyễn Thị Ánh", "Christian Law Bishop", "فاطمة الزهراء حسن")
_STREETS = ("Pier Road", "Elm Street", "Main Street", "Mill Lane")
# Short, or what everybody writes.
_NOTES = (
    "Call first.",
    "Good partner.",
    "Helps residents.",
    "Trusted in the neighborhood.",
    "They have a long history of work in this space that we can learn a lot from.",
    "Nice people; no money.",
    "Open 9 to 5, Monday to Friday.",
    "See page 15.",
)
_SAID = (
    "Open 9 to 5, Monday to Friday. Helps residents and trains young people who will do it themselves.",
    "Trusted in the neighborhood since 1915, with grace and hope. May be reached by bus 15.",
    "A place for everybody. The park is open in May, and the church bells mark the hour.",
    "EIN 55-5010014, ISBN 978-1-5550-1001-4, budget 5,550,100,142 dollars, grant 2026-5550100142-33.",
    "Order 1555010014233 or 15-5501-00142; account DE44 5550 1001 4200 33. It costs $15.",
)
_LANGUAGES = ("en", "es", "en", "vi", "en", "ar", "en", "zh")


def plausible_coalition(number: int) -> dict[str, str]:
    """The content of one of COUNT coalitions, by path within content/."""
    chance = Random(number)  # noqa: S311  made up
    place, language = _PLACES[number % len(_PLACES)], _LANGUAGES[number % len(_LANGUAGES)]
    files = {
        "coalition.yml": _yaml(_settings(place, language)),
        "needs.yml": _yaml({"areas": [{"option": "Housing stability", "note": chance.choice(_NOTES)}]}),
        "pages/about.md": _page("About us", "public", f"{chance.choice(_SAID)}\n\n15\n\n{place} Pier Road Merchants\n"),
        "pages/ours.md": _page("For us", "team", "The office is at 12 Elm Street. Call (555) 010-0142.\n\n- Good."),
        "meetings/2027-01-14-first.md": _meeting(place, chance),
        "areas/housing-stability.md": f"---\nfigure: 1 in 15\n---\n{chance.choice(_SAID)}\n",
    }
    invites: list[object] = []
    for turn in range(3 + number % 13):
        kind, name = _KINDS[(number + turn) % len(_KINDS)]
        full = f"{place} {_STREETS[turn % 4]} {name}" if turn else f"{_STREETS[0]} {name}"
        files[f"partners/partner-{turn:02}.md"] = _partner(full, kind, turn, chance)
        invites.append({"member": _PEOPLE[turn % 8], "partner": f"partner-{turn:02}", "sender": "jo", "status": "idea"})
    for turn, name in enumerate(chance.sample(_RESIDENTS, 2)):
        files[f"partners/resident-{turn:02}.md"] = _resident(name, turn)
        invites.append({"member": name, "partner": f"resident-{turn:02}", "sender": "jo", "status": "drafted"})
    return files | {"invites.yml": _yaml(invites)}


def write_plausible(number: int, project: Path) -> Path:
    """The project of one of the coalitions, in a folder."""
    for path, text in plausible_coalition(number).items():
        file = project / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return project


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def _settings(place: str, language: str) -> Mapping[str, object]:
    return {
        "schema_version": "1",
        "name": f"{place} Town Coalition",
        "community": f"{place} Town",
        "summary": "We meet in May, in room 15. It is by Pier Road.",
        "language": language,
        "contact": {"name": "Grace Park", "email": "office@town.example", "phone": "(555) 010-0199"},
        "address": ["14 Elm Street", f"{place} Town, OH 44101"],
        "senders": {"jo": {"name": "Grace Park", "email": "office@town.example", "phone": "555.010.0199 ext. 15"}},
        "meeting": {"date": "2027-01-14", "time": "5:30", "place": "Room 15"},
    }


def _page(title: str, audience: str, body: str) -> str:
    return f"---\ntitle: {title}\naudience: {audience}\n---\n{body}\n"


def _meeting(place: str, chance: Random) -> str:
    front = {
        "title": "First meeting",
        "audience": "public",
        "start": "2027-01-14 17:30",
        "time_zone": "America/Chicago",
        "place": f"{place} library, room 15",
        "address": ["12 Elm Street"],
        "team": {"present": ["partner-00", "Grace Park"], "notes": chance.choice(_NOTES), "excused": ["Hope Church"]},
    }
    return f"---\n{_yaml(front)}---\n15. Pier Road\n15. {chance.choice(_SAID)}\n"


def _partner(name: str, kind: str, turn: int, chance: Random) -> str:
    switchboard: dict[str, object] = {"phone": "(555) 010-0142", "email": "info@town.example"}
    front: dict[str, object] = {
        "name": name,
        "type": kind,
        "relationship": ("existing", "potential")[turn % 2],
        "works_on": ["Housing stability"],
        "initiatives": ["A campaign of all neighbors for safe and quiet streets"],
        # All are reached by the switchboard of their building, which the team wrote down as well.
        "public_contact": switchboard | {"address": ["12 Elm Street"], "languages": ["en", "es"]},
        "listing": {"consent": "2026-01-02", "how": "By e-mail to Grace Park"},
        "outreach": {"because": "You have helped families here for longer than anyone."},
        "team": {
            "strengths": chance.choice(_NOTES),
            "barriers": chance.choice(_NOTES),
            "motivations": "A campaign of all neighbors for safe and quiet streets",
            "notes": f"{chance.choice(_NOTES)} Grant of 2026-11-23, $15,000.",
            "contact": switchboard | {"phone": "+1 555 010 0142", "address": [f"{turn + 10} {_STREETS[turn % 4]}"]},
            "people": [
                {"name": _PEOPLE[turn % 8], "title": "Director", "phone": "010-0142", "email": "info@town.example"}
            ],
        },
    }
    return f"---\n{_yaml(front)}---\n{chance.choice(_SAID)}\n\n- 15\n- Pier Road Merchants\n"


def _resident(name: str, turn: int) -> str:
    front = {
        "name": f"Resident, {('east', 'west')[turn]} side",
        "type": "Resident",
        "relationship": "existing",
        "team": {
            "notes": "Call first.",
            "people": [{"name": name, "phone": f"(555) 010-02{turn}7", "email": f"neighbor.{turn}@post.example"}],
            "contact": {"address": ["15 Pier Road", "Town, OH 44101"]},
        },
    }
    return f"---\n{_yaml(front)}---\nA neighbor.\n"

"""Make coalitions of any size with texts like those that people write; the same seed gives the same files.

    .venv/bin/python benchmarks/made_coalition.py --partners 1000 /tmp/thousand

What all partners share (settings, needs, letter wording, pages, images) is Forest City's, the included content. Nearly
all partners agreed to be named, and nine in ten are invited: the proportions of a coalition that is well under way.
"""

import argparse
import re
import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import yaml

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)
"""The day that made coalitions are built for."""

_SITE_LANGUAGES = re.compile(r"^site_languages:\n(?:  - .*\n)+", re.MULTILINE)
_INVITED, _NAMED = 0.9, 0.95
_SHARED = ("coalition.yml", "needs.yml", "vocabulary.yml", "letters", "pages", "images")


def _words(column: str) -> tuple[str, ...]:
    return tuple(column.split())


_PLACES = _words("""
Alder Bend Birch Cedar Clay Copper Dogwood Eastside Elm Fairground Foundry Garnet Harbor Hawthorn Hickory
Juniper Kettle Lakeview Linden Maple Millrace Northside Oak Orchard Pine Quarry Riverbend Sapling Sycamore
Tannery Union Valley Walnut Willow
""")
_QUARTERS = _words("""
Avenue County Crossing District Heights Hill Junction Landing Meadow Park Ridge Street Terrace
""")
_KINDS = (
    ("Tenants Circle", "Community-led group"),
    ("Community Health", "Health provider"),
    ("Family Child Care", "Business"),
    ("Workforce Partnership", "Nonprofit"),
    ("Housing Services", "Nonprofit"),
    ("Legal Aid", "Advocacy organization"),
    ("Youth Council", "Community-led group"),
    ("Fellowship", "Faith-based organization"),
    ("Community Fund", "Philanthropy"),
    ("Public Library", "Anchor institution"),
    ("Transit Riders", "Advocacy organization"),
    ("Tooling and Repair", "Business"),
    ("Data Collaborative", "Research or data organization"),
    ("School Board", "School district"),
)
_FIRST = _words("""
Amina Andre Beatriz Carol Dana Duc Elena Fartun Grace Hank Imani Jo Kwame Linh Luis Mai Noor Óscar Priya
Rosa Ruth Siobhán Tomás Wei Ximena Yolanda
""")
_LAST = _words("""
Arrieta Brooks Calloway Delgado Fontaine Hirsi Ibáñez Jankowski Lindqvist Moreau Nguyễn Okafor Pérez Pruitt
Raman Reyes Vang Warsame Yang Zielińska
""")
_ROLES = ("Champion", "Data team lead", "Host of the work sessions", "Language access lead", "Liaison to the council")
_DOES = (
    "runs a drop-in desk on Tuesdays and Thursdays, where nobody is asked for papers",
    "keeps a waiting list that is longer than its building",
    "has trained forty volunteers who go from door to door each spring",
    "teaches evening classes in four languages, with somebody to watch the children",
    "lends tools, rooms and a van to any group that asks a week before",
    "helps residents save for a first home, and stays with them for the first two winters",
    "counts what the city does not count, and prints it on one page",
    "meets every second Sunday in the hall behind the laundromat",
)
_SAID = (
    "You have brought the clinic to the people when the people could not come to the clinic.",
    "You have helped families here for longer than anyone, and we have a lot to learn from you.",
    "You were at the table before there was a table, and you brought the chairs.",
    "You know the names behind the figures that we only read.",
)
_NOTED = (
    "Every hour at a meeting is an hour not billed; ask for no staff time before the spring.",
    "They may be skeptical of people for whom this work is a newfound interest.",
    "Wants the agreement in writing before January, and a say in who reads the data.",
    "The director leaves in June; whoever follows will need the whole story again.",
    "They need the transit question solved: one appointment in four is missed for want of a ride.",
)


def write_coalition(
    folder: Path, partners: int, *, seed: int = 1, root: Path = ROOT, languages: Sequence[str] = ("en",)
) -> Path:
    """Write a project with so many partners into a folder that must not exist, and return the folder.

    Its site has these languages, and every profile and page has a text of its own in each.
    """
    chance = Random(seed)  # noqa: S311  made content, not secrets
    content = folder / "content"
    (content / "partners").mkdir(parents=True)
    for name in _SHARED:
        source = root / "content" / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, content / name)
    _speak(content, languages)
    needs = yaml.safe_load((content / "needs.yml").read_text(encoding="utf-8"))
    choices = {name: [_option(each) for each in needs[name]] for name in ("groups", "areas", "assets")}
    invites = []
    for number, (name, kind) in enumerate(_names(partners, chance)):
        partner_id = f"{'-'.join(name.lower().split())}"
        member = f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {_roman(number)}"
        file = content / "partners" / f"{partner_id}.md"
        front = yaml.safe_dump(_partner(name, kind, member, choices, chance), allow_unicode=True, sort_keys=False)
        profile = _profile(name, chance)
        file.write_text(f"---\n{front}---\n{profile}\n", encoding="utf-8")
        for language in languages[1:]:
            file.with_suffix(f".{language}.md").write_text(f"({language}) {profile}\n", encoding="utf-8")
        if chance.random() < _INVITED:
            invites.append(_invite(member, partner_id, chance))
    text = yaml.safe_dump(invites, allow_unicode=True, sort_keys=False)
    (content / "invites.yml").write_text(text, encoding="utf-8")
    return folder


def _speak(content: Path, languages: Sequence[str]) -> None:
    """Settings and pages for a site in some languages."""
    settings, pages = content / "coalition.yml", content / "pages"
    text = _SITE_LANGUAGES.sub("", settings.read_text(encoding="utf-8"))
    more = f"site_languages: [{', '.join(languages)}]\n" if len(languages) > 1 else ""
    settings.write_text(text + more, encoding="utf-8")
    for file in pages.glob("*.*.md"):
        file.unlink()
    for file in sorted(pages.glob("*.md")):
        for language in languages[1:]:
            file.with_suffix(f".{language}.md").write_bytes(file.read_bytes())


def _option(entry: str | dict[str, str]) -> str:
    return entry["option"] if isinstance(entry, dict) else entry


def _names(count: int, chance: Random) -> list[tuple[str, str]]:
    """So many names, each once, with their types."""
    every = [(f"{place} {quarter} {kind}", of) for place in _PLACES for quarter in _QUARTERS for kind, of in _KINDS]
    if count > len(every):
        raise ValueError(f"there are names for {len(every)} partners, not for {count}")
    return chance.sample(every, count)


def _roman(number: int) -> str:
    """A number as the initials of a middle name would stand there: `A`, `B`, … `Aa`, so that no two people are one."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters.capitalize() + "."


def _partner(name: str, kind: str, member: str, choices: dict[str, list[str]], chance: Random) -> dict[str, object]:
    some = {key: chance.sample(listed, chance.randint(1, 4)) for key, listed in choices.items()}
    host = "".join(name.lower().split())
    return {
        "name": name,
        "website": f"https://{host}.example/",
        "type": kind,
        "relationship": chance.choice(["existing", "existing", "potential"]),
        "serves": some["groups"],
        "works_on": some["areas"],
        "assets": some["assets"],
        "initiatives": [f"{chance.choice(_PLACES)} {chance.choice(_QUARTERS)} campaign"],
        "listing": {"consent": "2026-10-05", "reviewed": "2026-11-01"} if chance.random() < _NAMED else {},
        "outreach": {"because": chance.choice(_SAID), "roles": [{"role": chance.choice(_ROLES), "person": "Director"}]},
        "team": {
            "motivations": chance.choice(_NOTED),
            "strengths": f"We hear that {name} {chance.choice(_DOES)}.",
            "barriers": chance.choice(_NOTED),
            "position": chance.choice(["supportive", "neutral", "skeptical"]),
            "influence": chance.choice(["low", "medium", "high"]),
            "people": [{"name": member, "title": "Director", "email": f"office@{host}.example"}],
        },
    }


def _profile(name: str, chance: Random) -> str:
    first, second, third = chance.sample(_DOES, 3)
    return f"{name} {first}. It also {second}.\n\n- It {third}.\n- {chance.choice(_SAID)}\n"


def _invite(member: str, partner_id: str, chance: Random) -> dict[str, object]:
    status = chance.choice(["drafted"] * 5 + ["sent", "sent", "no answer", "accepted", "keep informed"])
    sent = TODAY - timedelta(days=chance.randint(5, 60))
    dates: dict[str, object] = {} if status == "drafted" else {"sent": sent}
    if status in {"sent", "no answer"}:
        dates["follow_up"] = sent + timedelta(days=14)
    if status == "accepted":
        dates["answered"] = sent + timedelta(days=4)
    return {
        "member": member,
        "partner": partner_id,
        "sender": chance.choice(["imani-brooks", "ruth-calloway", "luis-arrieta"]),
        "status": status,
        "language": chance.choice(["en", "en", "en", "es"]),
        "address": [f"{chance.randint(1, 990)} {chance.choice(_PLACES)} Street", "Forest City 00042"],
        **dates,
    }


def main() -> None:
    """Write one coalition."""
    parser = argparse.ArgumentParser(description="Make a coalition of any size.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--partners", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--languages", nargs="+", default=["en"], help="languages of the site, the first at its root")
    given = parser.parse_args()
    print(write_coalition(given.folder, given.partners, seed=given.seed, languages=given.languages))


if __name__ == "__main__":
    main()

"""Words of foreign tables: each file is right, a wrong one is named, and a language is added by a file alone."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from coalition_site.importers.understand.foreign_words import foreign_words, words_in
from coalition_site.importers.understand.head_words import (
    LEAVE_MEANING,
    NOTES_MEANING,
    PROFILE_MEANING,
    column_of,
    meanings,
)
from coalition_site.read.catalogues import ENGLISH, shipped_languages
from coalition_site.resources import foreign_tables_folder
from tests.support.building import PROJECT
from tests.support.case_files import BASE

PACKAGE = PROJECT / "coalition_site"
FILES = sorted(foreign_tables_folder().glob("*.yml"))
OF_NO_LANGUAGE = "every"
PATTERNS = ("asks", "questions", "consent", "relationships", "statuses", "types", "type_nouns", "totals", "however")
FRENCH = r"""
heads:
  name: [nom de l'organisme]
  type: [genre d'organisme]
  relationship: [déjà partenaire]
  team.people.name: [personne-ressource]
  team.people.email: [courriel]
  outreach.roles: [rôle envisagé]
  timestamp: [horodateur]
  invites.member: [personne à inviter]
  invites.sender: [qui l'invite]
  invites.status: [où en est-on]
question_begins: [acceptez, accepteriez]
questions:
  listing.consent: ['\baccept\w*\b.*\bnommés?\b']
types:
  nonprofit: [obnl, sans but lucratif]
relationships:
  existing: [déjà]
statuses:
  declined: [a refusé]
"yes": [oui]
roles:
  parted_by: 'comme\s+'
  of: '(?:de\s+la\s+|du\s+|de\s+)'
"""
PARTNERS = """\
NOM DE L'ORGANISME;Genre d'organisme;Déjà partenaire;Personne-ressource;Courriel;Rôle envisagé;\
Accepteriez-vous d'être nommés sur notre site ?;Horodateur
Jardin Partagé;OBNL;Déjà au travail;Léa Roy;lea@jardin.example;Directrice du Jardin Partagé comme porte-parole;Oui;\
2026-10-05
"""
INVITES = """\
Personne à inviter;Qui l'invite;Où en est-on
Ana Ruiz;Rosa Delgado;A refusé poliment
"""
JARDIN = """\
---
name: Jardin Partagé
type: Nonprofit
relationship: existing
listing:
  consent: 2026-10-05
  reviewed: 2026-11-23
outreach:
  roles:
    - role: Porte-parole
      person: Directrice
team:
  people:
    - name: Léa Roy
      email: lea@jardin.example
---
"""


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)
    else:
        yield str(value)


def with_french(folder: Path) -> Path:
    """The program's package as it is, with a French file that says more: all else is the very same files."""
    package = folder / "coalition_site"
    package.mkdir(parents=True)
    for source in PACKAGE.iterdir():
        if source.name not in {"resources.py", "vocabulary", "__pycache__"}:
            (package / source.name).symlink_to(source, target_is_directory=source.is_dir())
    # The package is where this module is, whatever it was linked from.
    shutil.copy2(PACKAGE / "resources.py", package)
    shutil.copytree(PACKAGE / "vocabulary", package / "vocabulary")
    (folder / "templates").symlink_to(PROJECT / "templates", target_is_directory=True)
    with (package / "vocabulary" / "foreign_tables" / "fr.yml").open("a", encoding="utf-8") as file:
        file.write(FRENCH)
    return folder


def imports(program: Path, project: Path, *sheets: str) -> str:
    """What an import says that is written."""
    files = [project / f"{number}.csv" for number, _ in enumerate(sheets)]
    for file, sheet in zip(files, sheets, strict=True):
        file.write_text(sheet, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "coalition_site",
        "import",
        *map(str, files),
        "--project",
        str(project),
        "--yes",
        "--today",
        "2026-11-23",
    ]
    environment = {**os.environ, "PYTHONPATH": str(program)}
    done = subprocess.run(command, cwd=program, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("added", [False, True])
def test_a_language_is_added_by_a_file_alone(tmp_path: Path, added: bool) -> None:
    project = tmp_path / "project"
    shutil.copytree(BASE, project)
    program = with_french(tmp_path / "program") if added else PROJECT
    told = imports(program, project, PARTNERS, INVITES)
    partner, invites = project / "content/partners/jardin-partage.md", project / "content/invites.yml"
    if not added:
        assert told.count("no row of heads such as Organization, Type, Assets was found in it") == 2
        assert not partner.exists()
        return
    assert partner.read_text(encoding="utf-8") == JARDIN
    assert "member: Ana Ruiz" in invites.read_text(encoding="utf-8")
    assert "status: declined" in invites.read_text(encoding="utf-8")


def test_each_language_of_the_program_has_a_file() -> None:
    assert {file.stem for file in FILES} == {ENGLISH, OF_NO_LANGUAGE, *shipped_languages()}
    assert len(foreign_words()) == len(FILES)


@pytest.mark.parametrize("number", range(len(FILES)), ids=lambda number: FILES[number].stem)
def test_each_pattern_is_one_and_fits_no_empty_text(number: int) -> None:
    words = words_in(foreign_tables_folder())[number].model_dump()
    sentence = {key: words["no_value"].get(key, ()) for key in ("about", "none", "no", "given", "where")}
    families = [family["words"] for family in words["type_families"]]
    patterns = texts_in([*(words[key] for key in PATTERNS), words["profiles"].get("asks", ()), sentence, families])
    assert [pattern for pattern in patterns if re.compile(pattern).fullmatch("")] == []


def test_no_head_means_two_fields() -> None:
    meant: dict[str, set[str]] = {}
    for words in foreign_words():
        for path, heads in words.heads.items():
            for head in heads:
                meant.setdefault(head, set()).add(path)
                assert column_of(head) == path
    assert {head: paths for head, paths in meant.items() if len(paths) > 1} == {}


def test_meanings_that_the_program_speaks_of_can_be_answered() -> None:
    assert {NOTES_MEANING, LEAVE_MEANING, PROFILE_MEANING} <= meanings().keys()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ({"heads": {"websight": ["site"]}}, "xx.yml: no column is called websight"),
        ({"hedes": {}}, "xx.yml: hedes: Extra inputs are not permitted"),
        ({"yes": "oui"}, "xx.yml: yes: Input should be a valid tuple"),
        ({"statuses": {"maybe": ["peut-être"]}}, "xx.yml: statuses.maybe"),
        ({"no_value": {"cell": ["rien"]}}, "xx.yml: no_value.cell"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, damage: dict[str, object], told: str) -> None:
    folder = shutil.copytree(foreign_tables_folder(), tmp_path / "words")
    (folder / "xx.yml").write_text(yaml.safe_dump(damage, allow_unicode=True), encoding="utf-8")
    with pytest.raises(RuntimeError, match=re.escape(told)):
        words_in(folder)


def test_a_check_reads_none_of_them() -> None:
    code = (
        "import sys; from coalition_site.cli.commands import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit as end: print(end.code, [name for name in sys.modules if 'understand' in name])"
    )
    command = [sys.executable, "-P", "-c", code, "check", "--project", str(BASE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"

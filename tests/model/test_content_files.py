"""Kinds of content file: what paths say, and keys, which are read in capital letters too in every file."""

from collections.abc import Iterator

import pytest

from coalition_site.edit.editor import edited
from coalition_site.edit.edits import AddEntries, Edit, SetValue
from coalition_site.model.content_files import (
    CONTENT,
    INVITES,
    KINDS,
    LETTERS,
    PARTNERS,
    FileName,
    file_name,
    keys_of_file,
)
from coalition_site.model.keys import Keys
from coalition_site.read.yaml_text import parse_yaml
from coalition_site.validate.schema import MODELS

FILES = {
    "coalition": "content/coalition.yml",
    "needs": "content/needs.yml",
    "invites": "content/invites.yml",
    "vocabulary": "content/vocabulary.yml",
    "imports": "content/imports.yml",
    "partner": "content/partners/one.md",
    "team-partner": "../elm-team/partners/one.md",
    "team-needs": "../elm-team/needs.yml",
    "letter": "content/letters/invitation.es.md",
    "page": "content/pages/about.md",
    "meeting": "content/meetings/2027-01-14-first.md",
    "team-meeting": "../elm-team/meetings/2027-01-14-first.md",
    "area": "content/areas/housing-stability.md",
}
OWN_WORD = "Own Word"


def written(keys: Keys | None, depth: int) -> Iterator[str]:
    """A block with every key that there can be in it, in capital letters, and what is below it."""
    pad = "  " * depth
    if keys is None:
        yield f"{pad}text"
    elif keys.fields is not None:
        for name, below in keys.fields.items():
            yield f"{pad}{name.title()}:"
            yield from written(below, depth + 1)
    else:
        yield f"{pad}{OWN_WORD}:"
        yield from written(keys.each, depth + 1)


def key_names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from key_names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from key_names(inner)


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_of_every_file_is_read_in_capital_letters_too(kind: str) -> None:
    path = FILES[kind]
    keys = keys_of_file(path)
    assert keys is not None
    known = keys.each if keys.each is not None else keys
    assert known.fields is not None
    assert MODELS[kind][0].model_fields.keys() <= known.fields.keys()
    lines = tuple(written(known, 1 if keys.each else 0))
    if keys.each:
        lines = (f"- {lines[0].lstrip()}", *lines[1:])
    value, _, problems = parse_yaml("\n".join(lines), path, lines)
    names = list(key_names(value))
    assert all(name == name.lower() or name == OWN_WORD for name in names)
    capitals = [line for line in lines if ":" in line and OWN_WORD not in line]
    assert [problem.code for problem in problems] == ["key-case"] * len(capitals)
    assert [lines[problem.position.line - 1] for problem in problems] == capitals


@pytest.mark.parametrize("path", ["content/letters.yml", "mkdocs.yml", "content/images/needs.md", "", "partners.md"])
def test_other_files_have_no_keys_of_ours(path: str) -> None:
    assert keys_of_file(path) is None
    assert parse_yaml("Name: One", path, ("Name: One",))[0] == {"Name": "One"}


def test_a_recorded_letter_finds_the_lines_of_keys_in_capital_letters() -> None:
    data = b"- Member: Ana\n  Sender: rosa\n  Status: drafted # so far\n"
    edits = [SetValue((0, "status"), "sent"), SetValue((0, "sent"), "2026-11-23")]
    after = edited(data, FILES["invites"], edits, {(): ("status", "sent")})
    assert after.decode() == "- Member: Ana\n  Sender: rosa\n  Status: sent # so far\n  sent: 2026-11-23\n"


def test_an_import_adds_below_keys_in_capital_letters() -> None:
    data = b"---\nName: One\nServes:\n  - Young people\nTeam:\n  Notes: old\n---\n"
    edits: list[Edit] = [AddEntries(("serves",), ("Veterans",)), SetValue(("team", "notes"), "new")]
    after = edited(data, FILES["partner"], edits)
    assert after.decode() == "---\nName: One\nServes:\n  - Young people\n  - Veterans\nTeam:\n  Notes: new\n---\n"


def test_what_a_path_says_leads_back_to_the_path() -> None:
    for kind in KINDS:
        name, languages = ("2027-01-14-first", ("", "es")) if kind.is_folder else ("", ("",))
        for folder in (CONTENT, "../elm-team"):
            for language in languages:
                assert file_name(kind.path(name, language, folder=folder)) == FileName(kind, name, language)


@pytest.mark.parametrize(
    ("path", "alone"),
    [
        ("content/partners/one.md", False),
        ("content/partners/one.es.md", True),
        ("content/pages/one.es.md", False),
        ("content/letters/one.es.md", False),
        ("../elm-team/meetings/2027-01-14-first.ES.md", True),
    ],
)
def test_translations_of_a_text_alone_have_no_keys(path: str, alone: bool) -> None:
    name = file_name(path)
    assert name is not None
    assert name.is_text_alone is alone


def test_every_kind_has_a_record_with_its_text_unless_it_is_wording() -> None:
    for kind in KINDS:
        if kind.text is not None and kind is not LETTERS:
            assert kind.record is not None
            assert issubclass(kind.record, kind.model)
            assert {"id", "translations", kind.text.field} <= kind.record.model_fields.keys()


def test_keys_are_written_in_the_order_of_the_models() -> None:
    assert INVITES.order[()] == tuple(INVITES.model.model_fields)
    assert PARTNERS.order["listing",][:2] == ("consent", "until")
    assert ("team", "people") in PARTNERS.order

"""Every field of every model, through every surface that offers it: it comes back as it was, or as it was changed.

Fields are found by walking the models and the lists of the surfaces, and values are made by what a field holds, so that
a new field is looked at by itself. What a surface may do with a change is its policy: a list of the workbook, or of
somebody's own table, only grows.
"""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from coalition_site.derive.words.catalogue import words_of
from coalition_site.forms.controls import Offered, Sent
from coalition_site.forms.form_kinds import FORMS
from coalition_site.forms.read_back import read_back
from coalition_site.forms.records import FILE_KINDS
from coalition_site.forms.shown import shown, understood
from coalition_site.importers.formats.open_file import read_filled
from coalition_site.importers.plan.plan import put
from coalition_site.importers.sources import Form
from coalition_site.importers.understand.foreign_words import foreign_words
from coalition_site.importers.understand.given_answers import NO_ANSWERS
from coalition_site.jobs.review_packet import make_packet
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import ContentModel
from coalition_site.model.invite import Invite
from coalition_site.model.kinds import ValueKind
from coalition_site.model.localized import Localized
from coalition_site.model.partner import Partner
from coalition_site.model.review_form import REVIEW_FORMAT, REVIEW_VERSION
from coalition_site.model.vocabulary import Choice, Vocabulary
from coalition_site.model.worksheet_form import COLUMNS
from coalition_site.publish.formats.workbook import workbook_bytes
from coalition_site.read.values import Value
from coalition_site.records.fields import Control, RecordField, field_at, fields_of, leaves, value_at
from coalition_site.records.surfaces import ID, INVITES, PARTNERS, PEOPLE, PROFILE, ROLES, SHEETS, Review, sheet_field
from coalition_site.records.texts import LISTS, ContentTexts
from coalition_site.render.tables import coalition_json
from coalition_site.render.workbook_sheets import workbook_sheets
from coalition_site.validate.vocabulary import shipped_vocabulary
from tests.support.building import SMALL, TODAY, small_project
from tests.support.form_fields import fields_of as worksheet_fields
from tests.support.form_fields import write_form
from tests.support.importing import coalition_in, imported
from tests.support.reviews import form_of, saved_fields

PUBLIC_PROFILES = NO_ANSWERS
BEFORE, CHANGED = 0, 1
OFFERED_NOWHERE = {"settings.schema_version": "it is the program's own, and changes with it alone"}
"""The fields that no surface offers, each with the reason."""
KEYS_OF_ROWS = {
    **{(title, SHEETS[title].owner): "the partner that a row is about" for title in SHEETS},
    **{(title, SHEETS[title].named_by): "by it a row is found again" for title in SHEETS if title != PARTNERS},
}
"""Columns whose cells say which record a row is about: with another value it would be another record."""
SETTINGS = f"{SMALL}  ann:\n    name: Ann Lee\nlanguages: [en, es]\n"
ELM = "elm-fund"
_NAMES = {("team.people", "name"): "Dana Reyes", ("outreach.roles", "role"): "Champion"}
# What has to be the name of something that is there.
_GIVEN: Mapping[str, tuple[Value, Value]] = {
    "invites.member": ("Dana Reyes", "Dana Reyes"),
    "invites.partner": (ELM, ELM),
    "invites.sender": ("jo", "ann"),
    "invites.letter": ("invitation", "thank-you"),
    # A yes, and a no that takes its place.
    "listing.consent": ("2026-01-10", "refused"),
    "listing.refused": ("", "2026-02-11"),
    "listing.until": ("2027-01-10", "2027-02-11"),
    "old_addresses": (["elm-one"], ["elm-two"]),
}

_OF_KIND: Mapping[ValueKind | None, Callable[[int], Value]] = {
    ValueKind.EMAIL: lambda n: f"box{n}@elm.example",
    ValueKind.WEB_ADDRESS: lambda n: f"https://elm{n}.example/",
    ValueKind.COLOR: lambda n: f"#11223{n}",
    ValueKind.NUMBER: lambda n: str(n + 3),
    ValueKind.IMAGE: lambda n: f"picture{n}.png",
}


def written(field: RecordField, n: int) -> Value:  # noqa: C901, PLR0911, PLR0912  a value for each kind of control
    """A value as a file has it, another one for each `n`."""
    match field.control:
        case Control.BLOCK:
            return {inner.key: written(inner, n) for inner in field.inner}
        case Control.ROWS:
            return [{inner.key: written(inner, n) for inner in field.inner}]
        case Control.MAP:
            return {"the-key": {inner.key: written(inner, n) for inner in field.inner}}
        case Control.OPTIONS | Control.NEEDS:
            return [_labels(field)[n]]
        case Control.OPTION:
            return _labels(field)[n]
        case Control.TEXTS:
            return {"en": f"{field.label} {n}", "es": f"{field.label} dicho {n}"}
        case Control.LINES if field.kind is ValueKind.LANGUAGE or field.key == "language":
            return [("en", "es")[n]]
        case Control.LINES:
            return [f"First {field.label} {n}", f"Second {field.label} {n}"]
        case Control.DAY | Control.CONSENT:
            return f"2026-0{n + 1}-1{n}"
        case Control.MOMENT:
            return f"2026-0{n + 1}-1{n} 17:30"
        case Control.YES_NO:
            return ("true", "false")[n]
        case Control.WORD:
            return field.words[n]
        case _ if field.kind is ValueKind.LANGUAGE:
            return ("en", "es")[n]
        case _:
            return _OF_KIND[field.kind](n) if field.kind in _OF_KIND else f"{field.label} said {n}"


@cache
def vocabulary() -> Vocabulary:
    return shipped_vocabulary()


def _labels(field: RecordField) -> tuple[str, ...]:
    options = [each for each in vocabulary().list_of(field.list_name).visible() if not each.fill_in]
    return tuple(option.label.in_language("en", "en") for option in options)


def said(record: object, model: type[ContentModel], path: str) -> str:
    """What a record says at a path, in English."""
    return ContentTexts(vocabulary(), "en", "en").text(field_at(model, path), value_at(record, path)).strip()


def grown(field: RecordField, before: str, changed: str) -> str:
    """What comes of a change where nothing is taken away; an address is one value."""
    if field.control not in LISTS or field.kind is ValueKind.LINES:
        return changed
    return "\n".join(dict.fromkeys([*before.split("\n"), *changed.split("\n")]))


def partner_file(n: int, name: str = "Elm Fund") -> str:
    """All that the workbook, and so every other surface of tables and forms, offers of a partner."""
    front: dict[str, Value] = {}
    for path in SHEETS[PARTNERS].paths:
        if path not in {ID, PROFILE}:
            value = _GIVEN[path][n] if path in _GIVEN else written(field_at(Partner, path), n)
            put(front, path.split("."), value)
    front["name"] = {"en": f"{name}{' again' * n}", "es": f"Fondo {name}"}
    for title in (PEOPLE, ROLES):
        sheet = SHEETS[title]
        entry = {path: written(sheet_field(title, path), n) for path in sheet.paths}
        put(front, sheet.within.split("."), [entry | {sheet.named_by: _NAMES[sheet.within, sheet.named_by]}])
    return f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\nWords of the profile, {n}.\n"


def invites_file(n: int) -> str:
    paths = SHEETS[INVITES].paths
    values = {path: _GIVEN.get(f"invites.{path}", (written(field_at(Invite, path), n),) * 2)[n] for path in paths}
    return yaml.safe_dump([values], allow_unicode=True)


def town(folder: Path, n: int) -> Path:
    files = {"coalition.yml": SETTINGS, f"partners/{ELM}.md": partner_file(n), "invites.yml": invites_file(n)}
    return small_project(folder, files)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return town(tmp_path / "before", BEFORE)


@pytest.fixture
def changed(tmp_path: Path) -> Coalition:
    return coalition_in(town(tmp_path / "changed", CHANGED))


def test_every_field_is_offered_somewhere() -> None:
    nowhere = set(OFFERED_NOWHERE)
    for kind, file_kind in FILE_KINDS.items():
        asked = {keys for form in FORMS.values() if form.record is kind for keys, _ in leaves(form.fields())}
        left = {keys for keys, _ in leaves(fields_of(file_kind.model))} - asked
        assert {f"{kind}.{'.'.join(keys)}" for keys in left} <= nowhere
        nowhere -= {f"{kind}.{'.'.join(keys)}" for keys in left}
    assert nowhere == set()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_in_the_browser(name: str) -> None:
    fields = FORMS[name].fields()
    offered = Offered(vocabulary(), ("en", "es"))
    for each in fields:
        was, new = ({each.key: written(each, n)} for n in (BEFORE, CHANGED))
        assert understood(each, was[each.key], offered), each.key
        # From its controls alone, and changed from what was there.
        assert read_back([each], Sent(shown([each], was, offered)), {}, offered) == was
        assert read_back([each], Sent(shown([each], was, offered)), was, offered) == was
        assert read_back([each], Sent(shown([each], new, offered)), was, offered) == new


def exported(coalition: Coalition, file: Path) -> Path:
    file.write_bytes(workbook_bytes(workbook_sheets(coalition), words_of(coalition), title="T", epoch=0))
    return file


def said_of(value: object) -> str:
    return value.in_language("en", "en") if isinstance(value, Localized) else str(value).strip()


def rows_of(coalition: Coalition, title: str) -> tuple[object, ...]:
    sheet = SHEETS[title]
    if title == INVITES:
        return coalition.invites
    (partner,) = coalition.partners.values()
    return cast("tuple[object, ...]", value_at(partner, sheet.within)) if sheet.within else (partner,)


def test_the_workbook(before: Path, changed: Coalition, tmp_path: Path) -> None:
    was = coalition_in(before)
    for title, sheet in SHEETS.items():
        (row,) = rows_of(changed, title)
        assert [path for path in sheet.paths if not said(row, sheet.model, path)] == []
    assert imported(before, exported(was, tmp_path / "same.xlsx")).plan.files == []
    imported(before, exported(changed, tmp_path / "changed.xlsx"))
    after = coalition_in(before)
    for title, sheet in SHEETS.items():
        old, new, now = (rows_of(each, title)[0] for each in (was, changed, after))
        for path in sheet.paths:
            texts = [said(row, sheet.model, path) for row in (old, new, now)]
            assert (texts[0] == texts[1]) is ((title, path) in KEYS_OF_ROWS), (title, path)
            assert texts[2] == grown(field_at(sheet.model, path), *texts[:2]), (title, path)


def test_a_review_in_the_browser(before: Path, changed: Coalition, tmp_path: Path) -> None:
    _review(before, saved_fields(form_of(coalition_in(before), ELM, "en")), coalition_in(before), tmp_path)
    _review(before, saved_fields(form_of(changed, ELM, "en")), changed, tmp_path)


def test_a_review_on_paper(before: Path, changed: Coalition, tmp_path: Path) -> None:
    (invite,) = changed.invites
    spoken = replace(changed, invites=(invite.model_copy(update={"language": ("en",)}),))
    packet = make_packet(tmp_path, spoken, ELM, tmp_path / "packet", TODAY)
    (form,) = read_filled(packet.folder / "review.pdf")
    assert isinstance(form, Form)
    _review(before, dict(form.fields), changed, tmp_path)


def _review(project: Path, fields: Mapping[str, str | bool], wanted: Coalition, folder: Path) -> None:
    """What comes of the answers is what the other coalition says, at every path that a review asks for."""
    data = {"format": REVIEW_FORMAT, "version": REVIEW_VERSION, "fields": dict(fields)}
    (folder / "answers.json").write_text(json.dumps(data), encoding="utf-8")
    imported(project, folder / "answers.json")
    after, partner = coalition_in(project).partners[ELM], wanted.partners[ELM]
    for each in (*Review.TEXTS, *Review.LISTS):
        now, asked = (said(record, Partner, each.path) for record in (after, partner))
        assert asked
        assert sorted(now.split("\n")) == sorted(asked.split("\n")), each.path


def test_the_worksheet_form(before: Path, changed: Coalition, tmp_path: Path) -> None:
    was = coalition_in(before)
    same = {**worksheet_fields(changed), "table1.1.name": "Elm Fund", "table3.1.partner": "Elm Fund"}
    same |= {"table4.1.organization": "Elm Fund"}
    fields = {name.replace("table2", "table1"): value for name, value in same.items()}
    imported(before, write_form(fields, tmp_path / "form.json"))
    after = coalition_in(before)
    asked = of_partners(path for columns in COLUMNS.values() for path in columns)
    assert len(asked) >= len({*COLUMNS[1], *COLUMNS[3]}) - 1
    for path in asked:
        read = f"{path}.role" if path == "outreach.roles" else path
        old, new, now = (said(each.partners[ELM], Partner, read) for each in (was, changed, after))
        # The same role for somebody else is another role.
        wanted = {"name": old, "outreach.roles": f"{old}\n{new}"}
        assert now == wanted.get(path, grown(field_at(Partner, read), old, new)), path
    assert after.invites[0].sender == changed.invites[0].sender


def of_partners(paths: Iterable[str]) -> tuple[str, ...]:
    """Those that lead to a field of a partner."""
    known = []
    for path in dict.fromkeys(paths):
        with suppress(KeyError):
            field_at(Partner, path)
            known.append(path)
    return tuple(known)


def _heads() -> dict[str, str]:
    """The paths of partners that a column of somebody's own table can mean, each with a head that says so."""
    words = foreign_words()[0]
    return {path: next(iter(words.heads.get(path, (words.columns[path],)))) for path in of_partners(words.columns)}


@pytest.mark.parametrize("path", _heads())
def test_somebodys_own_table(path: str, before: Path, changed: Coalition, tmp_path: Path) -> None:
    was = coalition_in(before).partners[ELM]
    read = f"{path}.role" if path == "outreach.roles" else path
    cell = said(changed.partners[ELM], Partner, read)
    heads = _heads()
    row = {heads["name"]: "Elm Fund", heads["type"]: said(was, Partner, "type")}
    if path.startswith("team.people."):
        row[heads["team.people.name"]] = "Dana Reyes"
    between = "\n" if field_at(Partner, path).kind is ValueKind.LINES else "; "
    row |= {heads[path]: "Elm Fund" if path == "name" else between.join(cell.split("\n"))}
    for name in ("Elm Fund", "New Fund"):
        with (tmp_path / "table.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, row)
            writer.writeheader()
            writer.writerow({**row, heads["name"]: name})
        imported(before, tmp_path / "table.csv", answers=PUBLIC_PROFILES)
    after = coalition_in(before).partners
    old, now, new = (said(each, Partner, read) for each in (was, after[ELM], after["new-fund"]))
    assert " ".join(new.split()) == ("New Fund" if path == "name" else " ".join(cell.split()))
    # A name in two languages and a profile that is there stay, and notes stand below those of before.
    wanted = {"name": old, "short_name": old, PROFILE: old, "team.notes": f"{old}\n{cell}", "outreach.roles": old}
    assert now == wanted.get(path, grown(field_at(Partner, read), old, cell))


def test_the_data_of_the_whole_coalition(before: Path, changed: Coalition) -> None:
    for coalition in (coalition_in(before), changed):
        data = json.loads(coalition_json(coalition))
        for title, sheet in SHEETS.items():
            (record,) = data["partners"] if title != INVITES else data["invites"]
            for keys in sheet.within.split(".") if sheet.within else []:
                record = record[keys]
            record = record[0] if sheet.within else record
            row = rows_of(coalition, title)[0]
            for path in [path for path in sheet.paths if value_at(row, path)]:
                value = record
                for key in path.split("."):
                    value = value[key]
                told = value_at(row, path)
                parts = told if isinstance(told, tuple) else (told,)
                texts = [part.option if isinstance(part, Choice) else said_of(part) for part in parts]
                assert all(text in json.dumps(value, ensure_ascii=False) for text in texts), path


@pytest.mark.parametrize("surface", [test_the_workbook, test_a_review_in_the_browser], ids=["workbook", "review"])
def test_a_codec_that_loses_something_is_found(
    surface: Callable[[Path, Coalition, Path], None],
    before: Path,
    changed: Coalition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = ContentTexts.value

    def lossy(texts: ContentTexts, field: RecordField, text: str, choices: Any = ()) -> Value:
        value = whole(texts, field, text, choices)
        return value[:1] if isinstance(value, list) and field.key == "initiatives" else value

    monkeypatch.setattr(ContentTexts, "value", lossy)
    with pytest.raises(AssertionError, match="initiatives"):
        surface(before, changed, tmp_path)

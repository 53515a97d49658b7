"""The workbook of a whole coalition: people change it as spreadsheets let them, and exactly that comes back."""

import csv
import datetime as dt
import io
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from coalition_site.derive.words.catalogue import catalogue, words_of
from coalition_site.derive.words.workbook_heads import CHOICES, sheet_words
from coalition_site.importers.formats.open_file import read_filled
from coalition_site.importers.plan.make import plan_import
from coalition_site.importers.understand.filled_files import understand
from coalition_site.importers.understand.workbook_sheets import earlier_heads
from coalition_site.problems import Refused
from coalition_site.publish.formats.workbook import workbook_bytes
from coalition_site.records.surfaces import PARTNERS, SHEETS
from coalition_site.render.workbook_sheets import workbook_sheets
from tests.support.compiled_words import made
from tests.support.examples import examples
from tests.support.importers.coalitions import projects, written
from tests.support.importing import TODAY, coalition_in, imported, planned

REPOSITORY = Path(__file__).parents[2]
NEW_PERSON, NEW_PARTNER, NEW_INVITE = "Zora New", "Zeta Newcomers", "Zed Invited"


def exported(project: Path) -> bytes:
    coalition = coalition_in(project)
    return workbook_bytes(workbook_sheets(coalition), words_of(coalition), title="T", epoch=0)


@dataclass(frozen=True)
class Change:
    """What somebody changes in the row of a partner, and what the import must say of it."""

    head: str
    written: object
    key: str
    read: str


CHANGES = [
    Change("Other notes", "Call after 3; ask for Zoe", "team.notes", "Call after 3; ask for Zoe"),
    Change("Strengths", "=SUM of all", "team.strengths", "=SUM of all"),
    Change("Consent to be named", dt.date(2026, 10, 5), "listing.consent", "2026-10-05"),
    Change("Profile looked through on", dt.datetime(2026, 11, 1), "listing.reviewed", "2026-11-01"),  # noqa: DTZ001  cells have no zone
    Change("Phone", 5550100, "team.contact.phone", "5550100"),
    Change("Email", "office@new.example", "team.contact.email", "office@new.example"),
    Change("Website", "https://new.example/", "website", "https://new.example/"),
    Change("Where they stand", "Skeptical", "team.position", "skeptical"),
    Change("Address", "1 New Way\nElm Creek 00041", "team.contact.address", "1 New Way, Elm Creek 00041"),
]


def column_of(sheet: Worksheet, head: str) -> int:
    return next(int(cell.column) for cell in sheet[1] if cell.value == head)


def saved_as(program: str, data: bytes) -> bytes:
    """The workbook as a program saves it again: cells as they are, empty rows between, or values without formats."""
    book = load_workbook(io.BytesIO(data))
    if program == "LibreOffice":
        for sheet in book.worksheets:
            if sheet.max_row > 2 and sheet.title != CHOICES:
                sheet.insert_rows(3, 2)
    if program == "Google Sheets":
        plain = Workbook()
        plain.remove(plain.worksheets[0])
        for sheet in book.worksheets:
            made = plain.create_sheet(sheet.title)
            for row in sheet.iter_rows():
                for cell in row:
                    made.cell(cell.row, cell.column, cell.value).data_type = cell.data_type
            # Its grid is larger than what is in it.
            made.cell(40, 28, "").number_format = "@"
        book = plain
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@settings(max_examples=examples(3, 20))
@given(projects(most_partners=3, most_invites=3), st.data())
def test_exactly_what_was_changed_comes_back(files: dict[str, str], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = written(files, Path(folder))
        file = Path(folder) / "all.xlsx"
        program = data.draw(st.sampled_from(["Excel", "LibreOffice", "Google Sheets"]))
        file.write_bytes(saved_as(program, exported(project)))
        assert [(each.path, each.differences) for each in planned(project, file).plan.files] == []

        book = load_workbook(io.BytesIO(exported(project)))
        sheet, expected = book["Partners"], set()
        for row in range(2, sheet.max_row + 1):
            for change in data.draw(st.lists(st.sampled_from(CHANGES), max_size=3, unique_by=lambda each: each.head)):
                sheet.cell(row, column_of(sheet, change.head)).value = change.written  # type: ignore[assignment]
                if isinstance(change.written, str):
                    # What is typed into a cell of text stays text, even behind an equals sign.
                    sheet.cell(row, column_of(sheet, change.head)).data_type = "s"
                expected.add((str(sheet.cell(row, 1).value), change.key, change.read))
            if data.draw(st.booleans()):
                book["People"].append([sheet.cell(row, 1).value, NEW_PERSON, "Driver"])
                expected.add((str(sheet.cell(row, 1).value), "team.people", NEW_PERSON))
        sheet.cell(sheet.max_row + 1, 2, NEW_PARTNER)
        book["Invites"].append([NEW_INVITE])
        out = io.BytesIO()
        book.save(out)
        file.write_bytes(saved_as(program, out.getvalue()))
        done = imported(project, file)
        assert {each.name for each in done.plan.added} == {NEW_PARTNER, NEW_INVITE}
        found = {
            (Path(each.path).stem, difference.key, new)
            for each in done.plan.changed
            for difference in each.differences
            for new in difference.new
        }
        assert found == expected
        again = planned(project, file).plan.files
        assert again == [], [(f.path, f.differences, f.whole) for f in again]


@pytest.fixture
def forest_city(tmp_path: Path) -> Path:
    shutil.copytree(REPOSITORY / "content", tmp_path / "forest" / "content")
    return tmp_path / "forest"


def test_the_example_coalition_comes_back_unchanged(forest_city: Path, tmp_path: Path) -> None:
    (tmp_path / "all.xlsx").write_bytes(exported(forest_city))
    done = planned(forest_city, tmp_path / "all.xlsx")
    assert done.plan.files == []
    assert done.plan.remarks == []
    assert (done.plan.unchanged["partner"], done.plan.unchanged["invite"]) == (31, 28)


SPANISH: dict[str | tuple[str, str], str | tuple[str, ...]] = {
    "Partners": "Socios",
    "People": "Personas",
    "Choices": "Opciones: 'todas'",
    "Partner id": "Clave del socio",
    "Full name": "Nombre",
    "Other notes": "Notas",
    # Two columns of one sheet with one name, and one with the English name of another: they stay as they are.
    "Address": "Notas",
    "Barriers": "Other notes",
    "Whom to invite": "Miembro",
}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_it_comes_back_in_the_words_of_the_team(forest_city: Path, tmp_path: Path, form: str) -> None:
    coalition = replace(coalition_in(forest_city), words={"en": made("en", SPANISH)})
    sheets = workbook_sheets(coalition)
    assert [sheet.table.title for sheet in sheets] == ["Socios", "Personas", "Roles", "Invites"]
    heads = sheets[0].table.heads
    assert {"Clave del socio", "Nombre", "Notas", "Address", "Barriers"} <= set(heads)
    book = load_workbook(io.BytesIO(workbook_bytes(sheets, words_of(coalition), title="T", epoch=0)))
    assert book.sheetnames[-1] == "Opciones  'todas"
    sheet = book["Socios"]
    sheet.cell(2, column_of(sheet, "Notas")).value = "Call after 3"
    if form == "xlsx":
        file = tmp_path / "all.xlsx"
        book.save(file)
    else:
        file = tmp_path / "partners.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([[cell.value or "" for cell in row] for row in sheet.iter_rows()])
    (changed,) = plan_import(understand(read_filled(file), coalition), coalition, TODAY).files
    assert [(each.key, each.new) for each in changed.differences] == [("team.notes", ("Call after 3",))]


@pytest.mark.parametrize("language", ["en", "es", "ar", "zh"])
def test_a_workbook_with_the_earlier_heads_comes_back(forest_city: Path, tmp_path: Path, language: str) -> None:
    settings = forest_city / "content" / "coalition.yml"
    speaking = settings.read_text(encoding="utf-8") + f"\nworkbook_language: {language}\n"
    settings.write_text(speaking, encoding="utf-8")
    book, words = load_workbook(io.BytesIO(exported(forest_city))), sheet_words(catalogue(language))
    for title in SHEETS:
        now = {head: path for path, head in words[title].heads.items()}
        before = {path: head for head, path in earlier_heads(language).get(title, {}).items()}
        for cell in book[words[title].title][1]:
            cell.value = before.get(now[str(cell.value)], str(cell.value))
    sheet = book[words[PARTNERS].title]
    heads = [str(cell.value) for cell in sheet[1]]
    assert set(heads) != set(words[PARTNERS].heads.values())
    at = list(words[PARTNERS].heads).index("team.notes") + 1
    sheet.cell(2, at).value = "Call after 3"
    book.save(tmp_path / "all.xlsx")
    (changed,) = planned(forest_city, tmp_path / "all.xlsx").plan.files
    assert [(each.key, each.new) for each in changed.differences] == [("team.notes", ("Call after 3",))]


def test_cells_offer_what_may_stand_in_them(forest_city: Path) -> None:
    book = load_workbook(io.BytesIO(exported(forest_city)))
    assert book.sheetnames == [*SHEETS, CHOICES]
    partners = book["Partners"]
    assert tuple(cell.value for cell in partners[1]) == tuple(sheet_words(catalogue("en"))[PARTNERS].heads.values())
    rules = {str(rule.sqref).partition(":")[0]: rule for rule in partners.data_validations.dataValidation}
    rule = rules["F2"]
    assert (partners["F1"].value, rule.type) == ("How they stand to us", "list")
    page, _, cells = str(rule.formula1).partition("!")
    assert page == CHOICES
    assert [cell.value for (cell,) in book[page][cells.replace("$", "")]] == ["existing", "potential", "former"]
    assert rules["G2"].promptTitle == "Several"
    assert str(rules["E2"].errorStyle) == "information"


def test_what_is_emptied_stays_and_is_said(forest_city: Path, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(exported(forest_city)))
    sheet = book["Partners"]
    row = next(at for at in range(2, 40) if sheet.cell(at, 1).value == "forest-city-asset-builders")
    sheet.cell(row, column_of(sheet, "Motivations for joining")).value = None
    sheet.cell(row, column_of(sheet, "Groups they serve")).value = "Young people\nPeople with disabilities"
    book.save(tmp_path / "all.xlsx")
    done = planned(forest_city, tmp_path / "all.xlsx")
    (changed,) = done.plan.files
    assert [(each.key, each.new) for each in changed.differences] == [("serves", ("People with disabilities",))]
    said = [remark.text for remark in done.plan.remarks]
    assert "serves: Residents with low incomes, People of color stays; nothing is taken away by an import" in said


def test_words_that_are_no_choice_are_refused_or_named(forest_city: Path, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(exported(forest_city)))
    sheet = book["Partners"]
    sheet["E2"], sheet["G2"] = "Housing", "Elves"
    book.save(tmp_path / "all.xlsx")
    done = planned(forest_city, tmp_path / "all.xlsx")
    assert done.plan.files == []
    assert [remark.text for remark in done.plan.remarks][:2] == [
        'type of organization "Housing" is in no list',
        'group "Elves" is in no list',
    ]
    sheet["E2"], sheet["G2"], sheet["F2"] = None, None, "sometimes"
    book.save(tmp_path / "all.xlsx")
    with pytest.raises(Refused, match="sometimes"):
        planned(forest_city, tmp_path / "all.xlsx")


def test_the_command_writes_it(forest_city: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.xlsx"
    command = [sys.executable, "-m", "coalition_site", "export", "--xlsx", str(file), "--project", str(forest_city)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert "31 partners, 35 people" in done.stdout
    assert file.read_bytes().startswith(b"PK")


def test_the_day_of_a_refusal_has_its_column_and_goes_with_the_refusal(forest_city: Path, tmp_path: Path) -> None:
    partner = forest_city / "content" / "partners" / "forest-city-asset-builders.md"
    text = partner.read_text(encoding="utf-8")
    agreed = "  consent: 2026-10-05\n"
    assert agreed in text
    refused = "  consent: refused\n  refused: 2026-11-20\n"
    partner.write_text(text.replace(agreed, refused), encoding="utf-8")
    book = load_workbook(io.BytesIO(exported(forest_city)))
    sheet = book["Partners"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "forest-city-asset-builders")
    assert sheet.cell(row, column_of(sheet, "Day they refused")).value == "2026-11-20"
    sheet.cell(row, column_of(sheet, "Consent to be named")).value = "2026-11-22"
    book.save(tmp_path / "all.xlsx")
    done = imported(forest_city, tmp_path / "all.xlsx")
    changed = [(each.key, each.old, each.new) for file in done.plan.changed for each in file.differences]
    assert changed == [
        ("listing.consent", "refused", ("2026-11-22",)),
        ("listing.refused", "2026-11-20", ("",)),
    ]
    listing = coalition_in(forest_city).partners["forest-city-asset-builders"].listing
    assert (listing.consent, listing.refused) == (dt.date(2026, 11, 22), None)

"""The fields of the blank form: each cell of the empty rows has one, with a name, a title and a label of its own."""

from coalition_site.derive.worksheet.form import worksheet_forms
from coalition_site.model.worksheet_form import ROWS
from tests.support.making import make_coalition


def test_every_empty_row_has_a_field_for_each_column() -> None:
    form = worksheet_forms(make_coalition())[0]
    tables = [table for part in form.worksheet.parts for table in part.tables]
    rows = {table.number: form.rows(table) for table in tables}
    assert {len(each) for each in rows.values()} == {ROWS}
    fields = [field for each in rows.values() for row in each for field in row]
    assert len({field.name for field in fields}) == len({field.title for field in fields}) == len(fields)
    assert all(field.label for field in fields)
    assert any(field.options for field in fields)

"""The fields of our worksheet form to proposals."""

from collections import defaultdict

from coalition_site.importers.proposals import InviteProposal, NeedProposal, RemarkKind
from coalition_site.importers.sources import Form, Source
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.head_words import label_of
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.option_lists import strong_parts
from coalition_site.model.vocabulary import Choice
from coalition_site.model.worksheet_form import TABLE_OF_BENEFITS, TABLE_OF_INVITES, Box, Cell, read_name

_NAMING = ("name", "partner", "member")
_RELATIONSHIPS = {1: "existing", 2: "potential", 3: ""}


def understand_form(form: Form, understanding: Understanding) -> None:
    """Adds what the form says: ticked boxes, fill-ins, and the rows of its tables that name somebody."""
    rows: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    boxes: dict[tuple[str, str], Box] = {}
    for name, value in form.fields.items():
        field = read_name(name)
        if field is None:
            understanding.proposals.remark(RemarkKind.LOST, Source(form.file), f'the form has no field "{name}"')
        elif isinstance(field, Cell) and isinstance(value, str) and value:
            rows[field.table, field.row][field.path] = value
        elif isinstance(field, Box) and (value is True or (field.text and value)):
            boxes.setdefault((str(field.list), field.option), field)
    for box in boxes.values():
        _box(form, box, understanding)
    for (table, row), written in sorted(rows.items()):
        source = Source(form.file, f"Table {table}", row)
        cells = _with_value(source, written, understanding)
        if table == TABLE_OF_INVITES:
            _invite(source, cells, understanding)
        else:
            _partner(source, table, cells, understanding)


def _with_value(source: Source, cells: dict[str, str], understanding: Understanding) -> dict[str, str]:
    """The cells of a row without those that say they have no value; the reader of names says so itself."""
    empty = {path: text for path, text in cells.items() if path not in _NAMING and is_no_value(text)}
    for path, text in empty.items():
        understanding.proposals.remark(RemarkKind.OPEN, source, f"{label_of(path)}: {text}")
    return {path: text for path, text in cells.items() if path not in empty}


def _box(form: Form, box: Box, understanding: Understanding) -> None:
    """The need, or the several needs of a fill-in. A text counts as a tick: nobody writes one for nothing."""
    reader = understanding.readers[box.list]
    source = Source(form.file, "Part 1")
    option = next((option for option in reader.options if option.id == box.option), None)
    if option is None or option.hidden:
        text = f'the list of {box.list} has no option "{box.option}" now; tick another one, or add it to vocabulary.yml'
        understanding.proposals.remark(RemarkKind.UNKNOWN, source, text)
        return
    if not option.fill_in:
        understanding.proposals.needs.append(NeedProposal(source, box.list, Choice(option.id)))
        return
    written = form.fields.get(Box(box.list, box.option, text=True).name, "")
    parts = strong_parts(str(written), reader.whole) if written else []
    texts = [" ".join(text.split()) for text in parts if not is_no_value(text)]
    for text in texts:
        understanding.proposals.needs.append(NeedProposal(source, box.list, Choice(option.id, text)))
    if not texts:
        label = reader.label(option)
        understanding.proposals.remark(
            RemarkKind.LOST, source, f'"{label}" is ticked, and nothing is written behind it'
        )


def _partner(source: Source, table: int, cells: dict[str, str], understanding: Understanding) -> None:
    name = cells.pop("partner" if table == TABLE_OF_BENEFITS else "name", "")
    if not name or is_no_value(name):
        said = "; ".join(cells.values())
        understanding.proposals.remark(RemarkKind.LOST, source, f"this row names no partner: {said}")
        return
    partner = understanding.named(source, name)
    partner.relationship = _RELATIONSHIPS[table]
    for path, text in cells.items():
        understanding.cell(partner, path, text, form=True)


def _invite(source: Source, cells: dict[str, str], understanding: Understanding) -> None:
    member, organization, sender = (
        " ".join(cells.get(column, "").split()) for column in ("member", "organization", "sender")
    )
    if not member or is_no_value(member):
        said = "; ".join(text for text in (organization, sender) if text)
        understanding.proposals.remark(RemarkKind.LOST, source, f"this row names nobody to invite: {said}")
        return
    understanding.proposals.invites.append(InviteProposal(source, member, organization, sender))

"""Rows of our own workbook against the content: what a cell says differently is what somebody changed, and no more."""

from dataclasses import dataclass, field

from coalition_site.importers.plan.known_partner import missing_texts
from coalition_site.importers.plan.new_partner import UNKNOWN_TYPE
from coalition_site.importers.plan.plan import Plan, PlannedFile, choice_text, same_text
from coalition_site.importers.plan.same_partner import KnownPartners
from coalition_site.importers.proposals import Proposals, RemarkKind, WorkbookRow
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import REFUSED
from coalition_site.model.invite import Status
from coalition_site.model.localized import Localized
from coalition_site.model.partner import Relationship
from coalition_site.model.vocabulary import Choice, ListName, plain
from coalition_site.model.workbook import PARTNER_ID, SENDER, SHEETS, Kind, WorkbookColumn, cell_text, value_at
from coalition_site.read.content import INVITES
from coalition_site.read.values import Step, Value

_NAMED_BY = {"Partners": "Name", "People": "Name", "Roles": "Role", "Invites": "Member"}


@dataclass(slots=True)
class WorkbookPlan:
    """Plans the rows; partners that are new are known to the rows of their people, roles and invites by their names."""

    coalition: Coalition
    known: KnownPartners
    proposals: Proposals
    plan: Plan
    files: dict[str, PlannedFile] = field(default_factory=dict)
    _taken: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def take(self, rows: list[WorkbookRow]) -> None:
        """Plans all rows, partners before those who belong to them, whatever the order of the sheets."""
        for title in SHEETS:
            for row in rows:
                if row.sheet == title and row.texts.get(_NAMED_BY[title], ""):
                    self._take(row)
                elif row.sheet == title and any(row.texts.values()):
                    said = f'this row names nobody in "{_NAMED_BY[title]}"; it was left out'
                    self.proposals.remark(RemarkKind.LOST, row.source, said)
        for file in self.files.values():
            if file.whole is not None or file.changes:
                self.plan.change(file)
            else:
                self.plan.unchanged[file.what] += 1

    def _take(self, row: WorkbookRow) -> None:
        if row.sheet == "Invites":
            self._invite(row)
            return
        partner_id = self._partner_id(row)
        if not partner_id:
            said = f'there is no partner "{row.texts.get(PARTNER_ID, "")}"; the row was left out'
            self.proposals.remark(RemarkKind.LOST, row.source, said)
        elif row.sheet == "Partners":
            self._partner(row, partner_id)
        else:
            self._entry(row, partner_id)

    def _partner_id(self, row: WorkbookRow) -> str:
        """The partner that a row is about, by its id or its name; a new one for a new name in the sheet of partners."""
        written = row.texts.get(PARTNER_ID, "").strip()
        if written in self.known.names:
            return written
        found = self.known.find(written or (row.texts["Name"] if row.sheet == "Partners" else ""))
        if len(found) == 1:
            return next(iter(found))
        if row.sheet != "Partners" or found:
            return ""
        partner_id = self.known.new_id(row.texts["Name"])
        self.known.add(partner_id, tuple(filter(None, (row.texts["Name"], written))))
        return partner_id

    def _file(self, row: WorkbookRow, partner_id: str) -> PlannedFile:
        path = self.coalition.partner_file(partner_id, "name")
        team = self.coalition.partner_file(partner_id, "team")
        made = PlannedFile(path, str(row.source), "partner", self.known.names[partner_id], team)
        return self.files.setdefault(f"partner {partner_id}", made)

    def _partner(self, row: WorkbookRow, partner_id: str) -> None:
        file, old = self._file(row, partner_id), self.coalition.partners.get(partner_id)
        # Of the columns of one block, such as the consent's, the first stands for it.
        columns = reversed(SHEETS["Partners"])
        file.cells = {each.key[0]: [row.cells[each.head]] for each in columns if each.head in row.cells}
        if old is not None:
            for column in SHEETS["Partners"]:
                self._cell(file, row, column, old, ())
            if any(each.key == "listing.consent" and each.new != (REFUSED,) for each in file.differences):
                # A yes that came after a refusal takes its day away.
                file.remove(("listing", "refused"), str(old.listing.refused or ""))
            return
        file.whole = {"name": row.texts["Name"], "type": "", "relationship": str(Relationship.POTENTIAL)}
        for column in SHEETS["Partners"]:
            value = self._value(row, column)
            if column.kind is Kind.BODY:
                file.body = f"{value}\n" if isinstance(value, str) and value else ""
            elif value:
                _put(file.whole, column.key, value)
        if not file.whole["type"]:
            other = next(each for each in self.coalition.vocabulary.types.visible() if each.fill_in)
            file.whole["type"] = choice_text(Choice(other.id, UNKNOWN_TYPE), ListName.TYPES, self.coalition)

    def _entry(self, row: WorkbookRow, partner_id: str) -> None:
        """Somebody at a partner, or a role: found by the name or the words of the role, or new."""
        file, old = self._file(row, partner_id), self.coalition.partners.get(partner_id)
        columns = SHEETS[row.sheet]
        key: tuple[Step, ...] = ("team", "people") if row.sheet == "People" else ("outreach", "roles")
        there = list(old.team.people if row.sheet == "People" else old.outreach.roles) if old is not None else []
        name = row.texts[columns[0].head]
        same = [at for at, each in enumerate(there) if _same_name(self._shown(each, columns[0]), name)]
        taken = self._taken.setdefault((partner_id, row.sheet), set())
        at = next((each for each in same if each not in taken), None)
        if at is not None:
            taken.add(at)
            for column in columns:
                self._cell(file, row, column, there[at], (*key, at))
            return
        entry: dict[str, Value] = {
            column.key[0]: text
            for column in columns
            if (text := row.texts.get(column.head, "")) and (column is columns[0] or not is_no_value(text))
        }
        if file.whole is not None:
            block = file.whole.setdefault(str(key[0]), {})
            entries = block.setdefault(str(key[1]), []) if isinstance(block, dict) else []
            if isinstance(entries, list):
                entries.append(entry)
        else:
            file.add(key, [entry], (name,))

    def _invite(self, row: WorkbookRow) -> None:
        partner = row.texts.get(PARTNER_ID, "").strip()
        partner = (
            partner if partner in self.known.names else next(iter(self.known.find(partner)), "") if partner else ""
        )
        member = row.texts["Member"]
        path = f"{self.coalition.team_folder}/{INVITES}"
        file = PlannedFile(path, str(row.source), "invite", member)
        at = next(
            (
                number
                for number, each in enumerate(self.coalition.invites)
                if plain(each.member) == plain(member) and each.partner == partner
            ),
            None,
        )
        if at is not None:
            for column in SHEETS["Invites"]:
                if column.head != PARTNER_ID:
                    self._cell(file, row, column, self.coalition.invites[at], (at,))
        else:
            whole: dict[str, Value] = {"member": member, "partner": partner}
            for column in SHEETS["Invites"]:
                if column.head not in {PARTNER_ID, "Member"} and (value := self._value(row, column)):
                    whole[column.key[0]] = value
            whole.setdefault("sender", next(iter(self.coalition.settings.senders)))
            whole.setdefault("status", str(Status.IDEA))
            file.whole = {key: value for key, value in whole.items() if value}
        self.files[f"invite {len(self.files)}"] = file

    def _shown(self, model: object, column: WorkbookColumn) -> str:
        language = self.coalition.settings.language
        return cell_text(value_at(model, column.key), column, self.coalition.vocabulary, language)

    def _cell(
        self, file: PlannedFile, row: WorkbookRow, column: WorkbookColumn, old: object, at: tuple[Step, ...]
    ) -> None:
        """Plans what a cell says differently from the value that it was written from."""
        text, before = row.texts.get(column.head), self._shown(old, column)
        if text is None or same_text(text, before):
            return
        key, shown = (*at, *column.key), ".".join(column.key)
        if is_no_value(text):
            self.proposals.remark(RemarkKind.OPEN, row.source, f"{column.head}: {text}")
        elif not text:
            said = f"{shown} is emptied and stays as it is; nothing is taken away by an import"
            self.proposals.remark(RemarkKind.LOST, row.source, said)
        elif column.kind is Kind.BODY:
            file.replace_body(f"{text}\n", old=before)
        elif column.kind is Kind.OPTIONS or (column.kind is Kind.LINES and column.key[-1] != "address"):
            self._list(file, row, column, old, key)
        elif column.kind is Kind.LINES:
            file.set_lines(key, text.split("\n"), before.replace("\n", ", "))
        else:
            value = self._value(row, column)
            there = value_at(old, column.key)
            own = (self.coalition.settings.language,) if isinstance(there, Localized) and there.by_language else ()
            # `Skeptical` and `nonprofit` are choices in other letters, and no change.
            if isinstance(value, str) and value and not same_text(value, before):
                file.set((*key, *own), value, before)

    def _list(
        self, file: PlannedFile, row: WorkbookRow, column: WorkbookColumn, old: object, key: tuple[Step, ...]
    ) -> None:
        """Adds what a list does not hold yet; what is missing in the cell stays."""
        value = self._value(row, column)
        said = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
        there = tuple(self._shown(old, column).split("\n"))
        new = missing_texts(said, there)
        file.add(key, [*new], tuple(new))
        gone = missing_texts(list(filter(None, there)), tuple(said))
        if gone:
            text = f"{'.'.join(column.key)}: {', '.join(gone)} stays; nothing is taken away by an import"
            self.proposals.remark(RemarkKind.LOST, row.source, text)

    def _value(self, row: WorkbookRow, column: WorkbookColumn) -> Value:
        """The value that a cell gives to a file."""
        text = row.texts.get(column.head, "")
        if is_no_value(text):
            self.proposals.remark(RemarkKind.OPEN, row.source, f"{column.head}: {text}")
            return ""
        if column.options is not None:
            choices = [choice_text(each, column.options, self.coalition) for each in row.choices.get(column.head, [])]
            return [*choices] if column.kind is Kind.OPTIONS else "".join(choices[:1])
        if column.kind is Kind.LINES:
            return [*filter(None, (line.strip() for line in text.split("\n")))]
        if column.head == SENDER:
            senders = self.coalition.settings.senders
            return next((each for each, sender in senders.items() if plain(text) in {each, plain(sender.name)}), text)
        return plain(text) if column.words else text


def _same_name(one: str, other: str) -> bool:
    return plain(one) == plain(other)


def _put(whole: dict[str, Value], key: tuple[str, ...], value: Value) -> None:
    block = whole
    for step in key[:-1]:
        inner = block.setdefault(step, {})
        if isinstance(inner, dict):
            block = inner
    block[key[-1]] = value

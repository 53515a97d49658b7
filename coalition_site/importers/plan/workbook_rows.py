"""Rows of our own workbook against the content: what a cell says differently is what somebody changed, and no more."""

from dataclasses import dataclass, field
from typing import cast

from coalition_site.importers.plan.partner_differences import UNKNOWN_TYPE
from coalition_site.importers.plan.plan import Plan, PlannedFile, put
from coalition_site.importers.plan.same_partner import KnownPartners
from coalition_site.importers.proposals import Proposals, RemarkKind, WorkbookRow
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.model import content_files
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import REFUSED
from coalition_site.model.invite import Status
from coalition_site.model.localized import Localized
from coalition_site.model.partner import Relationship
from coalition_site.model.vocabulary import Choice, ListName, plain
from coalition_site.read.values import Step, Value
from coalition_site.records.compare import Policy, compare, same_text
from coalition_site.records.fields import value_at
from coalition_site.records.surfaces import ID, INVITES, PARTNERS, PROFILE, SHEETS, sheet_field
from coalition_site.records.texts import ContentTexts


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
                if row.sheet == title and row.texts.get(SHEETS[title].named_by, ""):
                    self._take(row)
                elif row.sheet == title and any(row.texts.values()):
                    head = sheet_field(title, SHEETS[title].named_by).label
                    said = f'this row names nobody in "{head}"; it was left out'
                    self.proposals.remark(RemarkKind.LOST, row.source, said)
        for file in self.files.values():
            if file.whole is not None or file.changes:
                self.plan.change(file)
            else:
                self.plan.unchanged[file.what] += 1

    def _take(self, row: WorkbookRow) -> None:
        if row.sheet == INVITES:
            self._invite(row)
            return
        partner_id = self._partner_id(row)
        if not partner_id:
            said = f'there is no partner "{row.texts.get(ID, "")}"; the row was left out'
            self.proposals.remark(RemarkKind.LOST, row.source, said)
        elif row.sheet == PARTNERS:
            self._partner(row, partner_id)
        else:
            self._entry(row, partner_id)

    def _partner_id(self, row: WorkbookRow) -> str:
        """The partner that a row is about, by its id or its name; a new one for a new name in the sheet of partners."""
        written = row.texts.get(ID, "").strip()
        if written in self.known.names:
            return written
        found = self.known.find(written or (row.texts["name"] if row.sheet == PARTNERS else ""))
        if len(found) == 1:
            return next(iter(found))
        if row.sheet != PARTNERS or found:
            return ""
        partner_id = self.known.new_id(row.texts["name"])
        self.known.add(partner_id, tuple(filter(None, (row.texts["name"], written))))
        return partner_id

    def _file(self, row: WorkbookRow, partner_id: str) -> PlannedFile:
        path = self.coalition.partner_file(partner_id, "name")
        team = self.coalition.partner_file(partner_id, "team")
        made = PlannedFile(path, str(row.source), "partner", self.known.names[partner_id], team)
        return self.files.setdefault(f"partner {partner_id}", made)

    def _partner(self, row: WorkbookRow, partner_id: str) -> None:
        file, old = self._file(row, partner_id), self.coalition.partners.get(partner_id)
        # Of the columns of one block, such as the consent's, the first stands for it.
        paths = SHEETS[PARTNERS].paths[1:]
        file.cells = {path.partition(".")[0]: [row.cells[path]] for path in reversed(paths) if path in row.cells}
        if old is not None:
            for path in paths:
                self._cell(file, row, path, old, ())
            if any(
                difference.key == "listing.consent" and difference.new != (REFUSED,) for difference in file.differences
            ):
                # A yes that came after a refusal takes its day away.
                file.remove(("listing", "refused"), str(old.listing.refused or ""))
            return
        file.whole = {"name": row.texts["name"], "type": "", "relationship": str(Relationship.POTENTIAL)}
        for path in paths:
            value = self._value(row, path)
            if path == PROFILE:
                file.body = f"{value}\n" if isinstance(value, str) and value else ""
            elif value:
                put(file.whole, path.split("."), value)
        if not file.whole["type"]:
            other = next(type_ for type_ in self.coalition.vocabulary.types.visible() if type_.fill_in)
            file.whole["type"] = self._texts.choice(Choice(other.id, UNKNOWN_TYPE), ListName.TYPES)

    def _entry(self, row: WorkbookRow, partner_id: str) -> None:
        """Somebody at a partner, or a role: found by the name or the words of the role, or new."""
        file, old = self._file(row, partner_id), self.coalition.partners.get(partner_id)
        sheet = SHEETS[row.sheet]
        key: tuple[Step, ...] = tuple(sheet.within.split("."))
        there = cast("tuple[object, ...]", value_at(old, sheet.within)) if old is not None else ()
        name, named = row.texts[sheet.named_by], sheet_field(row.sheet, sheet.named_by)
        taken = self._taken.setdefault((partner_id, row.sheet), set())
        same = (
            at
            for at, entry in enumerate(there)
            if at not in taken and plain(self._texts.text(named, value_at(entry, sheet.named_by))) == plain(name)
        )
        at = next(same, None)
        if at is not None:
            taken.add(at)
            for path in sheet.paths:
                self._cell(file, row, path, there[at], (*key, at))
            return
        entry: dict[str, Value] = {
            path: text
            for path in sheet.paths
            if (text := row.texts.get(path, "")) and (path == sheet.named_by or not is_no_value(text))
        }
        if file.whole is not None:
            block = file.whole.setdefault(str(key[0]), {})
            entries = block.setdefault(str(key[1]), []) if isinstance(block, dict) else []
            if isinstance(entries, list):
                entries.append(entry)
        else:
            file.add(key, [entry], (name,))

    def _invite(self, row: WorkbookRow) -> None:
        sheet = SHEETS[INVITES]
        partner, member = row.texts.get(sheet.owner, "").strip(), row.texts[sheet.named_by]
        if partner and partner not in self.known.names:
            partner = next(iter(self.known.find(partner)), "")
        path = content_files.INVITES.path(folder=self.coalition.team_folder)
        file = PlannedFile(path, str(row.source), "invite", member)
        others = [path for path in sheet.paths if path != sheet.owner]
        at = next(
            (
                number
                for number, each in enumerate(self.coalition.invites)
                if plain(each.member) == plain(member) and each.partner == partner
            ),
            None,
        )
        if at is not None:
            for path in others:
                self._cell(file, row, path, self.coalition.invites[at], (at,))
        else:
            whole: dict[str, Value] = {"member": member, "partner": partner}
            whole |= {path: self._value(row, path) for path in others if path != sheet.named_by}
            whole["sender"] = whole["sender"] or next(iter(self.coalition.settings.senders))
            whole["status"] = whole["status"] or str(Status.IDEA)
            file.whole = {key: value for key, value in whole.items() if value}
        self.files[f"invite {len(self.files)}"] = file

    @property
    def _texts(self) -> ContentTexts:
        return ContentTexts.of(self.coalition)

    def _cell(self, file: PlannedFile, row: WorkbookRow, path: str, old: object, at: tuple[Step, ...]) -> None:
        """Plans what a cell says differently from the value that it was written from."""
        field, there = sheet_field(row.sheet, path), value_at(old, path)
        text, before = row.texts.get(path), self._texts.text(field, there)
        if text is None or same_text(text, before):
            return
        key = (*at, *path.split("."))
        if is_no_value(text):
            self.proposals.remark(RemarkKind.OPEN, row.source, f"{field.label}: {text}")
        elif not text:
            said = f"{path} is emptied and stays as it is; nothing is taken away by an import"
            self.proposals.remark(RemarkKind.LOST, row.source, said)
        else:
            wanted = compare(field, before, self._value(row, path), Policy.GROW)
            own = (self.coalition.settings.language,) if isinstance(there, Localized) and there.by_language else ()
            file.write((*key, *own), wanted, before)
            if wanted.kept:
                said = f"{path}: {', '.join(wanted.kept)} stays; nothing is taken away by an import"
                self.proposals.remark(RemarkKind.LOST, row.source, said)

    def _value(self, row: WorkbookRow, path: str) -> Value:
        """The value that a cell gives to a file."""
        field, text = sheet_field(row.sheet, path), row.texts.get(path, "")
        if is_no_value(text):
            self.proposals.remark(RemarkKind.OPEN, row.source, f"{field.label}: {text}")
            return ""
        if field.key == "sender":
            return self._sender(text)
        return self._texts.value(field, text, row.choices.get(path, ()))

    def _sender(self, text: str) -> str:
        """The sender whose id or name a cell holds, else the text."""
        senders = self.coalition.settings.senders.items()
        return next((each for each, sender in senders if plain(text) in {each, plain(sender.name)}), text)

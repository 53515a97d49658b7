"""The worksheet form as somebody would fill it in from what a coalition knows: the other way round of the import."""

import json
from pathlib import Path

from coalition_site.derive.letters.view import is_resident
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Status
from coalition_site.model.partner import Partner, Relationship
from coalition_site.model.vocabulary import NEED_LISTS, Choice, ListName
from coalition_site.model.worksheet_form import FORM_VERSION, FORMAT, ROWS, Cell, read_name

LEFT_OUT = {Status.DECLINED, Status.KEEP_INFORMED}


def fields_of(coalition: Coalition, labels: str = "en") -> dict[str, str | bool]:  # noqa: C901  the whole form
    """The fields of the form by name; empty ones are left out. `labels` is the language that options are named in."""
    language = coalition.settings.language
    fields: dict[str, str | bool] = {}

    def label(name: ListName, choice: Choice) -> str:
        if not choice.option:
            return choice.text
        text = coalition.vocabulary.list_of(name)[choice.option].label.in_language(labels, "en")
        return f"{text}: {choice.text}" if choice.text else text

    def joined(name: ListName, choices: tuple[Choice, ...]) -> str:
        return "; ".join(label(name, choice) for choice in choices)

    def name_of(partner: Partner) -> str:
        return partner.name.in_language(language, language)

    for name in NEED_LISTS:
        texts: dict[str, list[str]] = {}
        for choice in coalition.needs.chosen(name):
            fields[f"{name}.{choice.option}"] = True
            texts.setdefault(choice.option, []).extend(filter(None, [choice.text]))
        fields |= {f"{name}.{option}_text": "; ".join(each) for option, each in texts.items() if each}
    shown = [partner for partner in coalition.partners.values() if partner.relationship is not Relationship.FORMER]
    rows = {1: 0, 2: 0, 3: 0, 4: 0}

    def row(table: int, cells: dict[str, str]) -> None:
        rows[table] += 1
        fields.update({f"table{table}.{rows[table]}.{column}": text for column, text in cells.items() if text})

    for partner in shown:
        cells = {
            "name": name_of(partner),
            "type": label(ListName.TYPES, partner.type),
            "serves": joined(ListName.GROUPS, partner.serves),
            "works_on": joined(ListName.AREAS, partner.works_on),
            "assets": joined(ListName.ASSETS, partner.assets),
        }
        row(1 if partner.relationship is Relationship.EXISTING else 2, cells)
        roles = [
            (each.role.in_language(language, language), f" ({each.person})" if each.person else "")
            for each in partner.outreach.roles
        ]
        benefits = {
            "initiatives": "; ".join(partner.initiatives),
            "motivations": partner.team.motivations,
            "roles": "; ".join(role + person for role, person in roles),
            "strengths": partner.team.strengths,
            "barriers": partner.team.barriers,
        }
        if any(benefits.values()):
            row(3, {"partner": name_of(partner)} | benefits)
    for invite in coalition.invites:
        if invite.status not in LEFT_OUT:
            host = coalition.partners.get(invite.partner)
            organization = "" if host is None or is_resident(host) else name_of(host)
            sender = coalition.settings.senders[invite.sender].name
            row(4, {"member": invite.member, "organization": organization, "sender": sender})
    return fields


def that_fits(fields: dict[str, str | bool]) -> dict[str, str | bool]:
    """What fits into the rows of the PDF form, without what is said of partners who found no row of their own."""
    fields = {name: value for name, value in fields.items() if _row(name) <= ROWS}
    tables = ("table1.", "table2.")
    listed = {value for name, value in fields.items() if name.startswith(tables) and name.endswith(".name")}
    about = (".partner", ".organization")
    unknown = {
        name.rpartition(".")[0] for name, value in fields.items() if name.endswith(about) and value not in listed
    }
    return {name: value for name, value in fields.items() if name.rpartition(".")[0] not in unknown}


def _row(name: str) -> int:
    field = read_name(name)
    return field.row if isinstance(field, Cell) else 0


def write_form(fields: dict[str, str | bool], file: Path) -> Path:
    """The fields as the browser form saves them."""
    saved = {"format": FORMAT, "version": FORM_VERSION, "language": "en", "fields": fields}
    file.write_text(json.dumps(saved), encoding="utf-8")
    return file

"""Groups of fields in a form: a whole record, or what one part of the worksheet asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coalition_site.derive.words.catalogue import N_
from coalition_site.forms.records import BODY, Record, RecordKind
from coalition_site.model.audience import Audience
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.records.fields import RecordField, chosen, leaves, left_out

_MEETING = ("meeting", "respond_by")
_SENDERS = ("senders",)
_ABOUT_FILES = ("schema_version", "team_content", "acknowledge")


@dataclass(frozen=True, slots=True)
class FormKind:
    """A form: its title, the kind of record, and which of its fields it asks for; `told` says what it is for."""

    title: str
    record: RecordKind
    told: str = ""
    pick: Callable[[Sequence[RecordField]], tuple[RecordField, ...]] = tuple

    def fields(self) -> tuple[RecordField, ...]:
        """The fields that are asked for."""
        return self.pick(Record(self.record).fields())


_TABLE_1 = ("name", "type", "relationship", *PARTNER_LISTS)
_TABLE_3 = ("initiatives", "team.motivations", "outreach.roles", "team.barriers", "team.strengths")

FORMS: Mapping[str, FormKind] = {
    "needs": FormKind(N_("Part 1: what we need"), RecordKind.NEEDS, N_("The options are public, the notes are ours.")),
    "partner": FormKind(N_("Partner"), RecordKind.PARTNER),
    "partner/table": FormKind(
        N_("New partner"),
        RecordKind.PARTNER,
        N_("The columns of Tables 1 and 2. All else can be said afterwards."),
        lambda fields: chosen(fields, _TABLE_1),
    ),
    "partner/benefit": FormKind(
        N_("Part 4: what this partner would bring"),
        RecordKind.PARTNER,
        N_("The columns of Table 3."),
        lambda fields: chosen(fields, _TABLE_3),
    ),
    "invite": FormKind(N_("Invitation"), RecordKind.INVITE),
    "letter": FormKind(N_("Wording of a letter"), RecordKind.LETTER),
    "page": FormKind(N_("Page"), RecordKind.PAGE),
    "area": FormKind(N_("Area of concern"), RecordKind.AREA, N_("What its public page says, if you want to say more.")),
    "meeting": FormKind(
        N_("A meeting"), RecordKind.MEETING, N_("What is announced, and below it what the team keeps of it afterwards.")
    ),
    "settings/who": FormKind(
        N_("Who we are"),
        RecordKind.SETTINGS,
        pick=lambda fields: left_out(fields, (*_ABOUT_FILES, *_MEETING, *_SENDERS)),
    ),
    "settings/senders": FormKind(
        N_("Senders"),
        RecordKind.SETTINGS,
        N_("Who signs invitations. The short name is what invites call a sender by."),
        lambda fields: chosen(fields, _SENDERS),
    ),
    "settings/meeting": FormKind(
        N_("First meeting, in short"), RecordKind.SETTINGS, pick=lambda fields: chosen(fields, _MEETING)
    ),
    "settings/files": FormKind(
        N_("What may be public"), RecordKind.SETTINGS, pick=lambda fields: chosen(fields, _ABOUT_FILES[1:])
    ),
    "vocabulary": FormKind(
        N_("Words and options"),
        RecordKind.VOCABULARY,
        N_("What the worksheet's options and titles say here, in place of what the form prints."),
    ),
}
"""All forms, by their address."""

TRANSLATIONS: Mapping[RecordKind, FormKind] = {
    RecordKind.PARTNER: FormKind(N_("Profile"), RecordKind.PARTNER, pick=lambda fields: chosen(fields, (BODY,))),
    RecordKind.PAGE: FormKind(
        N_("Page"), RecordKind.PAGE, pick=lambda fields: chosen(fields, ("title", "description", BODY))
    ),
    RecordKind.AREA: FormKind(N_("Area of concern"), RecordKind.AREA, pick=lambda fields: chosen(fields, (BODY,))),
    RecordKind.MEETING: FormKind(N_("Agenda"), RecordKind.MEETING, pick=lambda fields: chosen(fields, (BODY,))),
    RecordKind.LETTER: FORMS["letter"],
}
"""The forms of texts in further languages: what is said once for all of them is not asked for again."""


@dataclass(frozen=True, slots=True)
class Block:
    """Fields that stand together below a heading, with the names of their controls."""

    heading: str
    fields: tuple[tuple[str, RecordField], ...]


def by_audience(fields: Sequence[RecordField]) -> list[tuple[Audience, list[Block]]]:
    """The fields of a form by who may see them, everybody's first; a block's own heading stands above its fields."""
    labels = {field.key: field.label for field in fields}
    groups: dict[Audience, dict[str, list[tuple[str, RecordField]]]] = {audience: {} for audience in Audience}
    for keys, each in leaves(fields):
        heading = labels[keys[0]] if len(keys) > 1 else ""
        groups[each.audience].setdefault(heading, []).append((".".join(keys), each))
    return [
        (audience, [Block(heading, tuple(found)) for heading, found in blocks.items()])
        for audience, blocks in groups.items()
        if blocks
    ]

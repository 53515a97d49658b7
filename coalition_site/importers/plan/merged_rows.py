"""Several rows about one partner become one proposal; where they contradict each other, both are shown."""

from dataclasses import replace

from coalition_site.importers.proposals import PartnerProposal, Proposals, RemarkKind
from coalition_site.importers.understand.head_words import label_of
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.vocabulary import Choice, OptionList, each_once, plain
from coalition_site.records.compare import same_text

PERSON_KEYS = ("title", "email", "phone", "language")
_SHOWN = 60


def merge_rows(first: PartnerProposal, other: PartnerProposal, proposals: Proposals, types: OptionList) -> None:
    """Adds what another row says of the same partner; what the first one says counts, and nothing is lost.

    A type that says more takes the place of one that says less; other values that differ are named side by side, and
    the second of them is kept in the notes.
    """
    conflicts = _Conflicts(first, other, proposals)
    for key in PARTNER_LISTS:
        choices: list[Choice] = getattr(first, key)
        choices[:] = each_once([*choices, *getattr(other, key)])
    _merge_texts(first, other, conflicts, of_contact=False)
    counted = first.type
    _merge_type(first, other, conflicts, types)
    if first.type is not counted:
        first.cells.pop("type", None)
    if other.relationship and first.relationship not in {"", other.relationship}:
        conflicts.differ("relationship", first.relationship, other.relationship)
    first.relationship = first.relationship or other.relationship
    first.initiatives += other.initiatives
    first.roles += other.roles
    first.notes += other.notes
    _merge_people(first, other, conflicts)
    _merge_texts(first, other, conflicts, of_contact=True)
    if first.refused != other.refused and (first.consent or other.consent):
        conflicts.differ("consent", _consent(first), _consent(other), counts="the no counts")
    _merge_cells(first, other)
    first.refused = first.refused or other.refused
    first.consent = max(first.consent, other.consent)
    first.agreed = first.agreed or other.agreed


def _merge_texts(first: PartnerProposal, other: PartnerProposal, conflicts: "_Conflicts", *, of_contact: bool) -> None:
    for path, text in other.texts.items():
        if path.startswith("team.contact.") is of_contact:
            before = first.texts.setdefault(path, text)
            if not same_text(before.rstrip("/"), text.rstrip("/")):
                note = " ".join(text.split()) if of_contact else text
                first.notes.append(f"{label_of(path).capitalize()}: {note}")
                conflicts.differ(label_of(path), before, text)


def _merge_cells(first: PartnerProposal, other: PartnerProposal) -> None:
    """Adds where the other row says what counts: more of a list, what the first leaves out, or a newer consent."""
    if other.consent > first.consent:
        first.cells.pop("listing.consent", None)
    for key, cells in other.cells.items():
        if key in PARTNER_LISTS or key == "initiatives":
            first.cells.setdefault(key, []).extend(cells)
        else:
            first.cells.setdefault(key, cells)


def _consent(proposal: PartnerProposal) -> str:
    return "no" if proposal.refused else proposal.consent or "not asked"


class _Conflicts:
    """Names what two rows say differently, side by side with where each says it."""

    def __init__(self, first: PartnerProposal, other: PartnerProposal, proposals: Proposals) -> None:
        self.first, self.other, self.proposals = first, other, proposals

    def differ(self, what: str, one: str, two: str, counts: str = "the first counts") -> None:
        """Notes that the two rows say different things of what is named."""
        said = f"{self.first.name}, {what}: {_quoted(one)} ({self.first.source}) or {_quoted(two)}; {counts}"
        self.proposals.remark(RemarkKind.CONFLICT, self.other.source, said)


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f'"{words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"}"'


def says_less(choice: Choice, options: OptionList, *, vague: bool) -> bool:
    """Whether a type names no more than a family of types, or stands outside the list."""
    return vague or not choice.option or options[choice.option].fill_in


def _merge_type(first: PartnerProposal, other: PartnerProposal, conflicts: _Conflicts, types: OptionList) -> None:
    if other.type is None or (first.type is not None and first.type.key() == other.type.key()):
        first.vague = first.vague and (other.type is None or other.vague)
        return
    if first.type is None or says_less(first.type, types, vague=first.vague):
        first.type, first.vague = other.type, other.vague
    elif not says_less(other.type, types, vague=other.vague):
        conflicts.differ("type", _type_text(first.type, types), _type_text(other.type, types))


def _type_text(choice: Choice, types: OptionList) -> str:
    label = types[choice.option].label.in_language("en", "en") if choice.option else ""
    return f"{label}: {choice.text}" if choice.text else label


def _merge_people(first: PartnerProposal, other: PartnerProposal, conflicts: _Conflicts) -> None:
    """Adds the people of another row; where it says something else of the same person, that becomes a note."""
    known = {plain(person.name): number for number, person in enumerate(first.people)}
    for person in other.people:
        number = known.get(plain(person.name))
        if number is None:
            first.people.append(person)
            continue
        there = first.people[number]
        first.people[number] = replace(
            there, **{key: text for key in PERSON_KEYS if (text := getattr(person, key)) and not getattr(there, key)}
        )
        for key in PERSON_KEYS:
            before, text = getattr(there, key), getattr(person, key)
            if before and text and not same_text(before, text):
                first.notes.append(f"{key.capitalize()} of {person.name}: {text}")
                conflicts.differ(f"{key} of {person.name}", before, text)

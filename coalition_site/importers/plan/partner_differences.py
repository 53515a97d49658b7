"""Differences of a partner: what a file says newly of one that the content knows, and all of one that it does not."""

import re
from datetime import date

from coalition_site.edit.edits import AddEntries, ReplaceBody, SetValue
from coalition_site.importers.plan.merged_rows import PERSON_KEYS, says_less
from coalition_site.importers.plan.plan import PlannedFile, choice_text, put
from coalition_site.importers.proposals import PartnerProposal, PersonProposal, Proposals, RemarkKind, RoleProposal
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import REFUSED
from coalition_site.model.localized import Localized
from coalition_site.model.partner import PARTNER_LISTS, Partner, PartnerFrontMatter, Relationship, Role, TeamNotes
from coalition_site.model.vocabulary import Choice, ListName, plain
from coalition_site.read.values import Value
from coalition_site.records.compare import Policy, compare, missing_texts, same_text
from coalition_site.records.fields import value_at
from coalition_site.records.surfaces import PARTNERS, PROFILE, SHEETS, WEBSITE, sheet_field
from coalition_site.records.texts import ContentTexts

UNKNOWN_TYPE = "not known yet"
_OF_A_RULE = frozenset(
    {"short_name", WEBSITE, PROFILE, "team.contact.email", "team.contact.phone", "team.contact.address"}
)
"""The paths of texts that are not simply added."""
_MARKS = re.compile(r"([\\`*\[\]<>{}|])|(?<!\w)_|_(?!\w)")
_BEGINS = re.compile(r"^(#{1,6}(?=\s|$)|[-+=~](?=\s|[-=~]|$)|\d{1,9}[.)](?=\s|$))")
_NOBODY = Partner.model_construct(
    id="", profile="", name=Localized(), type=Choice(""), relationship=Relationship.POTENTIAL
)


def differences(
    file: PlannedFile, proposal: PartnerProposal, old: Partner, coalition: Coalition, proposals: Proposals
) -> None:
    """Plans what is new about a partner that is there; what says less than the content does not replace it."""
    _type(file, proposal, old, coalition, proposals)
    if proposal.relationship and proposal.relationship != old.relationship:
        file.set(("relationship",), proposal.relationship, str(old.relationship))
    for key, name in PARTNER_LISTS.items():
        listed = {choice.key() for choice in getattr(old, key)}
        new = [choice_text(choice, name, coalition) for choice in getattr(proposal, key) if choice.key() not in listed]
        file.add((key,), [*new], tuple(new))
    initiatives = missing_texts(proposal.initiatives, old.initiatives)
    file.add(("initiatives",), [*initiatives], initiatives)
    _short_name_and_website(file, proposal, old)
    _consent(file, proposal, old, proposals)
    _add_roles(file, proposal.roles, old)
    _other_texts(file, proposal, old, coalition)
    _about(file, proposal, old)
    _contact(file, proposal, old)
    file.lengthen(("team", "notes"), old.team.notes, proposal.notes)
    _add_people(file, proposal.people, old)


def new_partner(file: PlannedFile, proposal: PartnerProposal, coalition: Coalition, proposals: Proposals) -> None:
    """Plans a partner that the content does not know, in the order of the content format."""
    if proposal.type is None:
        options = coalition.vocabulary.types.visible()
        other = next((option for option in options if option.fill_in), options[-1])
        proposal.type = Choice(other.id, UNKNOWN_TYPE if other.fill_in else "")
        text = f'the file says no type of organization; "{choice_text(proposal.type, ListName.TYPES, coalition)}"'
        proposals.remark(RemarkKind.ASSUMED, proposal.source, text)
    if not proposal.relationship:
        text = "potential; the file does not say existing or potential"
        proposals.remark(RemarkKind.ASSUMED, proposal.source, text)
    differences(file, proposal, _NOBODY, coalition, proposals)
    whole: dict[str, Value] = {"name": proposal.name, "relationship": proposal.relationship or "potential"}
    for change in file.changes:
        if isinstance(change, ReplaceBody):
            file.body = change.text
        elif isinstance(change, SetValue | AddEntries):
            put(whole, change.steps, change.value if isinstance(change, SetValue) else [*change.values])
    if isinstance(team := whole.get("team"), dict):
        whole["team"] = {key: team[key] for key in TeamNotes.model_fields if key in team}
    file.whole, file.changes, file.differences = _in_order(whole), [], []


def dated(values: dict[str, Value], today: date) -> dict[str, Value]:
    """The front matter with the day from which its review is counted: until a year is over nothing is due.

    Beside a refusal that day would say that they were asked again, and refused again.
    """
    listing = values.get("listing", {})
    if not isinstance(listing, dict) or str(listing.get("consent", "")).lower() == REFUSED:
        return values
    return _in_order({**values, "listing": {**listing, "reviewed": listing.get("reviewed") or today.isoformat()}})


def _in_order(values: dict[str, Value]) -> dict[str, Value]:
    return {key: values[key] for key in PartnerFrontMatter.model_fields if values.get(key)}


def _other_texts(file: PlannedFile, proposal: PartnerProposal, old: Partner, coalition: Coalition) -> None:
    """Texts that have no rule of their own, in the order of the workbook."""
    texts = ContentTexts.of(coalition)
    for path in SHEETS[PARTNERS].paths:
        if path in proposal.texts and path not in _OF_A_RULE:
            field = sheet_field(PARTNERS, path)
            before = texts.text(field, value_at(old, path))
            value = texts.value(field, proposal.texts[path])
            file.write(tuple(path.split(".")), compare(field, before, value, Policy.ADD), before)


def _type(
    file: PlannedFile, proposal: PartnerProposal, old: Partner, coalition: Coalition, proposals: Proposals
) -> None:
    types = coalition.vocabulary.types
    if proposal.type is None or proposal.type.key() == old.type.key():
        return
    new_type, before = (choice_text(choice, ListName.TYPES, coalition) for choice in (proposal.type, old.type))
    less = says_less(proposal.type, types, vague=proposal.vague) and not says_less(old.type, types, vague=False)
    if less:
        text = f'{proposal.name}: type stays "{before}"; "{new_type}" says less'
        proposals.remark(RemarkKind.ASSUMED, proposal.source, text)
    else:
        file.set(("type",), new_type, before)


def _consent(file: PlannedFile, proposal: PartnerProposal, old: Partner, proposals: Proposals) -> None:
    """A no always counts; a yes counts where nobody said no before, and where it is the newer one."""
    there = old.listing.consent
    if proposal.refused and there != REFUSED:
        file.set(("listing", "consent"), REFUSED, str(there or ""))
    elif proposal.consent and not proposal.refused and there == REFUSED:
        text = f"{proposal.name}: the content says that they refused to be named, the file that they agreed on"
        hint = "it stays as it is; write the day behind listing.consent if they changed their mind"
        proposals.remark(RemarkKind.CONFLICT, proposal.source, f"{text} {proposal.consent}; {hint}")
    elif proposal.consent and not proposal.refused and proposal.consent > str(there or ""):
        file.set(("listing", "consent"), proposal.consent, str(there or ""))


def _about(file: PlannedFile, proposal: PartnerProposal, old: Partner) -> None:
    """The profile where there is none yet; beside one that is there, the words are a note."""
    about = proposal.texts.get("profile", "")
    if not about or " ".join(as_markdown(about).split()) in " ".join(old.profile.split()):
        return
    if old.profile.strip():
        proposal.notes.append(f"About: {about}")
    else:
        file.replace_body(f"{as_markdown(about)}\n")


def _contact(file: PlannedFile, proposal: PartnerProposal, old: Partner) -> None:
    """How the organization is reached, unless one of its people is reached in the same way."""
    people = {plain(text) for person in old.team.people for text in (person.email, person.phone) if text}
    for key in ("email", "phone"):
        text, before = proposal.texts.get(f"team.contact.{key}", ""), getattr(old.team.contact, key)
        if text and not same_text(text, before) and plain(text) not in people:
            file.set(("team", "contact", key), text, before)
    text, there = proposal.texts.get("team.contact.address", ""), old.team.contact.address
    if text and not same_text(text, " ".join(there)):
        file.set_lines(("team", "contact", "address"), text.split("\n"), ", ".join(there))


def _short_name_and_website(file: PlannedFile, proposal: PartnerProposal, old: Partner) -> None:
    website, short = proposal.texts.get("website", ""), proposal.texts.get("short_name", "")
    if website and website.rstrip("/") != old.website.rstrip("/"):
        file.set(("website",), website, old.website)
    names = old.short_name.texts() if old.short_name is not None else ()
    if short and len(names) <= 1 and short not in names:
        if plain(proposal.name) in map(plain, names):
            # The row calls the partner by its short name, and must find it again.
            proposal.notes.append(f"Short name: {short}")
        else:
            file.set(("short_name",), short, "".join(names))


def _says(text: Localized, words: str) -> bool:
    return any(plain(each) == plain(words) for each in text.texts())


def _is_written(role: Role, words: str) -> bool:
    """Whether the words are this role, alone or with its person behind it."""
    said = [(text, f"{text} ({role.person})") for text in role.role.texts()]
    return any(plain(words) in {plain(alone), plain(named)} for alone, named in said)


def _add_roles(file: PlannedFile, roles: list[RoleProposal], old: Partner) -> None:
    """Adds roles; a role that is there without a person gets the one named."""
    new: dict[tuple[str, str], RoleProposal] = {}
    for proposal in roles:
        if any(_is_written(role, proposal.written) for role in old.outreach.roles):
            # A role may hold brackets, or an "as", without a person being meant.
            continue
        same = [(number, role) for number, role in enumerate(old.outreach.roles) if _says(role.role, proposal.role)]
        if any(not proposal.person or plain(role.person) == plain(proposal.person) for _, role in same):
            continue
        open_place = next((number for number, role in same if not role.person), None)
        if open_place is not None:
            file.set(("outreach", "roles", open_place, "person"), proposal.person, shown=f"person for {proposal.role}")
        else:
            new.setdefault((plain(proposal.role), plain(proposal.person)), proposal)
    values: list[Value] = [_role(role) for role in new.values()]
    file.add(("outreach", "roles"), values, tuple(_shown_role(role) for role in new.values()))


def _role(role: RoleProposal) -> dict[str, Value]:
    return {"role": role.role, "person": role.person} if role.person else {"role": role.role}


def _shown_role(role: RoleProposal) -> str:
    return f"{role.role} ({role.person})" if role.person else role.role


def _add_people(file: PlannedFile, people: list[PersonProposal], old: Partner) -> None:
    """Adds people; one who is there by name gets what is new about them."""
    new: dict[str, dict[str, Value]] = {}
    places = {plain(person.name): number for number, person in enumerate(old.team.people)}
    for person in people:
        number = places.get(plain(person.name))
        if number is None:
            entry = new.setdefault(plain(person.name), {"name": person.name})
            entry |= {key: text for key in PERSON_KEYS if (text := getattr(person, key)) and key not in entry}
            continue
        for key in PERSON_KEYS:
            text, before = getattr(person, key), getattr(old.team.people[number], key)
            if text and not same_text(text, before):
                file.set(("team", "people", number, key), text, before, shown=f"{key} of {person.name}")
    file.add(("team", "people"), [*new.values()], tuple(str(entry["name"]) for entry in new.values()))


def as_markdown(text: str) -> str:
    """Text out of a cell as Markdown that shows the same words: nothing in it becomes a heading, a list or a link."""
    lines = (_MARKS.sub(r"\\\g<0>", line.strip()) for line in text.strip().split("\n"))
    return "\n".join(_BEGINS.sub(_escaped, line) for line in lines)


def _escaped(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}"

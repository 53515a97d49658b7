"""Partners of the files against the partner files: new ones, and what is new about those that are there."""

from dataclasses import replace

from coalition_site.edit.edits import AddEntries
from coalition_site.importers.plan.plan import Plan, PlannedFile, choice_text, new_notes, same_text
from coalition_site.importers.plan.same_partner import KnownPartners
from coalition_site.importers.proposals import PartnerProposal, PersonProposal, Proposals, RemarkKind, RoleProposal
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import REFUSED
from coalition_site.model.localized import Localized
from coalition_site.model.partner import PARTNER_LISTS, Partner, PartnerFrontMatter, Relationship, Role
from coalition_site.model.vocabulary import Choice, ListName, each_once, plain
from coalition_site.read.values import Value

UNKNOWN_TYPE = "not known yet"
_TEAM_TEXTS = ("motivations", "strengths", "barriers")
_PERSON_KEYS = ("title", "email", "phone")


def plan_partners(proposals: Proposals, coalition: Coalition, plan: Plan) -> KnownPartners:
    """Plans every partner of the files once, however many rows speak of it. The result also knows the new ones."""
    known = KnownPartners()
    for partner_id, partner in coalition.partners.items():
        known.add_partner(partner_id, partner)
    merged: dict[str, PartnerProposal] = {}
    for proposal in proposals.partners:
        partner_id = _id_of(proposal, known, proposals)
        if partner_id in merged:
            _merge(merged[partner_id], proposal, proposals)
        elif partner_id:
            merged[partner_id] = proposal
    for partner_id, proposal in merged.items():
        old = coalition.partners.get(partner_id)
        path, team_path = coalition.partner_file(partner_id, "name"), coalition.partner_file(partner_id, "team")
        if old is None:
            whole = _whole(proposal, coalition, proposals)
            plan.change(PlannedFile(path, str(proposal.source), "partner", proposal.name, team_path, whole=whole))
            continue
        file = PlannedFile(path, str(proposal.source), "partner", proposal.name, team_path)
        _differences(file, proposal, old, coalition)
        if file.changes:
            plan.change(file)
        else:
            plan.unchanged["partner"] += 1
    return known


def _id_of(proposal: PartnerProposal, known: KnownPartners, proposals: Proposals) -> str:
    """The id of the partner that a row is about, a new one for a new name; empty where nobody can tell."""
    found = known.find(proposal.name)
    if len(found) > 1:
        text = f'"{proposal.name}" names several partners ({", ".join(sorted(found))}); write the id of the one meant'
        proposals.remark(RemarkKind.LOST, proposal.source, text)
        return ""
    if found:
        return next(iter(found))
    refers = not proposal.relationship and proposal.type is None
    short_for = known.abbreviated(proposal.name) if refers else None
    if short_for is not None:
        text = f'partner "{proposal.name}" as "{known.names[short_for]}"'
        proposals.remark(RemarkKind.READ_AS, proposal.source, text)
        return short_for
    alike = known.alike(proposal.name)
    if alike is not None:
        text = f'"{proposal.name}" and "{known.names[alike]}" ({alike}); if they are one, write the same name'
        proposals.remark(RemarkKind.DUPLICATE, proposal.source, text)
    partner_id = known.new_id(proposal.name)
    known.add(partner_id, tuple(filter(None, (proposal.name, proposal.texts.get("short_name", "")))))
    return partner_id


def _merge(first: PartnerProposal, other: PartnerProposal, proposals: Proposals) -> None:
    """Adds what another row says of the same partner; where two rows contradict each other, the first one counts."""
    for key in PARTNER_LISTS:
        choices: list[Choice] = getattr(first, key)
        choices[:] = each_once([*choices, *getattr(other, key)])
    for column, text in other.texts.items():
        if not same_text(first.texts.setdefault(column, text), text):
            first.notes.append(f"{column.capitalize()}: {text}")
    if other.type is not None and first.type is not None and other.type.key() != first.type.key():
        proposals.remark(
            RemarkKind.LOST, other.source, f"another type of organization than in {first.source}, which counts"
        )
    if other.relationship and first.relationship not in {"", other.relationship}:
        text = f"{other.relationship}, but {first.relationship} in {first.source}, which counts"
        proposals.remark(RemarkKind.LOST, other.source, text)
    first.type = first.type or other.type
    first.relationship = first.relationship or other.relationship
    first.initiatives += other.initiatives
    first.roles += other.roles
    first.notes += other.notes
    _merge_people(first, other)
    first.refused = first.refused or other.refused


def _merge_people(first: PartnerProposal, other: PartnerProposal) -> None:
    """Adds the people of another row; where it says something else of the same person, that becomes a note."""
    known = {plain(person.name): number for number, person in enumerate(first.people)}
    for person in other.people:
        number = known.get(plain(person.name))
        if number is None:
            first.people.append(person)
            continue
        there = first.people[number]
        first.people[number] = replace(
            there, **{key: text for key in _PERSON_KEYS if (text := getattr(person, key)) and not getattr(there, key)}
        )
        for key in _PERSON_KEYS:
            before, text = getattr(there, key), getattr(person, key)
            if before and text and not same_text(before, text):
                first.notes.append(f"{key.capitalize()} of {person.name}: {text}")


def _differences(file: PlannedFile, proposal: PartnerProposal, old: Partner, coalition: Coalition) -> None:
    if proposal.type is not None and proposal.type.key() != old.type.key():
        new_type = choice_text(proposal.type, ListName.TYPES, coalition)
        file.set(("type",), new_type, choice_text(old.type, ListName.TYPES, coalition))
    if proposal.relationship and proposal.relationship != old.relationship:
        file.set(("relationship",), proposal.relationship, str(old.relationship))
    for key, name in PARTNER_LISTS.items():
        listed = {choice.key() for choice in getattr(old, key)}
        new = [choice_text(choice, name, coalition) for choice in getattr(proposal, key) if choice.key() not in listed]
        file.add((key,), [*new], tuple(new))
    initiatives = _missing(proposal.initiatives, old.initiatives)
    file.add(("initiatives",), [*initiatives], tuple(initiatives))
    _short_name_and_website(file, proposal, old)
    if proposal.refused and old.listing.consent != REFUSED:
        file.set(("listing", "consent"), REFUSED, str(old.listing.consent or ""))
    _roles(file, proposal.roles, old)
    for key in _TEAM_TEXTS:
        before, text = getattr(old.team, key), proposal.texts.get(key, "")
        if text and not same_text(text, before):
            file.set(("team", key), text, before)
    file.lengthen(("team", "notes"), old.team.notes, proposal.notes)
    _people(file, proposal.people, old)


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


def _missing(new: list[str], old: tuple[str, ...]) -> list[str]:
    """The texts that are not in the old ones, each once, whatever their case."""
    known = {plain(text) for text in old}
    found = {plain(text): text for text in reversed(new)}
    return [text for key, text in reversed(found.items()) if key not in known]


def _says(text: Localized, words: str) -> bool:
    return any(plain(each) == plain(words) for each in text.texts())


def _is_written(role: Role, words: str) -> bool:
    """Whether the words are this role, alone or with its person behind it."""
    said = [(text, f"{text} ({role.person})") for text in role.role.texts()]
    return any(plain(words) in {plain(alone), plain(named)} for alone, named in said)


def _roles(file: PlannedFile, roles: list[RoleProposal], old: Partner) -> None:
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


def _people(file: PlannedFile, people: list[PersonProposal], old: Partner) -> None:
    """Adds people; one who is there by name gets what is new about them."""
    new: dict[str, dict[str, Value]] = {}
    places = {plain(person.name): number for number, person in enumerate(old.team.people)}
    for person in people:
        number = places.get(plain(person.name))
        if number is None:
            entry = new.setdefault(plain(person.name), {"name": person.name})
            entry |= {key: text for key in _PERSON_KEYS if (text := getattr(person, key)) and key not in entry}
            continue
        for key in _PERSON_KEYS:
            text, before = getattr(person, key), getattr(old.team.people[number], key)
            if text and not same_text(text, before):
                file.set(("team", "people", number, key), text, before, shown=f"{key} of {person.name}")
    file.add(("team", "people"), [*new.values()], tuple(str(entry["name"]) for entry in new.values()))


def _whole(proposal: PartnerProposal, coalition: Coalition, proposals: Proposals) -> dict[str, Value]:
    """The front matter of a new partner, in the order of the content format."""
    kind = proposal.type
    if kind is None:
        options = coalition.vocabulary.types.visible()
        other = next((option for option in options if option.fill_in), options[-1])
        kind = Choice(other.id, UNKNOWN_TYPE if other.fill_in else "")
        text = (
            f'{proposal.name}: the file says no type of organization; "{choice_text(kind, ListName.TYPES, coalition)}"'
        )
        proposals.remark(RemarkKind.ASSUMED, proposal.source, text)
    if not proposal.relationship:
        proposals.remark(
            RemarkKind.ASSUMED,
            proposal.source,
            f"{proposal.name}: potential; the file does not say existing or potential",
        )
    collected = PlannedFile("", "", "")
    _roles(collected, proposal.roles, _NOBODY)
    _people(collected, proposal.people, _NOBODY)
    added: dict[str | int, Value] = {
        each.steps[-1]: list(each.values) for each in collected.changes if isinstance(each, AddEntries)
    }
    team: dict[str, Value] = {key: proposal.texts.get(key, "") for key in _TEAM_TEXTS}
    team |= {"notes": new_notes("", proposal.notes), "people": added.get("people", "")}
    values: dict[str, Value] = {
        "name": proposal.name,
        "short_name": proposal.texts.get("short_name", ""),
        "website": proposal.texts.get("website", ""),
        "type": choice_text(kind, ListName.TYPES, coalition),
        "relationship": proposal.relationship or "potential",
        **{
            key: [choice_text(c, name, coalition) for c in getattr(proposal, key)]
            for key, name in PARTNER_LISTS.items()
        },
        "initiatives": [*_missing(proposal.initiatives, ())],
        "listing": {"consent": REFUSED} if proposal.refused else {},
        "outreach": {"roles": added["roles"]} if "roles" in added else {},
        "team": {key: value for key, value in team.items() if value},
    }
    order = list(PartnerFrontMatter.model_fields)
    return {key: values[key] for key in order if values.get(key)}


_NOBODY = Partner.model_construct(
    id="",
    profile="",
    name=Localized(),
    type=Choice(""),
    relationship=Relationship.POTENTIAL,
)

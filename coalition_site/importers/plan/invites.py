"""Table 4 against invites.yml."""

import re

from coalition_site.derive.words.dates import language_name
from coalition_site.importers.plan.plan import Plan, PlannedFile, new_notes
from coalition_site.importers.plan.same_partner import KnownPartners
from coalition_site.importers.proposals import InviteProposal, Proposals, RemarkKind
from coalition_site.model.coalition import Coalition, reached, wished_languages
from coalition_site.model.content_files import INVITES
from coalition_site.model.invite import Invite, Status
from coalition_site.model.reading import nearest
from coalition_site.model.vocabulary import plain
from coalition_site.read.values import Value
from coalition_site.records.compare import same_text

_OWN = ("status", "email", "phone")
_DAYS = ("sent", "follow_up", "answered")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def plan_invites(proposals: Proposals, coalition: Coalition, known: KnownPartners, plan: Plan) -> None:
    """Plans every row of Table 4; a member who is there for the same partner is the same invite."""
    places: dict[tuple[str, str], int] = {}
    by_member: dict[str, list[int]] = {}
    for at, invite in enumerate(coalition.invites):
        places[plain(invite.member), invite.partner] = at
        by_member.setdefault(plain(invite.member), []).append(at)
    merged: dict[object, tuple[InviteProposal, str, int | None]] = {}
    for proposal in proposals.invites:
        partner = _partner(proposal, known, proposals)
        key = plain(proposal.member), partner
        number = places.get(key)
        alone = by_member.get(key[0], [])
        if number is None and not proposal.organization and len(alone) == 1:
            # Table 4 leaves a resident's organization empty.
            number = alone[0]
        whose: object = key if number is None else number
        if whose in merged:
            _merge(merged[whose][0], proposal, proposals)
        else:
            merged[whose] = proposal, partner, number
    for proposal, partner, number in merged.values():
        if number is not None:
            _differences(proposal, number, coalition.invites[number], coalition, proposals, plan)
        else:
            _new(proposal, partner, coalition, proposals, plan)


def _merge(first: InviteProposal, other: InviteProposal, proposals: Proposals) -> None:
    """Adds what another row says of the same invitation; where it says something else, that is kept in the note."""
    differing = []
    first.sender = first.sender or other.sender
    if other.sender and plain(other.sender) != plain(first.sender):
        differing.append(f"Sender: {other.sender}")
    for key in dict.fromkeys((*_OWN, *other.values)):
        before, text = first.values.get(key, ""), other.values.get(key, "")
        if not before:
            first.values[key] = text
        elif text and plain(text) != plain(before):
            differing.append(f"{_spoken(key)}: {text}")
    first.notes += [*(note for note in other.notes if note not in first.notes), *differing]
    if differing:
        text = (
            f"{other.member} stands in {first.source} already, which counts; kept in the note: {'; '.join(differing)}"
        )
        proposals.remark(RemarkKind.LOST, other.source, text)


def _spoken(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _partner(proposal: InviteProposal, known: KnownPartners, proposals: Proposals) -> str:
    """The id of the organization's partner file; without one the name is kept in the note."""
    if not proposal.organization:
        return ""
    found = known.find(proposal.organization)
    short_for = None if found else known.abbreviated(proposal.organization)
    if len(found) == 1:
        return next(iter(found))
    if short_for is not None:
        text = f'partner "{proposal.organization}" as "{known.names[short_for]}"'
        proposals.remark(RemarkKind.READ_AS, proposal.source, text)
        return short_for
    alike = known.alike(proposal.organization)
    perhaps = f'; did you mean "{known.names[alike]}"?' if alike else ""
    why = "names several partners" if found else "has no partner file"
    text = f'organization "{proposal.organization}" {why}; kept in the invite\'s note{perhaps}'
    proposals.remark(RemarkKind.UNKNOWN, proposal.source, text)
    proposal.notes.insert(0, f"Organization: {proposal.organization}")
    return ""


def _sender(proposal: InviteProposal, coalition: Coalition, proposals: Proposals) -> str:
    """The id of the sender; empty where the name is none of theirs."""
    senders = coalition.settings.senders
    names = {plain(name): each for each, sender in senders.items() for name in (each, sender.name)}
    if plain(proposal.sender) in names:
        return names[plain(proposal.sender)]
    near = nearest(proposal.sender, list(names))
    firsts = [each for each, sender in senders.items() if plain(sender.name).split()[:1] == [plain(proposal.sender)]]
    found = names[near] if near else firsts[0] if len(firsts) == 1 else ""
    if found:
        text = f'sender "{proposal.sender}" as "{senders[found].name}"'
        proposals.remark(RemarkKind.READ_AS, proposal.source, text)
    return found


def _no_sender(proposal: InviteProposal, coalition: Coalition) -> str:
    names = ", ".join(sender.name for sender in coalition.settings.senders.values())
    return (
        f'sender "{proposal.sender}" is none of {names}; add them to senders in content/coalition.yml and import again'
    )


def _new(
    proposal: InviteProposal,
    partner: str,
    coalition: Coalition,
    proposals: Proposals,
    plan: Plan,
) -> None:
    sender = _sender(proposal, coalition, proposals) if proposal.sender else next(iter(coalition.settings.senders))
    if not sender:
        text = f"the invitation of {proposal.member}: {_no_sender(proposal, coalition)}"
        proposals.remark(RemarkKind.LOST, proposal.source, text)
        return
    if not proposal.sender:
        text = f"nobody is named to invite them; {coalition.settings.senders[sender].name}"
        proposals.remark(RemarkKind.ASSUMED, proposal.source, text)
    values: dict[str, Value] = {
        "member": proposal.member,
        "partner": partner,
        "sender": sender,
        "status": str(Status.IDEA),
    }
    offered = {coalition.settings.language, *coalition.settings.languages}
    for key, text in proposal.values.items():
        if not text:
            continue
        if key in _OWN or (key in _DAYS and _DAY.fullmatch(text)):
            values[key] = text
        elif key == "address":
            values[key] = [*text.split("\n")]
        elif key == "language" and text in offered:
            values[key] = text if text != coalition.settings.language else ""
        elif key != "overdue":
            proposal.notes.append(f"{_spoken(key)}: {text}")
    values["note"] = new_notes("", proposal.notes)
    whole = {key: values[key] for key in Invite.model_fields if values.get(key)}
    plan.change(
        PlannedFile(
            INVITES.path(folder=coalition.team_folder), str(proposal.source), "invite", proposal.member, whole=whole
        )
    )


def _differences(
    proposal: InviteProposal,
    number: int,
    old: Invite,
    coalition: Coalition,
    proposals: Proposals,
    plan: Plan,
) -> None:
    file = PlannedFile(INVITES.path(folder=coalition.team_folder), str(proposal.source), "invite", proposal.member)
    sender = _sender(proposal, coalition, proposals) if proposal.sender else old.sender
    if not sender:
        text = f"{proposal.member}: {_no_sender(proposal, coalition)}"
        proposals.remark(RemarkKind.LOST, proposal.source, text)
    elif sender != old.sender:
        file.set((number, "sender"), sender, old.sender)
    host = coalition.partners.get(old.partner)
    where = reached(old, host)
    # What the contact says holds for the invite, and the invite list shows it.
    known = {"status": "", "email": where.email, "phone": where.phone}
    for key, default in known.items():
        text, before = proposal.values.get(key, ""), str(getattr(old, key))
        if text and not same_text(text, before) and not (same_text(text, default) and not before):
            file.set((number, key), text, before)
    _days(file, number, proposal, old, proposals)
    _not_taken(proposal, old, coalition, proposals)
    file.lengthen((number, "note"), old.note, proposal.notes)
    if file.changes:
        plan.change(file)
    else:
        plan.unchanged["invite"] += 1


def _days(file: PlannedFile, number: int, proposal: InviteProposal, old: Invite, proposals: Proposals) -> None:
    for key in _DAYS:
        text, before = proposal.values.get(key, ""), str(getattr(old, key) or "")
        if _DAY.fullmatch(text) and text != before:
            file.set((number, key), text, before)
        elif text and text != before:
            proposals.remark(RemarkKind.UNKNOWN, proposal.source, f'{key.replace("_", " ")} "{text}" is no day')


def _not_taken(proposal: InviteProposal, old: Invite, coalition: Coalition, proposals: Proposals) -> None:
    """Says where the row differs in what the invite list shows from several places and cannot be told apart."""
    host = coalition.partners.get(old.partner)
    own = coalition.settings.language
    languages = wished_languages(old, host, own)
    shown = {
        "language": tuple(
            ", ".join(names)
            for names in (
                [language_name(language, own) for language in languages],
                languages,
                [language_name(language) for language in languages],
            )
        ),
        "address": (", ".join(reached(old, host).address),),
        "ask": (old.ask.in_language(own, own) if old.ask is not None else "",),
    }
    for key, texts in shown.items():
        said = proposal.values.get(key, "").replace("\n", ", ")
        if said and not any(same_text(said, text) for text in texts):
            hint = "change it in invites.yml"
            proposals.remark(RemarkKind.LOST, proposal.source, f'{key} "{said}" instead of "{texts[0]}"; {hint}')

"""The front matter of a partner that the content does not know yet."""

from datetime import date

from coalition_site.edit.edits import AddEntries
from coalition_site.importers.plan.known_partner import TEAM_TEXTS, add_people, add_roles, missing_texts
from coalition_site.importers.plan.plan import PlannedFile, choice_text, new_notes
from coalition_site.importers.proposals import PartnerProposal, Proposals, RemarkKind
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import REFUSED
from coalition_site.model.localized import Localized
from coalition_site.model.partner import PARTNER_LISTS, Partner, PartnerFrontMatter, Relationship
from coalition_site.model.vocabulary import Choice, ListName
from coalition_site.read.values import Value

UNKNOWN_TYPE = "not known yet"


def new_partner(proposal: PartnerProposal, coalition: Coalition, proposals: Proposals) -> dict[str, Value]:
    """The front matter of a new partner, in the order of the content format."""
    kind = proposal.type
    if kind is None:
        options = coalition.vocabulary.types.visible()
        other = next((option for option in options if option.fill_in), options[-1])
        kind = Choice(other.id, UNKNOWN_TYPE if other.fill_in else "")
        text = f'the file says no type of organization; "{choice_text(kind, ListName.TYPES, coalition)}"'
        proposals.remark(RemarkKind.ASSUMED, proposal.source, text)
    if not proposal.relationship:
        proposals.remark(
            RemarkKind.ASSUMED,
            proposal.source,
            "potential; the file does not say existing or potential",
        )
    collected = PlannedFile("", "", "")
    add_roles(collected, proposal.roles, _NOBODY)
    add_people(collected, proposal.people, _NOBODY)
    added: dict[str | int, Value] = {
        each.steps[-1]: list(each.values) for each in collected.changes if isinstance(each, AddEntries)
    }
    team: dict[str, Value] = {key: proposal.texts.get(key, "") for key in TEAM_TEXTS}
    team |= {"notes": new_notes("", proposal.notes), "people": added.get("people", "")}
    contact: dict[str, Value] = {key: proposal.contact.get(key, "") for key in ("email", "phone")}
    contact |= {"address": [*proposal.contact["address"].split("\n")]} if "address" in proposal.contact else {}
    team |= {"contact": {key: value for key, value in contact.items() if value}}
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
        "initiatives": [*missing_texts(proposal.initiatives, ())],
        "listing": {"consent": REFUSED}
        if proposal.refused
        else {"consent": proposal.consent}
        if proposal.consent
        else {},
        "outreach": {"roles": added["roles"]} if "roles" in added else {},
        "team": {key: value for key, value in team.items() if value},
    }
    return _in_order(values)


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


_NOBODY = Partner.model_construct(
    id="",
    profile="",
    name=Localized(),
    type=Choice(""),
    relationship=Relationship.POTENTIAL,
)

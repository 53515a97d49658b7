"""Residents who were not asked, or said no: a label stands for them where everybody may look, their name with the team.

The name of a partner's file and its `name` are public, so a person's own name goes into neither before the person
agreed (content format, partners/<id>.md).
"""

from dataclasses import dataclass, field
from itertools import count

from coalition_site.importers.plan.plan import choice_text
from coalition_site.importers.plan.same_partner import KnownPartners
from coalition_site.importers.proposals import PartnerProposal, PersonProposal, Proposals, RemarkKind
from coalition_site.model.coalition import Coalition
from coalition_site.model.vocabulary import Choice, ListName, plain

_RESIDENT = "resident"


@dataclass(slots=True)
class Residents:
    """Gives labels to new residents; those that the content knows are found by the names that the team keeps."""

    coalition: Coalition
    known: KnownPartners
    proposals: Proposals
    _ids: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for partner_id, partner in self.coalition.partners.items():
            if partner.type.option == _RESIDENT:
                self._ids |= {plain(person.name): partner_id for person in partner.team.people}

    def is_private(self, proposal: PartnerProposal) -> bool:
        """Whether a row that the content does not know is a person who did not agree to be named."""
        of_type = proposal.type is not None and proposal.type.option == _RESIDENT
        label = plain(choice_text(Choice(_RESIDENT), ListName.TYPES, self.coalition)) if of_type else ""
        return of_type and (proposal.refused or not proposal.consent) and label not in plain(proposal.name)

    def is_labeled(self, partner_id: str) -> bool:
        """Whether this import gives the resident a label."""
        return partner_id in self._ids.values() and partner_id not in self.coalition.partners

    def label(self, proposal: PartnerProposal) -> str:
        """The id of the resident, a new one with a label for a new name; the proposal keeps the name with the team."""
        name = proposal.name
        if name not in {person.name for person in proposal.people}:
            reached = {key: proposal.contact.pop(key, "") for key in ("email", "phone")}
            proposal.people.insert(0, PersonProposal(name, **reached))
        found = self._ids.get(plain(name), "")
        if found:
            proposal.name = self.known.names[found]
            return found
        word = choice_text(Choice(_RESIDENT), ListName.TYPES, self.coalition)
        proposal.name = next(each for number in count(1) if not self.known.find(each := f"{word} {number}"))
        partner_id = self.known.new_id(proposal.name)
        self.known.add(partner_id, (proposal.name,))
        self._ids[plain(name)] = partner_id
        text = "residents who did not agree to be named stand under a label; their names are kept with the team"
        self.proposals.remark(RemarkKind.ASSUMED, proposal.source, text)
        return partner_id

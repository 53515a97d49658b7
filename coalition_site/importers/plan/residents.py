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
    """Gives labels to new residents; both are found again by the names that the team keeps."""

    coalition: Coalition
    known: KnownPartners
    proposals: Proposals
    _labeled: set[str] = field(init=False, default_factory=set)
    _names: dict[str, set[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for partner_id, partner in self.coalition.partners.items():
            if partner.type.option == _RESIDENT:
                labels = {plain(text) for text in partner.name.texts()}
                names = {plain(person.name) for person in partner.team.people} - labels
                self._names[partner_id] = names
                for name in names:
                    self.known.add_name(partner_id, name)

    def is_private(self, proposal: PartnerProposal) -> bool:
        """Whether a row that the content does not know is a person who did not agree to be named."""
        of_type = proposal.type is not None and proposal.type.option == _RESIDENT
        label = plain(choice_text(Choice(_RESIDENT), ListName.TYPES, self.coalition)) if of_type else ""
        return of_type and (proposal.refused or not proposal.consent) and label not in plain(proposal.name)

    def is_labeled(self, partner_id: str) -> bool:
        """Whether this import gives the resident a label."""
        return partner_id in self._labeled

    def found(self, proposal: PartnerProposal, partner_id: str) -> str:
        """The id of a partner that is known; what a row says of a resident by name is said of that person."""
        if plain(proposal.name) in self._names.get(partner_id, ()):
            self._keep_name(proposal)
            proposal.name = self.known.names[partner_id]
        return partner_id

    def label(self, proposal: PartnerProposal) -> str:
        """The new id of the resident; the proposal gets a label for its name, and keeps the name with the team."""
        name = proposal.name
        self._keep_name(proposal)
        word = choice_text(Choice(_RESIDENT), ListName.TYPES, self.coalition)
        proposal.name = next(each for number in count(1) if not self.known.find(each := f"{word} {number}"))
        partner_id = self.known.new_id(proposal.name)
        self.known.add(partner_id, (proposal.name,))
        self.known.add_name(partner_id, name)
        self._names[partner_id] = {plain(name)}
        self._labeled.add(partner_id)
        text = "residents who did not agree to be named stand under a label; their names are kept with the team"
        self.proposals.remark(RemarkKind.ASSUMED, proposal.source, text)
        return partner_id

    def _keep_name(self, proposal: PartnerProposal) -> None:
        """Makes the resident somebody at the partner, with the mail and phone of the row."""
        if plain(proposal.name) not in {plain(person.name) for person in proposal.people}:
            reached = {key: proposal.texts.pop(f"team.contact.{key}", "") for key in ("email", "phone")}
            proposal.people.insert(0, PersonProposal(proposal.name, **reached))

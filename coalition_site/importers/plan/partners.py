"""Partners of the files against the partner files: new ones, and what is new about those that are there."""

from coalition_site.importers.plan.known_partner import differences
from coalition_site.importers.plan.merged_rows import merge_rows
from coalition_site.importers.plan.new_partner import new_partner
from coalition_site.importers.plan.plan import Plan, PlannedFile
from coalition_site.importers.plan.profile_text import as_markdown
from coalition_site.importers.plan.residents import Residents
from coalition_site.importers.plan.same_partner import KnownPartners
from coalition_site.importers.proposals import PartnerProposal, Proposals, RemarkKind
from coalition_site.model.coalition import Coalition


def plan_partners(proposals: Proposals, coalition: Coalition, plan: Plan) -> KnownPartners:
    """Plans every partner of the files once, however many rows speak of it. The result also knows the new ones."""
    known = KnownPartners()
    for partner_id, partner in coalition.partners.items():
        known.add_partner(partner_id, partner)
    residents = Residents(coalition, known, proposals)
    merged: dict[str, PartnerProposal] = {}
    for proposal in proposals.partners:
        partner_id = _id_of(proposal, known, residents, proposals)
        if partner_id in merged:
            merge_rows(merged[partner_id], proposal, proposals, coalition.vocabulary.types)
        elif partner_id:
            merged[partner_id] = proposal
    for partner_id, proposal in merged.items():
        old = coalition.partners.get(partner_id)
        if proposal.agreed and not proposal.consent and (old is None or old.listing.consent is None):
            proposal.notes.insert(0, f"Consent to be named: {proposal.agreed}")
        path, team_path = coalition.partner_file(partner_id, "name"), coalition.partner_file(partner_id, "team")
        if residents.is_labeled(partner_id):
            # Even that there is such a file is the team's alone, where the team has a folder of its own.
            path = team_path
        if old is None:
            whole = new_partner(proposal, coalition, proposals)
            about = proposal.texts.get("about", "")
            file = PlannedFile(path, str(proposal.source), "partner", proposal.name, team_path, whole=whole)
            file.cells = proposal.cells
            file.body = f"{as_markdown(about)}\n" if about else ""
            plan.change(file)
            continue
        file = PlannedFile(path, str(proposal.source), "partner", proposal.name, team_path, cells=proposal.cells)
        differences(file, proposal, old, coalition, proposals)
        if file.changes:
            plan.change(file)
        else:
            plan.unchanged["partner"] += 1
    return known


def _id_of(proposal: PartnerProposal, known: KnownPartners, residents: Residents, proposals: Proposals) -> str:
    """The id of the partner that a row is about, a new one for a new name; empty where nobody can tell."""
    found = known.find(proposal.name)
    if len(found) > 1:
        text = f'"{proposal.name}" names several partners ({", ".join(sorted(found))}); write the id of the one meant'
        proposals.remark(RemarkKind.LOST, proposal.source, text)
        return ""
    if found:
        return residents.found(proposal, next(iter(found)))
    if residents.is_private(proposal):
        return residents.label(proposal)
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

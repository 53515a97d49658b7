"""Proposals against the content: what would be added, what would change and from what, what is there already."""

from dataclasses import replace
from datetime import date

from coalition_site.importers.plan.invites import plan_invites
from coalition_site.importers.plan.merged_rows import merge_rows
from coalition_site.importers.plan.partner_differences import dated, differences, new_partner
from coalition_site.importers.plan.plan import Plan, PlannedFile, choice_text
from coalition_site.importers.plan.residents import Residents
from coalition_site.importers.plan.reviews import plan_reviews
from coalition_site.importers.plan.same_partner import KnownPartners
from coalition_site.importers.plan.workbook_rows import WorkbookPlan
from coalition_site.importers.proposals import NeedProposal, PartnerProposal, Proposals, RemarkKind
from coalition_site.importers.sources import Source
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import NEEDS
from coalition_site.model.vocabulary import NEED_LISTS


def plan_import(proposals: Proposals, coalition: Coalition, today: date) -> Plan:
    """What an import would do to this coalition on a day.

    Nothing is ever taken away: empty cells and open boxes say nothing. Only of itself a partner may say less, in its
    review.
    """
    plan = Plan()
    _needs(proposals.needs, coalition, plan)
    known = _partners(proposals, coalition, plan)
    plan_invites(proposals, coalition, known, plan)
    plan_reviews(proposals, coalition, plan, today)
    WorkbookPlan(coalition, known, proposals, plan).take(proposals.workbook)
    for file in plan.files:
        if file.what == "partner" and file.whole is not None:
            file.whole = dated(file.whole, today)
    plan.files = [part for file in plan.files for part in file.parts()]
    plan.remarks = list(dict.fromkeys(proposals.remarks))
    plan.tables, plan.questions = tuple(proposals.tables), proposals.questions
    plan.answered = tuple(proposals.answered)
    plan.nothing_read = proposals.nothing_read
    return plan


def _needs(needs: list[NeedProposal], coalition: Coalition, plan: Plan) -> None:
    sources = dict.fromkeys(str(replace(need.source, row=0, cell="")) for need in needs)
    cells: dict[str, list[Source]] = {}
    file = PlannedFile(NEEDS.path(), "; ".join(sources), "need", cells=cells)
    for name in NEED_LISTS:
        old = {choice.key() for choice in coalition.needs.chosen(name)}
        asked = {need.choice.key(): need.choice for need in needs if need.list is name}
        plan.unchanged["need"] += len(asked.keys() & old)
        new = [choice_text(choice, name, coalition) for key, choice in asked.items() if key not in old]
        file.add((str(name),), [*new], tuple(new))
        cells[str(name)] = [need.source for need in needs if need.list is name and need.choice.key() not in old]
    if file.changes:
        plan.change(file)


def _partners(proposals: Proposals, coalition: Coalition, plan: Plan) -> KnownPartners:
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
        file = PlannedFile(path, str(proposal.source), "partner", proposal.name, team_path, cells=proposal.cells)
        if old is None:
            new_partner(file, proposal, coalition, proposals)
        else:
            differences(file, proposal, old, coalition, proposals)
        if file.whole is not None or file.changes:
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

"""Proposals against the content: what would be added, what would change and from what, what is there already."""

from dataclasses import replace
from datetime import date

from coalition_site.importers.plan.invites import plan_invites
from coalition_site.importers.plan.new_partner import dated
from coalition_site.importers.plan.partners import plan_partners
from coalition_site.importers.plan.plan import Plan, PlannedFile, choice_text
from coalition_site.importers.plan.reviews import plan_reviews
from coalition_site.importers.plan.workbook_rows import WorkbookPlan
from coalition_site.importers.proposals import NeedProposal, Proposals
from coalition_site.importers.sources import Source
from coalition_site.model.coalition import Coalition
from coalition_site.model.vocabulary import NEED_LISTS
from coalition_site.read.content import CONTENT, NEEDS


def plan_import(proposals: Proposals, coalition: Coalition, today: date) -> Plan:
    """What an import would do to this coalition on a day.

    Nothing is ever taken away: empty cells and open boxes say nothing. Only of itself a partner may say less, in its
    review.
    """
    plan = Plan()
    _needs(proposals.needs, coalition, plan)
    known = plan_partners(proposals, coalition, plan)
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
    file = PlannedFile(f"{CONTENT}/{NEEDS}", "; ".join(sources), "need", cells=cells)
    for name in NEED_LISTS:
        old = {choice.key() for choice in coalition.needs.chosen(name)}
        asked = {need.choice.key(): need.choice for need in needs if need.list is name}
        plan.unchanged["need"] += len(asked.keys() & old)
        new = [choice_text(choice, name, coalition) for key, choice in asked.items() if key not in old]
        file.add((str(name),), [*new], tuple(new))
        cells[str(name)] = [need.source for need in needs if need.list is name and need.choice.key() not in old]
    if file.changes:
        plan.change(file)

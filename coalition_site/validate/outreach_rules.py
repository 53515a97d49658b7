"""Rules of outreach: steps and terms that cannot be so on the given day, and old addresses that lead astray."""

from collections.abc import Iterator
from datetime import date

from coalition_site.fixes import ValueFix, Way
from coalition_site.model.content_files import INVITES, PARTNERS, is_name
from coalition_site.problems import Problem
from coalition_site.read.content import Content
from coalition_site.read.values import Document
from coalition_site.validate.load import Loaded


def outreach_problems(content: Content, loaded: Loaded, today: date) -> Iterator[Problem]:
    """What is wrong with histories, agreements and old addresses."""
    document = content.file(INVITES)
    if document is not None:
        yield from _histories(document, loaded, today)
    for partner_id, partner in loaded.partners.items():
        at = next(reversed(content.parts(PARTNERS, partner_id)), None)
        signed, until = partner.agreement.signed, partner.agreement.until
        if at is not None and signed is not None and until is not None and until < signed:
            message = f"the term ends on {until}, before it was signed on {signed}"
            yield Problem(at.at("agreement", "until"), "date-order", message, "check both dates")
    yield from _old_addresses(content, loaded)


def _histories(document: Document, loaded: Loaded, today: date) -> Iterator[Problem]:
    for number, invite in loaded.invites.items():
        for at, step in enumerate(invite.history):
            if step.day > today:
                message = f"{step.what} on {step.day}, which lies after today, {today}"
                hint = "write the day on which it was done; what is still to be done goes into follow_up"
                yield Problem(document.at(number, "history", at, "day"), "date-order", message, hint)


def _old_addresses(content: Content, loaded: Loaded) -> Iterator[Problem]:
    """An old address leads to one partner, and no other page stands there."""
    files = content.ids(PARTNERS)
    first: dict[str, str] = {}
    for partner_id, partner in loaded.partners.items():
        document = content.file(PARTNERS, partner_id)
        for number, old in enumerate(partner.old_addresses if document is not None else ()):
            other = f"{old}.md" if old in files else f"{first[old]}.md, which has it too" if old in first else ""
            if document is not None and (other or not is_name(old)):
                message = f"{old!r} is the address of {other or 'another page'}"
                hint = "take it away here: an old address leads to one partner alone"
                way = Way((ValueFix(("old_addresses", number), ""),))
                yield Problem(document.at("old_addresses", number), "address-taken", message, hint, way)
            first.setdefault(old, partner_id)

"""Receipts on the command line: what partners are told of their reviews, after an import has written them."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_site.cli.letter_commands import checked_content
from coalition_site.problems import Refused

if TYPE_CHECKING:
    from coalition_site.importers.plan.plan import Plan
    from coalition_site.importers.plan.receipts import Receipt
    from coalition_site.model.coalition import Coalition


def made_receipts(plan: "Plan", before: "Coalition", project: Path, today: date) -> "list[Receipt]":
    """The receipts of the reviews that were written; where build/ cannot be written, they have no files."""
    from coalition_site.importers.plan.receipts import Receipt, receipts, write_receipts

    _, after = checked_content(project, today)
    views = receipts(plan, before, after, today)
    try:
        return write_receipts(project, views, today)
    except (Refused, OSError):
        return [Receipt(view, ()) for view in views]


def receipt_lines(receipt: "Receipt", project: Path) -> list[str]:
    """A receipt as people read it: the text, where it is, and what is left to them."""
    view, files = receipt.view, " and ".join(receipt.shown(project))
    lines = [f"The receipt for {view.to[0]}, of the review of {view.name}:"]
    lines += [f"  | {line}".rstrip() for line in view.text.splitlines()]
    lines.append(f"It is in {files}." if files else "The folder build/ could not be written: copy it from here.")
    lines.append("Now send it yourself: this program sends nothing.")
    if view.refused:
        lines.append(f"{view.name} said no: build and publish the site now, so that it names them no longer.")
    return lines
